"""Blocks → plain text: for players and mail without markup, and for YouTube."""

from collections.abc import Iterable

from publisher.notes.blocks import (
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
)
from publisher.notes.html import complete
from publisher.notes.writer import Writer


class PlainText(Writer):
    """Writes a line for each paragraph, `- ` before items, and every address after its words.

    An address that is its own words stands once. `base` is as in `FeedHtml`.
    """

    item_mark = "- "
    quote_mark = "> "

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return the blocks with an empty line between them, none after a heading."""
        return "\n".join(self.lines(blocks))

    def lines(self, blocks: Iterable[Block]) -> list[str]:
        """Return the same as lines."""
        written: list[str] = []
        after_heading = True
        for block in blocks:
            block_lines = self.methods[type(block)](self, block)
            if not block_lines:
                continue
            if not after_heading:
                written.append("")
            written += block_lines
            after_heading = self.heading_joins and type(block) is Heading
        return written

    heading_joins = True
    """Whether what a heading announces follows it on the next line."""

    def address(self, url: str) -> str:
        """Return a URL as this form writes it."""
        return complete(url, self.base)

    # -- blocks

    def paragraph(self, block: Paragraph) -> list[str]:
        written = self.inlines(block.children)
        if "\n" in written:
            return [line.strip() for line in written.split("\n")]
        return [written.strip()]

    def heading(self, block: Heading) -> list[str]:
        return [" ".join(self.inlines(block.children).split("\n"))]

    def bullets(self, block: Bullets) -> list[str]:
        written: list[str] = []
        mark = self.item_mark
        for index, item in enumerate(block.items):
            if block.start is not None:
                mark = f"{block.start + index}. "
            if not block.tight and written:
                written.append("")
            if len(item) == 1 and type(item[0]) is Paragraph:
                item_lines = self.paragraph(item[0])
            else:
                item_lines = self._item_lines(item, block.tight)
            written.append(mark + item_lines[0])
            if len(item_lines) > 1:
                indent = " " * len(mark)
                written += [indent + line if line else "" for line in item_lines[1:]]
        return written

    def _item_lines(self, item: tuple[Block, ...], tight: bool) -> list[str]:
        if not tight:
            return self.lines(item) or [""]
        written = (self.methods[type(block)](self, block) for block in item)
        return [line for lines in written for line in lines] or [""]

    def quote(self, block: Quote) -> list[str]:
        return [f"{self.quote_mark}{line}".rstrip() for line in self.lines(block.children)]

    def code_block(self, block: CodeBlock) -> list[str]:
        return [f"    {self.words(line)}".rstrip() for line in block.text.split("\n")]

    def table(self, block: Table) -> list[str]:
        joined = (join_cells(row) for row in block.rows)
        return [self.inlines(row).replace("\n", " ") for row in joined if row]

    def divider(self, _block: Divider) -> list[str]:
        return ["* * *"]

    def timeline(self, block: Timeline) -> list[str]:
        return [f"{moment.text} {self.inlines(title)}" for moment, title in block.entries]

    # -- inlines

    def link(self, node: Link) -> str:
        words = self.said(node).strip()
        url = self.address(node.url)
        if _same(words, url):
            return words if url.startswith("mailto:") else url
        return f"{words} ({url})"

    def moment(self, node: Moment) -> str:
        return self.words(node.text)

    def image(self, node: Image) -> str:
        return self.link(Link((node.alt or node.url,), node.url))

    def strong(self, node: Strong) -> str:
        return self.inlines(node.children)

    def emphasis(self, node: Emphasis) -> str:
        return self.inlines(node.children)

    def strike(self, node: Strike) -> str:
        return self.inlines(node.children)

    def code(self, node: Code) -> str:
        return self.words(node.text)

    def line_break(self, _node: Break) -> str:
        return "\n"


class YouTubeText(PlainText):
    """Writes what a YouTube description accepts: no `<` and no `>`."""

    quote_mark = "› "

    def words(self, text: str) -> str:
        return text.replace("<", "‹").replace(">", "›") if "<" in text or ">" in text else text


def _same(words: str, url: str) -> bool:
    """Say whether a link's words are its address, give or take scheme, `www.` and a last slash."""
    return words == url or (" " not in words and _bare(words) == _bare(url))


def _bare(url: str) -> str:
    for prefix in ("https://", "http://", "mailto:", "www."):
        url = url.removeprefix(prefix)
    return url.rstrip("/")
