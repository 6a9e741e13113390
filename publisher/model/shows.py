"""A show, the settings, and the network of shows they hold for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from publisher.model.episodes import EpisodeType
from publisher.model.findings import Severity
from publisher.model.parties import AfterEnd, Person, Profile, Sponsor
from publisher.model.places import Source
from publisher.model.podcasting import (
    Block,
    Chat,
    ExtraTag,
    Funding,
    License,
    LiveItem,
    Location,
    Picture,
    RemoteItem,
    SocialInteract,
    Trailer,
    Txt,
    UpdateFrequency,
    ValueBlock,
)
from publisher.model.publishing import PublishPlace


class Owner(NamedTuple):
    name: str
    email: str | None = None


class FilteredFeed(NamedTuple):
    """A further feed of a show, with some of its episodes: `<site>/<show>/<name>.xml`.

    Where a list of episodes' seasons, types or tags is empty, all are taken. `enclosure` is the
    media type or the title of the alternate enclosure that takes the place of the episode's own;
    an episode that has none such is left out.
    """

    name: str
    title: str | None = None
    description: str | None = None
    artwork: str | None = None  # as in `Show`
    seasons: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    exclude_tags: tuple[str, ...] = ()
    types: tuple[EpisodeType, ...] = ()
    enclosure: str | None = None
    limit: int | None = None  # the newest so many


@dataclass(frozen=True, slots=True)
class Show:
    """A show's channel: `feeds/<slug>/show.toml`."""

    slug: str
    title: str
    folder: Path  # feeds/<slug>
    source: Source
    description: str = ""
    link: str | None = None  # the show's home page; default `<site>/<slug>/`
    language: str = "en"
    author: str | None = None
    owner: Owner | None = None
    copyright: str | None = None
    artwork: str | None = None  # URL, or path relative to the root
    categories: tuple[tuple[str, ...], ...] = ()  # ("Technology",) or ("Society & Culture", "…")
    explicit: bool = False
    type: str = "episodic"  # or "serial"
    guid: str | None = None  # podcast:guid
    locked: bool | None = None
    timezone: str = "UTC"
    feed_url: str | None = None  # default `<site>/<slug>/feed.xml`
    audio_base_url: str | None = None
    audio_prefixes: tuple[str, ...] | None = None  # None: the settings' count
    hosts: tuple[Person, ...] = ()
    socials: tuple[Profile, ...] = ()
    platforms: tuple[Profile, ...] = ()  # where to listen, in the file's order
    after_end: AfterEnd | None = None
    episodes: str | None = None  # glob relative to the root; default: the show's episodes folder
    episodes_with: tuple[str, ...] = ()  # only files with one of these keys, or `key=value`
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # our key → their keys
    subtitle: str | None = None
    apple_title: str | None = None  # where Apple Podcasts shall show another one
    apple_verify: str | None = None  # the code by which Apple knows whose the feed is
    keywords: tuple[str, ...] = ()
    block: Block | None = None
    block_except: tuple[str, ...] = ()  # slugs of services
    complete: bool = False  # no further episode will come
    new_feed_url: str | None = None  # where the feed moves to
    hubs: tuple[str, ...] = ()  # WebSub hubs that are told of changes
    podping: bool = False  # whether changes are told by podping
    medium: str | None = None
    season_names: Mapping[int, str] = field(default_factory=dict)
    update_frequency: UpdateFrequency | None = None
    license: License | None = None
    location: tuple[Location, ...] = ()
    funding: tuple[Funding, ...] = ()
    value: tuple[ValueBlock, ...] = ()
    social_interact: tuple[SocialInteract, ...] = ()
    chat: Chat | None = None
    txt: tuple[Txt, ...] = ()
    images: tuple[Picture, ...] = ()  # besides the artwork
    trailers: tuple[Trailer, ...] = ()
    live_items: tuple[LiveItem, ...] = ()
    remote_items: tuple[RemoteItem, ...] = ()
    podroll: tuple[RemoteItem, ...] = ()
    publisher_feed: RemoteItem | None = None
    extra_tags: tuple[ExtraTag, ...] = ()
    page_size: int | None = None  # items of a page of the feed; default: all in one
    feeds: tuple[FilteredFeed, ...] = ()  # besides the one of all episodes


class LinkPolicy(NamedTuple):
    """`[links]` of `publisher.toml`."""

    skip: tuple[str, ...] = ()  # URL patterns with `*`
    timeout_seconds: float = 10.0
    retries: int = 1
    per_host: int = 8
    max_concurrency: int = 192
    deadline_seconds: float = 900.0
    max_age: timedelta | None = None  # of remembered answers; None: as long as each holds
    cache: bool = True


@dataclass(frozen=True, slots=True)
class RuleSelection:
    """`[rules]` of `publisher.toml` and `--select`/`--ignore`: codes, or prefixes of codes."""

    select: tuple[str, ...] = ()  # empty: all
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # glob → codes ignored


class NetworkFeed(NamedTuple):
    """`[network]` of `publisher.toml`: one feed with the episodes of all shows.

    `channel` presents it as if it were a show; what it leaves out is taken from the shows.
    """

    channel: Show
    language: str | None = None
    explicit: bool | None = None
    limit: int | None = None  # the newest so many


class Settings(NamedTuple):
    """`config/publisher.toml`."""

    site: str | None = None  # without trailing slash
    after_end: AfterEnd = AfterEnd.KEEP
    audio_prefixes: tuple[str, ...] = ()  # put before enclosures, the first outermost
    links: LinkPolicy = LinkPolicy()
    rules: RuleSelection = RuleSelection()
    network: NetworkFeed | None = None
    publish: tuple[PublishPlace, ...] = ()
    search: bool | None = None  # None: where Pagefind is installed


@dataclass(frozen=True, slots=True)
class Network:
    """All that the configuration of a repository says. `root` is absolute and resolved."""

    root: Path
    settings: Settings
    shows: Mapping[str, Show] = field(default_factory=dict)
    sponsors: Mapping[str, Sponsor] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()  # the TOML files read
