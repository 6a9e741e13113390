"""The vocabulary of show notes: blocks and inlines, the same for every form.

Markdown bodies, sponsor copy and the sections all become these, and each form's writer turns
them into text. Every URL in them is safe to follow (`publisher.notes.urls`); texts are plain,
escaped by the writer for the place they go to. Named tuples, because thousands are made for
each show and they are built three times as fast as frozen dataclasses.
"""

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Link(NamedTuple):
    """`paid`: the link belongs to a sponsor."""

    children: tuple["Inline", ...]
    url: str
    paid: bool = False


class Moment(NamedTuple):
    """A point in the audio: a link on the page, plain text elsewhere."""

    text: str
    seconds: int


class Image(NamedTuple):
    alt: str
    url: str


class Strong(NamedTuple):
    children: tuple["Inline", ...]


class Emphasis(NamedTuple):
    children: tuple["Inline", ...]


class Strike(NamedTuple):
    children: tuple["Inline", ...]


class Code(NamedTuple):
    text: str


class Coupon(NamedTuple):
    """A code that listeners type somewhere: bold, and on a page with a button that copies it."""

    text: str


class Portrait(NamedTuple):
    """Somebody credited: the name in bold; on a page the picture, too, and a link to theirs.

    `image` and `page` are addresses as they are written on the episode's page.
    """

    name: str
    image: str | None = None
    page: str | None = None


class Detail(NamedTuple):
    """Words about what was named before: a page sets them apart, elsewhere they go on in the line.

    `before` leads over to them; `kind` is "bio", "tagline" or "offer".
    """

    before: str
    text: str
    kind: str


class Break(NamedTuple):
    """A line break that the author asked for."""


Inline: TypeAlias = (
    str
    | Link
    | Moment
    | Image
    | Strong
    | Emphasis
    | Strike
    | Code
    | Coupon
    | Portrait
    | Detail
    | Break
)


class Paragraph(NamedTuple):
    children: tuple[Inline, ...]


class Heading(NamedTuple):
    """`level` counts from 1; the page's own title stands above level 1."""

    children: tuple[Inline, ...]
    level: int = 1


class Bullets(NamedTuple):
    """A list; `start` is the first number of a numbered one. `tight`: items without paragraphs."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None
    tight: bool = True


class Quote(NamedTuple):
    children: tuple["Block", ...]


class CodeBlock(NamedTuple):
    text: str


class Table(NamedTuple):
    """The first row is the head."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class Divider(NamedTuple):
    """A thematic break."""


class Timeline(NamedTuple):
    """Chapters, in ascending order: where each starts, and its title."""

    entries: tuple[tuple[Moment, tuple[Inline, ...]], ...]


Block: TypeAlias = Paragraph | Heading | Bullets | Quote | CodeBlock | Table | Divider | Timeline

BREAK = Break()


def plain_text(nodes: tuple[Inline, ...]) -> str:
    """Return the words alone: no addresses, images as their alternative text."""
    words = []
    for node in nodes:
        if isinstance(node, str):
            words.append(node)
        elif isinstance(node, Moment | Code | Coupon):
            words.append(node.text)
        elif isinstance(node, Portrait):
            words.append(node.name)
        elif isinstance(node, Detail):
            words.append(node.before + node.text)
        elif isinstance(node, Image):
            words.append(node.alt)
        elif isinstance(node, Break):
            words.append(" ")
        else:
            words.append(plain_text(node.children))
    return "".join(words)


BLOCKS: frozenset[type] = frozenset(
    (Paragraph, Heading, Bullets, Quote, CodeBlock, Table, Divider, Timeline)
)


_TRIMMED = (str, Break)


def trim(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the nodes without white space and line breaks at either end."""
    if not nodes or (type(nodes[0]) not in _TRIMMED and type(nodes[-1]) not in _TRIMMED):
        return nodes
    first, last = 0, len(nodes)
    while first < last and _is_blank(nodes[first]):
        first += 1
    while last > first and _is_blank(nodes[last - 1]):
        last -= 1
    if first == last:
        return ()
    head, tail = nodes[first], nodes[last - 1]
    head_trimmed = head.lstrip() if isinstance(head, str) else head
    tail_trimmed = tail.rstrip() if isinstance(tail, str) else tail
    if last - first == 1:
        return (head.strip(),) if isinstance(head, str) else (head,)
    if head_trimmed is head and tail_trimmed is tail:
        return nodes[first:last]
    return (head_trimmed, *nodes[first + 1 : last - 1], tail_trimmed)


def _is_blank(node: Inline) -> bool:
    return isinstance(node, Break) or (isinstance(node, str) and (not node or node.isspace()))


def flatten(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Return blocks as one run of inlines, a line break between them; no word or link is lost."""
    nodes: list[Inline] = []
    for run in _runs(blocks):
        if nodes and run:
            nodes.append(BREAK)
        nodes += run
    return tuple(nodes)


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.children
        elif isinstance(block, Bullets):
            for item in block.items:
                yield flatten(item)
        elif isinstance(block, Quote):
            yield flatten(block.children)
        elif isinstance(block, CodeBlock):
            yield (Code(block.text),)
        elif isinstance(block, Table):
            yield from (join_cells(row) for row in block.rows)
        elif isinstance(block, Timeline):
            yield from ((moment, " ", *title) for moment, title in block.entries)


def join_cells(row: tuple[tuple[Inline, ...], ...]) -> tuple[Inline, ...]:
    """Return a table's row as one line: its cells with a bar between them."""
    nodes: list[Inline] = []
    for cell in row:
        if cell:
            nodes += (" | ", *cell) if nodes else cell
    return tuple(nodes)


def lines(nodes: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """Split a run at its line breaks, without the empty lines."""
    split: list[list[Inline]] = [[]]
    for node in nodes:
        if isinstance(node, Break):
            split.append([])
        else:
            split[-1].append(node)
    return [line for line in (trim(tuple(line)) for line in split) if line]


def links_in(nodes: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield every link in a run; those of blocks: `links_in(flatten(blocks))`."""
    for node in nodes:
        if isinstance(node, Link):
            yield node
        if isinstance(node, Link | Strong | Emphasis | Strike):
            yield from links_in(node.children)
