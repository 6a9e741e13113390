"""Well-formed HTML, as comrak and nh3 write it → blocks, in one pass.

What it doesn't know it reads through: unknown elements vanish and their words stay. The result
can't hold anything but blocks and inlines, so it is safe whatever comes in.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from typing import NamedTuple, cast

from publisher.notes.blocks import (
    BLOCKS,
    BREAK,
    Block,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Moment,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    flatten,
    plain_text,
    trim,
)
from publisher.notes.moments import read_moment
from publisher.notes.urls import safe_url

_PIECE = re.compile(
    r'(<a href="[^"]*"(?: title="[^"]*")?>[^<]*</a>'  # a whole link, as most are
    r'|<[^<>"]*(?:"[^"]*"[^<>"]*)*>)'
)
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_SPACE = re.compile(r"[ \t\r\n]+")
TRANSPARENT = (
    *("div", "section", "article", "header", "footer", "main", "aside", "details", "summary"),
    *("figure", "figcaption", "center", "dl", "dt", "dd", "address", "caption"),
)
"""Elements that only hold blocks."""

_DEEPEST = 24
"""Elements nested deeper are read through: nobody sees the difference, and writers recurse."""


class _Item(NamedTuple):
    """A list's item on its way into the list; `loose`: it has more than one paragraph.

    An empty line between items of one paragraph each makes no list loose here, other than in
    CommonMark: authors leave it without a thought.
    """

    blocks: tuple[Block, ...]
    loose: bool


class _Cell(NamedTuple):
    children: tuple[Inline, ...]


class _Row(NamedTuple):
    cells: tuple[tuple[Inline, ...], ...]


Part = Block | Inline | _Item | _Cell | _Row
_NOT_INLINE = BLOCKS | {_Item, _Cell, _Row}


def read_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of well-formed HTML with double-quoted attributes."""
    pieces = _PIECE.split(html)
    pieces.append("")
    children: list[Part] = []
    stack: list[tuple[str, str, list[Part]]] = []
    verbatim = False
    for text, tag in zip(pieces[::2], pieces[1::2], strict=True):
        if text:
            _add_text(children, text, verbatim)
        name = _name(tag)
        if name in _VOID:
            children += _VOID[name](tag)
        elif name[0] != "/":
            stack.append((name, tag, children))
            verbatim = verbatim or name == "pre"
            if len(stack) < _DEEPEST:
                children = []
        elif stack:
            is_read_through = len(stack) >= _DEEPEST
            name, opening, outer = stack.pop()
            verbatim = verbatim and name != "pre"
            if not is_read_through:
                outer += _build(name, opening, children)
                children = outer
    return _levelled(_blocks(children))


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Lift the headings so that the highest is of level 1."""
    levels = [block.level for block in blocks if type(block) is Heading]
    if not levels or min(levels) == 1:
        return blocks
    lift = min(levels) - 1
    return tuple(
        block._replace(level=block.level - lift) if isinstance(block, Heading) else block
        for block in blocks
    )


def _name(tag: str) -> str:
    """Return the element's name, `/` for any closing tag."""
    if tag[1:2] == "/":
        return "/"
    if tag[:3] == "<a ":
        return "link" if tag[-4:] == "</a>" else "a"
    name = tag[1:-1]
    if name.isalnum():
        return name
    found = _NAME.match(tag)
    return found[1] if found else "input"


def _build(name: str, tag: str, children: list[Part]) -> Iterable[Part]:
    build = _BUILD.get(name)
    return build(tag, children) if build else children


def _add_text(children: list[Part], text: str, verbatim: bool) -> None:
    if verbatim:
        children.append(unescape(text))
    elif text != "\n":
        words = _words(text)
        children.append(words.lstrip() if children and children[-1] is BREAK else words)
    elif children and type(children[-1]) not in _NOT_INLINE:
        children.append(" ")


def _words(piece: str) -> str:
    text = unescape(piece) if "&" in piece else piece
    return _SPACE.sub(" ", text) if "\n" in text or "  " in text or "\t" in text else text


