"""Episode + show + network → `Notes`: what is said, to whom it leads, and nothing twice."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import quote, urlsplit

from publisher.addresses import (
    is_url,
    person_path,
    portrait_path,
)
from publisher.model import Episode, Network, NotedLink, Person, Profile, Promo, Show
from publisher.notes.blocks import Block, Paragraph
from publisher.notes.body import read_markdown_body
from publisher.notes.campaigns import sponsor_blocks, sponsored_beginnings
from publisher.notes.facts import facts_of
from publisher.notes.plain import plain
from publisher.notes.structure import (
    NamedLink,
    NotedChapter,
    NotedPerson,
    NotedPromo,
    Notes,
    SponsorBlock,
)
from publisher.notes.urls import safe_url
from publisher.platforms import platform_of, platforms

HOST_ROLES = frozenset(("host", "hosts", "co-host", "cohost"))
CREW_ROLES = frozenset(
    (
        *("producer", "co-producer", "executive producer", "senior producer"),
        *("associate producer", "assistant producer", "technical producer", "production assistant"),
        *("production coordinator", "booking coordinator", "technical director"),
        *("editor", "assistant editor", "managing editor", "script editor", "story editor"),
        *("audio editor", "sound editor", "video editor", "editorial director", "researcher"),
        *("audio engineer", "sound engineer", "recording engineer", "sound designer"),
        *("fact checker", "transcriber", "theme music", "music production", "music contributor"),
        *("cover art designer", "graphic designer", "social media manager", "intern"),
    )
)
"""Those of the podcast namespace's roles that nobody has as a guest: an author may be one."""


def gather_notes(episode: Episode, show: Show, network: Network, now: datetime) -> Notes:
    """Return what the notes of `episode` say on the day of `now`.

    Campaign dates are judged by the episode's day and by today. Closed platforms are left out,
    and a link of the episode's list that stands with a person, promo or sponsor isn't repeated.
    """
    people: dict[str, list[NotedPerson]] = {"hosts": [], "guests": [], "crew": []}
    for credit in episode.people:
        people[_part(credit.role)].append(_person(_Same(credit.person), credit.role))
    guests, crew = tuple(people["guests"]), tuple(people["crew"])
    promos = tuple(_promo(promo) for promo in episode.promos)
    sponsors = sponsor_blocks(episode, show, network, now)
    every_episode = _of_show(_Same(show), now.date())
    return Notes(
        episode=facts_of(episode, show, network),
        body=read_markdown_body(episode.body) or _paragraph(plain(episode.summary or "")),
        guests=guests,
        hosts=tuple(people["hosts"]) or every_episode.hosts,
        crew=crew,
        promos=promos,
        sponsors=sponsors,
        links=_links(episode.links, _shown((*guests, *crew), promos, sponsors)),
        chapters=_chapters(episode),
        platforms=every_episode.platforms,
        socials=every_episode.socials,
        duration_seconds=episode.audio.duration_seconds if episode.audio else None,
        sponsored=sponsored_beginnings(episode, show, sponsors),
    )


T = TypeVar("T")


class _Same(Generic[T]):
    """Stands for the very same object: what was made for a show or person is kept by it."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


class _OfShow(NamedTuple):
    """What stands in the notes of each of a show's episodes."""

    hosts: tuple[NotedPerson, ...]
    platforms: tuple[NamedLink, ...]
    socials: tuple[NamedLink, ...]


@lru_cache(maxsize=64)
def _of_show(same: _Same[Show], today: date) -> _OfShow:
    show = same.it
    return _OfShow(
        tuple(_person(_Same(host), "host") for host in show.hosts),
        accounts(show.platforms, today),
        accounts(show.socials, today),
    )


def _part(role: str) -> str:
    """Return the section in which people of this role stand."""
    role = role.casefold()
    if role in HOST_ROLES:
        return "hosts"
    return "crew" if role in CREW_ROLES else "guests"


def _paragraph(text: str) -> tuple[Block, ...]:
    return (Paragraph((text,)),) if text else ()


@lru_cache(maxsize=4096)
def _person(same: _Same[Person], role: str) -> NotedPerson:
    person = same.it
    links = [_account(profile) for profile in person.profiles]
    website = safe_url(person.website) if person.website else None
    folder = person_path(person.id)
    if website is not None:
        links.append(NamedLink(site_name(website), website))
    return NotedPerson(
        name=plain(person.name),
        role=plain(role),
        bio=plain(person.bio or ""),
        links=tuple(link for link in links if link is not None),
        image=_portrait(person),
        page=f"../../{quote(folder)}index.html" if folder is not None else None,
    )


def _portrait(person: Person) -> str | None:
    """Return the address of a portrait, from the page of an episode."""
    if person.image is not None and is_url(person.image):
        return safe_url(person.image)
    path = portrait_path(person)
    return f"../../{quote(path)}" if path is not None else None


def site_name(url: str) -> str:
    """Return what people call an address: its host without `www.`, or the address itself."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host.removeprefix("www.") or url


def _account(profile: Profile) -> NamedLink | None:
    url = safe_url(profile.url)
    platform = platforms().get(profile.platform)
    if url is None:
        return None
    return NamedLink(platform.name if platform else plain(profile.platform), url)


def accounts(profiles: Iterable[Profile], today: date) -> tuple[NamedLink, ...]:
    """Return the accounts that can be followed, named for their platforms; closed ones are not."""
    named = (_account(profile) for profile in profiles if not _is_closed(profile, today))
    return tuple(link for link in named if link is not None)


def _is_closed(profile: Profile, today: date) -> bool:
    platform = platform_of(profile.url) or platforms().get(profile.platform)
    return platform is not None and platform.closed is not None and platform.closed <= today


def _promo(promo: Promo) -> NotedPromo:
    return NotedPromo(
        title=plain(promo.title),
        url=safe_url(promo.url) if promo.url else None,
        offer=plain(promo.offer or ""),
        code=plain(promo.code or ""),
    )


def _shown(
    people: Iterable[NotedPerson], promos: Iterable[NotedPromo], sponsors: Iterable[SponsorBlock]
) -> set[str]:
    urls = {link.url for person in people for link in person.links}
    urls |= {promo.url for promo in promos if promo.url}
    return urls | {sponsor.url for sponsor in sponsors if sponsor.url}


def _links(links: Iterable[NotedLink], shown: set[str]) -> tuple[NamedLink, ...]:
    kept: list[NamedLink] = []
    shown = {_same(url) for url in shown}
    for link in links:
        url = safe_url(link.url)
        if url is not None and _same(url) not in shown:
            shown.add(_same(url))
            kept.append(NamedLink(plain(link.title or "") or url, url, link.at_seconds))
    return tuple(kept)


def _same(url: str) -> str:
    """Return the address in a form that two ways of writing it share."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def _chapters(episode: Episode) -> tuple[NotedChapter, ...]:
    """Return the chapters to be listed; where the body lists them, none need be."""
    if episode.body_chapters.chapters:
        return ()
    ordered = sorted(episode.chapters, key=lambda chapter: chapter.start_seconds)
    return tuple(
        NotedChapter(
            int(chapter.start_seconds),
            plain(chapter.title),
            safe_url(chapter.url) if chapter.url else None,
        )
        for chapter in ordered
        if chapter.title and chapter.listed and chapter.start_seconds >= 0
    )
