"""What a show or an episode says for the tags of Podcasting 2.0, and for tags of others.

Every class keeps under `at` the keys that lead to it in its file, so that a rule can say where it
stands: `show.source.place(*funding.at, "url")`. What a tag can't do without is None where the
file leaves it out: rules say so, and the feed has no such tag.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.model.parties import Person

At = tuple[str | int, ...]


class Funding(NamedTuple):
    """A page where listeners give money, and what its link is called."""

    at: At
    url: str | None = None
    text: str | None = None


class Location(NamedTuple):
    """A place that the show or the episode is about, or (`rel` "creator") was made at."""

    at: At
    name: str | None = None
    geo: str | None = None  # "geo:30.2672,-97.7431" (RFC 5870)
    osm: str | None = None  # "R113314": kind and number at OpenStreetMap
    rel: str | None = None  # "subject" or "creator"
    country: str | None = None  # two letters (ISO 3166-1)


class License(NamedTuple):
    """The licence of the recording: an id of SPDX, or a name of one's own with its `url`."""

    at: At
    name: str | None = None
    url: str | None = None


class Soundbite(NamedTuple):
    """A piece of the episode that speaks for it."""

    at: At
    start_seconds: float | None = None
    duration_seconds: float | None = None
    title: str | None = None


class Trailer(NamedTuple):
    """A recording that speaks for the show or a season: a `file` inside the root, or a `url`."""

    at: At
    title: str | None = None
    url: str | None = None
    file: Path | None = None
    published: datetime | None = None
    size_bytes: int | None = None
    type: str | None = None  # media type
    season: int | None = None


class RemoteItem(NamedTuple):
    """Another feed, or an item of it."""

    at: At
    feed_guid: str | None = None
    feed_url: str | None = None
    item_guid: str | None = None
    medium: str | None = None
    title: str | None = None


class ValueRecipient(NamedTuple):
    """Who gets `split` shares of a payment, and where."""

    at: At
    name: str | None = None
    type: str | None = None  # "node" or "lnaddress"
    address: str | None = None
    split: int | None = None
    fee: bool = False
    custom_key: str | None = None
    custom_value: str | None = None


class ValueTimeSplit(NamedTuple):
    """Others who are paid for a span of the episode: `recipients`, or those of `remote_item`."""

    at: At
    start_seconds: float | None = None
    duration_seconds: float | None = None
    remote_start_seconds: float | None = None
    remote_percentage: int | None = None
    remote_item: RemoteItem | None = None
    recipients: tuple[ValueRecipient, ...] = ()


class ValueBlock(NamedTuple):
    """How listeners pay while they listen, and whom."""

    at: At
    type: str = "lightning"
    method: str = "keysend"
    suggested: str | None = None  # as written: its digits count
    recipients: tuple[ValueRecipient, ...] = ()
    time_splits: tuple[ValueTimeSplit, ...] = ()


class SocialInteract(NamedTuple):
    """A post under which the episode is discussed; `protocol` "disabled": nowhere."""

    at: At
    protocol: str | None = None
    uri: str | None = None
    account_id: str | None = None
    account_url: str | None = None
    priority: int | None = None


class Chat(NamedTuple):
    """Where listeners talk as it happens."""

    at: At
    server: str | None = None
    protocol: str | None = None
    account_id: str | None = None
    space: str | None = None


class Block(NamedTuple):
    """Who must not list the show: all directories, or some (by their slugs)."""

    at: At
    everywhere: bool = False
    services: tuple[str, ...] = ()


class Txt(NamedTuple):
    """A note for machines, such as a code that proves whose the feed is."""

    at: At
    text: str | None = None
    purpose: str | None = None


class UpdateFrequency(NamedTuple):
    """How often episodes come, in words and as a rule of iCalendar (RFC 5545, 3.3.10)."""

    at: At
    text: str | None = None
    rrule: str | None = None
    starts: datetime | None = None
    complete: bool = False


class Picture(NamedTuple):
    """One more image, for a certain use: a `file` inside the root, or a `url`."""

    at: At
    url: str | None = None
    file: Path | None = None
    alt: str | None = None
    aspect_ratio: str | None = None  # "16/9"
    width: int | None = None  # pixels
    height: int | None = None
    type: str | None = None  # media type
    purpose: str | None = None  # words with spaces between them


class ContentLink(NamedTuple):
    """Where else the episode or the live stream is to be found."""

    at: At
    url: str | None = None
    text: str | None = None


class EnclosureSource(NamedTuple):
    """An address of an alternate enclosure; `type` where it isn't the recording's own."""

    at: At
    uri: str | None = None
    type: str | None = None


class Integrity(NamedTuple):
    """What proves that a recording is unchanged: `type` "sri" or "pgp-signature"."""

    at: At
    type: str | None = None
    value: str | None = None


class AlternateEnclosure(NamedTuple):
    """Another version of the recording: a `file` inside the root, a `url`, or `sources`."""

    at: At
    type: str | None = None  # media type
    url: str | None = None
    file: Path | None = None
    size_bytes: int | None = None
    bitrate: float | None = None  # bits per second
    height: int | None = None  # pixels
    language: str | None = None
    title: str | None = None
    codecs: str | None = None  # RFC 6381
    rel: str | None = None
    default: bool = False  # the same recording as the enclosure, and the better address of it
    sources: tuple[EnclosureSource, ...] = ()
    integrity: Integrity | None = None


class Stream(NamedTuple):
    """The address of a live stream."""

    at: At
    url: str | None = None
    type: str | None = None  # media type
    size_bytes: int | None = None


class LiveItem(NamedTuple):
    """A stream that is announced, on air or over."""

    at: At
    title: str | None = None
    status: str | None = None  # "pending", "live" or "ended"
    starts: datetime | None = None
    ends: datetime | None = None
    guid: str | None = None
    description: str | None = None
    link: str | None = None
    image: str | None = None  # URL
    stream: Stream | None = None
    people: tuple[Person, ...] = ()
    content_links: tuple[ContentLink, ...] = ()
    alternate_enclosures: tuple[AlternateEnclosure, ...] = ()
    images: tuple[Picture, ...] = ()
    location: tuple[Location, ...] = ()
    funding: tuple[Funding, ...] = ()
    value: tuple[ValueBlock, ...] = ()
    social_interact: tuple[SocialInteract, ...] = ()
    txt: tuple[Txt, ...] = ()
    license: License | None = None
    chat: Chat | None = None


class ExtraTag(NamedTuple):
    """A tag that publisher doesn't know, as the file gives it; its names are sound XML."""

    at: At
    tag: str  # "prefix:name", or a name of RSS itself
    namespace: str | None = None  # of the prefix
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["ExtraTag", ...] = ()
