"""Lines as front matter has them: `image: thumbnail.jpg`; on top as forms do, too: `Title: …`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.importing.description.pieces import Piece
from publisher.importing.description.understanding import Decision, DecisionKind

_LINE = re.compile(
    r"\s*(?P<key>[a-z][a-z_-]{2,20}|[A-Z][a-z]{2,20}(?: [Nn]umber)?):[ \t]+"
    r"(?P<value>\S[^\n]{0,300}?)\s*\Z"
)
_DATE = re.compile(
    r"[\"']?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?[\"']?"
)
_NUMBER = re.compile(r"[\"']?\d{1,4}[\"']?")
_PICTURE = re.compile(
    r"[\"']?[^\s\"']{1,200}\.(?:jpe?g|png|webp|gif|avif)(?:\?[^\s\"']{0,200})?[\"']?", re.IGNORECASE
)
_SLUG = re.compile(r"[\"']?[\w./-]{1,120}[\"']?")
_TRUTH = re.compile(r"true|false", re.IGNORECASE)
_WORDS = re.compile(r".{1,300}")

_VALUES = {  # a key, and what can stand behind it
    "image": _PICTURE,
    "thumbnail": _PICTURE,
    "cover": _PICTURE,
    "date": _DATE,
    "published": _DATE,
    "pubdate": _DATE,
    "number": _NUMBER,
    "episode": _NUMBER,
    "season": _NUMBER,
    "slug": _SLUG,
    "permalink": _SLUG,
    "guid": _SLUG,
    "draft": _TRUTH,
    "explicit": _TRUTH,
    "layout": _SLUG,
    "title": _WORDS,
    "tags": _WORDS,
}


class FieldLine(NamedTuple):
    """A line that names a field: the index of its piece, key and value."""

    piece: int
    key: str
    value: str
    decision: Decision


def field_lines(pieces: Sequence[Piece]) -> tuple[FieldLine, ...]:
    """Return the lines that name a field of an episode file, each key once."""
    found: dict[str, FieldLine] = {}
    on_top = True
    for index, piece in enumerate(pieces):
        if not piece.text.strip():
            continue
        was_on_top, on_top = on_top, False
        if len(piece.text) > 400 or ":" not in piece.text:
            continue
        line = _LINE.fullmatch(piece.text)
        if line is None or not (was_on_top or line["key"].islower()):
            continue
        key = line["key"].lower().removesuffix(" number")
        if key in found:
            continue
        pattern = _VALUES.get(key)
        if pattern is None or not pattern.fullmatch(line["value"]):
            continue
        value = line["value"].strip("\"'")
        start = piece.start + line.start("key")
        decision = Decision(
            start,
            start + len(line[0].strip()),
            DecisionKind.FIELD,
            f"{key}: {value}",
            "a line as front matter has it",
        )
        found[key] = FieldLine(index, key, value, decision)
        on_top = was_on_top
    return tuple(found.values())
