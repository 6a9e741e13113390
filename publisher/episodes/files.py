"""Which files are a show's episodes, and what lies beside them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path

from publisher.documents.paths import is_content
from publisher.model import Network, Show

_SUFFIXES = (".md", ".markdown")
_INDEX = ("index.md", "index.markdown")


@dataclass(frozen=True, slots=True)
class Folder:
    """What stands in a folder. Unless it is `inside` the repository, nothing in it is read."""

    path: Path
    names: frozenset[str]
    links: frozenset[str]  # names that are symbolic links
    inside: bool

    def holds_inside(self, name: str, root: Path) -> bool:
        """Say whether a file of this folder may be read and published, links followed."""
        return self.inside and (name not in self.links or is_content(self.path / name, root))


def look_into(path: Path, root: Path) -> Folder:
    """Return what stands in a folder; one that can't be read is empty."""
    entries = _entries(path)
    return Folder(
        path,
        frozenset(entry.name for entry in entries),
        frozenset(entry.name for entry in entries if entry.is_symlink()),
        is_content(path, root),
    )


def episode_files(show: Show, network: Network) -> tuple[Path, ...]:
    """Return the show's episode files, sorted.

    They are the Markdown files in the show's `episodes` folder, and `index.md` in the folders
    there; or what the glob `show.episodes` finds below the root. Names that start with `_` or
    `.` are none. A folder called like an episode file, or a link to a folder elsewhere, is
    returned as well: reading it says what is wrong.
    """
    if show.episodes is None:
        folder = show.folder / "episodes"
        stray = folder.is_symlink() and not is_content(folder, network.root)
        found = iter([str(folder)]) if stray else _default_files(folder)
    else:
        found = _Glob(network.root).expand(network.root, tuple(show.episodes.split("/")))
    return tuple(map(Path, sorted(set(found))))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str], *, follow_symlinks: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:  # links in a circle
        return False


def _default_files(folder: Path) -> Iterator[str]:
    for entry in _entries(folder):
        if entry.name.startswith(("_", ".")):
            continue
        if _is_folder(entry):
            index = _index_of(Path(entry.path))
            if index is not None:
                yield str(index)
            elif entry.name.endswith(_SUFFIXES):
                yield entry.path
            elif not entry.is_symlink():  # a link may lead in a circle
                yield from _default_files(Path(entry.path))
        elif entry.name.endswith(_SUFFIXES):
            yield entry.path


class _Glob:
    """Finds the files that match a glob. Links may lead in circles: no folder is seen twice."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: set[tuple[str, tuple[str, ...]]] = set()

    def expand(self, folder: Path, parts: tuple[str, ...]) -> Iterator[str]:
        """Yield the files below `folder` that match a glob's parts."""
        seen = (os.path.realpath(folder), parts)
        if seen in self._seen:
            return
        self._seen.add(seen)
        part, rest = parts[0], parts[1:]
        if part == "**":
            if rest:
                yield from self.expand(folder, rest)
            for entry in _entries(folder):
                if _is_folder(entry, follow_symlinks=False) and not entry.name.startswith("."):
                    yield from self.expand(Path(entry.path), parts)
            return
        for entry in sorted(_entries(folder), key=attrgetter("name")):
            if fnmatchcase(entry.name, part):
                yield from self._follow(entry, rest)

    def _follow(self, entry: os.DirEntry[str], rest: tuple[str, ...]) -> Iterator[str]:
        """Yield what matches the rest of a glob at an entry that matches its beginning."""
        if not rest:
            if not entry.name.startswith(("_", ".")):
                yield from _matched(entry)
        elif entry.is_symlink() and not is_content(Path(entry.path), self._root):
            yield entry.path
        elif _is_folder(entry):
            yield from self.expand(Path(entry.path), rest)


def _matched(entry: os.DirEntry[str]) -> Iterator[str]:
    if not _is_folder(entry):
        yield entry.path
        return
    index = _index_of(Path(entry.path))
    if index is not None:
        yield str(index)
    elif entry.name.endswith(_SUFFIXES):
        yield entry.path


def _index_of(folder: Path) -> Path | None:
    candidates = (folder / name for name in _INDEX)
    return next((file for file in candidates if os.path.isfile(file)), None)  # noqa: PTH113 (never raises)
