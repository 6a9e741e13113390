"""A show, the settings, and the network of shows they hold for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from publisher.model.findings import Severity
from publisher.model.parties import AfterEnd, Person, Profile, Sponsor
from publisher.model.places import Source


class Owner(NamedTuple):
    name: str
    email: str | None = None


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
    hosts: tuple[Person, ...] = ()
    socials: tuple[Profile, ...] = ()
    platforms: tuple[Profile, ...] = ()  # where to listen, in the file's order
    after_end: AfterEnd | None = None
    episodes: str | None = None  # glob relative to the root; default: the show's episodes folder
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # our key → their keys


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


class Settings(NamedTuple):
    """`config/publisher.toml`."""

    site: str | None = None  # without trailing slash
    after_end: AfterEnd = AfterEnd.KEEP
    links: LinkPolicy = LinkPolicy()
    rules: RuleSelection = RuleSelection()


@dataclass(frozen=True, slots=True)
class Network:
    """All that the configuration of a repository says. `root` is absolute and resolved."""

    root: Path
    settings: Settings
    shows: Mapping[str, Show] = field(default_factory=dict)
    sponsors: Mapping[str, Sponsor] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()  # the TOML files read
