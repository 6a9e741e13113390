"""JSON front matter: values, and where each stands."""

import json
import re
from typing import Any

from publisher.documents.parsed import Keys, Parsed, ParseError, Span
from publisher.model import Value

_SPACE = re.compile(r"[ \t\r\n]*")


def parse_json(text: str) -> tuple[Parsed, int]:
    """Return the object at the start of `text`, and where it ends. Raises ParseError."""
    repeated: list[str] = []

    def unite(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        united = dict(pairs)
        if len(united) != len(pairs):
            names = [name for name, _ in pairs]
            repeated.extend(name for name in united if names.count(name) > 1)
        return united

    try:
        decoder = json.JSONDecoder(object_pairs_hook=unite, parse_constant=_refuse)
        fields, end = decoder.raw_decode(text)
    except json.JSONDecodeError as error:
        raise ParseError(f"this JSON can't be read: {_lowered(error.msg)}", error.pos) from None
    except RecursionError:
        raise ParseError("this JSON has brackets inside brackets, too many to read") from None
    except ValueError as error:
        raise ParseError(f"this JSON can't be read: {error}") from None
    front = text[:end]
    spans = tuple((name, _key_span(front, name)) for name in repeated)
    starts: dict[str | int, int | None] = {}
    return Parsed(fields, lambda keys: _locate(front, fields, keys, starts), spans), end


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


def _locate(
    text: str, fields: dict[str, Value], keys: Keys, starts: dict[str | int, int | None]
) -> Span | None:
    """Return where the value is; `starts` keeps where those of the outermost keys start."""
    start: int | None = 0
    for index, key in enumerate(keys):
        if index == 0:
            if key not in starts:
                starts[key] = _outermost(text, fields, key)
            start = starts[key]
        else:
            start = _step(text, start or 0, key)
        if start is None:
            return None
    start = start or 0
    _, end = _scan(text, start)
    return Span(start + 1, end - 1) if text[start] == '"' else Span(start, end)


def _outermost(text: str, fields: dict[str, Value], key: str | int) -> int | None:
    if key not in fields:
        return None
    start = _only_key(text, key)
    return _step(text, 0, key) if start is None else start


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


def _step(text: str, start: int, wanted: str | int) -> int | None:
    """Return where the value under one key of the object or array at `start` starts."""
    opening = text[start]
    if opening != ("{" if isinstance(wanted, str) else "["):
        return None
    last: int | None = None  # of a key given twice the last one counts
    at, index = _skip(text, start + 1), 0
    while text[at] not in "]}":
        if opening == "{":
            name, end = _scan(text, at)
            at = _skip(text, _skip(text, end) + 1)
            if name == wanted:
                last = at
        elif index == wanted:
            return at
        _, end = _scan(text, at)
        at, index = _skip(text, end), index + 1
        if text[at] == ",":
            at = _skip(text, at + 1)
    return last
