"""What a block says to a listener: its words and its links, as a build would show them."""

from functools import lru_cache
from typing import NamedTuple

from publisher.notes.blocks import (
    Block,
    Break,
    Bullets,
    Code,
    Divider,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Moment,
    Paragraph,
    Strike,
    Strong,
    plain_text,
)
from publisher.notes.body import read_markdown_body


class SaidLink(NamedTuple):
    label: str
    url: str


class Said(NamedTuple):
    """`lines` are its paragraphs, headings and items, each of words and links in their order."""

    lines: tuple[tuple[str | SaidLink, ...], ...]

    @property
    def links(self) -> tuple[SaidLink, ...]:
        """Every link, in order."""
        return tuple(part for line in self.lines for part in line if isinstance(part, SaidLink))

    @property
    def words(self) -> str:
        """All of the words, those of links too, the lines one below the other."""
        return "\n".join(map(words_of, self.lines))


def words_of(line: tuple[str | SaidLink, ...]) -> str:
    """Return the words of a line, those of links too."""
    words = "".join(part.label if isinstance(part, SaidLink) else part for part in line)
    return " ".join(words.split())


@lru_cache(maxsize=1 << 13)
def say(markdown: str) -> Said | None:
    """Return what Markdown says; None where it holds more than words and links.

    Pictures, code blocks, quotes and tables are more: nothing but a body can show them.
    """
    lines: list[tuple[str | SaidLink, ...]] = []
    if not _add(read_markdown_body(markdown), lines):
        return None
    return Said(tuple(lines))


def _add(blocks: tuple[Block, ...], lines: list[tuple[str | SaidLink, ...]]) -> bool:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            written = _written(block.children)
            if written is None:
                return False
            lines += written
        elif isinstance(block, Bullets):
            if not all(_add(item, lines) for item in block.items):
                return False
        elif not isinstance(block, Divider):
            return False
    return True


def _written(nodes: tuple[Inline, ...]) -> list[tuple[str | SaidLink, ...]] | None:
    """Return the lines of a run of inlines, without emphasis."""
    lines: list[list[str | SaidLink]] = [[]]
    if not _spread(nodes, lines):
        return None
    return [tuple(line) for line in lines if line]


def _spread(nodes: tuple[Inline, ...], lines: list[list[str | SaidLink]]) -> bool:
    for node in nodes:
        if isinstance(node, str):
            lines[-1].append(node)
        elif isinstance(node, Link):
            label = " ".join(plain_text(node.children).split())
            if not label or _has_picture(node.children):
                return False
            lines[-1].append(SaidLink(label, node.url))
        elif isinstance(node, Break):
            lines.append([])
        elif isinstance(node, Strong | Emphasis | Strike):
            if not _spread(node.children, lines):
                return False
        elif isinstance(node, Moment | Code):
            lines[-1].append(node.text)
        else:
            return False
    return True


def _has_picture(nodes: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(node, Image)
        or (isinstance(node, Link | Strong | Emphasis | Strike) and _has_picture(node.children))
        for node in nodes
    )
