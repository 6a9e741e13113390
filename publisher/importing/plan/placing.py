"""Where each file of an import goes: an episode is where its user put it."""

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.errors import UsageError
from publisher.importing.plan.confining import confine
from publisher.importing.plan.standing import Standing, folded
from publisher.importing.plan.wanted import WantedFile
from publisher.media_types import MARKDOWN_SUFFIXES

_INDEX = re.compile(r"/index\.[a-z]+\Z")


class Place(NamedTuple):
    """A wanted file and its path. `moved_from` is where the last import left it, if elsewhere.

    `removed`: the user took it away, and another episode has its path.
    """

    file: WantedFile
    path: str
    moved_from: str | None = None
    removed: bool = False


def place_files(
    standing: Standing, files: Sequence[WantedFile], take: Collection[str] = ()
) -> tuple[Place, ...]:
    """Return where each file goes, in their order; an episode by its GUID, else by its path.

    An episode that is new goes to the path that is wanted, or, where another one is there
    already, beside it, with a number. No two Markdown files may have one GUID. Raises UsageError
    for paths that lead out of the root.
    """
    left_at = {each.guid: path for path, each in standing.record.files.items() if each.guid}
    taken = {folded(path): path for path in (*standing.files, *standing.record.files)}
    names = _Names(standing.root)
    placed = []
    seen: set[str] = set()
    for file in files:
        place = Place(file, file.path)
        if is_episode(file):
            if file.guid in seen:
                raise ValueError(f"two episodes with the GUID {file.guid!r}")
            seen.add(file.guid or "")
            place = _episode_place(file, standing, left_at, taken, take)
        if not place.removed:
            taken[folded(place.path)] = place.path
            if place.path not in standing.files:
                names.check(place.path)
        placed.append(place)
    return tuple(placed)


def is_episode(file: WantedFile) -> bool:
    """Say whether a file is found by its GUID, wherever it was moved to."""
    return file.guid is not None and file.path.endswith(MARKDOWN_SUFFIXES)


def _episode_place(
    file: WantedFile,
    standing: Standing,
    left_at: Mapping[str, str],
    taken: Mapping[str, str],
    take: Collection[str],
) -> Place:
    guid = file.guid or ""
    left = left_at.get(guid)
    there = standing.by_guid.get(guid)
    if there is not None:
        return Place(file, there, left if left != there else None)
    if left is not None and _is_ours(standing, left) and standing.guids.get(left, guid) == guid:
        return Place(file, left)
    if (left is not None or guid in standing.record.removed) and file.path not in take:
        return Place(file, left or file.path, removed=True)
    for path in _numbered(file.path):
        other = taken.get(folded(path))
        if other is None or (other == path and _may_be(standing, path)):
            return Place(file, path)
    raise AssertionError("there is always another number")


def _is_ours(standing: Standing, path: str) -> bool:
    """Say whether an episode of the show may stand at a path: a record can be made to deceive."""
    return path.startswith(f"feeds/{standing.show}/") and path.endswith(MARKDOWN_SUFFIXES)


def _may_be(standing: Standing, path: str) -> bool:
    """Say whether the file at a path belongs to no other episode: then it is said to be there."""
    known = standing.record.files.get(path)
    return path in standing.files and path not in standing.guids and not (known and known.guid)


def _numbered(path: str) -> Iterator[str]:
    """Yield the path, then `name-2.md`, `name-3.md`, …; a folder with its index gets the number."""
    yield path
    index = _INDEX.search(path)
    stem, end = (path[: index.start()], index[0]) if index else os.path.splitext(path)  # noqa: PTH122 (a path from the root)
    number = 1
    while True:
        number += 1
        yield f"{stem}-{number}{end}"


class _Names:
    """Which names stand in the folders of an import."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[Path, dict[str, str]] = {}

    def check(self, path: str) -> None:
        """Raise UsageError where a folder or file is there whose name differs in capitals only."""
        file = confine(self._root, path)
        for each in (*reversed(file.relative_to(self._root).parents[:-1]), file):
            at = self._root / each
            there = self._in(at.parent).get(folded(at.name), at.name)
            if there != at.name and not at.exists():
                raise UsageError(
                    f"{at.parent / there} is there: on many computers {at.name} is the same name; "
                    "rename it and try again"
                )

    def _in(self, folder: Path) -> dict[str, str]:
        found = self._folders.get(folder)
        if found is None:
            files = folder.iterdir() if folder.is_dir() else ()
            found = self._folders[folder] = {folded(file.name): file.name for file in files}
        return found
