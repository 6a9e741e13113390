"""Where a site is put: the folder `public/`, or nowhere, where it is only looked at."""

import json
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.errors import PublisherError
from publisher.writing import hide_from_git, temporary_beside, write_if_changed

_MANIFEST_BYTES = 64 * 1024 * 1024  # some 500,000 paths


Contents = Callable[[], bytes] | Path
"""What makes a file's bytes, or the file of the repository that is the same."""


class Public(ABC):
    """Where a site is put; paths are POSIX, relative to it."""

    lasting = True
    """Whether it is put out: then feeds and locks are written beside their `show.toml`, too."""

    def __init__(self) -> None:
        self._taken: set[str] = set()  # what was written and its folders, in lower case

    @abstractmethod
    def write(self, path: str, data: bytes) -> None:
        """Put a file there."""

    @abstractmethod
    def render(self, path: str, make: Callable[[], bytes]) -> None:
        """Put there what `make` returns, be it now or when somebody asks for it."""

    @abstractmethod
    def copy(self, path: str, source: Path) -> None:
        """Put a file of the repository there.

        What this build put at the path already stays, and no file takes a folder's place: an
        episode's page goes before a transcript called `index.html` (rule E204).
        """

    @abstractmethod
    def make(self, path: str, make: Callable[[], bytes], source: Path | None = None) -> None:
        """Put there what `make` makes of `source`; as with `copy`, what is there already stays."""

    @abstractmethod
    def remember(self, *, sweep: bool) -> None:
        """Be done with a show; with `sweep`, what this build did not put there goes."""

    def _take(self, path: str) -> None:
        """Remember a path and the folders it lies in."""
        path = path.lower()
        while path and path not in self._taken:
            self._taken.add(path)
            path = path.rpartition("/")[0]

    def _is_taken(self, path: str) -> bool:
        """Say whether a file or a folder of this build has this path.

        Capitals don't tell paths apart: on many disks and hosts they are the same.
        """
        return path.lower() in self._taken


