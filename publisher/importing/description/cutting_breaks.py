"""Where the lines of a description began before its line breaks were lost.

What stands between two addresses says it: ` - ` before an address closes its label, elsewhere it
opens an item; a colon that no address follows closes a heading; so do words in capitals.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from publisher.importing.description.cutting_gaps import (
    DASH,
    breaks_behind,
    breaks_in_gap,
    capitals,
    is_labelled,
)
from publisher.importing.description.cutting_links import SeenLink
from publisher.importing.description.structure_words import inline_headings

SIGNS = "•●▪◦‣►▸■✔✅☑➤➜⭐★☆🔹🔸🔗"
"""Signs that begin an item by themselves."""

_SIGN = re.compile(rf"(?<![^\s)\].!?])[{SIGNS}]\ufe0f?(?=\s*\S)")
_HEADED = re.compile(r"[:：]\s+(?=[-–*]\s)")
_CLOCK = re.compile(r"(?<![\w:./-])[\[(]?@?(?:\d{1,2}:)?\d{1,3}:[0-5]\d[\])]?(?![\w:])")
_MOMENT = re.compile(r"(?:\b(?:at|um|ab|bis|a las|from|to)|[–-])\s*\Z")
_TAIL = re.compile(r"[)\].,;!?>*_”\"]*+(?:\s*+\([^()]{0,200}\))?+[.,;!]?+")
_COLON = re.compile(r":(?=\s)")
_LONGEST_KNOWN = 32  # characters of a heading that is known
_SHORT = 60  # characters of a line into which no heading has run
_MARKS = re.compile(r"\*\*|__")


class Lines:
    """Finds the lost line breaks of one text; what it hasn't got at all isn't looked for again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_signs = _SIGN.search(text) is not None
        self._has_times = _CLOCK.search(text) is not None
        self._has_lists = _HEADED.search(text) is not None

    def breaks(self, start: int, end: int, links: Sequence[SeenLink]) -> list[int]:
        """Return where new lines begin inside the line `text[start:end]`, ascending.

        `links` are those of the line. Takes time in proportion to the line's length.
        """
        text = self._text
        found: set[int] = set()
        if self._has_signs:
            found.update(_signs(text, start, end, links))
        if self._has_times:
            found.update(_times(text, start, end))
        if self._has_lists and not links:
            found.update(_headed_list(text, start, end))
        if end - start > _SHORT:
            found.update(_known_headings(text, start, end))
        if any(link.text is None and not link.url.startswith("mailto:") for link in links):
            found.update(_by_links(text, start, end, links))
        return _sound(text, start, end, found, links) if found else []


def _sound(
    text: str, start: int, end: int, found: Iterable[int], links: Sequence[SeenLink]
) -> list[int]:
    """Return the breaks, ascending, that are not within a word, a link or words in bold."""
    kept: list[int] = []
    bare_ends = {link.end for link in links if link.text is None}
    marks = (mark.start() for mark in _MARKS.finditer(text, start, end))
    mark = next(marks, None)
    is_bold = False
    index = 0
    first = end - len(text[start:end].lstrip())
    for at in sorted(found):
        while mark is not None and mark < at:
            is_bold, mark = not is_bold, next(marks, None)
        while index < len(links) and links[index].end <= at:
            index += 1
        within = index < len(links) and links[index].start < at
        apart = text[at - 1].isspace() or at in bare_ends
        if first < at < end and apart and not within and not is_bold:
            kept.append(at)
    return kept


def _signs(text: str, start: int, end: int, links: Sequence[SeenLink]) -> Iterator[int]:
    """Yield where an item begins with a sign of its own; a sign before an address is no item."""
    found = [sign.start() for sign in _SIGN.finditer(text, start, end)]
    if not found or (len(found) == 1 and not links):
        return
    starts = {link.start for link in links}
    for at in found:
        behind = at + 1
        while behind < end and (text[behind].isspace() or text[behind] == "\ufe0f"):
            behind += 1
        if behind not in starts:
            yield at


def _times(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where an entry of a list of chapters begins: times that rise, words between them."""
    found = list(_CLOCK.finditer(text, start, end))
    if len(found) < 3:
        return
    seconds = [_seconds(each[0]) for each in found]
    rising = sum(later > earlier for earlier, later in pairwise(seconds))
    if rising < len(found) - 1:
        return
    for each in found:
        if not _MOMENT.search(text, max(start, each.start() - 12), each.start()):
            yield each.start()


def _seconds(clock: str) -> int:
    seconds = 0
    for part in clock.strip("[]()@").split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def _known_headings(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the beginnings of headings that are known, each before a colon."""
    for colon in _COLON.finditer(text, start, end):
        first = max(start, colon.start() - _LONGEST_KNOWN)
        heading = inline_headings().search(text, first, colon.start())
        if heading is not None:
            yield heading.start()


def _headed_list(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the items of `Heading: - One - Two`, where no address tells them apart."""
    opened = _HEADED.search(text, start, end)
    if opened is None:
        return
    dashes = [dash.start() for dash in DASH.finditer(text, opened.end() - 1, end)]
    if len(dashes) >= 2:
        yield from dashes


def _by_links(text: str, start: int, end: int, links: Sequence[SeenLink]) -> Iterator[int]:
    before, labelled = start, False
    for index, link in enumerate(links):
        tail = _TAIL.match(text, before, link.start) if index else None
        gap = tail.end() if tail else before
        yield from breaks_in_gap(text, gap, link, first=index == 0, labelled=labelled)
        labelled = link.text is None and is_labelled(text, gap, link.start)
        before = link.end
    tail = _TAIL.match(text, before, end)
    rest = tail.end() if tail else before
    if labelled:
        yield from breaks_behind(text, rest, end)
    yield from capitals(text, rest, end)
