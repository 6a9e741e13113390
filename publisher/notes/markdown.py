"""Blocks → Markdown (CommonMark with tables), for newsletters, forums and release pages."""

import re
from collections.abc import Sequence

from publisher.notes.blocks import (
    Break,
    Code,
    CodeBlock,
    Detail,
    Divider,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Paragraph,
    Strike,
    Strong,
    Table,
    Timeline,
)
from publisher.notes.text import PlainText

_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_SPECIAL = re.compile(rf"([\\`*\[\]~|]|(?<!\w)_|_(?!\w)|!(?=\[|$)|{_ENTITY.pattern})")
_AT_START = re.compile(r"^(?:(\d{1,9})([.)])|([#=+-]))(?=[\s#=+-]|$)")
_STANDS_ALONE = re.compile(r"https?://[!-;=?-~]+$|mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.ASCII)
_TICKS = re.compile(r"`+")
# An address ends at ASCII white space alone.
_SPACE = re.compile(r"\s", re.ASCII)
_BARE_ADDRESS = re.compile(r"(?:www\.|://)\S*\Z", re.IGNORECASE | re.ASCII)


class MarkdownText(PlainText):
    """Writes Markdown that reads back as the same blocks, without any raw HTML."""

    heading_joins = False
    _bar = "|"

    def words(self, text: str) -> str:
        text = _SPECIAL.sub(r"\\\1", text)
        # Not backslash and bracket: next to an address a reader takes the backslash for its end.
        return (
            text.replace("<", "&lt;").replace(">", "&gt;") if "<" in text or ">" in text else text
        )

    # -- blocks

    def paragraph(self, block: Paragraph) -> list[str]:
        return [_AT_START.sub(_escape_start, line) for line in super().paragraph(block)]

    def heading(self, block: Heading) -> list[str]:
        words = " ".join(self.inlines(block.children).replace("\\\n", " ").split("\n"))
        return [f"{'#' * min(block.level + 1, 6)} {words.rstrip('#') or words}"]

    def code_block(self, block: CodeBlock) -> list[str]:
        fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(block.text)), default=0))
        return [fence, *block.text.split("\n"), fence]

    def table(self, block: Table) -> list[str]:
        width = max(map(len, block.rows))
        written = [self._row(row, width) for row in block.rows]
        return [written[0], "|" + " --- |" * width, *written[1:]]

    def _row(self, row: tuple[tuple[Inline, ...], ...], width: int) -> str:
        self._bar = "\\|"  # also in code: cells are told apart first
        cells = [self.inlines(cell).replace("\\\n", " ").replace("\n", " ") for cell in row]
        self._bar = "|"
        return "| {} |".format(" | ".join(cells + [""] * (width - len(cells))))

    def divider(self, _block: Divider) -> list[str]:
        return ["* * *"]

    def timeline(self, block: Timeline) -> list[str]:
        return [f"- {moment.text} {self.inlines(title)}" for moment, title in block.entries]

    # -- inlines

    def inlines(self, nodes: Sequence[Inline]) -> str:
        """Return one run of words and links.

        What a reader takes for an address ends at white space: ticks or brackets right behind
        it would be part of it, and what they hold would be read as HTML.
        """
        pieces: list[str] = []
        behind_address, last = False, ""  # `last`: an address may begin in the piece before
        for node in nodes:
            piece = super().inlines((node,))
            if behind_address and not isinstance(node, str | Detail):
                piece = f" {piece}"
            pieces.append(piece)
            if isinstance(node, Link | Image | Code):
                behind_address, last = False, ""
                continue
            goes_on = behind_address and not _SPACE.search(piece)
            behind_address = goes_on or bool(_BARE_ADDRESS.search(last + piece))
            last = (last + piece)[-4:]
        return "".join(pieces)

    def link(self, node: Link) -> str:
        stands_alone = _STANDS_ALONE.match(node.url) and not _ENTITY.search(node.url)
        if stands_alone and node.children == (node.url.removeprefix("mailto:"),):
            return f"<{node.children[0]}>"
        return f"[{self.inlines(node.children).strip()}]({self._target(node.url)})"

    def image(self, node: Image) -> str:
        return f"![{self.words(node.alt)}]({self._target(node.url)})"

    def _target(self, url: str) -> str:
        url = _ENTITY.sub("&amp;", self.address(url))
        return f"<{url}>" if "(" in url or ")" in url or not url else url

    def strong(self, node: Strong) -> str:
        return _marked("**", self.inlines(node.children))

    def emphasis(self, node: Emphasis) -> str:
        return _marked("*", self.inlines(node.children))

    def strike(self, node: Strike) -> str:
        return _marked("~~", self.inlines(node.children))

    def code(self, node: Code) -> str:
        text = " ".join(node.text.split("\n")).replace("|", self._bar) or " "
        ticks = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
        padding = " " if text[0] in "` " or text[-1] in "` " else ""
        return f"{ticks}{padding}{text}{padding}{ticks}"

    def line_break(self, _node: Break) -> str:
        return "\\\n"


def _marked(mark: str, words: str) -> str:
    """Put marks around the words, with white space outside, where it must stand."""
    inner = words.strip()
    if not inner:
        return words
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"


def _escape_start(found: re.Match[str]) -> str:
    """Escape what would begin a list or a heading at the start of a line."""
    number, delimiter, sign = found.groups()
    return f"{number}\\{delimiter}" if number else f"\\{sign}"
