"""What templates are given: plain words, numbers and addresses, never the model itself.

A theme's template comes with a pull request as often as from the podcaster. What stands here has
no methods that touch a file, and every address in it is safe to follow. Addresses of own pages
are relative to the page that shows them, unless they are said to be whole.
"""

from typing import NamedTuple

from publisher.notes.structure import NamedLink


class ChapterView(NamedTuple):
    """A chapter that stands in the table of contents."""

    seconds: float
    clock: str
    title: str
    url: str | None = None
    image: str | None = None


class CueView(NamedTuple):
    """Some words; `seconds` is where they are spoken, None where nobody knows."""

    seconds: float | None
    text: str


class ParagraphView(NamedTuple):
    """What one speaker says in a row; `speaker` is empty where it is the one before, or unknown."""

    seconds: float | None
    clock: str
    speaker: str
    cues: tuple[CueView, ...]


class TranscriptView(NamedTuple):
    """A transcript, as much of it as the page may hold.

    `url` leads to the whole one, to be read; `json_url` to the whole one for scripts (JSON of the
    podcast namespace), where its words have times. `complete`: all of it is here. Else
    `rest_seconds` tells where the rest begins.
    """

    paragraphs: tuple[ParagraphView, ...]
    url: str | None = None
    json_url: str | None = None
    language: str | None = None
    complete: bool = True
    rest_seconds: float | None = None


class PersonView(NamedTuple):
    """Somebody credited. `url` is their page on this site; `links` are website and profiles."""

    name: str
    role: str
    bio: str = ""
    image: str | None = None
    url: str | None = None
    links: tuple[NamedLink, ...] = ()
    is_host: bool = False


class SponsorView(NamedTuple):
    """A sponsor; `link` is its own address. Offer and code are those of a campaign that runs."""

    name: str
    link: str | None = None
    tagline: str = ""
    offer: str = ""
    code: str = ""


class AudioView(NamedTuple):
    """The audio to be played; `size` is for people: "24 MB"."""

    url: str
    type: str | None = None  # media type
    size_bytes: int | None = None
    size: str = ""
    duration_seconds: int | None = None
    clock: str = ""


class Card(NamedTuple):
    """An episode, show, person or sponsor in a list; `facts` say number, day and length."""

    title: str
    url: str
    facts: str = ""
    summary: str = ""
    image: str | None = None
    show: str = ""  # title of the episode's show, where shows are mixed
    role: str = ""  # of the person whose page it is
    day: str = ""  # YYYY-MM-DD
    playable: bool = False  # an episode with audio


class EpisodeView(NamedTuple):
    """An episode. `day` is its day in words, `date` YYYY-MM-DD in the show's time zone."""

    title: str
    slug: str
    number: int | None = None
    season: int | None = None
    season_name: str = ""
    season_url: str | None = None
    type: str = "full"  # or "trailer", "bonus"
    day: str = ""
    date: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    explicit: bool = False
    draft: bool = False


class SeasonView(NamedTuple):
    """A season; `total` is the number of its episodes."""

    number: int
    name: str  # "Season 2", or its own
    url: str
    total: int


class ShowView(NamedTuple):
    """A show. `feed` leads to its RSS, whole or relative."""

    title: str
    slug: str
    url: str
    feed: str
    author: str = ""
    copyright: str = ""
    language: str = "en"
    image: str | None = None
    explicit: bool = False
    subtitle: str = ""
    description: tuple[str, ...] = ()  # paragraphs
    platforms: tuple[NamedLink, ...] = ()
    socials: tuple[NamedLink, ...] = ()
    funding: tuple[NamedLink, ...] = ()
    feeds: tuple[NamedLink, ...] = ()  # besides `feed`


class SiteView(NamedTuple):
    """The whole site; an address is None where there is no such page."""

    title: str
    home: str
    shows: tuple[NamedLink, ...] = ()
    people: str | None = None
    sponsors: str | None = None
    search: str | None = None
    feed: str | None = None  # of all shows


class PageLink(NamedTuple):
    """A page of a list; `url` is None for the one that is being read."""

    number: int
    url: str | None


class Pages(NamedTuple):
    """Where a page of a list stands among the others."""

    number: int
    total: int
    newer: str | None = None
    older: str | None = None
    links: tuple[PageLink, ...] = ()
