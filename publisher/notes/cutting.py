"""The beginning of a text, cut where it may be cut: never in a link, never in a character."""

import re
from collections.abc import Callable, Sequence

from publisher.notes.blocks import Block, Inline, Paragraph, plain_text, trim
from publisher.notes.limits import graphemes
from publisher.notes.plain import plain

LONGEST = 5000
"""Code points that are looked at; no place takes a longer beginning."""

_LONG_WORD = 30
_WORD = re.compile(r"\S+\s*")


def longest_beginning(text: str, fits: Callable[[str], bool]) -> str:
    """Return the longest beginning of a text that fits with three dots; empty where none does."""
    pieces = _pieces(text[:LONGEST])
    fewest, most = 0, len(pieces) - 1
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if fits(_joined(pieces[:middle])):
            fewest = middle
        else:
            most = middle - 1
    return _joined(pieces[:fewest])


def beginning(text: str, most: int) -> str:
    """Return a text of at most so many code points, cut and dotted if need be."""
    return longest_beginning(text, lambda cut: len(cut) <= most) if len(text) > most else text


def _joined(pieces: Sequence[str]) -> str:
    words = "".join(pieces).rstrip(" ,;:–—-")
    return f"{words}…" if words else ""


def _pieces(text: str) -> list[str]:
    """Split a text between words, and a long word that is no address between its characters."""
    pieces: list[str] = []
    for word in _WORD.findall(text):
        pieces += graphemes(word) if len(word) > _LONG_WORD and "://" not in word else [word]
    return pieces


def pieces_of(nodes: Sequence[Inline], most: int) -> list[Inline]:
    """Split a run where it may be cut; links and all that is marked stay whole.

    Of each text `most` code points are looked at.
    """
    pieces: list[Inline] = []
    for node in nodes:
        pieces += _pieces(node[:most]) if isinstance(node, str) else [node]
    return pieces


def joined(pieces: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return the run that the pieces make, with three dots."""
    return (*trim(tuple(pieces)), "…")


def first_words(body: Sequence[Block]) -> str:
    """Return the words of the first paragraph that has some."""
    paragraphs = (plain_text(block.children) for block in body if isinstance(block, Paragraph))
    return plain(next(filter(str.strip, paragraphs), ""))