class PublicFolder(Public):
    """The built site below `<root>/public`; paths are POSIX, relative to it.

    What is there already and equal is not written again. Files of the folder `show` that an
    earlier build wrote and this one does not (a page of an episode that was withdrawn) go in
    `remember`; files that somebody else put there stay. Raises PublisherError where a link would
    lead a write out of the folder.
    """

    def __init__(self, root: Path, show: str = "") -> None:
        super().__init__()
        self.folder = root / "public"
        self._show = show
        self._state = root / ".publisher"
        self._manifest = self._state / "public" / f"{show}.json"
        self._written: set[str] = set()
        self._safe = {os.path.dirname(self.folder)}
        self._guard(os.path.join(self.folder, show))

    def write(self, path: str, data: bytes) -> None:
        write_if_changed(self._target(path), data)

    def render(self, path: str, make: Callable[[], bytes]) -> None:
        self.write(path, make())

    def copy(self, path: str, source: Path) -> None:
        """Copy it, unless size and time say that it is there."""
        if self._is_taken(path):
            return
        target = Path(self._target(path))
        facts = source.stat()
        if target.is_file() and not target.is_symlink():
            there = target.stat()
            if (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns):
                return
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary_beside(target) as partial:
            shutil.copy2(source, partial)
            os.replace(partial, target)

    def make(self, path: str, make: Callable[[], bytes], source: Path | None = None) -> None:
        """Write it, unless the file there is as old as its `source`."""
        if self._is_taken(path):
            return
        target = self._target(path)
        if source is None:
            write_if_changed(target, make())
            return
        made_at = source.stat().st_mtime_ns
        there = os.path.isfile(target) and not os.path.islink(target)
        if there and os.stat(target).st_mtime_ns == made_at:
            return
        write_if_changed(target, make())
        os.utime(target, ns=(made_at, made_at))

    def remember(self, *, sweep: bool) -> None:
        """Keep in mind what this build wrote, for a later one to remove.

        With `sweep`, what an earlier build wrote of the show and this one did not goes now.
        """
        known = self._earlier()
        for path in known - self._written if sweep else ():
            if path.startswith(f"{self._show}/"):
                self._remove(path)
                known.discard(path)
        self._guard(os.path.dirname(self._manifest))
        hide_from_git(self._state)
        data = json.dumps(sorted(known | self._written), indent=0)
        write_if_changed(self._manifest, data.encode())

    def withdraw(self) -> bool:
        """Remove all that builds wrote of the show; say whether there was anything."""
        written = [path for path in self._earlier() if path.startswith(f"{self._show}/")]
        for path in written:
            self._remove(path)
        self._guard(os.path.dirname(self._manifest))
        self._manifest.unlink()
        return bool(written)

    def _earlier(self) -> set[str]:
        """Return what the manifest lists; it may be anything, as a pull request may bring one."""
        try:
            if self._manifest.is_symlink():
                return set()
            known = json.loads(read_bounded(self._manifest, _MANIFEST_BYTES))
        except (NotOrdinaryError, TooBigError, OSError, ValueError, RecursionError):
            return set()
        return set(filter(_is_path, known)) if isinstance(known, list) else set()

    def _remove(self, path: str) -> None:
        file = Path(self._file(path))
        if file.is_symlink() or file.is_file():
            file.unlink(missing_ok=True)
            with suppress(OSError):  # something else is in it
                for folder in file.parents:
                    if folder == self.folder:
                        break
                    folder.rmdir()

    def _target(self, path: str) -> str:
        self._written.add(path)
        self._take(path)
        return self._file(path)

    def _file(self, path: str) -> str:
        file = os.path.join(self.folder, path)
        self._guard(os.path.dirname(file))
        return file

    def _guard(self, folder: str) -> None:
        """Refuse a folder that a symbolic link takes elsewhere."""
        if folder in self._safe:
            return
        self._guard(os.path.dirname(folder))
        if os.path.islink(folder):
            raise PublisherError(
                f"{folder}: is a symbolic link; the build writes only into folders of its own: "
                "remove the link"
            )
        self._safe.add(folder)


def withdraw_others(root: Path, known: Collection[str]) -> list[str]:
    """Remove what earlier builds wrote of shows that are not `known`; return those shows.

    Folders without a list of what a build wrote there are somebody else's, and stay.
    """
    kept = {name.lower() for name in known}
    lists = sorted((root / ".publisher" / "public").glob("[!.]*.json"))
    others = [each.stem for each in lists if each.stem.lower() not in kept]
    return [show for show in others if PublicFolder(root, show).withdraw()]


class PublicPreview(Public):
    """A site that is only looked at: each file is made when somebody asks for it.

    Nothing is written: `contents` gets what makes each file, by path below the site.
    """

    lasting = False

    def __init__(self, contents: dict[str, Contents]) -> None:
        super().__init__()
        self._contents = contents

    def write(self, path: str, data: bytes) -> None:
        self.render(path, lambda: data)

    def render(self, path: str, make: Callable[[], bytes]) -> None:
        self._take(path)
        self._contents[path] = make

    def copy(self, path: str, source: Path) -> None:
        if not self._is_taken(path):
            self._take(path)
            self._contents[path] = source

    def make(self, path: str, make: Callable[[], bytes], source: Path | None = None) -> None:  # noqa: ARG002
        if not self._is_taken(path):
            self.render(path, make)

    def remember(self, *, sweep: bool) -> None:
        pass  # what this build did not put there isn't there


def _is_path(value: object) -> bool:
    """Say whether a value of the manifest can be the path of a file below `public/`."""
    if not isinstance(value, str) or not value.isprintable():
        return False
    path = PurePosixPath(value)
    return ".." not in path.parts and not path.is_absolute() and str(path) == value
