"""Artwork, audio, chapters and transcripts of a feed, brought beside the episodes."""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from publisher.artwork import LIMIT_BYTES as LIMIT_ARTWORK
from publisher.chapters.files import CHAPTER_SUFFIXES
from publisher.chapters.files import LIMIT_BYTES as LIMIT_CHAPTERS
from publisher.importing.plan.confining import confine
from publisher.importing.plan.standing import Standing
from publisher.media_types import AUDIO_TYPES, TRANSCRIPT_TYPES
from publisher.transcripts.cues import LIMIT_BYTES as LIMIT_TRANSCRIPT
from publisher.writing import temporary_beside

if TYPE_CHECKING:
    from publisher.web.downloading import Downloader

AT_ONCE = 4
LIMIT_AUDIO = 2 * 1024 * 1024 * 1024


class MediaKind(StrEnum):
    ARTWORK = "artwork"
    AUDIO = "audio"
    CHAPTERS = "chapters"
    TRANSCRIPT = "transcript"


LIMITS: Mapping[MediaKind, int] = {
    MediaKind.ARTWORK: LIMIT_ARTWORK,
    MediaKind.AUDIO: LIMIT_AUDIO,
    MediaKind.CHAPTERS: LIMIT_CHAPTERS,
    MediaKind.TRANSCRIPT: LIMIT_TRANSCRIPT,
}
_SUFFIXES: Mapping[MediaKind, tuple[str, ...]] = {
    MediaKind.ARTWORK: (".jpg", ".jpeg", ".png"),
    MediaKind.AUDIO: tuple(AUDIO_TYPES),
    MediaKind.CHAPTERS: CHAPTER_SUFFIXES,
    MediaKind.TRANSCRIPT: tuple(TRANSCRIPT_TYPES),
}


class WantedMedia(NamedTuple):
    """A file of the web; `stem` is where it goes, from the root, without the end of its name.

    `type` is the media type that the feed gives it.
    """

    url: str
    kind: MediaKind
    stem: str
    type: str | None = None


class Media(NamedTuple):
    """Where a file is now, by its path from the root; None for the reason `problem`.

    Without either, the user deleted it, and it stays so. `size_bytes` is of what came just now.
    """

    wanted: WantedMedia
    path: str | None = None
    problem: str | None = None
    size_bytes: int = 0


def find_media(
    standing: Standing, wanted: Sequence[WantedMedia], *, recorded_only: bool = False
) -> dict[str, Media]:
    """Return by address what is here already, or was here and was deleted since.

    `recorded_only` leaves out what no import brought, be it where such a file would go.
    """
    recorded = {url: path for path, url in standing.record.media.items()}
    found: dict[str, Media] = {}
    for each in wanted:
        path = recorded.get(each.url)
        if path is not None:
            there = confine(standing.root, path).is_file()
            found[each.url] = Media(each, path if there else None)
        elif (
            not recorded_only
            and each.url not in found
            and (path := _beside(standing.root, each)) is not None
        ):
            found[each.url] = Media(each, path)
    return found


def _beside(root: Path, wanted: WantedMedia) -> str | None:
    """Return the file that stands where a wanted one would go."""
    for suffix in _SUFFIXES[wanted.kind]:
        if os.path.lexists(confine(root, wanted.stem + suffix)):
            return wanted.stem + suffix
    return None


def fetch_media(
    root: Path,
    wanted: Sequence[WantedMedia],
    downloader: "Downloader",
    told: Callable[[Media], None] = lambda _: None,
) -> dict[str, Media]:
    """Download each address once, a few at a time; return what became of it, by address.

    `told` is called as each is done. Interrupted, it leaves whole files only: the next import
    finds them. Raises OSError where a file can't be written.
    """
    unique = {each.url: each for each in reversed(wanted)}
    for each in unique.values():
        confine(root, each.stem + _SUFFIXES[each.kind][0])
    stop = threading.Event()
    done: dict[str, Media] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        jobs = [pool.submit(_fetched, root, each, downloader, stop) for each in unique.values()]
        try:
            for job in as_completed(jobs):
                media = job.result()
                done[media.wanted.url] = media
                told(media)
        except BaseException:
            stop.set()
            pool.shutdown(cancel_futures=True)
            raise
    return done


def _fetched(
    root: Path, wanted: WantedMedia, downloader: "Downloader", stop: threading.Event
) -> Media:
    from publisher.feed.reading.fetched import why_not
    from publisher.importing.downloads.files import Unfit, suffix_of
    from publisher.web.replies import Reply

    first = confine(root, wanted.stem)
    first.parent.mkdir(parents=True, exist_ok=True)
    with temporary_beside(first) as temporary:
        try:
            with open(temporary, "xb") as into:  # noqa: PTH123 (as `writing` does)
                got = downloader.download(
                    wanted.url, into, LIMITS[wanted.kind], stopped=stop.is_set
                )
            reply = Reply(got.url, got.status, cause=got.cause, detail=got.detail)
            problem = got.unfit or why_not(reply)
            if problem is not None:
                raise Unfit(problem)
            suffix = suffix_of(Path(temporary), wanted, got.media_type)
        except Unfit as error:
            Path(temporary).unlink()
            return Media(wanted, problem=str(error))
        path = wanted.stem + suffix
        os.replace(temporary, confine(root, path))  # noqa: PTH105
        return Media(wanted, path, size_bytes=got.size_bytes)


def stem_beside(place: str, kind: MediaKind, number: int = 1) -> str:
    """Return the stem of a file of the episode at `place`, as publisher finds it by itself.

    In a folder of its own `cover`, `audio`, …; else what the episode's file is called. The second
    of a kind gets a number.
    """
    file = PurePosixPath(place)
    more = f"-{number}" if number > 1 else ""
    if file.stem == "index":
        name = "cover" if kind is MediaKind.ARTWORK else kind.value
    else:
        name = f"{file.stem}.chapters" if kind is MediaKind.CHAPTERS else file.stem
    return str(file.with_name(name + more))
