"""Where the front matter of a Markdown file ends and its body starts."""

import re
from enum import StrEnum
from typing import NamedTuple

from publisher.documents.parsed import ParseError, Span


class Format(StrEnum):
    NONE = "none"
    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"


class Split(NamedTuple):
    """The front matter without its fences, and where the body starts; JSON has no fences."""

    format: Format
    front: Span
    body_start: int


_FENCES = {"---": (Format.YAML, r"(?:---|\.\.\.)"), "+++": (Format.TOML, r"\+\+\+")}
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSING = {
    fence: re.compile(rf"(?:(?<=\n)|(?<=\r)){closing}[ \t]*+(?:\r\n|\n|\r|\Z)")
    for fence, (_, closing) in _FENCES.items()
}
_BEFORE = re.compile(r"[\s\ufeff]++(?=---|\+\+\+)")
_JSON = re.compile(r'\{\s*["}]')
_FIELD = re.compile(r"[ \t]*[\w\"'.-]+[ \t]*[:=]")
_FIRST_FIELD = re.compile(rf"(?:\s|#[^\n]*+)*+{_FIELD.pattern}(?=\s)")
_NOTHING = re.compile(r"(?:\s|#[^\n]*)*+")


def split_front_matter(text: str) -> Split:
    """Tell front matter and body apart.

    Raises ParseError where the front matter never ends, or begins below the first line.
    A rule of dashes that opens a text without any field below it is no front matter.
    """
    none = Split(Format.NONE, Span(0, 0), 0)
    if text.startswith("{"):
        return Split(Format.JSON, Span(0, 0), 0) if _JSON.match(text) else none
    opening = _OPENING.match(text)
    if opening is None:
        _refuse_late(text)
        return none
    fence = opening[1]
    form = _FENCES[fence][0]
    start = opening.end()
    closing = _CLOSING[fence].search(text, start)
    if closing is not None:
        front = Span(start, closing.start())
        if _has_fields(text[front.start : front.end]):
            return Split(form, front, closing.end())
        return none
    if _FIELD.match(text, start):
        raise ParseError(
            f'the front matter opened with "{fence}" never ends; add a line "{fence}" below it'
        )
    return none


def _refuse_late(text: str) -> None:
    """Raise ParseError if nothing but blanks stands before front matter that has fields."""
    before = _BEFORE.match(text)
    opening = _OPENING.match(text, before.end()) if before else None
    if opening is None or not _FIRST_FIELD.match(text, opening.end()):
        return
    if _CLOSING[opening[1]].search(text, opening.end()):
        raise ParseError(
            f'the front matter must begin in the first line with "{opening[1]}"; delete the blank '
            "lines or spaces before it",
            opening.start(),
        )


def _has_fields(front: str) -> bool:
    """Say whether it is empty, or has something that may be a key with its value."""
    return ":" in front or "=" in front or _NOTHING.fullmatch(front) is not None
