"""What a feed says, as far as apps read it. Text is as written, without white space around it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class FeedProblem(NamedTuple):
    """Why a feed can't be read as XML should be. `line` and `column` count from 1."""

    line: int
    column: int
    message: str


class SnapshotEnclosure(NamedTuple):
    """`length_bytes` is None where the feed gives no whole number."""

    url: str
    length_bytes: int | None = None
    type: str | None = None


class SnapshotPerson(NamedTuple):
    name: str
    role: str | None = None
    url: str | None = None
    image: str | None = None


class SnapshotFile(NamedTuple):
    """A transcript or chapters file."""

    url: str
    type: str | None = None
    language: str | None = None


class SnapshotTag(NamedTuple):
    """Any tag of a channel or an item, for who needs more than the fields say.

    `name` is the one by which we know it (`podcast:socialinteract`, in lower case), `written` the
    one with the feed's own prefix and case, whose `namespace` is "" where the feed declares none.
    Attributes are by their names in lower case; `spelled` has them as written.
    """

    name: str
    written: str
    namespace: str
    text: str
    attributes: Mapping[str, str]
    spelled: tuple[tuple[str, str], ...] = ()
    children: tuple["SnapshotTag", ...] = ()

    def get(self, attribute: str) -> str | None:
        """Return what an attribute says, named in lower case; None where that is nothing."""
        return self.attributes.get(attribute) or None

    def all(self, name: str) -> tuple["SnapshotTag", ...]:
        """Return the tags within it that are called so."""
        return tuple(child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class SnapshotItem:
    """An item. `published_text` is the date as written, `published` the time it means, with zone.

    `content` is content:encoded. `line` is where the item begins in the feed. `tags` are all that
    stand in it but for the notes, where the feed was read `whole`.
    """

    title: str = ""
    guid: str | None = None
    link: str | None = None
    published: datetime | None = None
    published_text: str | None = None
    enclosure: SnapshotEnclosure | None = None
    duration_seconds: int | None = None
    season: int | None = None
    number: int | None = None
    type: str | None = None  # full, trailer, bonus
    explicit: bool | None = None
    block: bool = False
    author: str | None = None
    image: str | None = None
    description: str | None = None
    content: str | None = None
    summary: str | None = None  # itunes:summary
    keywords: str | None = None
    chapters: SnapshotFile | None = None
    inline_chapters: int = 0  # psc:chapter elements
    transcripts: tuple[SnapshotFile, ...] = ()
    people: tuple[SnapshotPerson, ...] = ()
    line: int = field(default=1, compare=False)
    tags: tuple[SnapshotTag, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class FeedSnapshot:
    """A feed, its items in the order in which they stand.

    `problems` is empty where the feed is XML as it should be; else it was read as far as possible.
    `next_page` is where older items are (RFC 5005), `pages` from how many documents these came,
    `on_first_page` how many came from the first of several. `tags` are all that the channel has
    but for its description, where the feed was read `whole`.
    """

    title: str = ""
    description: str | None = None
    link: str | None = None
    language: str | None = None
    author: str | None = None
    owner_name: str | None = None
    owner_email: str | None = None
    copyright: str | None = None
    artwork: str | None = None
    categories: tuple[tuple[str, ...], ...] = ()  # ("Society & Culture", "Documentary")
    explicit: bool | None = None
    type: str | None = None  # episodic, serial
    guid: str | None = None  # podcast:guid
    locked: bool | None = None
    block: bool = False
    complete: bool = False
    feed_url: str | None = None  # atom:link rel=self
    new_feed_url: str | None = None
    next_page: str | None = None
    generator: str | None = None
    people: tuple[SnapshotPerson, ...] = ()
    items: tuple[SnapshotItem, ...] = ()
    problems: tuple[FeedProblem, ...] = ()
    pages: int = 1
    on_first_page: int | None = None
    tags: tuple[SnapshotTag, ...] = field(default=(), compare=False)
