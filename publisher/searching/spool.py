"""What is indexed of each show, kept in `.publisher/search/` from one build to the next.

A show that is built alone is found together with all the others, and an index is made anew only
where something in it has changed.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from publisher.errors import PublisherError
from publisher.model import Episode, Show
from publisher.searching.records import Record, record_of
from publisher.transcripts.cues import Cue, UnreadableError
from publisher.transcripts.reading import known_transcript
from publisher.writing import hide_from_git, temporary_beside

_LONGEST_LINE = 4_000_000  # bytes
_PATH = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*/", re.ASCII)


class Spool:
    """Takes the episodes of a show as their pages are written."""

    def __init__(self, show: Show, root: Path, stream: BinaryIO) -> None:
        self._show = show
        self._root = root
        self._stream = stream

    def add(self, episode: Episode, notes: str) -> None:
        """Keep what the episode is found by; `notes` is their HTML as on its page."""
        record = record_of(self._show, episode, notes, transcript_of(episode, self._root))
        self._stream.write(json.dumps(record, ensure_ascii=True).encode() + b"\n")


@contextmanager
def spooling(show: Show, root: Path, *, wanted: bool = True) -> Iterator[Spool | None]:
    """Take the place of what was kept of the show, once all of it is there.

    Yields None where that isn't `wanted`.
    """
    if not wanted:
        yield None
        return
    file = spool_folder(root) / f"{show.slug}.jsonl"
    with temporary_beside(file) as temporary:
        with Path(temporary).open("xb") as stream:
            yield Spool(show, root, stream)
        Path(temporary).replace(file)


def transcript_of(episode: Episode, root: Path) -> tuple[Cue, ...]:
    """Return what is said in the episode, from the file that tells the times if there is one."""
    untimed: tuple[Cue, ...] = ()
    for transcript in episode.transcripts:
        if transcript.file is None:
            continue
        known = known_transcript(root / transcript.file)
        if isinstance(known, UnreadableError):
            continue
        if known.is_timed:
            return known.cues
        untimed = untimed or known.cues
    return untimed


def spool_folder(root: Path) -> Path:
    """Make and return the folder. Raises PublisherError where it is a link to elsewhere."""
    state = root / ".publisher"
    folder = state / "search"
    for each in (state, folder):
        if each.is_symlink():
            raise PublisherError(
                f"{each}: is a symbolic link; the build writes only into folders of its own: "
                "remove the link"
            )
    folder.mkdir(parents=True, exist_ok=True)
    hide_from_git(state)
    return folder


def kept_records(root: Path, show: str) -> Iterator[Record]:
    """Yield what is kept of a show; lines that can't be ours are passed over."""
    for line in _lines(root, show):
        with suppress(ValueError, RecursionError):
            match json.loads(line):
                case [str(path), str(page), str(date)] if _PATH.fullmatch(path):
                    yield Record(path, page, date)


def digest_of(root: Path, show: str) -> str:
    """Return a digest of what is kept of a show."""
    digest = sha256()
    for line in _lines(root, show):
        digest.update(line)
    return digest.hexdigest()


def _lines(root: Path, show: str) -> Iterator[bytes]:
    file = root / ".publisher" / "search" / f"{show}.jsonl"
    if file.is_symlink() or not file.is_file():
        return
    with file.open("rb") as stream:
        while line := stream.readline(_LONGEST_LINE):
            yield line
