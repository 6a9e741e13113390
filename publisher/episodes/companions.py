"""Files that belong to an episode: those it names, and those that lie beside it."""

import os
from pathlib import Path, PurePosixPath

from publisher.chapters.files import CHAPTER_SUFFIXES
from publisher.config.tables import Reading
from publisher.documents.parsed import Keys, shown
from publisher.documents.paths import is_content
from publisher.episodes.files import Folder
from publisher.media_types import AUDIO_TYPES, MARKDOWN_SUFFIXES, TRANSCRIPT_TYPES

_IMAGES = (".jpg", ".jpeg", ".png")


class Companions:
    """The files of one episode. Paths are relative to the root; `asked` gathers each looked for."""

    def __init__(self, file: Path, folder: Folder, root: Path) -> None:
        self._file = file
        self._folder = folder
        self._root = root
        self._own_folder = file.name.startswith("index.")
        self.asked: list[Path] = []

    def named(
        self, written: str, at: Keys, reading: Reading, *, elsewhere: bool = False
    ) -> Path | None:
        """Return the file called `written`: beside the episode, else below the root.

        What leads out of the root or isn't there is a complaint; with `elsewhere`, a file that
        isn't in the repository is taken to be where the show keeps its media.
        """
        name = written.lstrip("/") or "."
        candidates = [self._folder.path / name, self._root / name]
        if written.startswith("/"):
            candidates.reverse()
        for candidate in candidates:
            self.asked.append(candidate)
            if os.path.lexists(candidate):
                return self._confined(candidate, written, at, reading)
        if not is_content(candidates[0], self._root):
            self._outside(written, at, reading)
            return None
        if elsewhere:
            return self._relative(candidates[0])
        message = (
            f'{reading.name(at)} "{shown(written)}" is not there; put the file beside the '
            "episode, or give its path from the root of the repository"
        )
        reading.complain("E107", at, message)
        return None

    def has(self, written: str) -> bool:
        """Say whether a path from the root leads to something."""
        file = self._root / written.lstrip("/")
        self.asked.append(file)
        return os.path.lexists(file)

    def audio(self) -> Path | None:
        """Return the audio file that clearly is this episode's, if none is named."""
        if self._own_folder:
            found = sorted(name for name in self._folder.names if _has(name, AUDIO_TYPES))
            own = [name for name in found if name.startswith("audio.")]
            return self._sole(own or found)
        return self._sole([name for name in self._with_my_name() if _has(name, AUDIO_TYPES)])

    def transcripts(self) -> tuple[Path, ...]:
        """Return the transcripts beside an episode that names none."""
        stem = "transcript" if self._own_folder else self._file.stem
        suffixes = (*TRANSCRIPT_TYPES, *(MARKDOWN_SUFFIXES if self._own_folder else ()))
        names = (f"{stem}{suffix}" for suffix in suffixes)
        found = (self._beside(name) for name in names if name in self._folder.names)
        return tuple(sorted(file for file in found if file is not None))

    def chapters(self) -> Path | None:
        """Return the file of chapters beside an episode that names none."""
        stem = "chapters" if self._own_folder else f"{self._file.stem}.chapters"
        names = (f"{stem}{suffix}" for suffix in CHAPTER_SUFFIXES)
        return self._sole([name for name in names if name in self._folder.names][:1])

    def image(self) -> Path | None:
        """Return the cover of an episode in a folder of its own."""
        if not self._own_folder:
            return None
        return self._sole([f"cover{end}" for end in _IMAGES if f"cover{end}" in self._folder.names])

    def _with_my_name(self) -> list[str]:
        stem = self._file.stem
        return [f"{stem}{end}" for end in AUDIO_TYPES if f"{stem}{end}" in self._folder.names]

    def _sole(self, names: list[str]) -> Path | None:
        return self._beside(names[0]) if len(names) == 1 else None

    def _beside(self, name: str) -> Path | None:
        file = self._folder.path / name
        self.asked.append(file)
        if not self._folder.holds_inside(name, self._root):
            return None
        is_file = os.path.isfile(file)  # noqa: PTH113 (never raises; a pipe or a folder is none)
        return self._relative(file) if is_file else None

    def _confined(self, candidate: Path, written: str, at: Keys, reading: Reading) -> Path | None:
        if not is_content(candidate, self._root):
            self._outside(written, at, reading)
            return None
        if not os.path.isfile(candidate):  # noqa: PTH113 (never raises)
            reading.complain("E107", at, f'{reading.name(at)} "{shown(written)}" is not a file')
            return None
        return self._relative(candidate)

    def _outside(self, written: str, at: Keys, reading: Reading) -> None:
        message = (
            f'{reading.name(at)} "{shown(written)}" leads out of the repository, or to a hidden '
            "file; copy the file beside the episode"
        )
        reading.complain("E106", at, message)

    def _relative(self, file: Path) -> Path:
        path = Path(os.path.normpath(file))
        if not path.is_relative_to(self._root):
            path = file.resolve()
        return path.relative_to(self._root)


def _has(name: str, types: dict[str, str]) -> bool:
    return PurePosixPath(name).suffix.lower() in types
