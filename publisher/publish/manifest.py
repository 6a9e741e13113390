"""The list of what was published, which a place keeps beside the site.

A place also holds what others put there; only what is on the list is ever removed. It is written
before anything is sent, too: after a run that is cut off, everybody's files can be told apart.
"""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

MOST_BYTES = 128 * 1024 * 1024  # some 800,000 files
_VERSION = 1


class Entry(NamedTuple):
    """A file as it was published. `tag` is the place's own word for this version of it.

    An empty fingerprint stands for a file that was about to be sent.
    """

    fingerprint: str
    size_bytes: int = 0
    tag: str = ""


PENDING = Entry("")


def manifest_bytes(entries: Mapping[str, Entry]) -> bytes:
    """Return the list as a file, the same bytes for the same entries."""
    files = {path: list(entries[path]) for path in sorted(entries)}
    body = {"note": "Written by podcast-publisher", "version": _VERSION, "files": files}
    return (json.dumps(body, indent=0, ensure_ascii=True) + "\n").encode()


def read_manifest(data: bytes | None) -> dict[str, Entry]:
    """Return the entries of a list; without one, or with nonsense in it, nothing is ours."""
    try:
        body = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    files = body.get("files") if isinstance(body, dict) else None
    if not isinstance(files, dict):
        return {}
    return {path: entry for path, value in files.items() if (entry := _entry(path, value))}


def _entry(path: str, value: object) -> Entry | None:
    match value:
        case [str() as fingerprint, int() as size_bytes, str() as tag] if is_site_path(path):
            return Entry(fingerprint, size_bytes, tag)
    return None


def is_site_path(path: str) -> bool:
    """Say whether a path can be that of a file of a site: relative, plain and visible."""
    parts = PurePosixPath(path).parts
    plain = bool(path) and path.isprintable() and "\\" not in path and len(path) <= 4096
    hidden = any(
        part.startswith(".") and part not in (".well-known", ".nojekyll") for part in parts
    )
    return plain and not hidden and not path.startswith("/") and "/".join(parts) == path
