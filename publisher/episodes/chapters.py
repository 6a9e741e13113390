"""An episode's chapters: from its front matter, a file, its body or its audio, in that order."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from publisher.addresses import is_url
from publisher.audio import embedded_chapters
from publisher.chapters.body import read_body_chapters
from publisher.chapters.entries import find_entries
from publisher.chapters.files import CHAPTER_SUFFIXES, NotChaptersError, read_chapter_file
from publisher.config.tables import Reading
from publisher.documents.parsed import Keys, shown
from publisher.episodes.companions import Companions
from publisher.model import Audio, BodyChapters, Chapter, ChapterFile, ChapterSource, Network

_STARTS = ("start", "startTime", "start_seconds")


class FoundChapters(NamedTuple):
    """The fields of an episode that tell its chapters."""

    chapters: tuple[Chapter, ...]
    chapters_from: ChapterSource | None
    chapter_file: ChapterFile | None
    body_chapters: BodyChapters


def find_chapters(
    items: Sequence[tuple[Keys, Any]],
    body: str,
    audio: Audio | None,
    *,
    network: Network,
    companions: Companions,
    reading: Reading,
) -> FoundChapters:
    """Return the chapters that count, ascending, and those that the body lists.

    `items` are those of the front matter's `chapters`: tables, or the path or URL of a file.
    """
    in_body = read_body_chapters(body)
    written = build_chapters(items, network, companions, reading)
    if written:
        return FoundChapters(written, ChapterSource.FRONT_MATTER, None, in_body)
    file, chapters = _from_file(items, network, companions, reading)
    if chapters:
        return FoundChapters(chapters, ChapterSource.FILE, file, in_body)
    if in_body.chapters:
        return FoundChapters(in_body.chapters, ChapterSource.BODY, file, in_body)
    if audio is not None and audio.file is not None:
        embedded = embedded_chapters(network.root / audio.file)
        if embedded:
            return FoundChapters(embedded, ChapterSource.AUDIO, file, in_body)
    return FoundChapters((), None, file, in_body)


def build_chapters(
    items: Sequence[tuple[Keys, Any]], network: Network, companions: Companions, reading: Reading
) -> tuple[Chapter, ...]:
    """Return the chapters of a list by time; what has no title, and is no mere image, is left out.

    `toc: false` takes a chapter from the table of contents (JSON chapters of the podcast
    namespace): it then changes the image or the link, and needs no title.
    """
    chapters = []
    for index, (at, item) in enumerate(items):
        values = _timed(item) if isinstance(item, str) else item
        if values is None or "file" in values:
            continue
        start = next((values[key] for key in _STARTS if key in values), None)
        if start is None:
            if not _is_file(values) and not _misread_start(at, reading):
                reading.complain("E103", at, 'a chapter needs a start: {start: "12:34", title: …}')
            continue
        chapter = Chapter(
            start,
            values.get("title", ""),
            values.get("url") or values.get("href"),
            _image(values, at, network, companions, reading),
            values.get("end", values.get("endTime")),
            values.get("toc", True),
            index,
        )
        if chapter.title or (not chapter.listed and (chapter.url or chapter.image)):
            chapters.append(chapter)
        elif chapter.listed:
            message = (
                "this chapter has no title, so it is left out: apps would show an empty line; "
                "write title: …, or toc: false where only image or link changes"
            )
            reading.complain("M305", at, message)
    return tuple(sorted(chapters, key=lambda chapter: chapter.start_seconds))


def _timed(written: str) -> dict[str, Any] | None:
    """Return the chapter that a line such as `12:34 Title` tells; None for the path of a file."""
    entries, _ = find_entries(written)
    if len(entries) != 1:
        return None
    return {"start": entries[0].start_seconds, "title": entries[0].title, "url": entries[0].url}


def _misread_start(at: Keys, reading: Reading) -> bool:
    """Say whether a start is written, but is no time: that has been said."""
    place = reading.text.place
    return any(place(*at, key) != place(*at) for key in _STARTS)


def _is_file(values: dict[str, Any]) -> bool:
    """Say whether a table names a file of chapters, and is none itself."""
    return "file" in values or ("url" in values and "title" not in values)


def _image(
    values: dict[str, Any], at: Keys, network: Network, companions: Companions, reading: Reading
) -> str | None:
    """Return the URL, or the path from the root. A path from `/` may be one of the site's."""
    key = "image" if "image" in values else "img"
    written = values.get(key)
    if written is None or is_url(written):
        return written
    site = network.settings.site
    if site and written.startswith("/") and not companions.has(written) and ".." not in written:
        return f"{site}{written}"
    file = companions.named(written, (*at, key), reading)
    return file.as_posix() if file else None


def _from_file(
    items: Sequence[tuple[Keys, Any]], network: Network, companions: Companions, reading: Reading
) -> tuple[ChapterFile | None, tuple[Chapter, ...]]:
    """Return the file that the episode names, or that lies beside it, and the chapters in it."""
    for at, item in items:
        written = item if isinstance(item, str) else item.get("file") or item.get("url")
        if isinstance(item, str) and _timed(item) is not None:
            continue
        if written is None or (isinstance(item, dict) and not _is_file(item)):
            continue
        keys = at if isinstance(item, str) else (*at, "file" if "file" in item else "url")
        if is_url(written):
            return ChapterFile(reading.text.place(*keys), url=written, ready=True), ()
        if reading.foreign and Path(written).suffix.lower() not in CHAPTER_SUFFIXES:
            continue  # another tool's own words
        return _read(companions.named(written, keys, reading), keys, network, reading)
    return _read(None if items else companions.chapters(), ("chapters",), network, reading)


def _read(
    file: Path | None, at: Keys, network: Network, reading: Reading
) -> tuple[ChapterFile | None, tuple[Chapter, ...]]:
    if file is None:
        return None, ()
    try:
        read = read_chapter_file(network.root / file)
    except NotChaptersError as error:
        message = (
            f"no chapters can be read from {shown(file.as_posix())}: {error}; until the file is "
            "mended apps show none of them"
        )
        reading.complain("M307", at, message)
        return None, ()
    place = reading.text.place(*at)
    chapters = tuple(chapter for chapter in read.chapters if chapter.title or not chapter.listed)
    return ChapterFile(place, file=file, ready=read.ready), chapters
