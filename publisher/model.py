"""What everyone shares: shows, episodes, links, findings, and what the web answered.

Frozen dataclasses and enums only; nothing here reads a file, asks the network or knows the
time. Times are aware `datetime`s, sizes bytes, durations whole seconds, unless a name says
otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Value = str | int | float | bool | None | date | datetime | list["Value"] | dict[str, "Value"]
"""A value in front matter or TOML."""


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written.

    `path` is POSIX, relative to the working directory, as messages show it. `line` and
    `column` count from 1, in code points. `start` and `end` are byte offsets into the file
    (half open), for fixing in place.
    """

    path: str
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source(Protocol):
    """A file that was read, and can say where each of its values stands."""

    @property
    def path(self) -> str:
        """As in `Place.path`."""

    def place(self, *keys: str | int) -> Place:
        """Return where the value at this key path is written (the value, not its key).

        For a string the place is its first character inside the quotes. A key path that is not
        there gives the place of its nearest ancestor, at last the start of the file.
        """


# ---------------------------------------------------------------- people, sponsors


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: of a person or show on a social platform, or a show's listing on an app."""

    platform: str  # key of the platform table, e.g. "linkedin"
    url: str
    place: Place
    handle: str | None = None  # when the file gives a handle; then `url` was made from it


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in `people.toml`, or written inline in an episode (then `id` is None)."""

    name: str
    place: Place
    id: str | None = None
    role: str | None = None  # "host", "guest", …; an episode's credit overrides it
    bio: str | None = None
    image: str | None = None
    website: str | None = None
    website_place: Place | None = None
    profiles: tuple[Profile, ...] = ()


class AfterEnd(StrEnum):
    """What becomes of a sponsor's block once the campaign has ended."""

    KEEP = "keep"  # as it was on air
    SWAP = "swap"  # the sponsor named in `swap_with` takes its place
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class SponsorTerms:
    """What differs for one show: `[sponsor.shows.<show>]`."""

    url: str | None = None
    code: str | None = None
    url_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor of `sponsors.toml`, or one written inline in an episode (then `id` is None)."""

    name: str
    place: Place
    id: str | None = None
    url: str | None = None
    url_place: Place | None = None
    tagline: str | None = None
    offer: str | None = None
    code: str | None = None
    starts: date | None = None  # first day of the campaign
    ends: date | None = None  # last day of the campaign
    mark: str | None = None  # affiliate mark that the URL must carry, e.g. "ref=kenjee"
    expect: tuple[str, ...] = ()  # words that must stand on the landing page
    after_end: AfterEnd | None = None  # None: as the show's, else the settings' `after_end` says
    swap_with: str | None = None  # sponsor id
    shows: Mapping[str, SponsorTerms] = field(default_factory=dict)


# ---------------------------------------------------------------- shows and episodes


class EpisodeType(StrEnum):
    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True)
class Owner:
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """A person's part in an episode."""

    person: Person
    role: str  # "host", "guest", …
    place: Place


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """A sponsor's part in an episode: its own URL, code and copy go before the sponsor's."""

    sponsor: Sponsor
    place: Place  # of the id, or of the inline table
    url: str | None = None
    url_place: Place | None = None
    code: str | None = None
    copy: str | None = None  # what was said on air, as Markdown
    at_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class NotedLink:
    """A link in an episode's `links` list."""

    url: str
    place: Place
    title: str | None = None
    kind: str | None = None  # free word: "book", "article", "guest", …
    at_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Promo:
    """Something with a code or an offer that is not a sponsor: a guest's book, a course."""

    title: str
    place: Place
    url: str | None = None
    url_place: Place | None = None
    code: str | None = None
    offer: str | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    start_seconds: float
    title: str
    url: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """Either `file` (beside the episode, inside the root) or `url` is given."""

    place: Place
    url: str | None = None
    file: Path | None = None
    type: str | None = None  # media type
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Audio:
    """The enclosure: a `file` inside the root, or a `url`."""

    place: Place
    url: str | None = None
    file: Path | None = None
    size_bytes: int | None = None
    duration_seconds: int | None = None
    type: str | None = None  # media type


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode file, read and resolved. What the file leaves out is None or empty."""

    show: str  # slug of the show
    slug: str
    title: str
    file: Path
    source: Source
    body: str  # Markdown below the front matter
    number: int | None = None
    season: int | None = None
    type: EpisodeType = EpisodeType.FULL
    guid: str | None = None  # as the file gives it; None where it gives none that counts
    published: datetime | None = None  # field `date`, made aware
    draft: bool = False
    summary: str | None = None
    image: str | None = None  # URL, or path inside the root relative to it
    explicit: bool | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    audio: Audio | None = None
    people: tuple[Credit, ...] = ()
    sponsors: tuple[Sponsorship, ...] = ()
    links: tuple[NotedLink, ...] = ()
    promos: tuple[Promo, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    transcripts: tuple[Transcript, ...] = ()

    def is_out(self, now: datetime) -> bool:
        """Say whether listeners may see it at `now`."""
        return not self.draft and self.published is not None and self.published <= now


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


@dataclass(frozen=True, slots=True)
class LinkPolicy:
    """`[links]` of `publisher.toml`."""

    skip: tuple[str, ...] = ()  # URL patterns with `*`
    timeout_seconds: float = 10.0
    per_host: int = 8
    max_concurrency: int = 64


@dataclass(frozen=True, slots=True)
class RuleSelection:
    """`[rules]` of `publisher.toml` and `--select`/`--ignore`: codes, or prefixes of codes."""

    select: tuple[str, ...] = ()  # empty: all
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, "Severity"] = field(default_factory=dict)
    per_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # glob → codes ignored


@dataclass(frozen=True, slots=True)
class Settings:
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


# ---------------------------------------------------------------- links


class Role(StrEnum):
    """What a link is for."""

    SPONSOR = "sponsor"
    SOCIAL = "social"
    GUEST = "guest"
    PROMO = "promo"
    PLATFORM = "platform"
    REFERENCE = "reference"
    MEDIA = "media"


class Syntax(StrEnum):
    """How a link is written."""

    INLINE = "inline"  # [text](url), also where Markdown fails to see it: [text](ur l)
    REFERENCE = "reference"  # [id]: url
    AUTOLINK = "autolink"  # <url>
    BARE = "bare"  # url
    HTML = "html"  # href="url", src="url"
    FIELD = "field"  # a value in front matter or TOML


@dataclass(frozen=True, slots=True)
class Link:
    """One link where it stands.

    `url` is the target as a browser would take it (entities and backslash escapes undone), with
    nothing completed or mended; `written` is the text between `place.start` and `place.end`.
    """

    url: str
    place: Place
    role: Role
    syntax: Syntax
    written: str
    text: str = ""
    owner: str | None = None  # id of the sponsor or person it belongs to
    broken: bool = False  # meant as a link, but Markdown makes none of it


class Verdict(StrEnum):
    """What a link is worth to a listener."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    SOFT_DEAD = "soft-dead"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server-error"
    RATE_LIMITED = "rate-limited"
    UNVERIFIABLE = "unverifiable"
    PENDING = "pending"
    CLOSED_PLATFORM = "closed-platform"
    MALFORMED = "malformed"
    SKIPPED = "skipped"


