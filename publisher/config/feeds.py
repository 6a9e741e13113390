"""`[[feeds]]` of show.toml: further feeds, with some of the episodes."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from publisher.config.kinds import LINE, TEXT, choice, whole_number
from publisher.config.tables import Reading, Table, list_of, table
from publisher.documents.parsed import Keys, shown
from publisher.model import EpisodeType, FilteredFeed

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
_PAGE = re.compile(r"feed(?:-\d+)?")

_MOST_FEEDS = 50

SHOW_FEED_KEYS = {
    "page_size": whole_number(1, 100_000),
    "feeds": list_of(
        table(
            Table(
                {
                    "name": LINE,
                    "title": LINE,
                    "description": TEXT,
                    "artwork": LINE,
                    "seasons": list_of(whole_number(0, 10_000)),
                    "tags": list_of(LINE),
                    "exclude_tags": list_of(LINE),
                    "types": list_of(choice({each.value: each for each in EpisodeType})),
                    "enclosure": LINE,
                    "limit": whole_number(1, 100_000),
                }
            )
        )
    ),
}

ReadArtwork = Callable[[str, Keys], str | None]


def build_feeds(
    items: Iterable[tuple[Keys, Mapping[str, Any]]], read_artwork: ReadArtwork, reading: Reading
) -> tuple[FilteredFeed, ...]:
    """Return the feeds of `[[feeds]]` in show.toml; those without a name of their own are none."""
    feeds: dict[str, FilteredFeed] = {}
    for at, values in items:
        name = values.get("name")
        if not _is_sound(name, feeds, at, reading):
            continue
        if len(feeds) == _MOST_FEEDS:
            reading.complain("E102", at, f"a show may have {_MOST_FEEDS} further feeds, no more")
            break
        lists: dict[str, Any] = {
            key: tuple(each for _, each in values.get(key, ()))
            for key in ("seasons", "tags", "exclude_tags", "types")
        }
        artwork = values.get("artwork")
        given: dict[str, Any] = {
            key: values.get(key) for key in ("title", "description", "enclosure", "limit")
        }
        feeds[str(name)] = FilteredFeed(
            str(name),
            artwork=read_artwork(artwork, (*at, "artwork")) if artwork else None,
            **lists,
            **given,
        )
    return tuple(feeds.values())


def _is_sound(
    name: str | None, feeds: Mapping[str, FilteredFeed], at: Keys, reading: Reading
) -> bool:
    if name is None:
        message = 'a feed needs a name: with name = "video" it is published as video.xml'
        reading.complain("E103", at, message)
        return False
    problem = None
    if not _NAME.fullmatch(name):
        problem = "can't be part of an address; use small letters, digits and hyphens"
    elif _PAGE.fullmatch(name):
        problem = "is the name of the feed of all episodes, or of one of its pages; take another"
    elif name in feeds:
        problem = "is the name of another feed of this show, too; take another"
    if problem is not None:
        reading.complain("E105", (*at, "name"), f'name "{shown(name)}" {problem}')
    return problem is None
