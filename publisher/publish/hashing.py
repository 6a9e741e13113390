"""What is in each file, as a hash; remembered, so that a recording is read once and not each time.

What is remembered is trusted for a file of the same size and time only, and is never more than a
saving of time: without it, or with nonsense in it, everything is read.
"""

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.publish.failing import PublishError
from publisher.publish.files import SiteFile
from publisher.writing import hide_from_git, write_if_changed

_CACHE_BYTES = 256 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_SETTLED_NS = 2 * 10**9
"""A file younger than that may change again within the same tick of the disk's clock."""

_HEX = re.compile(r"[0-9a-f]{40,64}")


class Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


def sha256(_: SiteFile) -> Hash:
    """Return a fresh hash of a file's bytes."""
    return hashlib.sha256()


def git_blob(algorithm: str) -> Callable[[SiteFile], Hash]:
    """Return what makes the hash by which git knows a file, of its size and its bytes."""

    def start(file: SiteFile) -> Hash:
        begun = hashlib.new(algorithm, usedforsecurity=False)
        begun.update(f"blob {file.size_bytes}\0".encode())
        return begun

    return start


def hash_files(
    files: Iterable[SiteFile], start: Callable[[SiteFile], Hash], state: Path, name: str
) -> dict[str, str]:
    """Return the hash of each file, by its path; remember it as `name` in the folder `state`.

    Raises PublishError where a file changes while it is read.
    """
    cache = state / "publish" / f"{name}.json"
    safe = not any(each.is_symlink() for each in (state, state / "publish", cache))
    known = _read(cache) if safe else {}
    found: dict[str, str] = {}
    kept: dict[str, list[Any]] = {}
    settled = time.time_ns() - _SETTLED_NS
    for file in files:
        facts = [file.size_bytes, file.mtime_ns]
        entry = known.get(file.path)
        digest = entry[2] if entry and entry[:2] == facts else _hash(file, start(file))
        found[file.path] = digest
        if file.mtime_ns < settled:
            kept[file.path] = [*facts, digest]
    if safe and kept != known:
        _keep(cache, state, kept)
    return found


def _keep(cache: Path, state: Path, kept: dict[str, list[Any]]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    hide_from_git(state)
    write_if_changed(cache, json.dumps(kept, separators=(",", ":")).encode())


def _read(cache: Path) -> dict[str, list[Any]]:
    """Return what is remembered; anything may stand there."""
    try:
        values = json.loads(read_bounded(cache, _CACHE_BYTES))
    except (NotOrdinaryError, TooBigError, OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {path: entry for path, entry in values.items() if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    match entry:
        case [int(), int(), str() as digest]:
            return _HEX.fullmatch(digest) is not None
    return False


def _hash(file: SiteFile, begun: Hash) -> str:
    size_bytes = 0
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file.source, flags), "rb", buffering=0) as stream:
        while piece := stream.read(_PIECE_BYTES):
            begun.update(piece)
            size_bytes += len(piece)
    if size_bytes != file.size_bytes:
        raise PublishError(f"public/{file.path} changes while it is published; run it again")
    return begun.hexdigest()
