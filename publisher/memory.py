"""What is kept of episode files between two builds of one process: what is unchanged is not redone.

A build by itself remembers nothing (`Memory`); a preview that builds after every save keeps what it
read, found and judged (`Kept`). What rests on more than one episode is decided anew each time.
"""

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from publisher.episodes import EpisodeFile
from publisher.episodes.files import Folder
from publisher.episodes.reading import read_episode
from publisher.model import Network, Show

Made = TypeVar("Made")

FRESH_SECONDS = 2.0
"""What was written so shortly before it was read is read again: some disks count time so coarsely
that a second write would look like the first."""

Signs = tuple[int, ...]


class Memory:
    """Remembers nothing: every file is read, and everything is made."""

    def read(self, file: Path, show: Show, network: Network, folder: Folder) -> EpisodeFile:
        """Return an episode file, as `read_episode` does."""
        return read_episode(file, show, network, folder)

    def settled(self, file: EpisodeFile) -> EpisodeFile:
        """Return a file as its show made it, with the slug and the GUID that others left it."""
        return file

    def made(
        self,
        file: EpisodeFile,  # noqa: ARG002
        name: str,  # noqa: ARG002
        make: Callable[[], Made],
        inputs: tuple[object, ...] = (),  # noqa: ARG002
    ) -> Made:
        """Return what `make` makes of a settled `file` and of `inputs`."""
        return make()


NOTHING_KEPT = Memory()


@dataclass(slots=True)
class _Entry:
    """One file. `names` are those in its folder that could belong to it."""

    names: object
    signs: dict[Path, Signs | None]
    certain: bool  # whether a change since would show
    read: EpisodeFile
    settled: EpisodeFile
    made: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict)


class Kept(Memory):
    """Keeps each episode file of one network as long as nothing changes that it was made of.

    That is the file, every file that it names or that could lie beside it, and the network, which
    is one object: another configuration needs another `Kept`. `clock` gives nanoseconds since 1970.
    """

    def __init__(
        self,
        network: Network,
        *,
        clock: Callable[[], int] = time.time_ns,
        fresh_seconds: float = FRESH_SECONDS,
    ) -> None:
        self.network = network
        self._clock = clock
        self._fresh_ns = int(fresh_seconds * 1e9)
        self._entries: dict[Path, _Entry] = {}
        self._names: tuple[Folder | None, dict[str, list[str]]] = (None, {})
        self._asked: set[Path] = set()

    def read(self, file: Path, show: Show, network: Network, folder: Folder) -> EpisodeFile:
        if network is not self.network:
            raise ValueError("what is kept is of another network")
        self._asked.add(file)
        names = self._names_for(file, folder)
        entry = self._entries.get(file)
        if entry is not None and entry.certain and entry.names == names and _unchanged(entry.signs):
            return entry.read
        before = signs_of(file)
        read = read_episode(file, show, network, folder)
        signs = {file: before, **{path: signs_of(path) for path in read.asked}}
        entry = _Entry(names, signs, self._is_certain(signs.values()), read, read)
        self._entries[file] = entry
        return read

    def settled(self, file: EpisodeFile) -> EpisodeFile:
        entry = self._entries[file.file]
        if entry.settled is not file and entry.settled != file:
            entry.settled = file
            entry.made.clear()
        return entry.settled

    def made(
        self,
        file: EpisodeFile,
        name: str,
        make: Callable[[], Made],
        inputs: tuple[object, ...] = (),
    ) -> Made:
        entry = self._entries[file.file]
        kept = entry.made.get(name)
        if entry.settled is file and kept is not None and kept[0] == inputs:
            made: Made = kept[1]
            return made
        made = make()
        if entry.settled is file:
            entry.made[name] = (inputs, made)
        return made

    def forget_others(self) -> None:
        """Forget the files that nobody asked for since this was called last: they are gone."""
        for file in self._entries.keys() - self._asked:
            del self._entries[file]
        self._asked.clear()

    def _names_for(self, file: Path, folder: Folder) -> object:
        """Return what tells whether other files beside an episode could be its own."""
        if file.name.startswith("index."):
            return folder
        known, by_stem = self._names
        if known is not folder:
            by_stem = _by_stem(folder.names)
            self._names = (folder, by_stem)
        own = by_stem.get(file.stem, ())
        links = [name for name in own if name in folder.links] if folder.links else ()
        return (folder.inside, tuple(own), tuple(links))

    def _is_certain(self, signs: Iterable[Signs | None]) -> bool:
        """Say whether the files were written long enough ago: a later write shows in the times."""
        latest = self._clock() - self._fresh_ns
        return all(each is None or max(each[:2]) < latest for each in signs)


def _by_stem(names: Iterable[str]) -> dict[str, list[str]]:
    """Return the names that begin with each stem and a full stop, sorted."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        at = name.find(".")
        while at >= 0:
            found.setdefault(name[:at], []).append(name)
            at = name.find(".", at + 1)
    return found


def _unchanged(signs: dict[Path, Signs | None]) -> bool:
    return all(signs_of(path) == before for path, before in signs.items())


def _signs_of_link(path: Path) -> Signs | None:
    """Return the signs of a link that leads nowhere."""
    try:
        facts = path.lstat()
    except (OSError, ValueError):
        return None
    return (facts.st_mtime_ns, facts.st_ctime_ns, -1, facts.st_ino, facts.st_dev)


def signs_of(path: Path) -> Signs | None:
    """Return what changes when a file does: its times first; None where there is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116 (a tenth of a preview's time otherwise)
    except (OSError, ValueError):
        return _signs_of_link(path)
    return (facts.st_mtime_ns, facts.st_ctime_ns, facts.st_size, facts.st_ino, facts.st_dev)
