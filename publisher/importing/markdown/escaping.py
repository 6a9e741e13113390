"""Text → Markdown that reads as the same text, with a backslash only where one is needed.

What needs one is told by CommonMark 0.31 and GitHub's extensions (tables, strikethrough): section
6.2 says which signs can open and close emphasis, section 4 what begins a block.
"""

import re
from typing import NamedTuple

SPECIAL = re.compile(r"[\\`*_~\[\]<&]")

_OPENS = {
    "*": re.compile(r"\*+(?=[^\s*])"),
    "_": re.compile(r"(?<![^\W_])_+(?=[^\s_])"),
    "~": re.compile(r"(?<!~)~{1,2}(?=[^\s~])"),
}
_CLOSES = {
    "*": re.compile(r"(?<=[^\s*])\*+"),
    "_": re.compile(r"(?<=[^\s_])_+(?![^\W_])"),
    "~": re.compile(r"(?<=[^\s~])~{1,2}(?!~)"),
}
_TICKS = re.compile(r"`+")
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~\n]|\Z)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)")
_ALL = re.compile(r"([\\`*_~\[\]<>&!|])")

_LINE = re.compile(
    r"(?:(?P<number>[0-9]{1,9})(?=[.)](?:\s|\Z))"
    r"|(?=(?:\#{1,6}|[+*-])(?:\s|\Z)|>|~~~|```"
    r"|\[(?:[^\[\]\\\n]|\\.){1,999}\]:"
    r"|(?:[*_-][ \t]*){3,}\Z|[|:\- \t]*-[|:\- \t]*\Z|=+[ \t]*\Z))"
)


_STARTS = frozenset("0123456789#+*->~`[_|: =")


class Marks(NamedTuple):
    """The signs that must be escaped in one paragraph; `all`: every sign that could mean much."""

    signs: str = ""
    all: bool = False
    brackets: bool = False


def marks_of(text: str, own: str) -> Marks:
    """Return which signs of a paragraph's text need a backslash, beside the `own` marks in it."""
    signs = ""
    for sign, opens in _OPENS.items():
        if sign in text and (sign in own or _pairs(text, opens, _CLOSES[sign])):
            signs += sign
    if "`" in text and ("`" in own or _has_twins(_TICKS.findall(text))):
        signs += "`"
    return Marks(signs)


def _pairs(text: str, opens: re.Pattern[str], closes: re.Pattern[str]) -> bool:
    """Say whether a sign that can open stands before one that can close."""
    first = opens.search(text)
    return first is not None and closes.search(text, first.end()) is not None


def _has_twins(ticks: list[str]) -> bool:
    return len(set(ticks)) < len(ticks)


def escape(text: str, marks: Marks) -> str:
    """Return a piece of a paragraph's text with backslashes where they are needed."""
    if marks.all:
        return _ALL.sub(r"\\\1", text)
    if "\\" in text:
        text = _BACKSLASH.sub(r"\\\\", text)
    for sign in marks.signs:
        if sign in text:
            text = _escape_sign(text, sign)
    if marks.brackets:
        text = re.sub(r"([\[\]])", r"\\\1", text)
    elif "](" in text:
        text = text.replace("](", "\\](")
    if "<" in text:
        text = _TAG.sub(r"\\<", text)
    return _ENTITY.sub(r"\\&", text) if "&" in text else text


def _escape_sign(text: str, sign: str) -> str:
    """Escape a sign but where it surely means itself: within a word, between spaces."""
    if sign == "_":
        return re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    if sign == "`":
        return text.replace("`", "\\`")
    return re.sub(rf"(?<!\S){re.escape(sign)}(?!\S)|{re.escape(sign)}", _flanking, text)


def _flanking(found: re.Match[str]) -> str:
    alone = _is_space(found.string, found.start() - 1) and _is_space(found.string, found.end())
    return found[0] if alone else f"\\{found[0]}"


def _is_space(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isspace()


def needs_brackets(said: str) -> bool:
    """Say whether brackets in what a link says must be escaped: they don't stand in pairs."""
    if "[" not in said and "]" not in said:
        return False
    depth = 0
    for sign in said:
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return True
    return depth > 0 or "](" in said or "][" in said


def escape_start(line: str, first: bool) -> str:
    """Escape what would begin a list, a heading, a quote or the like where a line starts."""
    if line[:1] not in _STARTS:
        return line
    found = _LINE.match(line)
    if found is None or (not first and line[0] in "|:" and "-" not in line):
        return line
    number = found["number"]
    if number:
        return f"{number}\\{line[len(number) :]}"
    if first and line[0] in "=|:":
        return line  # it needs a line above it to mean anything
    return f"\\{line}"
