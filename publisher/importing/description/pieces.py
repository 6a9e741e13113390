"""A description in pieces: the lines as its author meant them, also where breaks were lost."""

from typing import NamedTuple


class PieceLink(NamedTuple):
    """A link in a piece; `label` is its text in Markdown, or the words before a bare address."""

    url: str
    label: str
    start: int
    end: int


class Piece(NamedTuple):
    """A line. All pieces of a text, one behind the other, are the text.

    `section` is the index of the heading under which it stands, `at_seconds` the time with which
    it begins.
    """

    text: str
    start: int
    end: int
    is_heading: bool = False
    is_bullet: bool = False
    section: int | None = None
    links: tuple[PieceLink, ...] = ()
    at_seconds: float | None = None
