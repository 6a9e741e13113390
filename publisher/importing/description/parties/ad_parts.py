"""An ad's part of a block: the sentences about one sponsor, each ending where the next begins."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.deals import Deal, find_deal
from publisher.importing.description.parties.spelling import spelled_at
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”'’)*_]{0,3}\s+(?=\S)|\n+")
_JOINT = re.compile(
    r"[)\]]?[\s,;]*(?:\b(?:und|and|y|e|et)\b(?:\s+(?:by|von|por|durch)\b)?|[;|•/]|\*\s)\s*|\)\s*,\s*|,\s+"
)


_LONGEST_UNCUED = 400


class Part(NamedTuple):
    """Where in a block it is said of one party, and the links there."""

    begin: int
    end: int
    links: tuple[PieceLink, ...]


def ends_sentence(text: str) -> bool:
    """Say whether a sentence or a line ends in these words, before their end."""
    return _SENTENCE_END.search(text) is not None


def blanked(text: str, links: Sequence[PieceLink]) -> str:
    """Return a text of the same length without the addresses in it."""
    for link in links:
        text = text.replace(link.url, " " * len(link.url))
    return text


def parts_of(
    text: str, start: int, links: Sequence[PieceLink], cued: bool, words: Words
) -> list[Part]:
    """Return the part of each party linked in a block that begins at `start`, in their order."""
    groups: list[list[PieceLink]] = []
    for link in links:
        if groups and site_of_link(groups[-1][0].url).host == site_of_link(link.url).host:
            groups[-1].append(link)
        else:
            groups.append([link])
    bare = blanked(text, links)
    borders = [0]
    for before, behind in pairwise(groups):
        after, until = before[-1].end - start, behind[0].start - start
        borders.append(_border(bare, after, until, behind[0].url, words))
    borders.append(len(text))
    return [
        _part(text, start, (borders[index], borders[index + 1]), group, cued=cued, words=words)
        for index, group in enumerate(groups)
    ]


def _border(bare: str, after: int, until: int, url: str, words: Words) -> int:
    """Return where between two links it begins to be about the second."""
    between = bare[after:until]
    name = spelled_at(url, between, words)
    ends = [found.end() for found in _SENTENCE_END.finditer(between)]
    if name is not None:
        inside = [end for end in ends if end <= name[0]]
        joints = [found.end() for found in _JOINT.finditer(between, 0, name[0])]
        return after + max([0, *inside, *joints[-1:]])
    if ends:
        return after + ends[-1]
    joint = _JOINT.search(between)
    return after + (joint.end() if joint else 0)


def _part(
    text: str,
    start: int,
    borders: tuple[int, int],
    links: Sequence[PieceLink],
    *,
    cued: bool,
    words: Words,
) -> Part:
    """Return the sentences between two borders that are about the party, none between left out."""
    begin, end = borders
    edges = [begin, *(f.end() for f in _SENTENCE_END.finditer(text, begin, end)), end]
    linked = links[0].start - start
    first = last = None
    for left, right in pairwise(edges):
        said = text[left:right]
        holds = left <= linked < right or any(left <= link.start - start < right for link in links)
        about = (
            holds
            or words.ad_cue.search(said) is not None
            or words.sponsor_goes_on.match(said) is not None
            or find_deal(said, words) != Deal()
            or (spelled_at(links[0].url, blanked(said, links), words) is not None)
        )
        if about:
            first = left if first is None else first
            last = right
        elif not cued and linked >= right and end - begin > _LONGEST_UNCUED:
            first = None
        elif last is not None and linked < left:
            break
    if first is None or last is None:
        first, last = begin, end
    return Part(first, last, tuple(links))
