"""The index in `public/pagefind/`: put there whole, known again, and taken away."""

import json
from collections.abc import Iterable
from pathlib import Path

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.public import PublicFolder
from publisher.searching.spool import spool_folder
from publisher.writing import write_if_changed

INDEX_PATH = "pagefind"
_ENTRY = "pagefind-entry.json"  # names all other files
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
_STATE_BYTES = 16 * 1024 * 1024


def is_published(root: Path, digest: str) -> bool:
    """Say whether the index of the records with this digest is published, whole."""
    try:
        state = json.loads(read_bounded(_state_file(root), _STATE_BYTES))
    except (NotOrdinaryError, TooBigError, OSError, ValueError, RecursionError):
        return False
    match state:
        case {"digest": known, "files": dict(files)} if known == digest:
            folder = root / "public" / INDEX_PATH
            return all(_size(folder / name) == size_bytes for name, size_bytes in files.items())
    return False


def publish_index(root: Path, folder: Path, digest: str) -> None:
    """Copy the index in `folder` into `public/`, and remove what isn't of it any more."""
    public = PublicFolder(root, INDEX_PATH)
    files = {}
    for file in _in_order(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        if not name.startswith(_UNUSED):
            data = file.read_bytes()
            public.write(f"{INDEX_PATH}/{name}", data)
            files[name] = len(data)
    public.remember(sweep=True)
    state = json.dumps({"digest": digest, "files": files}, indent=0).encode()
    write_if_changed(_state_file(root), state)


def withdraw_index(root: Path) -> None:
    """Take away the index of a site that has no search any more."""
    if (root / ".publisher" / "public" / f"{INDEX_PATH}.json").is_file():
        PublicFolder(root, INDEX_PATH).remember(sweep=True)
        _state_file(root).unlink(missing_ok=True)


def _state_file(root: Path) -> Path:
    return spool_folder(root) / "index.json"


def _size(file: Path) -> int | None:
    try:
        return file.lstat().st_size
    except (OSError, ValueError):
        return None


def _in_order(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda file: (file.name == _ENTRY, file))
