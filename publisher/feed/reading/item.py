"""An item's element → a snapshot of it."""

from typing import Any

from publisher.feed.reading.elements import (
    Readers,
    attribute,
    children,
    flag_of,
    gather,
    href_of,
    linked_file,
    person,
    tags_of,
    text_of,
)
from publisher.feed.reading.snapshot import SnapshotEnclosure, SnapshotItem
from publisher.feed.reading.values import moment, seconds, size_bytes, whole


def _enclosure(element: Any) -> SnapshotEnclosure | None:
    url = attribute(element, "url")
    if url is None:
        return None
    length = size_bytes(attribute(element, "length"))
    return SnapshotEnclosure(url, length, attribute(element, "type"))


def _recording(found: tuple[SnapshotEnclosure, ...]) -> SnapshotEnclosure | None:
    """Return the enclosure that apps play: some hosts put a picture before it."""
    played = (each for each in found if (each.type or "").lower().startswith(("audio/", "video/")))
    return next(played, found[0] if found else None)


def _seconds(element: Any) -> int | None:
    return seconds(text_of(element))


def _whole(element: Any) -> int | None:
    return whole(text_of(element))


def _chapters(element: Any) -> int:
    return sum(name == "psc:chapter" for name, _ in children(element))


_ONCE: Readers = {
    "title": (("title", text_of),),
    "guid": (("guid", text_of),),
    "link": (("link", text_of),),
    "pubdate": (("published_text", text_of),),
    "description": (("description", text_of),),
    "content:encoded": (("content", text_of),),
    "itunes:summary": (("summary", text_of),),
    "itunes:author": (("author", text_of),),
    "itunes:keywords": (("keywords", text_of),),
    "itunes:duration": (("duration_seconds", _seconds),),
    "itunes:season": (("season", _whole),),
    "itunes:episode": (("number", _whole),),
    "itunes:episodetype": (("type", text_of),),
    "itunes:explicit": (("explicit", flag_of),),
    "itunes:block": (("block", flag_of),),
    "itunes:image": (("image", href_of),),
    "podcast:chapters": (("chapters", linked_file),),
    "psc:chapters": (("inline_chapters", _chapters),),
}
_INSTEAD: Readers = {
    "itunes:title": (("title", text_of),),
    "dc:date": (("published_text", text_of),),
    "podcast:season": (("season", _whole),),
    "podcast:episode": (("number", _whole),),
    "author": (("author", text_of),),
    "dc:creator": (("author", text_of),),
    "googleplay:image": (("image", href_of),),
}
"""What is read where the tag that apps look for first isn't there."""

_MANY: Readers = {
    "enclosure": (("enclosure", _enclosure),),
    "podcast:transcript": (("transcripts", linked_file),),
    "podcast:person": (("people", person),),
}


def read_item(element: Any, *, whole: bool = False) -> SnapshotItem:
    """Return what an item says. What can't be understood is left out; nothing raises."""
    facts = gather(element, _ONCE, _INSTEAD, _MANY)
    facts["enclosure"] = _recording(facts.get("enclosure", ()))
    published = moment(facts.get("published_text"))
    if whole:
        facts["tags"] = tags_of(element)
    return SnapshotItem(**facts, published=published, line=element.sourceline or 1)
