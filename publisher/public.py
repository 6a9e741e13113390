"""The folder `public/`: what a build writes there, and nothing else of its own."""

import json
import shutil
from pathlib import Path

from publisher.errors import PublisherError
from publisher.writing import write_if_changed

STATE_IGNORE = "*\n"  # git ignores the whole of `.publisher/`


class PublicFolder:
    """The built site below `<root>/public`; paths are POSIX, relative to it.

    What is there already and equal is not written again. Files of an earlier build that this one
    does not write (a page of an episode that was withdrawn) go in `sweep`; files that somebody
    else put there stay. Raises PublisherError where a link would lead a write out of the folder.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / "public"
        self._manifest = root / ".publisher" / "public.json"
        self._root = root
        self._written: set[str] = set()
        self._safe: set[Path] = set()

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        write_if_changed(self._target(path), data)

    def copy(self, path: str, source: Path) -> None:
        """Copy a file of the repository, unless size and time say that it is there."""
        target = self._target(path)
        facts = source.stat()
        if target.is_file() and not target.is_symlink():
            there = target.stat()
            if (there.st_size, there.st_mtime_ns) == (facts.st_size, facts.st_mtime_ns):
                return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name[:100]}.partial")
        try:
            shutil.copy2(source, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)

    def sweep(self, below: tuple[str, ...]) -> None:
        """Remove what an earlier build wrote under the folders `below` and this one did not."""
        earlier = self._earlier()
        for path in earlier - self._written:
            if path.startswith(below):
                self._target(path).unlink(missing_ok=True)
                earlier.discard(path)
        known = sorted(earlier | self._written)
        ignore = self._manifest.with_name(".gitignore")
        self._guard(ignore.parent)
        write_if_changed(ignore, STATE_IGNORE.encode())
        write_if_changed(self._manifest, json.dumps(known, indent=0).encode())

    def _earlier(self) -> set[str]:
        try:
            known = json.loads(self._manifest.read_bytes())
        except (OSError, ValueError):
            return set()
        return {path for path in known if isinstance(path, str) and ".." not in path.split("/")}

    def _target(self, path: str) -> Path:
        self._written.add(path)
        target = self.folder / path
        self._guard(target.parent)
        return target

    def _guard(self, folder: Path) -> None:
        """Refuse a folder that a symbolic link takes elsewhere."""
        if folder in self._safe or folder == self._root:
            return
        self._guard(folder.parent)
        if folder.is_symlink():
            raise PublisherError(
                f"{folder}: is a symbolic link; the build writes only into folders of its own: "
                "remove the link"
            )
        self._safe.add(folder)
