"""Kinds that make values of the model: a table becomes one, a list a tuple of them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from publisher.config.kinds import LINE
from publisher.config.tables import Kind, Reading, Table, list_of, table
from publisher.documents.parsed import Keys
from publisher.model import Value


def record(make: Callable[..., Any], keys: Mapping[str, Kind], short: str | None = None) -> Kind:
    """A table whose values become `make(at, **values)`; a bare value is that of the key `short`.

    `at` is the key path of the table, so that a finding can say where a value of it stands. A key
    that units or types call otherwise in the model is called as `_FIELDS` says.
    """
    wanted = table(Table(keys))
    bare = keys[short] if short is not None else None

    def read(value: Value, at: Keys, reading: Reading) -> Any:
        if bare is None or isinstance(value, dict):
            values = wanted.read(value, at, reading)
        else:
            values = {short: bare.read(value, at, reading)}
        return make(at, **{_FIELDS.get(key, key): item for key, item in values.items()})

    if bare is None:
        return Kind(wanted.words, read, wanted.schema)
    return Kind(f"{bare.words} or {wanted.words}", read, {"anyOf": [bare, wanted]})


_FIELDS = {
    "bytes": "size_bytes",
    "date": "published",
    "duration": "duration_seconds",
    "remote_start": "remote_start_seconds",
    "start": "start_seconds",
}


def several(kind: Kind) -> Kind:
    """A list of values, or one of them without brackets; the result is a tuple."""
    listed = list_of(kind)

    def read(value: Value, at: Keys, reading: Reading) -> tuple[Any, ...]:
        return tuple(item for _, item in listed.read(value, at, reading))

    return Kind(listed.words, read, listed.schema)


def _file(value: Value, at: Keys, reading: Reading) -> Path | None:
    """Return the path as it is written; whether the file is there is asked later."""
    written = LINE.read(value, at, reading)
    return Path(written) if written else None


FILE = Kind("a file", _file, LINE.schema)
WORDS = several(LINE)