def _attributes(tag: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


# ---------------------------------------------------------------- children


def _blocks(children: Sequence[Part]) -> tuple[Block, ...]:
    """Gather runs of inlines into paragraphs; what stands outside a list or table is let in."""
    if len(children) == 1 and type(children[0]) in BLOCKS:
        return (cast(Block, children[0]),)
    blocks: list[Block] = []
    run: list[Inline] = []
    for child in children:
        if type(child) not in _NOT_INLINE:
            run.append(cast(Inline, child))
            continue
        if run:
            blocks += _paragraph(run)
            run = []
        if isinstance(child, _Item):
            blocks += child.blocks
        elif isinstance(child, _Row):
            blocks.append(Table((child.cells,)))
        elif isinstance(child, _Cell):
            blocks += _paragraph(child.children)
        else:
            blocks.append(cast(Block, child))
    if run:
        blocks += _paragraph(run)
    return tuple(blocks)


def _paragraph(children: Iterable[Inline]) -> list[Block]:
    trimmed = trim(tuple(children))
    return [Paragraph(trimmed)] if trimmed else []


def _inlines(children: list[Part]) -> tuple[Inline, ...]:
    for child in children:
        if type(child) in _NOT_INLINE:
            return flatten(_blocks(children))
    return tuple(cast(list[Inline], children))


# ---------------------------------------------------------------- elements


def _build_blocks(_tag: str, children: list[Part]) -> Iterable[Part]:
    return _blocks(children)


def _build_heading(tag: str, children: list[Part]) -> Iterable[Part]:
    words = trim(_inlines(children))
    return [Heading(words, int(tag[2]))] if words else []


def _build_item(_tag: str, children: list[Part]) -> Iterable[Part]:
    blocks = _blocks(children)
    loose = len(blocks) > 1 and sum(type(block) is Paragraph for block in blocks) > 1
    return [_Item(blocks, loose)]


def _build_list(tag: str, children: list[Part]) -> Iterable[Part]:
    items = [child for child in children if isinstance(child, _Item) and child.blocks]
    if not items:
        return _blocks(children)
    start = None
    if tag.startswith("<ol"):
        given = _attributes(tag).get("start", "1")
        start = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 1
    tight = not any(item.loose for item in items)
    return [Bullets(tuple(item.blocks for item in items), start, tight)]


def _build_quote(_tag: str, children: list[Part]) -> Iterable[Part]:
    blocks = _blocks(children)
    return [Quote(blocks)] if blocks else []


def _build_code_block(_tag: str, children: list[Part]) -> Iterable[Part]:
    text = plain_text(_inlines(children)).strip("\n")
    return [CodeBlock(text)] if text.strip() else []


def _build_table(_tag: str, children: list[Part]) -> Iterable[Part]:
    rows = tuple(child.cells for child in children if isinstance(child, _Row) and child.cells)
    others = _blocks([child for child in children if not isinstance(child, _Row)])
    return [*others, Table(rows)] if rows else others


def _build_row(_tag: str, children: list[Part]) -> Iterable[Part]:
    return [_Row(tuple(child.children for child in children if isinstance(child, _Cell)))]


def _build_cell(_tag: str, children: list[Part]) -> Iterable[Part]:
    return [_Cell(trim(_inlines(children)))]


def _build_whole_link(piece: str) -> Iterable[Part]:
    end = piece.index('"', 9) + 1
    if piece[end] != ">":
        end = piece.index('">', end + len(' title="')) + 1
    words = piece[end + 1 : -4]
    return _build_link(piece, [_words(words)] if words else [])


def _build_link(tag: str, children: list[Part]) -> Iterable[Part]:
    if tag.startswith('<a href="'):  # as nearly all do; quicker than reading all attributes
        href = tag[9 : tag.index('"', 9)]
        href = unescape(href) if "&" in href else href
    else:
        href = _attributes(tag).get("href", "")
    words = _inlines(children)
    if href.startswith("#"):
        return _fragment(href, words)
    url = safe_url(href)
    if url is None:
        return words
    says = (len(words) == 1 and type(words[0]) is str) or plain_text(words) or _shows_image(words)
    return [Link(words if says else (url,), url)]


def _fragment(href: str, words: tuple[Inline, ...]) -> Iterable[Part]:
    """A moment stays one; other fragments lead nowhere once the notes stand elsewhere."""
    seconds = read_moment(href)
    if seconds is not None:
        return [Moment(plain_text(words), seconds)]
    if href.startswith("#fnref-"):
        return []
    if href.startswith("#fn-"):
        return ["[", *words, "]"]
    return words


def _shows_image(words: tuple[Inline, ...]) -> bool:
    return any(isinstance(word, Image) for word in words)


def _build_frame(tag: str, _children: list[Part]) -> Iterable[Part]:
    attributes = _attributes(tag)
    url = safe_url(attributes.get("src", ""))
    return [Paragraph((Link((attributes.get("title") or url,), url),))] if url else []


def _build_image(tag: str) -> Iterable[Part]:
    attributes = _attributes(tag)
    url = safe_url(attributes.get("src", ""))
    alt = _words(attributes.get("alt", "")).strip()
    return [Image(alt, url)] if url else [alt] if alt else []


def _build_strong(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = _inlines(children)
    return [Strong(words)] if words else []


def _build_emphasis(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = _inlines(children)
    return [Emphasis(words)] if words else []


def _build_strike(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = _inlines(children)
    return [Strike(words)] if words else []


def _build_code(_tag: str, children: list[Part]) -> Iterable[Part]:
    text = plain_text(_inlines(children))
    return [Code(text)] if text else []


_VOID: dict[str, Callable[[str], Iterable[Part]]] = {
    "br": lambda _tag: [BREAK],
    "hr": lambda _tag: [Divider()],
    "img": _build_image,
    "link": _build_whole_link,
    "input": lambda _tag: [],
}

_BUILD: dict[str, Callable[[str, list[Part]], Iterable[Part]]] = {
    "li": _build_item,
    "ul": _build_list,
    "ol": _build_list,
    "a": _build_link,
    "blockquote": _build_quote,
    "pre": _build_code_block,
    "code": _build_code,
    "table": _build_table,
    "tr": _build_row,
    "td": _build_cell,
    "th": _build_cell,
    "iframe": _build_frame,
    **dict.fromkeys(("strong", "b"), _build_strong),
    **dict.fromkeys(("em", "i"), _build_emphasis),
    **dict.fromkeys(("del", "s", "strike"), _build_strike),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _build_heading),
    **dict.fromkeys(("p", *TRANSPARENT), _build_blocks),
}
