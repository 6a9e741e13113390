"""Where in a file of TOML new keys and tables could stand, the likeliest first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.documents import Document
from publisher.documents.toml_writing import Entry, key_text, pair_lines, table_lines, value_text
from publisher.model import Value


class Insertion(NamedTuple):
    """Whole lines, or a piece within braces, before the code point `at` of a document's text.

    Where the text's last line has no end, it must get one before lines are added to it.
    """

    at: int
    text: str


def insertions(document: Document, name: str, entry: Entry) -> Iterator[Insertion]:
    """Yield what could add the keys of `entry` to the table `name`; none of it is tried yet.

    The name "" is that of the keys above all tables.
    """
    there = document.fields.get(name) if name else document.fields
    span = document.located(name) if name else None
    sign = document.text[span[0]] if span is not None else ""
    if name and (there is None or span is None):  # or known from its inner tables only
        yield _at_end(document, list(table_lines((name,), entry)))
    elif not isinstance(there, dict):
        return
    elif sign == "{" and span is not None:
        yield from _within_braces(document, span, entry, bool(there))
    elif name and sign != "[":
        dotted = [line for key, value in entry.items() for line in _dotted(name, key, value)]
        yield from _below(document, _ends(document, (name,), there), dotted)
    else:
        lines = [line for key, value in entry.items() for line in pair_lines(key, value)]
        keys = (name,) if name else ()
        yield from _below(document, _ends(document, keys, there), lines)
        if span is not None:
            yield from _below(document, [span[1]], lines)
        else:
            newline = newline_of(document)
            yield Insertion(0, "".join(f"{line}{newline}" for line in lines))


def _dotted(name: str, key: str, value: object) -> Iterator[str]:
    yield f"{key_text(name)}.{key_text(key)} = {value_text(value)}"


def _at_end(document: Document, lines: Sequence[str]) -> Insertion:
    text, newline = document.text, newline_of(document)
    lines = lines[1:] if not text.strip() else lines
    return Insertion(len(text), "".join(f"{line}{newline}" for line in lines))


def _within_braces(
    document: Document, span: tuple[int, int], entry: Entry, filled: bool
) -> Iterator[Insertion]:
    pairs = ", ".join(f"{key_text(key)} = {value_text(value)}" for key, value in entry.items())
    inner = document.text[span[0] : span[1] - 1].rstrip()
    yield Insertion(span[0] + len(inner), f", {pairs}" if filled else pairs)
    yield Insertion(span[0] + 1, f"{pairs}, " if filled else pairs)


def _below(document: Document, ends: Sequence[int], lines: Sequence[str]) -> Iterator[Insertion]:
    """Yield a place in the line after the last of some values."""
    if not ends:
        return
    text, newline = document.text, newline_of(document)
    at = text.find(newline[-1], max(ends))
    yield Insertion(at + 1 or len(text), "".join(f"{line}{newline}" for line in lines))


def _ends(document: Document, table: tuple[str, ...], values: dict[str, Value]) -> list[int]:
    """Return where the values end that stand under a table's own header."""
    ends: list[int] = []
    for key, value in values.items():
        keys = (*table, key)
        span = document.located(*keys)
        if span is None or _has_header(document, keys, value, span):
            continue
        if isinstance(value, dict) and document.text[span[0]] != "{":
            ends += _ends(document, keys, value)
        else:
            ends.append(span[1])
    return ends


def _has_header(
    document: Document, keys: tuple[str, ...], value: Value, span: tuple[int, int]
) -> bool:
    """Say whether a value is `[a.table]`, or `[[tables]]`."""
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        first = document.located(*keys, 0)
        return first is not None and document.text[first[0]] == "["
    return isinstance(value, dict) and document.text[span[0]] == "["


def newline_of(document: Document) -> str:
    """Return what ends the lines of a file."""
    text = document.text
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
