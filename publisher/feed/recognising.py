"""Which item of the lock an episode is, told by its slug, its date and its recording.

Files are renamed, renumbered and swapped, dates corrected, recordings replaced: two of the three
that agree outweigh one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from publisher.feed.enclosures import Enclosure
from publisher.feed.lock import Lock, LockedItem
from publisher.model import Episode
from publisher.prefixes import without_prefixes
from publisher.rules.feed.items import PLACEHOLDER_LIMIT_BYTES


class Candidate(NamedTuple):
    """An episode that is out and has an enclosure, so is an item."""

    episode: Episode
    published: datetime
    enclosure: Enclosure


Claims = Iterator[tuple[int, str]]
"""The index of a candidate, and the GUID of the item that it takes itself for."""

Sign = Callable[[Sequence[int]], Claims]
"""Says which of the candidates with these indices are which items."""


def signs(candidates: Sequence[Candidate], lock: Lock) -> tuple[Sign, ...]:
    """Return what tells which item an episode is, the surest first.

    Where slug and date stay and the recording is that of another item, the audio was replaced;
    where the date went with the recording to a slug that had another, the files were swapped.
    """
    slug = partial(_by_slug, candidates, lock)
    recording = partial(_by_recording, candidates, lock)
    return (
        partial(slug, same_date=True, same_media=True),
        partial(recording, same_date=True, new_slug=True),
        partial(slug, same_date=True),
        partial(recording, same_date=True),
        partial(recording, new_slug=True),
        slug,
    )


def steady(candidates: Sequence[Candidate], lock: Lock) -> Claims:
    """Yield the candidates that stand in the lock under their slug, with the same recording."""
    return _by_slug(candidates, lock, range(len(candidates)), same_media=True)


def _by_slug(
    candidates: Sequence[Candidate],
    lock: Lock,
    left: Sequence[int],
    *,
    same_date: bool = False,
    same_media: bool = False,
) -> Claims:
    by_slug: dict[str, list[str]] = {}
    for guid, item in sorted(lock.items.items(), key=lambda pair: pair[1].published, reverse=True):
        by_slug.setdefault(item.slug, []).append(guid)
    for index in left:
        candidate = candidates[index]
        for guid in by_slug.get(candidate.episode.slug, ()):
            item = lock.items[guid]
            if same_date and not is_same_date(candidate, item):
                continue
            if not same_media or is_same_media(candidate, item):
                yield index, guid


def _by_recording(
    candidates: Sequence[Candidate],
    lock: Lock,
    left: Sequence[int],
    *,
    same_date: bool = False,
    new_slug: bool = False,
) -> Claims:
    """Match what downloads the same, where that is beyond doubt: one episode, one item."""
    known = {item.slug for item in lock.items.values()} if new_slug else set()
    dates = {second_of(item) for item in lock.items.values()} if same_date else set()
    asked = [
        index
        for index in left
        if candidates[index].episode.slug not in known
        and (not same_date or second_of(candidates[index]) in dates)
    ]
    if not asked or not lock.items:
        return
    now_there = Counter(mark for index in left for mark in media_marks(candidates[index]))
    owners: dict[str, list[str]] = {}
    for guid, item in lock.items.items():
        for mark in media_marks(item):
            owners.setdefault(mark, []).append(guid)
    for index in asked:
        for mark in sorted(media_marks(candidates[index])):
            guids = owners.get(mark, ())
            if len(guids) != 1 or now_there[mark] != 1:
                continue
            if not same_date or is_same_date(candidates[index], lock.items[guids[0]]):
                yield index, guids[0]


def is_same_date(candidate: Candidate, item: LockedItem) -> bool:
    """Say whether both came out in the same second, the least that a feed tells."""
    return second_of(candidate) == second_of(item)


def second_of(item: Candidate | LockedItem) -> datetime:
    """Return when it came out, to the second."""
    return item.published.replace(microsecond=0)


def is_same_media(candidate: Candidate, item: LockedItem) -> bool:
    """Say whether both are one recording.

    Another one of another date at the same address is none: the file of an episode lies where its
    slug says, so it tells no more than that.
    """
    if candidate.enclosure == item.enclosure:  # as nearly always
        return True
    shared = media_marks(candidate) & media_marks(item)
    if shared != {address_of(item.enclosure)}:
        return bool(shared)
    lengths = (candidate.enclosure.length_bytes, item.enclosure.length_bytes)
    told = min(lengths) > PLACEHOLDER_LIMIT_BYTES and lengths[0] != lengths[1]
    return not told or is_same_date(candidate, item)


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
