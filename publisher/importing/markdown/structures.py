"""Elements that become blocks of their own: headings, lists, quotes, code, tables."""

import re
from typing import TYPE_CHECKING, Any

from publisher.importing.markdown.blocks import Block, code_of, list_of, quote_of, table_of
from publisher.importing.markdown.elements import HEADINGS, LISTS

if TYPE_CHECKING:
    from publisher.importing.markdown.walking import Walk

_DEEPEST_BLOCKS = 12
"""Lists and quotes within one another: those deeper are read through, their text is kept."""
_MOST_COLUMNS = 60


def heading(walk: "Walk", element: Any) -> None:
    """Add a heading."""
    if walk.inline:
        walk.block(element)
        return
    walk.flush()
    line = walk.one_line(element)
    if line:
        level = min(max(HEADINGS[element.tag] - walk.lift, 1), 6)
        written = re.sub(r"(\s)(#+)\Z|\A(#+)\Z", r"\1\\\2\3", line)
        walk.blocks.append(Block("heading", f"{'#' * level} {written}"))


def listing(walk: "Walk", element: Any) -> None:
    """Add a list; what stands between its items is one, a list among them belongs to the item."""
    if walk.inline or walk.nesting >= _DEEPEST_BLOCKS:
        walk.block(element)
        return
    walk.flush()
    outer, walk.blocks = walk.blocks, []
    items: list[list[Block]] = []
    if element.text and not element.text.isspace():
        walk.text(element.text)
    for child in element:
        if child.tag == "li":
            _close_item(walk, items)
            items.append(walk.apart(child))
        else:
            nested = child.tag in LISTS and items and not walk.run and not walk.blocks
            walk.element(child)
            if nested:
                items[-1] += walk.blocks
                walk.blocks = []
        if child.tail and not child.tail.isspace():
            walk.text(child.tail)
    _close_item(walk, items)
    walk.blocks = outer
    items = [item for item in items if item]
    if items:
        start = _start_of(element) if element.tag == "ol" else None
        walk.blocks.append(list_of(items, start, outer[-1] if outer else None))


def _close_item(walk: "Walk", items: list[list[Block]]) -> None:
    """Let what stands between items be one."""
    walk.flush()
    items.append(walk.blocks)
    walk.blocks = []


def quote(walk: "Walk", element: Any) -> None:
    """Add a quote."""
    if walk.inline or walk.nesting >= _DEEPEST_BLOCKS:
        walk.block(element)
        return
    walk.flush()
    blocks = walk.apart(element)
    if blocks:
        walk.blocks.append(quote_of(blocks))


def verbatim(walk: "Walk", element: Any) -> None:
    """Add code as it stands; with links or blocks in it, it is text whose lines are kept."""
    if walk.inline or next(element.iter("a", "img", "br", "p", "div"), None) is not None:
        outer, walk.lines = walk.lines, True
        walk.block(element)
        walk.lines = outer
        return
    walk.flush()
    text = "".join(element.itertext())
    block = code_of(text)
    if block:
        walk.words.append(text)
        walk.blocks.append(block)


def table(walk: "Walk", element: Any) -> None:
    """Add a table, or the blocks that it only arranges."""
    rows = [] if walk.inline else [list(row.iterchildren("td", "th")) for row in element.iter("tr")]
    rows = [row for row in rows if row]
    if not _is_table(element, rows):
        walk.block(element)
        return
    walk.flush()
    for caption in element.iterchildren("caption"):
        walk.block(caption)
    written = [[walk.one_line(cell) for cell in row] for row in rows]
    written = [row for row in written if any(row)]
    if written:
        walk.blocks.append(table_of(written))


def _start_of(element: Any) -> int:
    given = (element.get("start") or "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def _is_table(element: Any, rows: list[list[Any]]) -> bool:
    """Say whether a table is one of words in rows and columns: else it only arranges blocks."""
    if len(rows) < 2 or not 1 < max(map(len, rows)) <= _MOST_COLUMNS:
        return False
    inner = element.iter("table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "iframe")
    return next((each for each in inner if each is not element), None) is None
