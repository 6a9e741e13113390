"""Which lines of a Markdown text are code and which are HTML blocks (CommonMark, section 4).

Most show notes hold neither; they are recognised by a glance and not read line by line.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    MARKDOWN = "Markdown"
    HTML = "an HTML block"
    CODE = "a code block"


class Segment(NamedTuple):
    """A run of whole lines of one kind (code points, half open)."""

    start: int
    end: int
    kind: Kind


def segments(text: str) -> list[Segment]:
    """Return the text cut into runs of Markdown, HTML blocks and code blocks, in order.

    Lines end with a line feed. Takes time in proportion to the text's length.
    """
    if not _needs_reading(text):
        return [Segment(0, len(text), Kind.MARKDOWN)]
    found: list[Segment] = []
    for start, end, kind in _Reader().read(text):
        if found and found[-1].kind is kind:
            found[-1] = Segment(found[-1].start, end, kind)
        else:
            found.append(Segment(start, end, kind))
    return found


# Signs of a block that isn't Markdown text: an indented line where a block may begin, a list item
# that begins with one, a line that begins with a tag.
_INDENTED = re.compile(
    r"(?:\A|\n)[ \t>]*+(?:[-=*_][-=*_ \t]*|#[^\n]*)?\n[ \t>]*?(?: {4}|\t)|\A[ \t>]*?(?: {4}|\t)"
)
_ITEM_INDENTED = re.compile(r"(?:^|\n)[ \t>]*+(?:[-+*]|\d{1,9}[.)])(?: {5}| *\t)")
_TAG_LINE = re.compile(
    r"(?:^|\n)[ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+<(?!https?:|mailto:)[A-Za-z!?/]"
)


def _needs_reading(text: str) -> bool:
    if "```" in text or "~~~" in text:
        return True
    if ("    " in text or "\t" in text) and (
        _INDENTED.search(text) is not None or _ITEM_INDENTED.search(text) is not None
    ):
        return True
    return "<" in text and _TAG_LINE.search(text) is not None


_DEEPEST = 64  # quotes and items inside one another; more bounds the work on hostile text
_QUOTE = -1  # container: a block quote; any other number is the width a list item's lines need
_MARKER = re.compile(r"([-+*]|\d{1,9}[.)])( *)(?=(.?))")
_RULE = re.compile(r"(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
_BLANK = re.compile(r"$")

_HTML_STARTS = (  # where an HTML block begins, and the line it ends with (section 4.6)
    (re.compile(r"<(?:script|pre|style|textarea)(?:[ >]|$)", re.I),
     re.compile(r"</(?:script|pre|style|textarea)>", re.I)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(
        r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
        r"|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset"
        r"|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol"
        r"|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
        r"|track|ul)(?: |/?>|$)", re.I), _BLANK),
)  # fmt: skip
_LONE_TAG = re.compile(
    r"(?:<[A-Za-z][A-Za-z0-9-]*+(?: ++[A-Za-z_:][\w.:-]*+"
    r"(?: *+= *+(?:[^ \"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+ *+/?>|</[A-Za-z][A-Za-z0-9-]*+ *+>) *$"
)


class _Reader:
    """Follows containers, fences and HTML blocks from line to line."""

    def __init__(self) -> None:
        self.containers: list[int] = []
        self.paragraph = False  # the last line belongs to a paragraph, which may go on
        self.fence = ""  # the open fence, as written
        self.html_end: re.Pattern[str] | None = None

    def read(self, text: str) -> Iterator[Segment]:
        start = 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            line = text[start:end].rstrip("\n")
            yield Segment(start, end, self._line(line.expandtabs(4).rstrip()))
            start = end

    def _line(self, line: str) -> Kind:
        column, matched = self._match_containers(line)
        if matched == len(self.containers):
            if self.fence:
                return self._fenced(line[column:])
            if self.html_end is not None:
                return self._in_html(line[column:], self.html_end)
        self.fence, self.html_end = "", None
        column, opened = self._open_containers(line, column, matched)
        matched += opened
        rest = line[column:].lstrip(" ")
        if not rest:
            self.paragraph = False
            self.containers = self.containers[:matched]
            return Kind.MARKDOWN
        lazy = self.paragraph and matched < len(self.containers)
        kind = self._leaf(rest, len(line) - len(rest) - column, lazy)
        if not (lazy and self.paragraph):
            self.containers = self.containers[:matched]
        return kind

    def _match_containers(self, line: str) -> tuple[int, int]:
        """Return the column behind the open containers that go on in this line, and how many."""
        column = 0
        for count, width in enumerate(self.containers):
            rest = line[column:].lstrip(" ")
            indent = len(line) - len(rest) - column
            if width == _QUOTE:
                if indent > 3 or not rest.startswith(">"):
                    return column, count
                column += indent + (2 if rest.startswith("> ") else 1)
            elif rest:
                if indent < width:
                    return column, count
                column += width
        return column, len(self.containers)

    def _open_containers(self, line: str, column: int, matched: int) -> tuple[int, int]:
        opened = 0
        while True:
            rest = line[column:].lstrip(" ")
            indent = len(line) - len(rest) - column
            interrupts = self.paragraph and matched == len(self.containers)
            if not rest or indent > 3 or matched == _DEEPEST:
                return column, opened
            marker = None if _RULE.match(rest) else _MARKER.match(rest)
            if rest[0] == ">":
                width = _QUOTE
                column += indent + (2 if rest.startswith("> ") else 1)
            elif marker is not None and self._begins_item(marker, interrupts):
                spaces = len(marker[2]) if marker[3] and len(marker[2]) < 5 else 1
                width = indent + len(marker[1]) + spaces
                column = min(column + width, len(line))
            else:
                return column, opened
            self.containers[matched:] = [width]
            self.paragraph = False
            matched += 1
            opened += 1

    @staticmethod
    def _begins_item(marker: re.Match[str], interrupts: bool) -> bool:
        if marker[3] and not marker[2]:
            return False  # "*emphasis*", "3.11"
        return not interrupts or (marker[3] != "" and marker[1][:-1] in ("", "1"))

    def _leaf(self, rest: str, indent: int, lazy: bool) -> Kind:
        if indent > 3:
            return Kind.MARKDOWN if self.paragraph else Kind.CODE
        fence = _FENCE.match(rest)
        if fence is not None:
            self.fence, self.paragraph = fence[0], False
            return Kind.CODE
        if rest[0] == "<" and (end := self._html_start(rest)) is not None:
            self.paragraph = False
            return self._in_html(rest, end)
        underlined = self.paragraph and not lazy and _UNDERLINE.match(rest)
        if underlined or _HEADING.match(rest) or _RULE.match(rest):
            self.paragraph = False
        else:
            self.paragraph = True
        return Kind.MARKDOWN

    def _fenced(self, rest: str) -> Kind:
        closing = rest.lstrip(" ")
        if (
            len(rest) - len(closing) <= 3
            and closing.startswith(self.fence)
            and not closing.strip(self.fence[0])
        ):
            self.fence = ""
        return Kind.CODE

    def _html_start(self, rest: str) -> re.Pattern[str] | None:
        for begins, ends in _HTML_STARTS:
            if begins.match(rest):
                return ends
        return _BLANK if not self.paragraph and _LONE_TAG.match(rest) else None

    def _in_html(self, rest: str, end: re.Pattern[str]) -> Kind:
        ended = not rest.strip() if end is _BLANK else end.search(rest)
        self.html_end = None if ended else end
        return Kind.HTML
