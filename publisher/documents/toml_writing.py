"""Values → TOML 1.0, as a person would write it; our reader gives back the same values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

Entry = Mapping[str, object]
"""A table of TOML: strings, numbers, truth values, dates, lists and tables of them."""

_WIDTH = 100  # of a line, from which on a list is written one item a line
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
# What nobody sees: control characters, separators, marks that reorder text, byte order marks.
# Joiners stay, for emoji are made of them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # TOML can't hold one
_BLANK_AT_END = re.compile(r"[ \t]$", re.MULTILINE)


def toml_text(table: Entry) -> str:
    """Return a whole file: keys in their order, tables last, texts of several lines as such.

    What is None is left out, and a lone surrogate becomes U+FFFD.
    """
    lines = list(table_lines((), table))
    return "\n".join(lines[1:] if lines[:1] == [""] else lines) + "\n" if lines else ""


def table_lines(names: Sequence[str], table: Entry) -> Iterator[str]:
    """Yield the lines of a table; with a blank line and its header, if it has names."""
    pairs = {key: value for key, value in table.items() if value is not None}
    later = {key: value for key, value in pairs.items() if _has_headers(value)}
    own = [(key, value) for key, value in pairs.items() if key not in later]
    if names and (own or not later):
        yield from ("", f"[{_dotted(names)}]")
    for key, value in own:
        yield from pair_lines(key, value)
    for key, value in later.items():
        if isinstance(value, Mapping):
            yield from table_lines((*names, key), value)
        else:
            yield from _tables((*names, key), value)


def pair_lines(key: str, value: object) -> Iterator[str]:
    """Yield the lines of a key and its value, which is written within them, be it a table."""
    name = key_text(key)
    if isinstance(value, str) and "\n" in value.strip("\n"):
        long = _long_text(value)
        yield from (f"{name} = {long}" if long else f"{name} = {value_text(value)}").split("\n")
        return
    line = f"{name} = {value_text(value)}"
    items = _items(value)
    if len(line) <= _WIDTH or not items:
        yield line
        return
    yield f"{name} = ["
    yield from (f"  {value_text(item)}," for item in items)
    yield "]"


def value_text(value: object) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return f'"{_escaped(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date | time):
        return _moment(value)
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{key_text(key)} = {value_text(each)}"
            for key, each in value.items()
            if each is not None
        )
        return f"{{{inner}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_text, _items(value)))}]"
    if isinstance(value, int | float):
        return repr(value)
    raise TypeError(f"TOML has nothing for {type(value).__name__}")


def key_text(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    return key if _BARE_KEY.fullmatch(key) else f'"{_escaped(key)}"'


def plain(value: object) -> object:
    """Return a value as the reader gives it back: lists, no None, no lone surrogate."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {plain(key): plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [plain(each) for each in _items(value)]
    return value


def _tables(names: Sequence[str], tables: object) -> Iterator[str]:
    for each in _items(tables):
        yield from ("", f"[[{_dotted(names)}]]")
        if isinstance(each, Mapping):
            yield from (line for key, value in each.items() for line in _pair(key, value))


def _pair(key: str, value: object) -> Iterator[str]:
    return pair_lines(key, value) if value is not None else iter(())


def _has_headers(value: object) -> bool:
    """Say whether a value is written as `[table]` or `[[tables]]` of its own."""
    if isinstance(value, Mapping):
        return True
    items = _items(value)
    return (
        bool(items)
        and all(isinstance(each, Mapping) for each in items)
        and max(len(value_text(each)) for each in items) > _WIDTH - 4
    )


def _items(value: object) -> list[object]:
    return [each for each in value if each is not None] if isinstance(value, list | tuple) else []


def _dotted(names: Sequence[str]) -> str:
    return ".".join(map(key_text, names))


def _moment(value: datetime | date | time) -> str:
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if isinstance(value, datetime) and offset is not None:
        if offset.seconds % 60 or offset.microseconds:  # TOML's zones have whole minutes
            value = value.astimezone(UTC)
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat()


def _escaped(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", text)
    return _UNSEEN.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"'))


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _long_text(text: str) -> str | None:
    """Return a text of several lines in three quotes; None where something in it can't be seen.

    An editor that takes blanks off the ends of lines must not change it.
    """
    text = _SURROGATE.sub("\ufffd", text)
    if _BLANK_AT_END.search(text) or _UNSEEN.search(text.replace("\n", "")):
        return None
    inner = text.replace("\\", "\\\\").replace('"""', '""\\"')
    if inner.endswith('"'):
        inner = f'{inner[:-1]}\\"'
    return f'"""\n{inner}"""'
