"""What stands in a show's folder before an import: which file is which episode."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.documents import LIMIT_BYTES, Document, read_toml
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.reading import markdown_document
from publisher.documents.text_files import text_files
from publisher.errors import DocumentError
from publisher.importing.plan.confining import confine
from publisher.importing.plan.record import Record, digest, read_record, record_path
from publisher.media_types import MARKDOWN_SUFFIXES

ODD = "?"
"""The digest of what is no ordinary file that could be read: a folder, a link, a pipe."""


class Standing(NamedTuple):
    """The show's Markdown files, their digests, and which holds the episode of a GUID.

    Paths are from the root, with slashes. `guids` has those of `files` that name one.
    """

    root: Path
    show: str
    record: Record
    files: Mapping[str, str]
    guids: Mapping[str, str]  # path → GUID
    by_guid: Mapping[str, str]  # GUID → path


def look_at(root: Path, show: str) -> Standing:
    """Read what there is of a show. Raises DocumentError, and UsageError for links in the way."""
    root = root.resolve()
    folder = confine(root, f"feeds/{show}/show.toml").parent
    record = read_record(confine(root, record_path(show)))
    guid_keys = _guid_keys(folder / "show.toml")
    files: dict[str, str] = {}
    guids: dict[str, str] = {}
    for file in text_files([folder]) if folder.is_dir() else ():
        path = file.relative_to(root).as_posix()
        if not path.endswith(MARKDOWN_SUFFIXES) or file.is_symlink():
            continue
        data = read_here(file)
        files[path] = ODD if data is None else digest(data)
        known = record.files.get(path)
        if known is not None and known.guid is not None and known.written == files[path]:
            guids[path] = known.guid
        elif data is not None and (guid := _guid_in(file, data, guid_keys)):
            guids[path] = guid
    return Standing(root, show, record, files, guids, _by_guid(guids, record))


def read_here(file: Path) -> bytes | None:
    """Return what an ordinary file of a size that we read holds; None for anything else.

    Raises FileNotFoundError where there is nothing.
    """
    try:
        return None if file.is_symlink() else read_bounded(file, LIMIT_BYTES)
    except FileNotFoundError:
        raise
    except (OSError, NotOrdinaryError, TooBigError):
        return None


def _by_guid(guids: Mapping[str, str], record: Record) -> dict[str, str]:
    """Return the file of each GUID: where an import put it, else the first that names it."""
    found: dict[str, str] = {}
    for path, guid in sorted(guids.items()):
        known = record.files.get(path)
        if guid not in found or (known is not None and known.guid == guid):
            found[guid] = path
    return found


def _guid_keys(show_file: Path) -> tuple[tuple[str, ...], ...]:
    """Return the keys under which episodes name their GUID: ours, unless `[fields]` says others."""
    try:
        fields = read_toml(show_file).fields.get("fields")
    except FileNotFoundError:
        fields = None
    except DocumentError:
        if show_file.exists():
            raise
        fields = None
    named = fields.get("guid", "guid") if isinstance(fields, dict) else "guid"
    names = named if isinstance(named, list) else [named]
    return tuple(tuple(name.split(".")) for name in names if isinstance(name, str))


def _guid_in(file: Path, data: bytes, guid_keys: tuple[tuple[str, ...], ...]) -> str | None:
    if not any(keys[-1].encode() in data for keys in guid_keys):
        return None  # a quick no, for a thousand files without one
    try:
        document = markdown_document(file, data)
    except DocumentError:
        return None
    return next(_values(document, guid_keys), None)


def _values(document: Document, guid_keys: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for keys in guid_keys:
        value: object = document.fields
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and str(value).strip():
            yield str(value).strip()


def folded(path: str) -> str:
    """Return a path as file systems see it that take capitals and accents for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
