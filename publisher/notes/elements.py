"""One element of HTML with what stands inside → blocks and inlines.

`ELEMENTS` builds those that hold something, `VOID` those that don't; both are tables: an element
more is a row more. What has no row is read through.
"""

from collections.abc import Callable, Iterable

from publisher.notes.blocks import (
    BREAK,
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
    plain_text,
    trim,
)
from publisher.notes.moments import read_moment
from publisher.notes.parts import (
    Cell,
    Item,
    Part,
    Row,
    attributes_of,
    blocks_of,
    inlines_of,
    words_of_text,
)
from publisher.notes.urls import safe_url

TRANSPARENT = (
    *("div", "section", "article", "header", "footer", "main", "aside", "details", "summary"),
    *("figure", "figcaption", "center", "dl", "dt", "dd", "address", "caption"),
)
"""Elements that only hold blocks."""

_PIXEL = frozenset(("0", "1", "0px", "1px"))


def _build_blocks(_tag: str, children: list[Part]) -> Iterable[Part]:
    return blocks_of(children)


def _build_heading(tag: str, children: list[Part]) -> Iterable[Part]:
    words = trim(inlines_of(children))
    return [Heading(words, int(tag[1]))] if words else []


def _build_item(_tag: str, children: list[Part]) -> Iterable[Part]:
    blocks = blocks_of(children)
    loose = len(blocks) > 1 and sum(type(block) is Paragraph for block in blocks) > 1
    return [Item(blocks, loose)]


def _build_list(tag: str, children: list[Part]) -> Iterable[Part]:
    items = _items(children)
    if not items:
        return []
    start = None
    if tag.startswith("ol"):
        given = attributes_of(tag).get("start", "1")
        start = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 1
    tight = not any(item.loose for item in items)
    return [Bullets(tuple(item.blocks for item in items), start, tight)]


def _items(children: list[Part]) -> list[Item]:
    """Return the items that say something; what stands between items becomes one."""
    items: list[Item] = []
    for child in children:
        item = child if isinstance(child, Item) else Item(blocks_of([child]), loose=False)
        if item.blocks:
            items.append(item)
    return items


def _build_quote(_tag: str, children: list[Part]) -> Iterable[Part]:
    blocks = blocks_of(children)
    return [Quote(blocks)] if blocks else []


def _build_code_block(_tag: str, children: list[Part]) -> Iterable[Part]:
    text = plain_text(inlines_of(children)).strip("\n")
    return [CodeBlock(text)] if text.strip() else []


def _build_table(_tag: str, children: list[Part]) -> Iterable[Part]:
    rows = tuple(child.cells for child in children if isinstance(child, Row) and child.cells)
    others = blocks_of([child for child in children if not isinstance(child, Row)])
    return [*others, Table(rows)] if rows else others


def _build_row(_tag: str, children: list[Part]) -> Iterable[Part]:
    return [Row(tuple(child.children for child in children if isinstance(child, Cell)))]


def _build_cell(_tag: str, children: list[Part]) -> Iterable[Part]:
    return [Cell(trim(inlines_of(children)))]


def _build_link(tag: str, children: list[Part]) -> Iterable[Part]:
    return link_to(attributes_of(tag).get("href", ""), inlines_of(children))


def link_to(href: str, words: tuple[Inline, ...]) -> Iterable[Part]:
    """Return a link with these words, or what it becomes where it can't be followed."""
    if href.startswith("#"):
        return _fragment(href, words)
    url = safe_url(href)
    if url is None:
        return words
    says = plain_text(words).strip() or _shows_image(words)
    if not says and "#" in url:  # the anchor of a heading, as GitHub puts one beside it
        return ()
    return (Link(words if says else (url,), url),)


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
    attributes = attributes_of(tag)
    url = safe_url(attributes.get("src", ""))
    return [Paragraph((Link((attributes.get("title") or url,), url),))] if url else []


def _build_image(tag: str) -> Iterable[Part]:
    attributes = attributes_of(tag)
    if _PIXEL.intersection((attributes.get("width"), attributes.get("height"))):
        return []  # it counts readers, and shows nothing
    url = safe_url(attributes.get("src", ""))
    alt = words_of_text(attributes.get("alt", "")).strip()
    return [Image(alt, url)] if url else [alt] if alt else []


def _build_strong(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = inlines_of(children)
    return [Strong(words)] if words else []


def _build_emphasis(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = inlines_of(children)
    return [Emphasis(words)] if words else []


def _build_strike(_tag: str, children: list[Part]) -> Iterable[Part]:
    words = inlines_of(children)
    return [Strike(words)] if words else []


def _build_code(_tag: str, children: list[Part]) -> Iterable[Part]:
    text = plain_text(inlines_of(children))
    return [Code(text)] if text else []


VOID: dict[str, Callable[[str], Iterable[Part]]] = {
    "br": lambda _tag: [BREAK],
    "hr": lambda _tag: [Divider()],
    "img": _build_image,
    "input": lambda _tag: [],
}

ELEMENTS: dict[str, Callable[[str, list[Part]], Iterable[Part]]] = {
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
