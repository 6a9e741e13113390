"""A description, however its lines were lost, cut into the lines that its author meant."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from publisher.importing.description.cutting_breaks import SIGNS, Lines
from publisher.importing.description.cutting_headings import heads_list, is_heading, leads_in
from publisher.importing.description.cutting_links import SeenLink, seen_links
from publisher.importing.description.cutting_title import title_end
from publisher.importing.description.pieces import Piece, PieceLink

_LINE = re.compile(
    r"[^\n]*+\n(?:[ \t]*+(?:={3,}+|-{3,}+)[ \t]*+(?:\n|\Z))?+(?:[ \t\r]*+\n)*+|[^\n]++\Z"
)
_BULLET = re.compile(rf"\s*(?:>\s*)*(?:[-+*–—·]\s|[{SIGNS}]\ufe0f?|\d{{1,3}}[.)]\s)")
_CLOCK = re.compile(
    r"[\s\-–—*•+>#|]*(?:\d{1,3}[.)]\s+)?[*_]*[\[(（【]*@?(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?!\w|:\d)"
)
_LABEL_SIGNS = " \t\r\n\xa0:：|=-–—→➡►»⇒👉⮕>*_•●▪◦‣▸■✔✅☑➤➜⭐★☆🔹🔸🔗·+<(\ufe0f\ufe0e\u200b,;"
_LONGEST_LABEL = 120


def cut(text: str) -> tuple[Piece, ...]:
    """Return the lines of a description, be it Markdown or text whose line breaks were lost.

    All pieces, one behind the other, are the text. Takes time in proportion to its length.
    """
    links = seen_links(text)
    starts = [link.start for link in links]
    spans = [
        (start, end, links[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in _spans(text, links, starts)
    ]
    pieces: list[Piece] = []
    section: int | None = None
    for index, (start, end, inside) in enumerate(spans):
        words, before = text[start:end], pieces[-1].text if pieces else ""
        following = len(spans[index + 1][2]) if index + 1 < len(spans) else 0
        heading = is_heading(words, len(inside)) or (
            not inside
            and (leads_in(words, following) or heads_list(words, before, text[end : end + 80]))
        )
        section = len(pieces) if heading else section
        pieces.append(
            Piece(
                words,
                start,
                end,
                heading,
                not heading and _BULLET.match(text, start, end) is not None,
                None if heading else section,
                tuple(_piece_links(text, start, inside)),
                _seconds(text, start, end),
            )
        )
    return tuple(pieces)


def _spans(
    text: str, links: Sequence[SeenLink], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends; blank lines belong to the line before them."""
    lines = Lines(text)
    seen_words = False
    position = 0
    for line in _LINE.finditer(text):
        start, end = line.span()
        if not line[0].strip() and position == start and end < len(text):
            continue  # blank lines at the top go with the first line
        inside = links[bisect_left(starts, start) : bisect_left(starts, end)]
        breaks = lines.breaks(start, end, inside)
        if not seen_words:
            seen_words = True
            ended = title_end(text, start, end)
            breaks = [*([ended] if ended else ()), *(at for at in breaks if at > (ended or 0))]
        for at in breaks:
            yield position, at
            position = at
        yield position, end
        position = end
    if position < len(text):
        yield position, len(text)


def _piece_links(text: str, start: int, links: Sequence[SeenLink]) -> Iterator[PieceLink]:
    before = start
    for link in links:
        label = link.text
        if label is None:
            label = text[max(before, link.start - _LONGEST_LABEL) : link.start]
        yield PieceLink(link.url, " ".join(label.split()).strip(_LABEL_SIGNS), link.start, link.end)
        before = link.end


def _seconds(text: str, start: int, end: int) -> float | None:
    found = _CLOCK.match(text, start, min(end, start + 60))
    if found is None:
        return None
    return int(found[1] or 0) * 3600.0 + int(found[2]) * 60 + int(found[3])
