"""The files of a commit, laid out as they were, in a folder of their own."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from publisher.changes.git import Git, StoredFile
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.errors import PublisherError

TEXT_SUFFIXES = (
    *(".md", ".markdown", ".mdx", ".html", ".htm", ".txt"),
    *(".toml", ".yml", ".yaml", ".json", ".lock", ".j2"),
    *(".vtt", ".srt", ".psc", ".ffmetadata", "chapters.xml"),
)
PASSED_OVER = frozenset(("node_modules", "site-packages", "__pycache__"))
_MOST_TEXT_BYTES = 64 * 1024 * 1024  # of one file: as much as any reader takes
_MOST_FILES = 200_000
_MOST_BYTES = 1 << 30


def inspected_files(
    files: Iterable[StoredFile], below: str | None, named: frozenset[str]
) -> tuple[StoredFile, ...]:
    """Return the files that an inspection may look at: `named` ones, and those `below` a folder.

    Nothing of a show is hidden, nor stands among installed packages. Raises PublisherError where
    there are too many to write them down once more.
    """
    kept = tuple(
        file
        for file in files
        if _is_possible(file.path)
        and (file.path in named or (below is not None and _is_content(file.path, below)))
    )
    text_bytes = sum(file.size_bytes for file in kept if _is_text(file))
    if len(kept) > _MOST_FILES or text_bytes > _MOST_BYTES:
        raise PublisherError(
            f"--changed would have to read {len(kept):,} files as they were, which is too much; "
            "keep the show in a folder of its own"
        )
    return kept


@contextmanager
def laid_out(git: Git, files: Sequence[StoredFile], working_directory: Path) -> Iterator[Path]:
    """Yield a temporary folder that stands for the root of the disk, as it was then.

    Relative paths in it are today's, from where `working_directory` stands in it. Texts are whole;
    of other files only the size is right.
    """
    with TemporaryDirectory(prefix="publisher-") as temporary:
        disk = Path(temporary).resolve()
        place_in(disk, working_directory).mkdir(parents=True, exist_ok=True)
        top = place_in(disk, git.top)
        for folder in {PurePosixPath(file.path).parent for file in files}:
            (top / folder).mkdir(parents=True, exist_ok=True)
        for file, data in git.read_files(file for file in files if _is_text(file)):
            (top / file.path).write_bytes(data)
        for file in files:
            if not _is_text(file):
                with (top / file.path).open("wb") as stream:
                    stream.truncate(file.size_bytes)
        yield disk


def place_in(disk: Path, path: Path) -> Path:
    """Return where an absolute path of today stands in what `laid_out` yields."""
    return disk / path.relative_to(path.anchor)


def is_as_today(git: Git, files: Iterable[StoredFile]) -> bool:
    """Say whether each file is today what it was, byte for byte, or in size where it is no text."""
    return all(_is_same(git.top / file.path, file) for file in files)


def _is_text(file: StoredFile) -> bool:
    return file.path.lower().endswith(TEXT_SUFFIXES) and file.size_bytes <= _MOST_TEXT_BYTES


def _is_possible(path: str) -> bool:
    """Say whether a path stays where it belongs; git refuses others, but a hand can make them."""
    strange = "\\:" if os.name == "nt" else ""
    parts = path.split("/")
    return not ({"", ".", "..", ".git"} & set(parts) or any(sign in path for sign in strange))


def _is_content(path: str, below: str) -> bool:
    if not path.startswith(below):
        return False
    parts = path[len(below) :].split("/")
    return not any(part.startswith(".") or part in PASSED_OVER for part in parts)


def _is_same(today: Path, file: StoredFile) -> bool:
    try:
        facts = today.stat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size != file.size_bytes:
            return False
        if not _is_text(file):
            return True
        data = read_bounded(today, _MOST_TEXT_BYTES)
    except (OSError, NotOrdinaryError, TooBigError):
        return False
    kind = "sha256" if len(file.id) == 64 else "sha1"
    stored = b"blob %d\0%b" % (len(data), data)
    return hashlib.new(kind, stored, usedforsecurity=False).hexdigest() == file.id
