"""An episode, and all that its file says of it."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from publisher.model.parties import Person, Sponsor
from publisher.model.places import Place, Source


class EpisodeType(StrEnum):
    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


class Credit(NamedTuple):
    """A person's part in an episode."""

    person: Person
    role: str  # "host", "guest", …


class Sponsorship(NamedTuple):
    """A sponsor's part in an episode: its own URL, code and copy go before the sponsor's."""

    sponsor: Sponsor
    place: Place  # of the id, or of the inline table
    url: str | None = None
    url_place: Place | None = None
    code: str | None = None
    copy: str | None = None  # what was said on air, as Markdown
    at_seconds: int | None = None


class NotedLink(NamedTuple):
    """A link in an episode's `links` list."""

    url: str
    title: str | None = None
    kind: str | None = None  # free word: "book", "article", "guest", …
    at_seconds: int | None = None


class Promo(NamedTuple):
    """Something with a code or an offer that is not a sponsor: a guest's book, a course."""

    title: str
    url: str | None = None
    code: str | None = None
    offer: str | None = None


class Chapter(NamedTuple):
    start_seconds: float
    title: str
    url: str | None = None
    image: str | None = None


class Transcript(NamedTuple):
    """Either `file` (beside the episode, inside the root) or `url` is given."""

    place: Place
    url: str | None = None
    file: Path | None = None
    type: str | None = None  # media type
    language: str | None = None


class Audio(NamedTuple):
    """The enclosure: a `file` inside the root, or a `url`."""

    place: Place
    url: str | None = None
    file: Path | None = None
    size_bytes: int | None = None
    duration_seconds: int | None = None
    type: str | None = None  # media type


class Episode(NamedTuple):
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
