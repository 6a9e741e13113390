"""Every link of the shows with its last answer and its history."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from publisher.answering import as_written, by_address, own_site
from publisher.asking import cache_file
from publisher.inspection import (
    ReadShow,
    inspect_config,
    inspect_show,
    list_shows,
    read_show,
    unite,
)
from publisher.model import Episode, Link, LinkCheck, Network, Show, Sponsorship
from publisher.reports.summary import counted
from publisher.repository import pick_shows
from publisher.web.cache import open_cache
from publisher.web.exchange import WebPolicy
from publisher.web.known import known_answers
from publisher.web.rows import Spell

NOTHING_KNOWN = "Nothing is known yet of how the web answers: run `publisher check`."


class Known(NamedTuple):
    """A unique URL, its last answer, and where it stands.

    `episodes` are the paths of those in which it is written, or that name the sponsor or person
    it belongs to. `history` is empty where it was never asked.
    """

    check: LinkCheck
    links: tuple[Link, ...]  # by place
    episodes: tuple[str, ...]  # sorted
    history: tuple[Spell, ...] = ()


class Listing(NamedTuple):
    """All that is known: links by URL, episodes newest first, lines about the listing itself."""

    links: tuple[Known, ...]
    episodes: tuple[Episode, ...]
    notices: tuple[str, ...] = ()


def list_links(network: Network, slugs: Sequence[str], now: datetime) -> Listing:
    """Return what is known of the links of the shows named, or of all; asks nobody.

    Of sponsors and people, a listing of some shows has those that their episodes name. Raises
    UsageError for an unknown show, and as `list_shows` does.
    """
    chosen = pick_shows(network, slugs)
    # Links of one show to another's pages are judged by what that publishes.
    read = [read_show(each, network, now) for each in list_shows(network, pick_shows(network, ()))]
    parts = [inspect_config(network, now), *(inspect_show(each, network, now) for each in read)]
    inspected = unite(parts)
    by_url = by_address(inspected.links)
    named = _named(read)
    # Not made just to look into it.
    file = cache_file(network)
    there = os.path.isfile(file)  # noqa: PTH113 (never raises)
    with open_cache(file if there else None) as cache:
        settings = network.settings
        answers = known_answers(
            by_url,
            WebPolicy.of(settings.links, site=settings.site),
            now=now,
            cache=cache,
            own=own_site(inspected, settings),
        )
        spells = cache.histories(answers.checks) if cache is not None else {}
        told = answers.notices if cache is None else tuple(cache.notices)
    links = tuple(
        Known(
            as_written(url, answers.of(url)),
            tuple(sorted(found, key=lambda link: link.place)),
            _episodes(found, named.get(url, frozenset()), inspected.paths),
            spells.get(answers.keys.get(url, ""), ()),
        )
        for url, found in sorted(by_url.items())
    )
    notices = (*told, *(() if there else (NOTHING_KNOWN,)), *_unread(read))
    episodes = tuple(sorted((e for show in read for e in show.episodes), key=_newest_first))
    listing = Listing(links, episodes, notices)
    return _narrowed(listing, read, chosen) if slugs else listing


def _newest_first(episode: Episode) -> tuple[str, float, str]:
    """Sort by show; drafts without a date come first, they come out last."""
    at = episode.published.astimezone(UTC).timestamp() if episode.published else float("inf")
    return episode.show, -at, episode.source.path


def _unread(read: Iterable[ReadShow]) -> Iterator[str]:
    count = sum(len(show.files) - len(show.episodes) for show in read)
    if count:
        files = counted(count, "episode file")
        yield f"{files} can't be read as an episode; `publisher check` says why."


def _named(read: Iterable[ReadShow]) -> dict[str, set[str]]:
    """Return, by URL without its fragment, the episodes that have it from the config."""
    named: dict[str, set[str]] = {}
    for each in read:
        for episode in each.episodes:
            for url in _urls_by_name(episode, each.show):
                named.setdefault(url.partition("#")[0], set()).add(episode.source.path)
    return named


def _urls_by_name(episode: Episode, show: Show) -> Iterator[str]:
    for sponsorship in episode.sponsors:
        if (url := paid_url(sponsorship, show.slug)) is not None:
            yield url
    for credit in episode.people:
        yield from (profile.url for profile in credit.person.profiles)
        if credit.person.website:
            yield credit.person.website


def paid_url(sponsorship: Sponsorship, show: str) -> str | None:
    """Return the sponsor's link in an episode: its own, else the show's, else the sponsor's."""
    terms = sponsorship.sponsor.shows.get(show)
    return sponsorship.url or (terms.url if terms else None) or sponsorship.sponsor.url


def _episodes(
    links: Iterable[Link], named: Iterable[str], episodes: frozenset[str]
) -> tuple[str, ...]:
    written = {link.place.path for link in links} & episodes
    return tuple(sorted(written.union(named)))


def _narrowed(listing: Listing, read: Iterable[ReadShow], chosen: Iterable[Show]) -> Listing:
    """Keep what concerns the chosen shows, and of that no place in another show."""
    slugs = {show.slug for show in chosen}
    paths: Mapping[bool, set[str]] = {True: set(), False: set()}
    for each in read:
        of_show = paths[each.show.slug in slugs]
        of_show |= {file.path for file in each.files}
        of_show.add(each.show.source.path)
    own, others = paths[True], paths[False]
    links = (
        known._replace(
            links=tuple(link for link in known.links if link.place.path not in others),
            episodes=tuple(path for path in known.episodes if path in own),
        )
        for known in listing.links
    )
    kept = (
        known
        for known in links
        if known.episodes or any(link.place.path in own for link in known.links)
    )
    episodes = tuple(episode for episode in listing.episodes if episode.show in slugs)
    return listing._replace(links=tuple(kept), episodes=episodes)
