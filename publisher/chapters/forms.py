"""The forms in which chapters are kept in files of their own.

JSON chapters of the podcast namespace (1.2.0), Podlove Simple Chapters in XML and JSON, ffprobe's
JSON, WebVTT, ffmetadata, Audacity's labels, OGM's and mp4chaps' lines. A file is told by what it
begins with, whatever it is called.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeGuard

from publisher.chapters.text_forms import read_lines
from publisher.chapters.values import (
    LONGEST_SECONDS,
    NotChaptersError,
    read_clock,
    read_words,
    whole,
)
from publisher.model import Chapter

MOST_CHAPTERS = 10_000
"""More than these in a file are no chapters; and each is a line in the feed."""


class ReadChapters(NamedTuple):
    """What a file holds. `ready`: apps can read it as it is (JSON of the podcast namespace)."""

    chapters: tuple[Chapter, ...]
    ready: bool = False


def parse_chapters(text: str) -> ReadChapters:
    """Return the chapters of a file's text, by time. Raises NotChaptersError."""
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[")) and not start.startswith("[CHAPTER]"):
        read = _json(start)
    elif start.startswith("<"):
        read = ReadChapters(_xml(start))
    else:
        read = ReadChapters(read_lines(start.splitlines()))
    if not read.chapters:
        raise NotChaptersError("there is no chapter in it")
    if not any(chapter.title for chapter in read.chapters):
        raise NotChaptersError("none of its chapters has a title")
    if len(read.chapters) > MOST_CHAPTERS:
        raise NotChaptersError(f"it has more than {MOST_CHAPTERS:,} chapters")
    ordered = sorted(read.chapters, key=lambda chapter: chapter.start_seconds)
    return read._replace(chapters=tuple(ordered))


# ---------------------------------------------------------------- JSON


def _json(text: str) -> ReadChapters:
    try:
        data = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise NotChaptersError("its JSON has brackets inside brackets, too many to read") from None
    except json.JSONDecodeError as error:
        message = f"its JSON is broken in line {error.lineno}, column {error.colno}"
        raise NotChaptersError(message) from None
    except ValueError:  # a number of a thousand digits, or none at all
        raise NotChaptersError("its JSON can't be read") from None
    items = data.get("chapters") if isinstance(data, dict) else data
    if not isinstance(items, list):
        raise NotChaptersError('there is no list "chapters" in it')
    tables = [item for item in items[: MOST_CHAPTERS + 1] if isinstance(item, dict)]
    chapters = tuple(
        chapter
        for index, item in enumerate(tables)
        if (chapter := _chapter(item, index)) is not None
    )
    version = data.get("version") if isinstance(data, dict) else None
    starts = [start for item in tables if _is_number(start := item.get("startTime"))]
    ascending = len(starts) == len(tables) and starts == sorted(starts)
    return ReadChapters(chapters, ready=isinstance(version, str) and ascending)


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN is no number


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _chapter(values: Mapping[str, Any], index: int) -> Chapter | None:
    """Return the chapter of a JSON object or of an XML element's attributes."""
    start = _first(values, ("startTime", "start", "start_time", "start_seconds"), _seconds)
    if start is None:
        return None
    tags = values.get("tags")  # of ffprobe
    return Chapter(
        start_seconds=start,
        title=read_words(
            values.get("title") or (tags.get("title") if isinstance(tags, dict) else "")
        ),
        url=_first(values, ("url", "href"), _address),
        image=_first(values, ("img", "image"), _address),
        end_seconds=_first(values, ("endTime", "end", "end_time"), _seconds),
        listed=values.get("toc") is not False,
        at=index,
    )


def _first(values: Mapping[str, Any], keys: Iterable[str], read: Any) -> Any:
    found = (read(values[key]) for key in keys if key in values)
    return next((value for value in found if value is not None), None)


def _seconds(value: object) -> float | None:
    """Return seconds from a number or from `[h:]mm:ss[.fff]`."""
    if isinstance(value, str):
        return read_clock(value.strip())
    if not _is_number(value):
        return None
    return whole(float(value)) if 0 <= value <= LONGEST_SECONDS else None


def _address(value: object) -> str | None:
    text = value.strip() if isinstance(value, str) else ""
    return text if text[:8].lower().startswith(("https://", "http://")) else None


# ---------------------------------------------------------------- XML


def _xml(text: str) -> tuple[Chapter, ...]:
    """Return the chapters of Podlove Simple Chapters, wherever in the document they stand."""
    from xml.parsers import expat

    chapters: list[Chapter] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > 100 or len(chapters) > MOST_CHAPTERS:
            raise NotChaptersError("its XML has elements inside elements, too many to read")
        if name.rpartition(":")[2] == "chapter":
            chapter = _chapter(attributes, len(chapters))
            if chapter is not None:
                chapters.append(chapter)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*_declared: object) -> None:  # where entities are declared; none is needed
        raise NotChaptersError("its XML has a DOCTYPE; delete that line")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise NotChaptersError(f"its XML is broken in line {error.lineno}") from None
    return tuple(chapters)
