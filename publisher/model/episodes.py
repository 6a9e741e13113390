"""An episode, and all that its file says of it."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from publisher.model.parties import Person, Sponsor
from publisher.model.places import Place, Source
from publisher.model.podcasting import (
    AlternateEnclosure,
    Chat,
    ContentLink,
    ExtraTag,
    Funding,
    License,
    Location,
    Picture,
    SocialInteract,
    Soundbite,
    Txt,
    ValueBlock,
)


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


class ChapterSource(StrEnum):
    """Where an episode's chapters were read."""

    FRONT_MATTER = "front matter"
    FILE = "file"
    BODY = "body"
    AUDIO = "audio"


class Chapter(NamedTuple):
    """A part of an episode. `at` is where it is written, as far as that is known.

    In a list (front matter, a file) that is its index, in a body the code point of its time; so
    what is not written in the order of time can be told.
    """

    start_seconds: float
    title: str
    url: str | None = None
    image: str | None = None  # URL, or path inside the root relative to it
    end_seconds: float | None = None
    listed: bool = True  # False: it changes image or link only, and stands in no table of contents
    at: int | None = None


class ChapterFile(NamedTuple):
    """Chapters in a file of their own: a `file` inside the root, or a `url`.

    `ready`: apps can read the file as it is (JSON of the podcast namespace).
    """

    place: Place
    url: str | None = None
    file: Path | None = None
    ready: bool = False


class BodyChapters(NamedTuple):
    """The list of chapters in an episode's body, ascending; `astray` go back in time."""

    chapters: tuple[Chapter, ...] = ()
    astray: tuple[Chapter, ...] = ()


class Transcript(NamedTuple):
    """Either `file` (beside the episode, inside the root) or `url` is given."""

    place: Place
    url: str | None = None
    file: Path | None = None
    type: str | None = None  # media type
    language: str | None = None


class AudioFacts(NamedTuple):
    """What an audio file says of itself, whatever it is called. None: it doesn't tell.

    `problem` says in a podcaster's words why it is no audio that we can read.
    """

    size_bytes: int
    type: str | None = None  # media type of what is in it
    duration_seconds: float | None = None
    bitrate: int | None = None  # bits per second, on average
    sample_rate: int | None = None  # in Hz
    channels: int | None = None
    estimated: bool = False  # MP3 of varying bitrate without a head that counts its frames
    missing_bytes: int = 0  # that its head promises, and that are not there
    is_pointer: bool = False  # of Git LFS: the audio itself isn't here; the size is the audio's
    problem: str | None = None


class Audio(NamedTuple):
    """The enclosure: a `file` inside the root, or a `url`.

    What the episode leaves out of size, duration and type is taken from the file, `measured`
    where it is there.
    """

    place: Place
    url: str | None = None
    file: Path | None = None
    size_bytes: int | None = None
    duration_seconds: int | None = None
    type: str | None = None  # media type
    measured: AudioFacts | None = None


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
    chapters: tuple[Chapter, ...] = ()  # ascending; those that count
    chapters_from: ChapterSource | None = None
    chapter_file: ChapterFile | None = None
    body_chapters: BodyChapters = BodyChapters()  # those in the body, whether they count or not
    transcripts: tuple[Transcript, ...] = ()
    link: str | None = None  # its web page, where that isn't the one the build makes
    author: str | None = None
    apple_title: str | None = None  # where Apple Podcasts shall show another one
    keywords: tuple[str, ...] = ()
    block: bool = False  # whether directories must not list it
    season_name: str | None = None
    episode_display: str | None = None  # what apps show in place of the number: "Ch. 3"
    license: License | None = None
    location: tuple[Location, ...] = ()
    funding: tuple[Funding, ...] = ()
    value: tuple[ValueBlock, ...] = ()
    social_interact: tuple[SocialInteract, ...] = ()
    chat: Chat | None = None
    txt: tuple[Txt, ...] = ()
    images: tuple[Picture, ...] = ()  # besides `image`
    soundbites: tuple[Soundbite, ...] = ()
    alternate_enclosures: tuple[AlternateEnclosure, ...] = ()
    content_links: tuple[ContentLink, ...] = ()
    extra_tags: tuple[ExtraTag, ...] = ()

    def is_out(self, now: datetime) -> bool:
        """Say whether listeners may see it at `now`."""
        return not self.draft and self.published is not None and self.published <= now
