"""Show notes as data: what an episode's notes say, before any form is chosen.

Every text is plain (no markup, no control characters) and every URL safe to follow.
"""

from dataclasses import dataclass
from typing import NamedTuple

from publisher.notes.blocks import Block


class NamedLink(NamedTuple):
    """`at_seconds`: where in the audio it is spoken of."""

    name: str
    url: str
    at_seconds: int | None = None


class NotedPerson(NamedTuple):
    """Somebody credited; `links` are their website, if any, and their profiles.

    `image` is their portrait and `page` theirs on the site, both as seen from the episode's page.
    """

    name: str
    role: str
    bio: str = ""
    links: tuple[NamedLink, ...] = ()
    image: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class NotedPromo:
    title: str
    url: str | None = None
    offer: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SponsorBlock:
    """`copy`: what was said on air."""

    name: str
    url: str | None = None
    tagline: str = ""
    offer: str = ""
    code: str = ""
    copy: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class NotedChapter:
    start_seconds: int
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """What a template may say of the episode and its show. Empty where the files are silent."""

    title: str
    show_title: str
    slug: str = ""
    show_slug: str = ""
    number: int | None = None
    season: int | None = None
    summary: str = ""
    date: str = ""  # YYYY-MM-DD in the show's time zone
    url: str = ""  # of its page
    show_url: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""  # where listeners are sent: its page, here or elsewhere
    image: str = ""  # address of its picture, else of the show's
    language: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """The show notes of one episode.

    `sponsored` are the beginnings of URLs that belong to a sponsor, wherever they stand.
    """

    episode: EpisodeFacts
    body: tuple[Block, ...] = ()
    guests: tuple[NotedPerson, ...] = ()
    hosts: tuple[NotedPerson, ...] = ()
    crew: tuple[NotedPerson, ...] = ()
    promos: tuple[NotedPromo, ...] = ()
    sponsors: tuple[SponsorBlock, ...] = ()
    links: tuple[NamedLink, ...] = ()
    chapters: tuple[NotedChapter, ...] = ()
    platforms: tuple[NamedLink, ...] = ()
    socials: tuple[NamedLink, ...] = ()
    duration_seconds: int | None = None
    sponsored: tuple[str, ...] = ()
