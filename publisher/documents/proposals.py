"""Where and as what a value could be written into front matter, the likeliest first."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.documents.document import Document
from publisher.documents.extents import end_of, line_start, value_at
from publisher.model import Value

Scalar = str | int
"""A value that can be set."""

_BARE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PLAIN = re.compile(r"[A-Za-z]+/[A-Za-z0-9.+-]+")  # a media type; all else gets quotes
_BREAK = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"\s*")


class Proposal(NamedTuple):
    """A text for the code points `start` to `end` (half open) of a document's text."""

    start: int
    end: int
    text: str


def propose(
    document: Document, keys: tuple[str, ...], value: Scalar, *, first: bool
) -> Iterator[Proposal]:
    """Yield what could set the value at `keys`; none of it is tried yet."""
    opening = document.text[:3]
    if document.front == (0, 0) or not keys:
        return
    depth = _depth(document, keys)
    there = value_at(document, keys[:depth])
    if depth == len(keys) or there is None:  # the value, or a table that holds nothing
        if not isinstance(there, list | dict):
            yield from _replacements(document, keys, depth, value)
        return
    if not isinstance(there, dict):
        return
    if opening[:1] == "{":
        yield from _json(document, keys, depth, value, first=first)
    elif opening == "+++":
        yield from _toml(document, keys, depth, value, first=first)
    else:
        yield from _yaml(document, keys, depth, value, first=first)


def _depth(document: Document, keys: Sequence[str]) -> int:
    """Return how many of the keys lead to something that is there."""
    value: Value = document.fields
    for depth, key in enumerate(keys):
        if not isinstance(value, dict) or key not in value:
            return depth
        value = value[key]
    return len(keys)


# ---------------------------------------------------------------- what is there


def _replacements(
    document: Document, keys: tuple[str, ...], depth: int, value: Scalar
) -> Iterator[Proposal]:
    """Yield texts for a value that is there: as bare as it stands, in its quotes, or in its own."""
    span = document.located(*keys[:depth])
    if span is None:
        return
    start, end = span
    is_toml, inner = document.text.startswith("+++"), keys[depth:]
    whole = _nested(inner, value, equals=" = " if is_toml else ": ", quoted=is_toml)
    if document.text.startswith("{"):
        whole = _nested_json(inner, value)
    if document.text[start - 1 : start] in ("'", '"') and not inner:
        yield Proposal(start, end, str(value))
        yield Proposal(start, end, json.dumps(str(value), ensure_ascii=False)[1:-1])
        yield Proposal(start - 1, end + 1, whole)
    elif end > start and not inner:
        yield Proposal(start, end, str(value))
    yield Proposal(start, end, whole)
    yield Proposal(start, end, f" {whole}")


# ---------------------------------------------------------------- YAML


def _yaml(
    document: Document, keys: tuple[str, ...], depth: int, value: Scalar, *, first: bool
) -> Iterator[Proposal]:
    table, text = keys[:depth], document.text
    pair = f"{_key(keys[depth])}: {_nested(keys[depth + 1 :], value)}"
    span = document.located(*table)
    if span is None:  # no value at all: front matter of comments
        start = document.front[0]
        yield Proposal(start, start, f"{pair}{_newline(document)}")
        return
    if text[span[0]] == "{":
        yield from _within_braces(document, table, span[0], pair, first=first)
        return
    indent = " " * (span[0] - line_start(text, span[0]))
    before = Proposal(span[0], span[0], f"{pair}{_newline(document)}{indent}")
    if first:
        yield before
    yield from _line_below(document, end_of(document, table), f"{indent}{pair}")
    yield before


def _within_braces(
    document: Document, table: tuple[str, ...], start: int, pair: str, *, first: bool
) -> Iterator[Proposal]:
    """Yield places in `{…}`: behind its last value, else at its start."""
    children = value_at(document, table)
    if not children:
        yield Proposal(start + 1, start + 1, pair)
        return
    at_start = Proposal(start + 1, start + 1, f"{pair}, ")
    if first:
        yield at_start
    end = end_of(document, table)
    yield Proposal(end, end, f", {pair}")
    yield at_start


# ---------------------------------------------------------------- TOML


def _toml(
    document: Document, keys: tuple[str, ...], depth: int, value: Scalar, *, first: bool
) -> Iterator[Proposal]:
    table, text = keys[:depth], document.text
    span = document.located(*table) if table else None
    if span is not None and text[span[0]] == "{":
        pair = f"{_key(keys[depth])} = {_nested(keys[depth + 1 :], value, ' = ', quoted=True)}"
        yield from _within_braces(document, table, span[0], pair, first=first)
        return
    ends = [] if first else [end_of(document, table)]
    if span is not None:
        ends.append(span[1])  # of the header: the table is empty
    written = _nested((), value, quoted=True)
    # What a line's key begins with depends on the header above: reading it back tells.
    for start in range(len(keys) - 1, -1, -1):
        name = ".".join(map(_key, keys[start:]))
        for end in ends:
            if end > document.front[0]:
                yield from _line_below(document, end, f"{name} = {written}")
        top = document.front[0]
        yield Proposal(top, top, f"{name} = {written}{_newline(document)}")


# ---------------------------------------------------------------- JSON


def _json(
    document: Document, keys: tuple[str, ...], depth: int, value: Scalar, *, first: bool
) -> Iterator[Proposal]:
    table, text = keys[:depth], document.text
    span = document.located(*table)
    if span is None:
        return
    pair = (
        f"{json.dumps(keys[depth], ensure_ascii=False)}: {_nested_json(keys[depth + 1 :], value)}"
    )
    start = span[0] + 1
    if not value_at(document, table):
        yield Proposal(start, start, pair)
        return
    blank = _BLANK.match(text, start)
    between = blank[0] if blank else ""
    if first:
        yield Proposal(start, start, f"{between}{pair},")
    end = end_of(document, table)
    yield Proposal(end, end, f",{between or ' '}{pair}")


def _nested_json(keys: Sequence[str], value: Scalar) -> str:
    written = json.dumps(value, ensure_ascii=False)
    for key in reversed(keys):
        written = f"{{{json.dumps(key, ensure_ascii=False)}: {written}}}"
    return written


# ---------------------------------------------------------------- in common


def _nested(keys: Sequence[str], value: Scalar, equals: str = ": ", *, quoted: bool = False) -> str:
    """Return a value of YAML or TOML, in a table of its own for each of the keys."""
    plain = isinstance(value, int) or (not quoted and _PLAIN.fullmatch(value))
    # A string of JSON is one of YAML and of TOML, too.
    written = str(value) if plain else json.dumps(value, ensure_ascii=False)
    for key in reversed(keys):
        written = f"{{{_key(key)}{equals}{written}}}"
    return written


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _line_below(document: Document, end: int, line: str) -> Iterator[Proposal]:
    """Yield a new line below the one in which code point `end` stands."""
    found = _BREAK.search(document.text, end, document.front[1])
    newline = _newline(document)
    if found is None:
        at = document.front[1]
        yield Proposal(at, at, f"{newline}{line}")
    else:
        yield Proposal(found.end(), found.end(), f"{line}{newline}")


def _newline(document: Document) -> str:
    start, end = document.front
    found = _BREAK.search(document.text, start, end) or _BREAK.search(document.text)
    return found[0] if found else "\n"
