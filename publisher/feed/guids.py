"""GUIDs that never change: players download an episode again when its GUID does."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from publisher.feed.enclosures import Enclosure
from publisher.feed.lock import Lock, LockedItem
from publisher.feed.text import one_line
from publisher.model import Episode
from publisher.prefixes import without_prefixes
from publisher.rules.feed.items import PLACEHOLDER_LIMIT_BYTES

PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


class Candidate(NamedTuple):
    """An episode that is out and has an enclosure, so is an item."""

    episode: Episode
    published: datetime
    enclosure: Enclosure


class Identified(NamedTuple):
    """An item and the GUID that it has in every feed."""

    guid: str
    candidate: Candidate


class Assigned(NamedTuple):
    """The GUID of each candidate, in their order; `renamed` holds the slug it had before."""

    guid: str
    renamed: str | None = None


def podcast_guid(feed_url: str) -> str:
    """Return the GUID of a podcast first published at `feed_url` (podcast namespace, `guid`)."""
    return str(uuid5(PODCAST_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def assign_guids(candidates: Sequence[Candidate], lock: Lock, guid: str) -> tuple[Assigned, ...]:
    """Give every candidate its GUID: `guid` is the podcast's.

    The episode's own, else the lock's for its slug, else the lock's for the same enclosure under
    a slug that is gone (the file was renamed), else one made of the podcast's GUID and the slug.
    No two get the same: of those that claim one, the locked, then the oldest, has it; and an
    episode that stands in the lock, with the same recording as ever, loses its GUID to nobody.
    """
    assigned: dict[int, Assigned] = {}
    taken: set[str] = set()
    steady = tuple(_locked(candidates, lock, same_media=True))
    for claims in (
        _given(candidates, lock, steady),
        steady,
        _renamed(candidates, lock),
        _locked(candidates, lock, same_media=False),
    ):
        for index, claim in claims:
            if index not in assigned and claim.guid not in taken:
                assigned[index] = claim
                taken.add(claim.guid)
    taken.update(lock.items)
    namespace = UUID(guid)
    without = (index for index in range(len(candidates)) if index not in assigned)
    for index in sorted(without, key=lambda n: _age(candidates[n])):
        new = _new_guid(candidates[index].episode.slug, namespace, taken)
        assigned[index] = Assigned(new)
        taken.add(new)
    return tuple(assigned[index] for index in range(len(candidates)))


Claims = Iterator[tuple[int, Assigned]]


def _given(
    candidates: Sequence[Candidate], lock: Lock, steady: Iterable[tuple[int, Assigned]]
) -> Claims:
    given = {
        index: one_line(candidate.episode.guid)
        for index, candidate in enumerate(candidates)
        if candidate.episode.guid
    }
    held: dict[int, str] = {}
    for index, claim in steady:
        if index not in given:
            held.setdefault(index, claim.guid)
    holders = frozenset(held.values())

    def rank(index: int) -> tuple[object, ...]:
        known = lock.items.get(given[index])
        slug = candidates[index].episode.slug
        return (known is None or known.slug != slug, *_age(candidates[index]))

    for index in sorted(given, key=rank):
        if given[index] and given[index] not in holders:
            yield index, Assigned(given[index])


def _locked(candidates: Sequence[Candidate], lock: Lock, *, same_media: bool) -> Claims:
    by_slug: dict[str, list[str]] = {}
    for guid, item in sorted(lock.items.items(), key=lambda pair: pair[1].published, reverse=True):
        by_slug.setdefault(item.slug, []).append(guid)
    for index, candidate in enumerate(candidates):
        for guid in by_slug.get(candidate.episode.slug, ()):
            if not same_media or is_same_media(candidate, lock.items[guid]):
                yield index, Assigned(guid)


def is_same_media(candidate: Candidate, item: LockedItem) -> bool:
    same_address = candidate.enclosure.url == item.enclosure.url  # as nearly always
    return same_address or not media_marks(candidate).isdisjoint(media_marks(item))


def _renamed(candidates: Sequence[Candidate], lock: Lock) -> Claims:
    """Match new slugs to locked items by what both download, where that is beyond doubt."""
    known = {item.slug for item in lock.items.values()}
    new = [index for index, each in enumerate(candidates) if each.episode.slug not in known]
    if not new or not known:
        return
    now_there = Counter(mark for index in new for mark in media_marks(candidates[index]))
    before = Counter(mark for item in lock.items.values() for mark in media_marks(item))
    owner = {mark: guid for guid, item in lock.items.items() for mark in media_marks(item)}
    for index in new:
        for mark in sorted(media_marks(candidates[index])):
            if before[mark] == 1 and now_there[mark] == 1:
                guid = owner[mark]
                yield index, Assigned(guid, renamed=lock.items[guid].slug)


def media_marks(item: Candidate | LockedItem) -> frozenset[str]:
    """Return what tells one recording from another, whatever its episode's slug is.

    That is its address behind all prefixes; and its length with either its name or the episode's
    date, because a file in the repository gets a new address with the new slug, and often a new
    name.
    """
    enclosure = item.enclosure
    address = address_of(enclosure)
    if enclosure.length_bytes <= PLACEHOLDER_LIMIT_BYTES:  # says nothing of the file
        return frozenset((address,))
    name = address.rpartition("/")[2]
    length = enclosure.length_bytes
    return frozenset((address, f"{length} {name}", f"{length} {item.published.timestamp()}"))


def address_of(enclosure: Enclosure) -> str:
    """Return where a recording is kept, whoever counts its downloads, by http: or https:."""
    return without_prefixes(enclosure.url).partition("://")[2]


def _new_guid(slug: str, namespace: UUID, taken: set[str]) -> str:
    """Return uuid5(podcast GUID, slug); where another episode has it, of the slug and a number."""
    name, number = slug, 1
    while (new := str(uuid5(namespace, name))) in taken:
        number += 1
        name = f"{slug}#{number}"
    return new


def _age(candidate: Candidate) -> tuple[object, ...]:
    """Sort key: oldest first."""
    return (candidate.published, candidate.episode.number or 0, candidate.episode.slug)


def next_lock(lock: Lock, guid: str, items: Sequence[Identified], feeds: Mapping[str, str]) -> Lock:
    """Return the lock of a feed of `items`; before the first of all nothing is locked.

    `guid` is the podcast's, `feeds` are those of its further feeds.
    """
    if not items and not lock.items:
        return lock
    locked = {
        each.guid: LockedItem(
            each.candidate.episode.slug, each.candidate.published, each.candidate.enclosure
        )
        for each in items
    }
    return Lock(guid, locked, feeds)
