"""Blocks → HTML for the feed: the few elements that every app shows."""

from collections.abc import Iterable
from urllib.parse import urljoin

from publisher.notes.blocks import (
    BREAK,
    Block,
    Break,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Heading,
    Image,
    Link,
    Moment,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Timeline,
    join_cells,
    lines,
)
from publisher.notes.writer import Writer


def escape(text: str) -> str:
    """Escape for HTML text."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Escape for a double-quoted attribute."""
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return escape(text).replace('"', "&quot;")
    return text


class FeedHtml(Writer):
    """Writes `p ol ul li a strong em` only; all else becomes these, and no link is lost.

    Headings become bold paragraphs, table rows lines, pictures links to them, line breaks
    paragraphs. `base` is the page's URL, to complete relative addresses; empty where unknown.
    """

    _has_breaks = False
    """Whether `<br>` may stand in a line."""

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the blocks, one after another on lines of their own."""
        methods = self.methods
        return "\n".join(filter(None, [methods[type(block)](self, block) for block in blocks]))

    def words(self, text: str) -> str:
        return escape(text)

    # -- blocks

    def paragraph(self, block: Paragraph) -> str:
        if self._has_breaks or BREAK not in block.children:
            return f"<p>{self.inlines(block.children)}</p>"
        return "\n".join(f"<p>{self.inlines(line)}</p>" for line in lines(block.children))

    def heading(self, block: Heading) -> str:
        return f"<p><strong>{self.inlines(block.children)}</strong></p>"

    def bullets(self, block: Bullets) -> str:
        items = "\n".join([f"<li>{self._item(item, block.tight)}</li>" for item in block.items])
        return f"<ul>\n{items}\n</ul>" if block.start is None else f"<ol>\n{items}\n</ol>"

    def _item(self, item: tuple[Block, ...], tight: bool) -> str:
        first = item[0]
        if not tight or type(first) is not Paragraph:
            return self.blocks(item)
        if not self._has_breaks and Break in map(type, first.children):
            return self.blocks(item)
        words = self.inlines(first.children)
        return f"{words}\n{self.blocks(item[1:])}" if len(item) > 1 else words

    def quote(self, block: Quote) -> str:
        return self.blocks(block.children)

    def code_block(self, block: CodeBlock) -> str:
        written = (line for line in block.text.split("\n") if line.strip())
        return "\n".join(f"<p>{escape(line.strip())}</p>" for line in written)

    def table(self, block: Table) -> str:
        joined = (join_cells(row) for row in block.rows)
        return self.blocks(Paragraph(row) for row in joined if row)

    def divider(self, _block: Divider) -> str:
        return ""

    def timeline(self, block: Timeline) -> str:
        items = (
            f"<li>{self.moment(moment)} {self.inlines(title)}</li>"
            for moment, title in block.entries
        )
        return "<ul>\n{}\n</ul>".format("\n".join(items))

    # -- inlines

    def link(self, node: Link) -> str:
        url = complete(node.url, self.base)
        return f'<a href="{escape_attribute(url)}">{self.said(node)}</a>'

    def moment(self, node: Moment) -> str:
        return escape(node.text)

    def image(self, node: Image) -> str:
        return self.link(Link((node.alt or node.url,), node.url))

    def strong(self, node: Strong) -> str:
        return f"<strong>{self.inlines(node.children)}</strong>"

    def emphasis(self, node: Emphasis) -> str:
        return f"<em>{self.inlines(node.children)}</em>"

    def strike(self, node: Strike) -> str:
        return self.inlines(node.children)

    def code(self, node: Code) -> str:
        return escape(" ".join(node.text.split()))

    def line_break(self, _node: Break) -> str:
        return " "


def complete(url: str, base: str) -> str:
    """Return a relative address as it is meant on the page at `base`, if that is known."""
    if not base or url.startswith(("https://", "http://")):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return url
