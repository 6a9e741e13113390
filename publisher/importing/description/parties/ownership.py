"""Whether what has an offer belongs to the show or to a guest: a book, a course, merch, tickets."""

import re
from collections.abc import Sequence

from publisher.importing.description.parties.addresses import whole_address
from publisher.importing.description.parties.naming import host_as_written
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink

_GENITIVE = re.compile(r"\b(?P<of>[^\W\d_a-zà-ÿ][^\W\d_]{2,20}?)['’]?s(?:['’])? (?=\S)")
_READ = 20_000


def is_own(said: str, links: Sequence[PieceLink], text: str, words: Words, *, cued: bool) -> bool:
    """Say whether it is the show's own or a guest's; where a cue says "ad", only clear words do."""
    if words.ours.search(said) is not None:
        return True
    if cued:
        return False
    if words.own_things.search(said) is not None or any(
        _is_shop(link.url, words) for link in links
    ):
        return True
    return any(_is_person(found["of"], text) for found in _GENITIVE.finditer(said))


def _is_shop(url: str, words: Words) -> bool:
    """Say whether a host is somebody's shop by its first part: tickets.example.com."""
    label = host_as_written(whole_address(url)).partition(".")[0]
    return words.own_things.fullmatch(label) is not None


def _is_person(word: str, text: str) -> bool:
    """Say whether a word is a first name elsewhere in the text: "Ann" of "Ann Lee"."""
    return re.search(rf"\b{re.escape(word)} [^\W\d_a-zà-ÿ][^\W\d_]+", text[:_READ]) is not None
