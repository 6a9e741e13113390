"""`import.lock`: what an import wrote, so that the next one knows what its user changed since.

It is committed beside `feed.lock`, one file or table a line. Without it nothing is lost either:
whatever differs from the feed counts as edited then, and is kept.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from publisher.documents import display_path
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.errors import DocumentError

RECORD_NAME = "import.lock"
VERSION = 1
LIMIT_BYTES = 64 * 1024 * 1024
_CONFLICT = re.compile(rb"^(?:<{7}|={7}|>{7})", re.MULTILINE)
_NOTHING: Mapping[str, Any] = MappingProxyType({})

Keys = Mapping[str, str]
"""The keys of a table that an import found there or added, each with the digest of its value."""


class Imported(NamedTuple):
    """A file that an import wrote: the digest of what it wrote last, None where it never did.

    `offered` is that of what the feed had last, where the user's own was kept instead.
    """

    written: str | None
    guid: str | None = None
    offered: str | None = None


class Record(NamedTuple):
    """What was imported: files by path, and the tables of config files by path and name.

    A table that the user wrote has no keys here. `removed` are the GUIDs of episodes that the user
    took away.
    """

    source: str | None = None
    files: Mapping[str, Imported] = _NOTHING
    entries: Mapping[str, Mapping[str, Keys]] = _NOTHING
    removed: frozenset[str] = frozenset()
    media: Mapping[str, str] = _NOTHING  # downloaded files by path, with their addresses


def digest(data: bytes) -> str:
    """Return what tells two versions of a file apart: half of its SHA-256, in hex."""
    return hashlib.sha256(data).hexdigest()[:32]


def record_path(show: str) -> str:
    return f"feeds/{show}/{RECORD_NAME}"


def read_record(file: Path) -> Record:
    """Return the record in `file`, empty where there is none.

    Raises DocumentError where it can't be understood: an import without it would ask about every
    file, and make again what its user deleted.
    """
    path = display_path(file)
    data = b""
    try:
        if file.is_symlink():  # the import would replace it, and it may lead anywhere
            raise DocumentError(path, _advice(path, "is a symbolic link"))
        data = read_bounded(file, LIMIT_BYTES)
        return _record_of(json.loads(data))
    except FileNotFoundError:
        return Record()
    except NotOrdinaryError as error:
        raise DocumentError(path, str(error)) from error
    except TooBigError as error:
        raise DocumentError(
            path, _advice(path, f"is larger than {LIMIT_BYTES >> 20} MB")
        ) from error
    except json.JSONDecodeError as error:
        merging = _CONFLICT.search(data) is not None
        problem = "holds both sides of a merge" if merging else f"is not valid JSON ({error.msg})"
        raise DocumentError(
            path, _advice(path, problem, merging=merging), error.lineno, error.colno
        ) from error
    except OSError as error:
        raise DocumentError(path, f"can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            path, _advice(path, f"doesn't hold what it should ({error})")
        ) from error


def _advice(path: str, problem: str, *, merging: bool = False) -> str:
    mend = f"git checkout {'--theirs' if merging else 'HEAD'} -- {path}"
    back = f"Take {'one of them' if merging else 'it back from the last commit'} ({mend})"
    return (
        f"the record of what was imported {problem}; nothing was written. {back} and import "
        "again, or delete it: then what differs from the feed is kept as it is, and told, and "
        "episodes that you deleted come back"
    )


def _record_of(data: Any) -> Record:
    version = data.get("version") if isinstance(data, dict) else None
    if version != VERSION or isinstance(version, bool):
        raise ValueError(f"its version isn't {VERSION}: it was written by another publisher")
    source = data.get("source")
    files = {path: _imported(each) for path, each in _table(data, "files").items()}
    entries = {
        path: {name: _keys(_table(tables, name)) for name in tables}
        for path, tables in ((key, _table(data["entries"], key)) for key in _table(data, "entries"))
    }
    removed = data.get("removed", [])
    if not isinstance(removed, list):
        raise ValueError("'removed' isn't a list")
    gone = frozenset(_text(each) or "" for each in removed)
    return Record(_text(source), files, entries, gone, _keys(_table(data, "media")))


def _imported(data: Any) -> Imported:
    if not isinstance(data, dict):
        raise ValueError("a file isn't a table")
    return Imported(_text(data.get("sha256")), _text(data.get("guid")), _text(data.get("offered")))


def _keys(data: dict[str, Any]) -> dict[str, str]:
    return {key: _text(value) or "" for key, value in data.items()}


def _table(data: Any, key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise ValueError(f"{key!r} isn't a table")
    return value


def _text(value: Any) -> str | None:
    if not isinstance(value, str | None):
        raise ValueError(f"{value!r} isn't a text")
    return value


def record_bytes(record: Record) -> bytes:
    """Return the text of the record: JSON, sorted, a file or table a line."""
    files = [
        f"    {_json(path)}: {_json(_file_data(each))}"
        for path, each in sorted(record.files.items())
    ]
    configs = [
        f"    {_json(path)}: {_block(_lines_of(tables), '    ')}"
        for path, tables in sorted(record.entries.items())
        if tables
    ]
    removed = [f"    {_json(guid)}" for guid in sorted(record.removed)]
    media = [f"    {_json(path)}: {_json(url)}" for path, url in sorted(record.media.items())]
    downloads = f',\n  "media": {_block(media, "  ")}' if media else ""
    gone = "[\n" + ",\n".join(removed) + "\n  ]" if removed else "[]"
    text = (
        f'{{\n  "version": {VERSION},\n  "source": {_json(record.source)},\n'
        f'  "files": {_block(files, "  ")},\n  "entries": {_block(configs, "  ")},\n'
        f'  "removed": {gone}{downloads}\n}}\n'
    )
    return text.encode()


def _lines_of(tables: Mapping[str, Keys]) -> list[str]:
    return [
        f"      {_json(name)}: {_json(dict(sorted(keys.items())))}"
        for name, keys in sorted(tables.items())
    ]


def _block(lines: list[str], indent: str) -> str:
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"


def _file_data(each: Imported) -> dict[str, str]:
    data = {"sha256": each.written, "guid": each.guid, "offered": each.offered}
    return {key: value for key, value in data.items() if value is not None}


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(value: Any) -> str:
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate survives only as an escape
        text = json.dumps(value)
    return text
