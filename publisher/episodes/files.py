"""Which files are a show's episodes, and what lies beside them."""

import os
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from publisher.documents.paths import is_content
from publisher.episodes.choosing import is_one_of
from publisher.model import Network, Show

_SUFFIXES = (".md", ".markdown")
_INDEX = ("index.md", "index.markdown")


class Folder(NamedTuple):
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
    try:
        entries = _entries(path)
    except OSError:
        entries = []
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
    `.` are none; nor are, where `show.episodes_with` says so, those without certain front matter.
    A folder called like an episode file, one that can't be read, and a link to a folder elsewhere
    are returned as well: reading them says what is wrong.
    """
    if show.episodes is None:
        folder = show.folder / "episodes"
        stray = folder.is_symlink() and not is_content(folder, network.root)
        found = [str(folder)] if stray else _default_files(str(folder))
    else:
        found = _matching_files(network.root, tuple(show.episodes.split("/")))
    files = map(Path, sorted(set(found)))
    if show.episodes_with:
        return tuple(file for file in files if is_one_of(file, show.episodes_with))
    return tuple(files)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what stands in a folder, by name. Raises OSError."""
    with os.scandir(folder) as entries:
        return sorted(entries, key=attrgetter("name"))


def _visit(folder: str, found: list[str]) -> list[os.DirEntry[str]]:
    """Return what stands in a folder; one that can't be read is found: its episodes are missing."""
    try:
        return _entries(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        found.append(folder)
        return []


def _is_folder(entry: os.DirEntry[str], *, follow_symlinks: bool = True) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow_symlinks)
    except OSError:  # links in a circle
        return False


def _default_files(folder: str) -> list[str]:
    found: list[str] = []
    folders = [folder]
    while folders:  # not by recursion: folders may be a thousand deep
        for entry in _visit(folders.pop(), found):
            if entry.name.startswith(("_", ".")):
                continue
            matched = _matched(entry) if _is_folder(entry) else None
            if matched is not None:
                found.append(matched)
            elif _is_folder(entry, follow_symlinks=False):  # a link may lead in a circle
                folders.append(entry.path)
            elif entry.name.endswith(_SUFFIXES):
                found.append(entry.path)
    return found


def _matching_files(root: Path, glob: tuple[str, ...]) -> list[str]:
    """Return the files below `root` that match a glob's parts.

    Links may lead in circles: no folder is seen twice for the same rest of the glob.
    """
    found: list[str] = []
    ahead = [(str(root), glob)]
    seen: set[tuple[int, int, tuple[str, ...]]] = set()
    while ahead:
        folder, parts = ahead.pop()
        facts = os.stat(folder)  # noqa: PTH116 (a path may have a thousand parts)
        here = (facts.st_dev, facts.st_ino, parts)
        if here in seen:
            continue
        seen.add(here)
        part, rest = parts[0], parts[1:]
        if part == "**":
            ahead += [(each.path, parts) for each in _visit(folder, found) if _is_open(each)]
            ahead += [(folder, rest)] if rest else []
            continue
        for entry in _visit(folder, found):
            if not fnmatchcase(entry.name, part):
                continue
            if not rest:
                found += _named(entry)
            elif entry.is_symlink() and not is_content(Path(entry.path), root):
                found.append(entry.path)
            elif _is_folder(entry):
                ahead.append((entry.path, rest))
    return found


def _is_open(entry: os.DirEntry[str]) -> bool:
    """Say whether `**` goes into it."""
    return _is_folder(entry, follow_symlinks=False) and not entry.name.startswith(".")


def _named(entry: os.DirEntry[str]) -> list[str]:
    """Return the episode file of an entry that a glob names, if it is one."""
    if entry.name.startswith(("_", ".")):
        return []
    file = _matched(entry) if _is_folder(entry) else entry.path
    return [file] if file is not None else []


def _matched(folder: os.DirEntry[str]) -> str | None:
    """Return the episode of a folder; the folder itself if it is called like an episode file."""
    for name in _INDEX:
        file = f"{folder.path}{os.sep}{name}"
        if os.path.isfile(file):  # noqa: PTH113 (never raises)
            return file
    return folder.path if folder.name.endswith(_SUFFIXES) else None
