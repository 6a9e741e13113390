"""What a description says, as far as it is understood. What isn't stays in `body`, word for word.

Every `start` and `end` counts code points of the description, half open.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class DecisionKind(StrEnum):
    """What a part of a description was taken for."""

    TITLE = "title"
    NUMBER = "number"
    SEASON = "season"
    SHOW = "show"
    PERSON = "person"
    PROFILE = "profile"
    SPONSOR = "sponsor"
    PROMO = "promo"
    PLATFORM = "platform"
    SOCIAL = "social"
    LINK = "link"
    CHAPTER = "chapter"
    TRANSCRIPT = "transcript"
    HEADING = "heading"
    FIELD = "field"
    BODY = "body"


class Decision(NamedTuple):
    """A part of the description, what it was taken for, and why: for `--explain`."""

    start: int
    end: int
    kind: DecisionKind
    value: str
    because: str


class Account(NamedTuple):
    """A profile, or a listing of the show, on a platform: its key, and the address as written.

    `name` is what the text calls it, where that says more than the platform: "Readers' Discord".
    """

    platform: str
    url: str
    name: str | None = None


class FoundPerson(NamedTuple):
    name: str
    role: str  # "guest", "host", …
    profiles: tuple[Account, ...] = ()
    website: str | None = None


class FoundSponsor(NamedTuple):
    """A sponsor as the description presents it. `copy` is all it says, as Markdown."""

    name: str
    url: str | None = None
    offer: str | None = None
    code: str | None = None
    tagline: str | None = None
    copy: str | None = None


class FoundPromo(NamedTuple):
    """Something with a code or an offer that is not a sponsor: a guest's book, a course."""

    title: str
    url: str | None = None
    code: str | None = None
    offer: str | None = None


class FoundLink(NamedTuple):
    url: str
    title: str | None = None
    kind: str | None = None  # free word: "book", "article", …
    person: str | None = None  # whose it is


class FoundChapter(NamedTuple):
    start_seconds: float
    title: str
    url: str | None = None


class FoundTranscript(NamedTuple):
    """A transcript below the description. `machine`: it says that a machine wrote it."""

    start: int
    end: int
    machine: bool = False


class Known(NamedTuple):
    """What is known before a description is read: of the show, and of parties it may name."""

    show_title: str | None = None
    hosts: tuple[str, ...] = ()  # names of its hosts
    people: tuple[str, ...] = ()
    sponsors: tuple[FoundSponsor, ...] = ()
    language: str | None = None
    guests: tuple[str, ...] = ()  # of this episode, as its own text names them


@dataclass(frozen=True, slots=True)
class Understanding:
    """A description, taken apart. `decisions` stand in the order of the text."""

    title: str | None = None
    number: int | None = None
    season: int | None = None
    show: str | None = None  # the show's name, where the description gives it
    people: tuple[FoundPerson, ...] = ()
    sponsors: tuple[FoundSponsor, ...] = ()
    promos: tuple[FoundPromo, ...] = ()
    links: tuple[FoundLink, ...] = ()
    platforms: tuple[Account, ...] = ()
    socials: tuple[Account, ...] = ()  # of the show and its hosts
    chapters: tuple[FoundChapter, ...] = ()
    transcript: FoundTranscript | None = None
    body: str = ""  # Markdown
    language: str | None = None
    decisions: tuple[Decision, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()  # of lines as in front matter: ("image", "a.jpg")
    text: str = ""  # the description as Markdown, in which positions count
