"""Which of the known links are listed, and in which groups. Pure decisions."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from publisher.links.urls import fetch_key, host_of
from publisher.listing.links import Known, Listing
from publisher.model import Network, Role, Verdict
from publisher.reports.summary import VERDICT_WORDS

RANK = {verdict: rank for rank, verdict in enumerate(VERDICT_WORDS)}
"""The worst first."""


class By(StrEnum):
    """What a group has in common."""

    VERDICT = "verdict"
    SPONSOR = "sponsor"
    HOST = "host"
    EPISODE = "episode"


class Wanted(NamedTuple):
    """What is listed; what is empty or None lets all through.

    `host` holds for its subdomains, too; `episode` is a path, `sponsor` an id.
    """

    verdicts: frozenset[Verdict] = frozenset()
    host: str | None = None
    sponsor: str | None = None
    episode: str | None = None
    url: str | None = None

    @property
    def is_all(self) -> bool:
        return self == Wanted()


class Group(NamedTuple):
    """Links that have something in common. `name` is that, `about` says more of it."""

    name: str
    about: str
    links: tuple[Known, ...]


def choose(links: Iterable[Known], wanted: Wanted) -> tuple[Known, ...]:
    """Return the links that are wanted, in their order."""
    return tuple(known for known in links if _is_wanted(known, wanted))


def _is_wanted(known: Known, wanted: Wanted) -> bool:
    url = known.check.url
    return (
        (not wanted.verdicts or known.check.verdict in wanted.verdicts)
        and (wanted.host is None or _is_at(url, wanted.host))
        and (wanted.sponsor is None or wanted.sponsor in sponsors_of(known))
        and (wanted.episode is None or wanted.episode in known.episodes)
        and (wanted.url is None or _is_same(url, wanted.url))
    )


def _is_at(url: str, host: str) -> bool:
    own = host_of(url)
    return own == host or own.endswith(f".{host}")


def _is_same(url: str, wanted: str) -> bool:
    return url == wanted.partition("#")[0] or (fetch_key(url) or url) == fetch_key(wanted)


def sponsors_of(known: Known) -> frozenset[str]:
    """Return the ids of the sponsors that a link belongs to."""
    return frozenset(
        link.owner for link in known.links if link.role is Role.SPONSOR and link.owner is not None
    )


def grouped(listing: Listing, chosen: Sequence[Known], by: By, network: Network) -> list[Group]:
    """Return the chosen links in groups, and within each the worst first, then the most used.

    Groups of hosts and sponsors are in that order, too; episodes by show, the newest first, and
    what no episode carries last. Links of no sponsor are in no group of sponsors.
    """
    if by is By.EPISODE:
        return _by_episode(listing, chosen)
    names: Callable[[Known], Iterable[str]] = {
        By.VERDICT: lambda known: (known.check.verdict.value,),
        By.HOST: lambda known: (_host_name(known.check.url),),
        By.SPONSOR: sponsors_of,
    }[by]
    groups: dict[str, list[Known]] = {}
    for known in sorted(chosen, key=_worst_first):
        for name in names(known):
            groups.setdefault(name, []).append(known)

    def about(name: str) -> str:
        if by is By.VERDICT:
            words = VERDICT_WORDS[Verdict(name)]
            return words if words != name else ""
        return network.sponsors[name].name if by is By.SPONSOR else ""

    found = [Group(name, about(name), tuple(links)) for name, links in groups.items()]
    return sorted(found, key=lambda group: (*_worst_first(group.links[0])[:2], group.name))


def _worst_first(known: Known) -> tuple[int, int, str]:
    return RANK[known.check.verdict], -len(known.episodes), known.check.url


def _host_name(url: str) -> str:
    return host_of(url).removeprefix("www.") or "no host"


def _by_episode(listing: Listing, chosen: Sequence[Known]) -> list[Group]:
    carried: dict[str, list[Known]] = {}
    for known in sorted(chosen, key=_worst_first):
        for path in known.episodes or sorted({link.place.path for link in known.links}):
            carried.setdefault(path, []).append(known)
    groups = []
    for episode in listing.episodes:
        path = episode.source.path
        links = carried.pop(path, ())
        day = f"{episode.published.date()}, " if episode.published else ""
        if links:
            groups.append(Group(path, f"{day}{episode.title}", tuple(links)))
    return groups + [Group(path, "", tuple(links)) for path, links in sorted(carried.items())]
