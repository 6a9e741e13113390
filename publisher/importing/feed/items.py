"""An item → the front matter of its episode, and its notes."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from publisher.config.extra_tags import MOST_CHARACTERS
from publisher.config.schema import EPISODE
from publisher.documents.parsed import shown
from publisher.feed.reading.dates import zoned_moment
from publisher.feed.reading.snapshot import SnapshotItem, SnapshotTag
from publisher.importing.feed.everywhere import everywhere
from publisher.importing.feed.extra import Others
from publisher.importing.feed.fitting import Left, fitting
from publisher.importing.feed.notes import texts_of
from publisher.importing.feed.people import People
from publisher.importing.feed.recordings import recordings, soundbites
from publisher.importing.feed.tags import (
    Table,
    Tags,
    first,
    given,
    line,
    named,
    number,
    text,
    words,
)
from publisher.importing.feed.wholeness import whole_address
from publisher.importing.front_matter import Clock
from publisher.media_types import recording_type
from publisher.rules.feed.own_tags import ITEM_TAGS

_OURS = frozenset(name.lower() for name in ITEM_TAGS) | {"author", "comments", "itunes:summary"}
_TOO_LONG = Left(
    "itunes:summary",
    f"itunes:summary says more than the notes, and has more than {MOST_CHARACTERS:,} characters; "
    "a transcript belongs into a file beside the episode",
)
_TYPES = ("trailer", "bonus")  # and what is neither is an episode


class ImportedItem(NamedTuple):
    """An item as an episode file says it; `notes` are still as in the feed, HTML or text."""

    item: SnapshotItem
    title: str
    fields: Table
    notes: str
    left: tuple[Left, ...] = ()

    @property
    def published(self) -> datetime | None:
        return self.item.published


def import_item(
    item: SnapshotItem, show: Table, guid: str | None, people: People, others: Others
) -> ImportedItem:
    """Return an item as an episode file of ours, what the show says of all episodes left out.

    `guid` is the one that it keeps; None where another item has it.
    """
    tags, base = item.tags, str(show.get("link") or "")
    title = line(item.title) or line(item.guid) or "Untitled"
    season, episode = first(tags, "podcast:season"), first(tags, "podcast:episode")
    texts = texts_of(item.content, item.description, item.summary, text(tags, "itunes:subtitle"))
    kind = (item.type or "").lower()
    fields = given(
        {
            "title": title,
            "apple_title": _other(text(tags, "itunes:title"), title),
            "number": item.number if item.number is not None else _number(episode),
            "episode_display": episode.get("display") if episode else None,
            "season": item.season if item.season is not None else _number(season),
            "season_name": season.get("name") if season else None,
            "type": kind if kind in _TYPES else None,
            "date": zoned_moment(item.published_text),
            "guid": line(guid),
            "link": whole_address(item.link, base),
            "audio": _audio(item, base),
            "summary": _other(texts.summary, title),
            "image": _other(image(tags, base), show.get("artwork")),
            "explicit": None if item.explicit is show.get("explicit", False) else item.explicit,
            "author": _other(text(tags, "itunes:author"), show.get("author")),
            "block": item.block or None,
            "tags": list(dict.fromkeys(_categories(tags))),
            "keywords": _other(words(text(tags, "itunes:keywords")), show.get("keywords")),
            "people": people.credits(tags),
            "chapters": chapters(item, base),
            "transcripts": [*_transcripts(tags, base)],
            "soundbites": soundbites(tags),
            **recordings(tags),
            **everywhere(tags),
            "extra_tags": [*_summary(texts.other), *others.extra_tags(tags, _OURS)],
        }
    )
    kept, left = fitting(fields, EPISODE)
    if texts.other and len(texts.other) > MOST_CHARACTERS:
        left = (*left, _TOO_LONG)
    _as_clock(kept)
    return ImportedItem(item, title, kept, texts.notes, left)


def _other(value: object, usual: object) -> object:
    """Return what differs from what holds anyway."""
    return None if value == usual else value


def _number(tag: SnapshotTag | None) -> int | None:
    return number(tag.text) if tag else None


def _audio(item: SnapshotItem, base: str) -> Table | None:
    enclosure = item.enclosure
    url = whole_address(enclosure.url, base) if enclosure else None
    if enclosure is None or url is None:
        return None
    return given(
        {
            "url": url,
            "bytes": enclosure.length_bytes or None,
            "duration": item.duration_seconds or None,
            "type": enclosure.type or recording_type(None, url),
        }
    )


def _as_clock(fields: Table) -> None:
    """Write the duration as people do, once it is known to be one."""
    audio = fields.get("audio")
    if isinstance(audio, dict) and isinstance(audio.get("duration"), int):
        audio["duration"] = Clock(audio["duration"])


def image(tags: Tags, base: str) -> str | None:
    """Return the address of an item's own picture."""
    for name in ("itunes:image", "media:thumbnail", "googleplay:image"):
        tag = first(tags, name)
        href = tag and whole_address(tag.get("href") or tag.get("url") or tag.text, base)
        if href:
            return href
    return None


def _categories(tags: Tags) -> list[str]:
    return [name for tag in named(tags, "category") if (name := line(tag.text))]


def chapters(item: SnapshotItem, base: str) -> object:
    """Return the chapters that stand in the feed, else the address of their file.

    What is no address of the web is left out: as a path, it would mean a file of the repository.
    """
    found = [
        given(
            {
                "start": tag.get("start"),
                "title": line(tag.get("title")),
                "url": tag.get("href"),
                "image": tag.get("image"),
            }
        )
        for within in named(item.tags, "psc:chapters")
        for tag in within.all("psc:chapter")
    ]
    return found or (whole_address(item.chapters.url, base) if item.chapters else None)


def _transcripts(tags: Tags, base: str) -> Iterator[Table]:
    for tag in named(tags, "podcast:transcript"):
        url = whole_address(tag.get("url"), base)
        if url is not None:
            yield given({"url": url, "type": tag.get("type"), "language": tag.get("language")})


def _summary(other: str | None) -> list[Table]:
    return (
        [{"tag": "itunes:summary", "text": other}]
        if other and len(other) <= MOST_CHARACTERS
        else []
    )


def why_not_published(item: ImportedItem) -> str | None:
    """Return what keeps an item out of our feed, in words; None where nothing does."""
    if item.item.published is None or "date" not in item.fields:
        written = item.item.published_text
        said = f'its date, "{shown(written)}", is none' if written else "it has no date"
        return f"{said}; write date: 2024-01-31T18:00:00Z"
    if "audio" not in item.fields:
        return "it has no audio; write audio: {url: https://…}, or file"
    return None
