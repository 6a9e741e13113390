"""A feed's snapshot → all that its show's folder shall hold, before anybody looks what is there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from publisher.episodes.slugs import slug_of_file
from publisher.feed.enclosures import DEFAULT_TYPE, Enclosure, sendable_url
from publisher.feed.lock import Lock, LockedItem
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.importing.feed.channel import first_guid, show_table
from publisher.importing.feed.extra import Others
from publisher.importing.feed.fitting import Left
from publisher.importing.feed.items import ImportedItem, import_item
from publisher.importing.feed.naming import Nameable, name_episodes
from publisher.importing.feed.people import People
from publisher.importing.feed.tags import Table, line
from publisher.media_types import recording_type

_NEVER = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


class ImportedEpisode(NamedTuple):
    """An episode, and the name of its file without `.md`; `guid` is the one in its file.

    One whose audio and pictures come with it gets a folder of that name.
    """

    name: str
    item: ImportedItem
    guid: str
    in_folder: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}/index.md" if self.in_folder else f"{self.name}.md"


class ImportedShow(NamedTuple):
    """A feed in the words of a show's folder, its episodes newest first.

    `people` are new tables of people.toml. `twins` are the titles of items whose GUID another item
    has, `others` counts the tags that were left out.
    """

    show: Table
    people: Mapping[str, Table]
    episodes: tuple[ImportedEpisode, ...]
    lock: Lock
    left: tuple[Left, ...] = ()
    twins: tuple[str, ...] = ()
    others: Mapping[str, int] = MappingProxyType({})


class Here(NamedTuple):
    """What the repository has already: people by id, the show's lock, its episodes.

    `slugs` are those of episodes by their GUIDs, `taken` those of all files there are or were,
    `gone` the GUIDs of episodes that the user took away.
    """

    people: Mapping[str, Table] = MappingProxyType({})
    lock: Lock = Lock()
    slugs: Mapping[str, str] = MappingProxyType({})
    taken: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def convert_feed(feed: FeedSnapshot, address: str | None, here: Here) -> ImportedShow:
    """Return the show of a feed that was fetched from `address`; None for a file."""
    people, others = People(here.people), Others()
    for item in feed.items:
        people.count(item.tags)
    first = first_guid(feed, address)
    guid = here.lock.podcast_guid or first
    # One that only a build made up stands in the lock: importing again changes no show.toml.
    show, left = show_table(feed, guid if first else None, people.hosts(feed.tags), others)
    guids, made = _guids(feed)
    items = [
        (own, import_item(item, show, own, people, others))
        for own, item in zip(guids, feed.items, strict=True)
    ]
    twins = [feed.items[index].title for index in made]
    names = _names(items, here)
    episodes = [ImportedEpisode(names[index], item, own) for index, (own, item) in enumerate(items)]
    episodes.sort(key=lambda each: each.item.published or _NEVER, reverse=True)
    lock = _lock(here, guid, episodes)
    return ImportedShow(show, people.added, tuple(episodes), lock, left, tuple(twins), others.left)


def _guids(feed: FeedSnapshot) -> tuple[list[str], list[int]]:
    """Return the GUID of each item, and the indices of those whose GUID an older one has.

    The oldest keeps it, for players know that one by it. The others, and those that have none, get
    one made of what they are, so that the next import knows them again.
    """
    found: dict[int, str] = {}
    made: list[int] = []
    owned: set[str] = set()
    alike: Counter[str] = Counter()
    for index in sorted(range(len(feed.items)), key=lambda index: _age(feed, index)):
        item = feed.items[index]
        url = item.enclosure.url if item.enclosure else ""
        own = line(item.guid) or line(url) or ""
        if not own or own in owned:
            if own:
                made.append(index)
            seed = "\n".join((own, url, item.link or item.title, item.published_text or ""))
            alike[seed] += 1
            own = str(uuid5(NAMESPACE_URL, f"{seed}\n{alike[seed]}"))
        owned.add(own)
        found[index] = own
    return [found[index] for index in range(len(found))], sorted(made)


def _age(feed: FeedSnapshot, index: int) -> tuple[datetime, int]:
    return feed.items[index].published or _LATEST, -index


def _names(items: list[tuple[str, ImportedItem]], here: Here) -> dict[int, str]:
    there = {index: here.slugs[own] for index, (own, _) in enumerate(items) if own in here.slugs}
    new = (
        Nameable(index, item.title, _number(item), item.published)
        for index, (_, item) in enumerate(items)
        if index not in there
    )
    return name_episodes(new, here.taken) | there


def _number(item: ImportedItem) -> int | None:
    number = item.fields.get("number")
    return number if isinstance(number, int) else None


def _lock(here: Here, guid: str | None, episodes: Iterable[ImportedEpisode]) -> Lock:
    """Return the lock with what was published; what stands in it already never changes."""
    before = here.lock
    items = {
        each.guid: LockedItem(slug_of_file(Path(f"{each.name}.md")), moment, enclosure)
        for each in episodes
        if each.guid not in here.gone
        and each.item.fields.get("guid") == each.guid
        and "date" in each.item.fields
        and (moment := each.item.published) is not None
        and (enclosure := _enclosure(each.item)) is not None
    }
    if not items and not before.items:
        return before
    locked = {**items, **before.items}
    return Lock(before.podcast_guid or guid, locked, before.feeds, before.feed_url)


def _enclosure(item: ImportedItem) -> Enclosure | None:
    audio = item.fields.get("audio")
    if not isinstance(audio, dict) or "url" not in audio:
        return None
    url = audio["url"]
    kind = audio.get("type") or recording_type(None, url) or DEFAULT_TYPE  # as the build sees it
    return Enclosure(sendable_url(url), audio.get("bytes", 0), kind)
