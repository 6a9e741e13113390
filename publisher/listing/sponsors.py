"""Sponsors: their campaigns, their episodes, and every place that sends listeners to them."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from publisher.listing.choosing import RANK, sponsors_of
from publisher.listing.links import Known, Listing, paid_url
from publisher.model import (
    Episode,
    Link,
    LinkCheck,
    Network,
    Place,
    Role,
    Sponsor,
    Sponsorship,
)
from publisher.rules.campaigns import gives_way
from publisher.rules.catalogue import Context


class Kind(StrEnum):
    """How a place names a sponsor."""

    CONFIG = "config"  # its address in sponsors.toml
    SPONSORS = "sponsors"  # the list of an episode
    LINK = "link"  # a link elsewhere in an episode


class Use(NamedTuple):
    """A place that sends listeners to a sponsor, with what.

    `show` is the slug of the show it holds for, None for all. `is_out` is None outside episodes.
    """

    kind: Kind
    place: Place
    url: str | None
    code: str | None
    check: LinkCheck | None = None
    show: str | None = None
    episode: Episode | None = None
    is_out: bool | None = None


class Surveyed(NamedTuple):
    """A sponsor with its episodes, out and to come (each newest first), and what its links do."""

    id: str
    sponsor: Sponsor
    out: tuple[Episode, ...]
    to_come: tuple[Episode, ...]
    links: tuple[Known, ...]

    @property
    def worst(self) -> LinkCheck | None:
        """The worst answer about its links."""
        checks = (known.check for known in self.links)
        return min(checks, key=lambda check: RANK[check.verdict], default=None)


def survey(network: Network, listing: Listing, now: datetime) -> tuple[Surveyed, ...]:
    """Return every sponsor of the config, by id."""
    episodes: dict[str | None, list[Episode]] = {}
    for episode in listing.episodes:
        for id_ in {each.sponsor.id for each in episode.sponsors}:
            episodes.setdefault(id_, []).append(episode)
    links: dict[str, list[Known]] = {}
    for known in listing.links:
        for id_ in sponsors_of(known):
            links.setdefault(id_, []).append(known)
    return tuple(
        Surveyed(
            id_,
            sponsor,
            tuple(each for each in episodes.get(id_, ()) if each.is_out(now)),
            tuple(each for each in episodes.get(id_, ()) if not each.is_out(now)),
            tuple(links.get(id_, ())),
        )
        for id_, sponsor in sorted(network.sponsors.items())
    )


def expiring(
    surveyed: Iterable[Surveyed], span: timedelta, network: Network, now: datetime
) -> tuple[Surveyed, ...]:
    """Return those whose campaign ends within `span`, or is over while episodes to come use it.

    The first to end comes first. Days are UTC's, as in the rules about campaigns. Where the notes
    leave a sponsor out by themselves once its campaign is over, an episode doesn't count.
    """
    today = now.date()
    found = []
    for each in surveyed:
        if each.sponsor.is_over(today):
            kept = tuple(
                episode
                for episode in each.to_come
                if not gives_way(
                    each.sponsor, Context(now, network, network.shows.get(episode.show))
                )
            )
            if kept:
                found.append(each._replace(to_come=kept))
        elif each.sponsor.ends_within(span, today):
            found.append(each)
    return tuple(sorted(found, key=lambda each: (each.sponsor.ends or date.max, each.id)))


def uses_of(sponsor: Sponsor, listing: Listing, now: datetime) -> tuple[Use, ...]:
    """Return every place of a sponsor: in the config, then in the episodes, newest first."""
    mentions: dict[str, list[Link]] = {}
    for known in listing.links:
        for link in known.links:
            if link.role is Role.SPONSOR and link.owner == sponsor.id:
                mentions.setdefault(link.place.path, []).append(link)
    uses = [*_in_config(sponsor)]
    for episode in listing.episodes:
        links = mentions.get(episode.source.path, ())
        here = sorted(_in_episode(sponsor, episode, links), key=lambda use: use.place)
        out = episode.is_out(now)
        uses += (use._replace(show=episode.show, episode=episode, is_out=out) for use in here)
    checks = {known.check.url: known.check for known in listing.links}
    return tuple(use._replace(check=checks.get(_plain(use.url))) for use in uses)


def _in_config(sponsor: Sponsor) -> Iterator[Use]:
    yield Use(Kind.CONFIG, sponsor.url_place or sponsor.place, sponsor.url, sponsor.code)
    for show, terms in sorted(sponsor.shows.items()):
        place = terms.url_place or sponsor.place
        yield Use(Kind.CONFIG, place, terms.url, terms.code, show=show)


def _in_episode(sponsor: Sponsor, episode: Episode, links: Iterable[Link]) -> Iterator[Use]:
    """Yield what an episode's list of sponsors says, and the `links` that are none of it."""
    told: set[Place | None] = set()
    for sponsorship in episode.sponsors:
        if sponsorship.sponsor.id == sponsor.id:
            url, code = paid_url(sponsorship, episode.show), _code_of(sponsorship, episode.show)
            yield Use(Kind.SPONSORS, sponsorship.place, url, code)
            told.add(sponsorship.url_place)
    for link in links:
        if link.place not in told:
            yield Use(Kind.LINK, link.place, link.url, None)


def _code_of(sponsorship: Sponsorship, show: str) -> str | None:
    terms = sponsorship.sponsor.shows.get(show)
    return sponsorship.code or (terms.code if terms else None) or sponsorship.sponsor.code


def _plain(url: str | None) -> str:
    return (url or "").partition("#")[0]


# ---------------------------------------------------------------- campaigns


class Phase(StrEnum):
    """Where a campaign stands on a day."""

    OPEN = "open"  # it names no end
    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"


def phase_of(sponsor: Sponsor, today: date) -> Phase:
    """Return where a campaign stands; one that has not begun is planned, with an end or without."""
    if sponsor.is_over(today):
        return Phase.ENDED
    if sponsor.starts is not None and sponsor.starts > today:
        return Phase.PLANNED
    return Phase.RUNNING if sponsor.ends is not None else Phase.OPEN


def days_left(sponsor: Sponsor, today: date) -> int | None:
    """Return the days from today to the last one: 0 on it, negative after; None without an end."""
    return None if sponsor.ends is None else (sponsor.ends - today).days
