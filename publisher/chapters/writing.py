"""Chapters in the forms that apps read."""

import json
from collections.abc import Callable, Iterable

from publisher.model import Chapter

JSON_CHAPTERS_TYPE = "application/json+chapters"
JSON_CHAPTERS_VERSION = "1.2.0"


def json_chapters(
    chapters: Iterable[Chapter],
    *,
    title: str,
    show_title: str,
    image_url: Callable[[str], str | None],
) -> bytes:
    """Return JSON chapters (podcast namespace, `chapters/jsonChapters.md`, 1.2.0).

    `image_url` gives the address of a chapter's image; one without is left out.
    """
    data = {
        "version": JSON_CHAPTERS_VERSION,
        "title": title,
        "podcastName": show_title,
        "chapters": [_values(chapter, image_url) for chapter in chapters],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _values(chapter: Chapter, image_url: Callable[[str], str | None]) -> dict[str, object]:
    values: dict[str, object] = {"startTime": _number(chapter.start_seconds)}
    if chapter.end_seconds is not None and chapter.end_seconds > chapter.start_seconds:
        values["endTime"] = _number(chapter.end_seconds)
    if chapter.title:
        values["title"] = chapter.title
    image = image_url(chapter.image) if chapter.image else None
    if image:
        values["img"] = image
    if chapter.url:
        values["url"] = chapter.url
    if not chapter.listed:
        values["toc"] = False
    return values


def _number(seconds: float) -> int | float:
    """Return seconds with no more digits than they need."""
    rounded = round(seconds, 3)
    return int(rounded) if rounded == int(rounded) else rounded
