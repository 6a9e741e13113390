"""GUIDs that never change: players download an episode again when its GUID does."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID, uuid5

from publisher.feed.lock import Lock, LockedItem
from publisher.feed.recognising import Candidate, Claims, signs, steady
from publisher.feed.text import one_line

PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


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

    The episode's own, else that of the item of the lock that it is, else one made of the podcast's
    GUID and the slug. No two get the same: of those that claim one, the locked, then the oldest,
    has it; and an episode that stands in the lock, with the same recording as ever, loses its GUID
    to nobody.
    """
    assigned: dict[int, Assigned] = {}
    taken: set[str] = set()
    for sign in (lambda _: _given(candidates, lock), *signs(candidates, lock)):
        left = [index for index in range(len(candidates)) if index not in assigned]
        if not left:
            break
        for index, claim in sign(left):
            if index not in assigned and claim not in taken:
                assigned[index] = Assigned(claim, _renamed(candidates[index], claim, lock))
                taken.add(claim)
    taken.update(lock.items)
    namespace = UUID(guid)
    without = (index for index in range(len(candidates)) if index not in assigned)
    for index in sorted(without, key=lambda n: _age(candidates[n])):
        new = _new_guid(candidates[index].episode.slug, namespace, taken)
        assigned[index] = Assigned(new)
        taken.add(new)
    return tuple(assigned[index] for index in range(len(candidates)))


def _renamed(candidate: Candidate, guid: str, lock: Lock) -> str | None:
    """Return the slug under which an episode was published, if it has another one now.

    One that names its GUID itself may be called as it likes.
    """
    slug = lock.items[guid].slug if guid in lock.items and not candidate.episode.guid else None
    return slug if slug != candidate.episode.slug else None


def _given(candidates: Sequence[Candidate], lock: Lock) -> Claims:
    given = {
        index: one_line(candidate.episode.guid)
        for index, candidate in enumerate(candidates)
        if candidate.episode.guid
    }
    held: dict[int, str] = {}
    for index, claim in steady(candidates, lock):
        if index not in given:
            held.setdefault(index, claim)
    holders = frozenset(held.values())

    def rank(index: int) -> tuple[object, ...]:
        known = lock.items.get(given[index])
        slug = candidates[index].episode.slug
        return (known is None or known.slug != slug, *_age(candidates[index]))

    for index in sorted(given, key=rank):
        if given[index] and given[index] not in holders:
            yield index, given[index]


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


def next_lock(
    lock: Lock,
    guid: str,
    items: Sequence[Identified],
    feeds: Mapping[str, str],
    feed_url: str | None = None,
) -> Lock:
    """Return the lock of a feed of `items`; before the first of all nothing is locked.

    `guid` is the podcast's, `feeds` are those of its further feeds, `feed_url` is its address.
    """
    if not items and not lock.items:
        return lock
    locked = {
        each.guid: LockedItem(
            each.candidate.episode.slug, each.candidate.published, each.candidate.enclosure
        )
        for each in items
    }
    return Lock(guid, locked, feeds, feed_url)
