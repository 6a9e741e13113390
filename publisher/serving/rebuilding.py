"""The site made again after a change: as little of it anew as the change asks for."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from publisher.addresses import is_url, published_show_files
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.memory import FRESH_SECONDS, Kept, Signs, signs_of
from publisher.model import Network
from publisher.rehearsing import Rehearsal, rehearse
from publisher.repository import open_network
from publisher.site.theme import FOLDER

_MOST_FILES = 20_000  # of the configuration and the theme; more are none of ours
_READ_BYTES = 1 << 20
_BUILT = (".xml", ".lock")


class Rebuilder:
    """Makes the site of the repository at `root` again and again; `clock` tells the time.

    `fresh_seconds` are as in `Kept`.

    Of a day it is the same moment for all builds, unless an episode comes out meanwhile: then
    what was judged at that moment still holds.
    """

    def __init__(
        self,
        root: Path,
        *,
        drafts: bool,
        clock: Callable[[], datetime],
        fresh_seconds: float = FRESH_SECONDS,
    ) -> None:
        self.root = root
        self._fresh_seconds = fresh_seconds
        self._drafts = drafts
        self._clock = clock
        self._files: _Marks = {}
        self._named: _Marks = {}
        self._kept: Kept | None = None
        self._now = clock()
        self._watched: frozenset[Path] = frozenset()

    @property
    def watched(self) -> frozenset[Path]:
        """The folders in which a change may change the site."""
        return self._watched or frozenset(_standing((self.root / "config", self.root / "feeds")))

    def rebuild(self) -> Rehearsal:
        """Return the site as it is now. Raises PublisherError or OSError; the next one may work."""
        kept = self._network()
        now = self._clock()
        if now.date() != self._now.date() or now < self._now:
            self._now = now
        rehearsal = rehearse(kept.network, now=self._now, drafts=self._drafts, memory=kept)
        if _comes_out(rehearsal, self._now, now):
            self._now = now
            rehearsal = rehearse(kept.network, now=now, drafts=self._drafts, memory=kept)
        kept.forget_others()
        self._watched = frozenset(_standing(_folders(rehearsal)))
        return rehearsal

    def _network(self) -> Kept:
        """Return what is kept of the network; nothing, where the configuration has changed."""
        files = _marks(_config_files(self.root))
        kept = self._kept
        if (
            kept is not None
            and files == self._files
            and _marks(_named_files(kept.network)) == self._named
        ):
            return kept
        self._kept = None
        network = open_network(self.root)
        self._files, self._named = files, _marks(_named_files(network))
        self._kept = Kept(network, fresh_seconds=self._fresh_seconds)
        return self._kept


_Marks = Mapping[Path, bytes | Signs | None]


def _marks(files: Iterable[Path]) -> _Marks:
    """Return what changes when a file does: of most their bytes, since times may be coarse."""
    return {file: _mark(file) for file in files}


def _mark(file: Path) -> bytes | Signs | None:
    try:
        return sha256(read_bounded(file, _READ_BYTES)).digest()
    except (NotOrdinaryError, TooBigError, OSError, ValueError):
        return signs_of(file)


def _comes_out(rehearsal: Rehearsal, before: datetime, now: datetime) -> bool:
    dates = (each.published for read in rehearsal.shows for each in read.episodes)
    return any(date is not None and before < date <= now for date in dates)


def _config_files(root: Path) -> Iterator[Path]:
    """Yield what stands where the configuration does; themes are read for each build anyway."""
    left = _MOST_FILES
    for folder, folders, names in os.walk(root / "config"):
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".") and Path(folder, each) != root / FOLDER
        )
        yield from (Path(folder, name) for name in sorted(names)[:left])
        left -= len(names)
        if left <= 0:
            break
    for show in _entries(root / "feeds"):
        if show.is_dir():
            files = (each for each in _entries(show.path) if not each.name.endswith(_BUILT))
            yield from (Path(each.path) for each in files if not each.is_dir())


def _named_files(network: Network) -> Iterator[Path]:
    """Yield the files that the configuration names, wherever it could mean them to be."""
    root = network.root
    of_all = network.settings.network
    for channel in (*network.shows.values(), *([of_all.channel] if of_all is not None else ())):
        folder = root / channel.folder
        for file in (root / each for each in published_show_files(channel)):
            yield file
            if file.is_relative_to(folder):  # one below the root would go before it
                yield root / file.relative_to(folder)
    for person in network.people.values():
        if person.image and not is_url(person.image):
            yield root / person.image


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)[:_MOST_FILES]
    except OSError:
        return []


def _folders(rehearsal: Rehearsal) -> Iterator[Path]:
    """Yield the folders of all that the site is made of."""
    network = rehearsal.network
    root = network.root
    yield from (root / "config", root / "feeds")
    for read in rehearsal.shows:
        if read.show.episodes is not None:
            fixed = []
            for part in read.show.episodes.split("/")[:-1]:
                if any(sign in part for sign in "*?["):
                    break
                fixed.append(part)
            yield root.joinpath(*fixed)
        for file in read.files:
            yield file.file.parent
            yield from (asked.parent for asked in file.asked)
        yield from ((root / file).parent for file in published_show_files(read.show))


def _standing(folders: Iterator[Path] | tuple[Path, ...]) -> Iterator[Path]:
    """Yield those folders that are there and lie in no other one of them."""
    taken: list[Path] = []
    for folder in sorted({Path(os.path.normpath(each)) for each in folders}):
        if (not taken or not folder.is_relative_to(taken[-1])) and folder.is_dir():
            taken.append(folder)
            yield folder
