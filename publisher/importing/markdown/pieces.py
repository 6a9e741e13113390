"""Pieces of text, each with how it is set and where it leads: what a run consists of."""

from typing import NamedTuple

BOLD, ITALIC, STRIKE, CODE, IMAGE, BREAK = 1, 2, 4, 8, 16, 32
SET = BOLD | ITALIC | STRIKE


class Link(NamedTuple):
    """Where a link leads. Two links to one address are two."""

    url: str
    number: int


class Piece(NamedTuple):
    """A piece of a run: `style` is how it is set; an image's text is its own Markdown."""

    text: str
    style: int = 0
    link: Link | None = None