class Cause(StrEnum):
    """Why a request ended without an answer that counts."""

    DNS = "dns"  # there is no such name
    RESOLVER = "resolver"  # the name could not be looked up just now
    TLS = "tls"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"
    BROKEN = "broken"  # what came back is not HTTP
    REDIRECTS = "redirects"  # in a circle, or too many
    PRIVATE = "private"  # leads to an address that only some network can reach
    LOGIN = "login"  # redirected to a login or consent page
    APP = "app"  # redirected to something that is not a web page


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The answer for one unique URL (without its fragment)."""

    url: str
    verdict: Verdict
    reason: str  # in a podcaster's words
    status: int | None = None  # last HTTP status
    final_url: str | None = None  # after redirects
    from_cache: bool = False
    checked_at: datetime | None = None
    permanent: bool = False  # every redirect on the way was 301 or 308
    cause: Cause | None = None  # where no status tells


# ---------------------------------------------------------------- findings, report


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend, or to know. `replacement` is the text that mends it at `place`."""

    code: str
    severity: Severity
    message: str
    place: Place
    url: str | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedLink:
    """A unique URL, its answer, and every link that leads there."""

    check: LinkCheck
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found. Findings by path, line, column, code; links by URL."""

    episodes: int
    findings: tuple[Finding, ...]
    links: tuple[CheckedLink, ...]
    notices: tuple[str, ...] = ()  # lines about the run itself, e.g. "no network: …"

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity is severity)
