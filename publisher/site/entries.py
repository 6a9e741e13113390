"""What pages of the whole site need to know of an episode: little, and it can leave a process."""

from collections.abc import Iterable
from typing import NamedTuple

from publisher.model import Credit, Episode, Person, Show, Sponsorship
from publisher.notes.gather import HOST_ROLES
from publisher.notes.plain import plain
from publisher.site.words import LONGEST_SUMMARY, LONGEST_TITLE, clip, facts_of, iso_day


class EpisodeEntry(NamedTuple):
    """An episode that has a page; `people` are ids and roles, `sponsors` ids."""

    show: str
    slug: str
    title: str
    facts: str
    day: str  # YYYY-MM-DD
    moment: float  # seconds since 1970; 0 for an episode without date
    summary: str = ""
    people: tuple[tuple[str, str], ...] = ()
    sponsors: tuple[str, ...] = ()
    season: int | None = None
    type: str = "full"  # or "trailer", "bonus"
    playable: bool = False
    out: bool = True  # False for a draft that is only looked at


def entry_of(
    episode: Episode, show: Show, sponsors: Iterable[Sponsorship] = (), *, out: bool = True
) -> EpisodeEntry:
    """Return what is remembered of an episode."""
    return EpisodeEntry(
        show.slug,
        episode.slug,
        clip(plain(episode.title), LONGEST_TITLE),
        facts_of(episode, show),
        iso_day(episode, show),
        episode.published.timestamp() if episode.published else 0.0,
        clip(plain(episode.summary or ""), LONGEST_SUMMARY),
        tuple(
            dict.fromkeys(
                (credit.person.id, plain(credit.role))
                for credit in credits_of(episode, show)
                if credit.person.id is not None
            )
        ),
        tuple(dict.fromkeys(each.sponsor.id for each in sponsors if each.sponsor.id is not None)),
        episode.season,
        str(episode.type),
        episode.audio is not None,
        out,
    )


def credits_of(episode: Episode, show: Show) -> tuple[Credit, ...]:
    """Return who takes part: those the episode names, and the show's hosts if it names no host."""
    if any(is_host(credit.role) for credit in episode.people):
        return episode.people
    named = {_key(credit.person) for credit in episode.people}
    hosts = (Credit(host, "host") for host in show.hosts if _key(host) not in named)
    return (*hosts, *episode.people)


def is_host(role: str) -> bool:
    """Say whether this is a host's role."""
    return role.casefold() in HOST_ROLES


def _key(person: Person) -> str:
    return person.id or person.name
