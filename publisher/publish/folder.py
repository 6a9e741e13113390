"""A folder of this machine, as a web server or a synchronised disk shows it."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.paths import is_inside
from publisher.errors import UsageError
from publisher.model import FolderPlace, Network
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME, SiteFile
from publisher.publish.hashing import hash_files, sha256
from publisher.publish.manifest import MOST_BYTES
from publisher.publish.targets import Kept, SteppedTarget, Trust
from publisher.writing import REMNANT, temporary_beside, write_atomic

_TAKEN = ("public", "config", "feeds")
_MOST_FILES = 1_000_000


def open_folder(place: FolderPlace, network: Network, trust: Trust) -> SteppedTarget:
    """Return the target. Raises UsageError where the path may not be written to."""
    root = network.root
    folder = root / place.path
    where = f'[publish.{place.name}] path = "{place.path}"'
    if not place.path.isprintable() or (".." in Path(place.path).parts and not trust.outside):
        raise UsageError(f"{where} must be a folder of the repository, without `..`")
    if not is_inside(folder, root):
        if not trust.outside:
            raise UsageError(
                f"{where} leads out of the repository, and whoever may change the settings could "
                "write anywhere; if it is right, run it with --allow-outside (or set "
                "PUBLISHER_ALLOW_OUTSIDE=1)"
            )
    else:
        below = folder.resolve().relative_to(root).parts
        if (
            not below
            or below[0].casefold() in _TAKEN
            or any(part.startswith(".") for part in below)
        ):
            raise UsageError(
                f"{where} is where something else lives; name a folder of its own, such as docs"
            )
    if folder.resolve() in (root, *root.parents):
        raise UsageError(f"{where} holds the repository itself; name a folder of its own")
    return SteppedTarget(FolderStore(folder.resolve(), root / ".publisher"))


class FolderStore:
    """The files of a folder; a tag is a file's time of change. Links are never followed."""

    def __init__(self, folder: Path, state: Path) -> None:
        self.words = f"the folder {folder}"
        self._folder = folder
        self._state = state
        self._safe = {folder}
        self._remnants: list[Path] = []  # half-written files of a run that was cut off

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        return hash_files(files, sha256, self._state, "sha256")

    def find_files(self) -> Mapping[str, Kept]:
        found: dict[str, Kept] = {}
        folders = [("", os.fspath(self._folder))]
        while folders:
            below, folder = folders.pop()
            try:
                entries = list(os.scandir(folder))
            except FileNotFoundError:
                continue
            for entry in entries:
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{path}/", entry.path))
                    continue
                if REMNANT.fullmatch(entry.name):
                    self._remnants.append(Path(entry.path))
                    continue
                facts = entry.stat(follow_symlinks=False)
                is_link = entry.is_symlink()
                found[path] = Kept(-1 if is_link else facts.st_size, str(facts.st_mtime_ns))
            if len(found) > _MOST_FILES:
                raise PublishError(f"{self.words} holds more than {_MOST_FILES:,} files")
        return found

    def read_list(self) -> bytes | None:
        file = self._folder / MANIFEST_NAME
        try:
            return None if file.is_symlink() else read_bounded(file, MOST_BYTES)
        except (FileNotFoundError, NotOrdinaryError, TooBigError, IsADirectoryError):
            return None

    def write_list(self, data: bytes) -> None:
        write_atomic(self._folder / MANIFEST_NAME, data, durable=True)
        while self._remnants:
            self._remnants.pop().unlink(missing_ok=True)

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:
        return frozenset(file.path for file in files if self._holds(file))

    def _holds(self, file: SiteFile) -> bool:
        target = self._folder / file.path
        if target.is_symlink() or not target.is_file():
            return False
        if target.stat().st_size != file.size_bytes:
            return False
        with target.open("rb") as there, Path(file.source).open("rb") as here:
            while piece := here.read(1 << 20):
                if there.read(len(piece)) != piece:
                    return False
            return not there.read(1)

    def put(self, files: Sequence[SiteFile]) -> Mapping[str, str]:
        tags = {}
        for file in files:
            target = self._folder / file.path
            self._guard(target.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            with temporary_beside(target) as partial:
                shutil.copyfile(file.source, partial, follow_symlinks=False)
                os.utime(partial, ns=(file.mtime_ns, file.mtime_ns))
                Path(partial).replace(target)
            tags[file.path] = str(target.lstat().st_mtime_ns)
        return tags

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            file = self._folder / path
            self._guard(file.parent)
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder == self._folder:
                    break
                try:
                    folder.rmdir()
                except OSError:  # something else is in it
                    break

    def close(self) -> None:
        """Nothing is open."""

    def _guard(self, folder: Path) -> None:
        """Refuse a folder below the target that a symbolic link takes elsewhere."""
        if folder in self._safe:
            return
        self._guard(folder.parent)
        if folder.is_symlink():
            raise PublishError(f"{folder} is a symbolic link; publishing follows none: remove it")
        self._safe.add(folder)
