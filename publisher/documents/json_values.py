"""JSON front matter: values, and where each stands."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from publisher.documents.parsed import (
    MOST_LEVELS,
    MOST_REPEATED,
    Keys,
    Parsed,
    ParseError,
    Span,
    is_too_deep,
)
from publisher.model import Value

_TOO_DEEP = "this JSON has brackets inside brackets, too many to read"
_SPACE = re.compile(r"[ \t\r\n]*")


def parse_json(text: str) -> tuple[Parsed, int]:
    """Return the object at the start of `text`, and where it ends. Raises ParseError."""
    repeated: list[str] = []

    def unite(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        united = dict(pairs)
        if len(united) != len(pairs):
            counts = Counter(name for name, _ in pairs)
            repeated.extend(name for name, count in counts.items() if count > 1)
        return united

    try:
        decoder = json.JSONDecoder(object_pairs_hook=unite, parse_constant=_refuse)
        fields, end = decoder.raw_decode(text)
    except json.JSONDecodeError as error:
        raise ParseError(f"this JSON can't be read: {_lowered(error.msg)}", error.pos) from None
    except RecursionError:
        raise ParseError(_TOO_DEEP) from None
    except ValueError as error:
        raise ParseError(f"this JSON can't be read: {error}") from None
    front = text[:end]
    if front.count("[") + front.count("{") > MOST_LEVELS and is_too_deep(fields):
        raise ParseError(_TOO_DEEP)
    spans = tuple((name, _key_span(front, name)) for name in repeated[:MOST_REPEATED])
    return Parsed(fields, _Places(front, fields).locate, spans), end


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _key_span(text: str, name: str) -> Span:
    """Return where `name` is last written as a key."""
    quoted = json.dumps(name, ensure_ascii=False)
    start = text.rfind(quoted)
    return Span(0, 1) if start < 0 else Span(start + 1, start + len(quoted) - 1)


# ---------------------------------------------------------------- places

_scan: Any = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # skips a value at the speed of C


class _Places:
    """Where the values of an accepted text start; each object or array is walked once at most."""

    def __init__(self, text: str, fields: dict[str, Value]) -> None:
        self._text = text
        self._fields = fields
        self._starts: dict[Keys, int] = {(): 0}
        self._walked: set[Keys] = set()

    def locate(self, keys: Keys) -> Span | None:
        if keys and keys[0] not in self._fields:
            return None
        for length in range(1, len(keys) + 1):
            if keys[:length] not in self._starts:
                self._find(keys[:length])
        start = self._starts.get(keys)
        if start is None:
            return None
        _, end = _scan(self._text, start)
        return Span(start + 1, end - 1) if self._text[start] == '"' else Span(start, end)

    def _find(self, keys: Keys) -> None:
        within = keys[:-1]
        start = None if within else _only_key(self._text, keys[0])
        if start is not None:
            self._starts[keys] = start
        elif within in self._starts and within not in self._walked:
            self._walked.add(within)
            for key, at in _members(self._text, self._starts[within]):
                self._starts[(*within, key)] = at  # of a key given twice the last one counts


def _only_key(text: str, name: str | int) -> int | None:
    """Return where the value of a key starts that stands only once in all the text."""
    quoted = f'"{name}"'
    start = text.find(quoted)
    if start < 0 or "\\" in quoted or text.find(quoted, start + 1) >= 0:
        return None
    colon = _SPACE.match(text, start + len(quoted)).end()  # type: ignore[union-attr]
    return _skip(text, colon + 1) if text[colon] == ":" else None


def _skip(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _members(text: str, start: int) -> Iterator[tuple[str | int, int]]:
    """Yield each key of an object, or index of an array, and where its value starts."""
    if text[start] not in "[{":
        return
    is_object = text[start] == "{"
    at, index = _skip(text, start + 1), 0
    while text[at] not in "]}":
        key: str | int = index
        if is_object:
            key, end = _scan(text, at)
            at = _skip(text, _skip(text, end) + 1)
        yield key, at
        _, end = _scan(text, at)
        at, index = _skip(text, end), index + 1
        if text[at] == ",":
            at = _skip(text, at + 1)
