"""How far the tables of front matter reach, in whatever they are written."""

from collections.abc import Sequence

from publisher.documents.document import Document
from publisher.model import Value


def value_at(document: Document, keys: Sequence[str | int]) -> Value:
    """Return the value at a key path that is there."""
    value: Value = document.fields
    for key in keys:
        if isinstance(value, dict):
            value = value[str(key)]
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def end_of(document: Document, table: tuple[str, ...]) -> int:
    """Return where the last value of a table ends, with its quote or bracket."""
    value = value_at(document, table)
    ends = [document.front[0]]
    ahead: list[tuple[tuple[str | int, ...], Value]] = [(table, value)]
    while ahead:
        keys, each = ahead.pop()
        span = document.located(*keys)
        flow = (
            span is not None and document.text[span[0]] in "[{" and not _is_header(document, span)
        )
        if isinstance(each, dict) and not (flow and keys != table):
            is_root = not table and document.text.startswith("+++")
            ahead += (
                ((*keys, key), inner)
                for key, inner in each.items()
                if not (is_root and _under_header(document, (*keys, key)))
            )
        elif isinstance(each, list) and not flow:
            ahead += (((*keys, index), inner) for index, inner in enumerate(each))
        elif span is not None:
            quoted = isinstance(each, str) and document.text[span[0] - 1 : span[0]] in ("'", '"')
            ends.append(span[1] + quoted)
    return max(ends)


def _under_header(document: Document, keys: tuple[str | int, ...]) -> bool:
    """Say whether a table of TOML has a line of its own: what follows belongs to it."""
    span = document.located(*keys)
    return span is None or _is_header(document, span)


def _is_header(document: Document, span: tuple[int, int]) -> bool:
    text = document.text
    if not text.startswith("+++") or text[span[0]] != "[":
        return False
    return not text[line_start(text, span[0]) : span[0]].strip()


def line_start(text: str, at: int) -> int:
    """Return where the line of a code point starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
