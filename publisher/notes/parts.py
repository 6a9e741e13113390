"""What stands inside an element that is being read: blocks, inlines, and items, rows and cells on
their way into their list or table."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple, cast

from publisher.notes.blocks import (
    BLOCKS,
    Block,
    Inline,
    Paragraph,
    Table,
    flatten,
    trim,
)
from publisher.notes.plain import UNPRINTABLE

_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_SPACE = re.compile(r"[ \t\r\n]+")


class Item(NamedTuple):
    """A list's item on its way into the list; `loose`: it has more than one paragraph.

    An empty line between items of one paragraph each makes no list loose here, other than in
    CommonMark: authors leave it without a thought.
    """

    blocks: tuple[Block, ...]
    loose: bool


class Cell(NamedTuple):
    children: tuple[Inline, ...]


class Row(NamedTuple):
    cells: tuple[tuple[Inline, ...], ...]


Part = Block | Inline | Item | Cell | Row
NOT_INLINE = BLOCKS | {Item, Cell, Row}


def words_of_text(piece: str) -> str:
    """Return the words of a piece of HTML text, white space as one space."""
    text = unescape(piece) if "&" in piece else piece
    if text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", UNPRINTABLE.sub("", text))


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a tag by name."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def blocks_of(children: Sequence[Part]) -> tuple[Block, ...]:
    """Gather runs of inlines into paragraphs; what stands outside a list or table is let in."""
    if NOT_INLINE.isdisjoint(map(type, children)):
        return paragraph_of(tuple(cast(Sequence[Inline], children)))
    if len(children) == 1 and type(children[0]) in BLOCKS:
        return (cast(Block, children[0]),)
    blocks: list[Block] = []
    run: list[Inline] = []
    for child in children:
        if type(child) not in NOT_INLINE:
            run.append(cast(Inline, child))
            continue
        if run:
            blocks += paragraph_of(tuple(run))
            run = []
        if isinstance(child, Item):
            blocks += child.blocks
        elif isinstance(child, Row):
            blocks.append(Table((child.cells,)))
        elif isinstance(child, Cell):
            blocks += paragraph_of(child.children)
        else:
            blocks.append(cast(Block, child))
    if run:
        blocks += paragraph_of(tuple(run))
    return tuple(blocks)


def paragraph_of(children: tuple[Inline, ...]) -> tuple[Paragraph, ...]:
    """Return a run as a paragraph; none where it says nothing."""
    trimmed = trim(children)
    return (Paragraph(trimmed),) if trimmed else ()


def inlines_of(children: list[Part]) -> tuple[Inline, ...]:
    """Return children as one run, blocks among them as lines."""
    if NOT_INLINE.isdisjoint(map(type, children)):
        return tuple(cast(list[Inline], children))
    return flatten(blocks_of(children))
