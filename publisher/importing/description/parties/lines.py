"""A piece as the readers of parties look at it: its words without marks, and where they stand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.importing.description.pieces import Piece, PieceLink

_BULLET = re.compile(
    r"\s*(?:>\s*)*(?:(?:[-+*]\s+|[•●▪◦‣►▸■✔✅☑➤➜⭐★☆🔹🔸–—·👉➡🔗→»]\ufe0f?\s*|\d{1,3}[.)]\s+|#{1,6}\s+)"
    r"(?:[-–]\s+)?)*"
)
_BLANK_BEHIND = re.compile(r"\n[ \t\r]*\n\s*\Z")
_MARKDOWN_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,2000}(?:\s[^)\n]{0,300})?\)")
_MARKS = re.compile(r"[*_`~#>\\\u200b\ufe0f\ufe0e]+")
_EDGES = re.compile(r"^[^\w(@\"“„$€£'\[]+|[^\w)!?.%€$\"”'\]]+$")
_LONGEST_PLAIN = 400


class Line(NamedTuple):
    """A piece; `start` and `end` are those of its content, without its bullet and space around."""

    piece: Piece
    begin: int  # with the bullet
    start: int
    end: int
    content: str
    bullet: bool
    blank_behind: bool  # an empty line follows

    @property
    def links(self) -> tuple[PieceLink, ...]:
        return self.piece.links


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    """Return the pieces as lines, one for each."""
    return [_line(piece) for piece in pieces]


def _line(piece: Piece) -> Line:
    text = piece.text
    marker = _BULLET.match(text)
    begin = marker.end() if marker else 0
    content = text[begin:].rstrip()
    if content.endswith("\\"):  # a line break of Markdown's
        content = content[:-1].rstrip()
    lead = len(text) - len(text.lstrip())
    blank = _BLANK_BEHIND.search(text, max(0, len(text) - 60)) is not None
    start = piece.start + begin
    return Line(
        piece,
        piece.start + min(lead, begin),
        start,
        start + len(content),
        content,
        piece.is_bullet,
        blank,
    )


def joined(lines: Sequence[Line]) -> str:
    """Return what lines say, with line breaks where the text has them."""
    parts: list[str] = []
    for line in lines:
        parts += [line.content, "\n" if "\n" in line.piece.text[-4:] else " "]
    return "".join(parts[:-1])


def plain(text: str) -> str:
    """Return words without Markdown's marks, signs around them and doubled space."""
    text = text[:_LONGEST_PLAIN]
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _MARKS.sub("", text).replace("’", "'")
    return _EDGES.sub("", " ".join(text.split())).strip()


def as_heading(text: str) -> str:
    """Return words as `headings` in the vocabulary are matched: plain, without a mark behind."""
    return plain(text).rstrip(".!?:;,’'\"”)").lstrip("(\"“„'[").strip()
