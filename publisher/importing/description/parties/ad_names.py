"""The name of an ad's sponsor: a link's words, those its host spells, or those behind the cue."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.ad_parts import blanked, ends_sentence
from publisher.importing.description.parties.lines import plain
from publisher.importing.description.parties.naming import is_address, sponsor_name
from publisher.importing.description.parties.spelling import spelled_at
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink

_HEAD_END = re.compile(r"\s[-–—|→•>]+\s|:\s|:\Z|\s\(|\s\[|[,;.!?](?:\s|\Z)|\n|\s{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)|\n+")
_EMPHASISED = re.compile(r"(?<!\w)(?:\*\*|__|\*)(?=\w)([^*_\n]{2,50}?)(?:\*\*|__|\*)(?!\w)")
_MARKS = " \t*_[](){}\"“”„’'‘›»«:,;–—-|•·/→>👉🏽✅★"
_BETWEEN = frozenset(
    {"&", "+", "and", "of", "the", "und", "von", "y", "e", "de", "del", "la", "et", "für"}
)
_BESIDE = 25  # characters between a cue and a name
_SIGNS = ' \t\n*_[](){}"“”„!.:,;–—-|'
_MOST = 5  # words
_MOST_TRIED = 4


def named(said: str, links: Sequence[PieceLink], cued: bool, words: Words) -> str | None:
    """Return the sponsor's name in what is said of it, or None: it isn't sure."""
    bare = blanked(said, links)
    spelled = None
    for link in links:
        at = spelled_at(link.url, bare, words, lower=cued)
        if at is not None:
            spelled = bare[at[0] : at[1]]
            break
    for given in _given(said, bare, links, words):
        name = _name(given, words)
        if name is None or (spelled is not None and not _holds(name, spelled)):
            continue
        return name if spelled is None or _goes_on(name, spelled) else spelled
    if spelled is None or words.ad_cue.fullmatch(spelled) is not None:
        return None
    return spelled if len(spelled.split()) <= _MOST + 2 else None


def _given(said: str, bare: str, links: Sequence[PieceLink], words: Words) -> Iterator[str]:
    """Yield what may be the name, the surest first."""
    for link in links:
        if link.label and f"[{link.label}]" in said and not is_address(link.label):
            yield link.label
    for found in _EMPHASISED.finditer(bare):
        yield found[1]
    for cue in list(words.ad_cue.finditer(bare))[:_MOST_TRIED]:
        behind = bare[cue.end() :]
        skipped = words.sponsor_skipped.match(behind.lstrip(_MARKS))
        yield _capitals(_head(behind.lstrip(_MARKS)[skipped.end() if skipped else 0 :], words))
    linked = _sentence_of(links[0], said)
    if words.ad_cue.search(linked) is not None or words.offers.search(linked) is not None:
        head = _HEAD_END.split(bare.lstrip(_MARKS), maxsplit=1)[0].rstrip()
        if head == _capitals(head):
            yield head


def _capitals(head: str) -> str:
    """Return the words that begin with a capital, and the small ones between them."""
    kept = head.split(" ")
    for index, word in enumerate(kept):
        if word[:1].islower() and word not in _BETWEEN:
            kept = kept[:index]
            break
    while kept and kept[-1] in _BETWEEN:
        kept.pop()
    return " ".join(kept)


def _sentence_of(link: PieceLink, said: str) -> str:
    """Return the sentence in which a link stands."""
    at = max(said.find(link.url), 0)
    begin = 0
    for end in _SENTENCE_END.finditer(said):
        if end.end() > at:
            return said[begin : end.start()]
        begin = end.end()
    return said[begin:]


def _head(text: str, words: Words) -> str:
    """Return the words up to the first sign or word that ends a name."""
    head = _HEAD_END.split(text, maxsplit=1)[0]
    plainly = words.sponsor_plain.match(text)
    if plainly is not None and len(plainly["name"]) < len(head):
        head = plainly["name"]
    return head


def _name(given: str, words: Words) -> str | None:
    name = sponsor_name(given.strip(_MARKS), most=_MOST)
    if name is None or "%" in name or is_address(name) or words.ad_cue.search(name) is not None:
        return None
    if words.sponsor_goes_on.match(name) is not None or words.offers.search(name) is not None:
        return None
    return name if plain(name) else None


def _goes_on(name: str, spelled: str) -> bool:
    """Say whether a name is longer than what a host spells, and the rest of it a name's, too."""
    before, held, behind = name.partition(spelled)
    return bool(held) and not any(word[0].islower() for word in [*before.split(), *behind.split()])


def _holds(name: str, spelled: str) -> bool:
    first, second = name.casefold(), spelled.casefold()
    return first in second or second in first


def is_told(said: str, name: str, words: Words) -> bool:
    """Say whether a cue stands right beside a name, or begins or ends what is said."""
    at = said.find(name)
    for found in words.ad_cue.finditer(said):
        before, behind = said[found.end() : at], said[at + len(name) : found.start()]
        if not said[: found.start()].strip(_SIGNS) or not said[found.end() :].strip(_SIGNS):
            return True
        beside = before if found.end() <= at else behind
        if len(beside) <= _BESIDE and not ends_sentence(beside):
            return True
    return False
