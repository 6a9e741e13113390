"""What changes between two snapshots of a feed, for its subscribers. Linear in their size."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from publisher.feed.diff.changes import Change, FeedDiff
from publisher.feed.diff.channel import channel_changes
from publisher.feed.diff.episodes import episode_changes, is_another, told_time
from publisher.feed.diff.kinds import KINDS
from publisher.feed.diff.matching import Matched, identity, match_items
from publisher.feed.reading.snapshot import FeedSnapshot, SnapshotItem

_ORDER = {name: number for number, name in enumerate(KINDS)}


def compare(old: FeedSnapshot | None, new: FeedSnapshot, *, rolls: bool = True) -> FeedDiff:
    """Return the changes from `old`, None where nothing was published, to `new`.

    `rolls` is False where the feed is known to hold all episodes: none makes room for another.
    """
    if old is None:
        added = tuple(_added(item) for item in new.items)
        return FeedDiff(added, 0, len(new.items))
    matched = match_items(old.items, new.items)
    changes = [
        *channel_changes(old, new),
        *_repeated(old.items, new.items),
        *_gone(matched, old, new, rolls=rolls),
        *map(_added, matched.added),
        *_within(matched, old, new),
    ]
    if _reordered(matched, old.items):
        changes.append(Change("order-changed"))
    changes.sort(key=lambda change: _ORDER[change.kind])
    return FeedDiff(tuple(changes), len(old.items), len(new.items), _redownloads(matched.pairs))


def _added(item: SnapshotItem) -> Change:
    return Change("episode-added", item.title, item.guid, new=told_time(item.published))


def _within(matched: Matched, old_feed: FeedSnapshot, new_feed: FeedSnapshot) -> Iterator[Change]:
    """Yield what changed in the episodes that both feeds have."""
    jumping = _jumping(matched.pairs)
    for number, (old, new) in enumerate(matched.pairs):
        if old == new:
            continue
        if old.guid is not None and old.guid == new.guid and is_another(old, new):
            yield Change("guid-reused", new.title, new.guid, old.title, new.title)
        else:
            there, here = _settled(old, old_feed), _settled(new, new_feed)
            yield from episode_changes(there, here, jumps=number in jumping)


def _settled(item: SnapshotItem, feed: FeedSnapshot) -> SnapshotItem:
    """Return an item with what apps take from the show where it says nothing, or the same."""
    explicit = feed.explicit if item.explicit is None else item.explicit
    image = None if item.image == feed.artwork else item.image
    if explicit == item.explicit and image == item.image:
        return item
    return replace(item, explicit=explicit, image=image)


def _jumping(pairs: Sequence[tuple[SnapshotItem, SnapshotItem]]) -> frozenset[int]:
    """Return the pairs that stand at another place once both feeds are sorted by date."""
    dated = [
        (number, old.published, new.published)
        for number, (old, new) in enumerate(pairs)
        if old.published is not None and new.published is not None
    ]
    if all(old == new for _, old, new in dated):
        return frozenset()
    before = _ranks((number, old) for number, old, _ in dated)
    after = _ranks((number, new) for number, _, new in dated)
    return frozenset(number for number, rank in before.items() if after[number] != rank)


def _ranks(moments: Iterator[tuple[int, datetime]]) -> dict[int, int]:
    ordered = sorted(moments, key=lambda each: (each[1], -each[0]))
    return {number: rank for rank, (number, _) in enumerate(ordered)}


def _repeated(old: Sequence[SnapshotItem], new: Sequence[SnapshotItem]) -> Iterator[Change]:
    """Yield the GUIDs that several items of the new feed share, and more than did before."""
    before = Counter(item.guid for item in old if item.guid)
    after = Counter(item.guid for item in new if item.guid)
    told: set[str] = set()
    for item in new:
        guid = item.guid
        if guid and guid not in told and after[guid] > max(1, before[guid]):
            told.add(guid)
            yield Change("guid-repeated", item.title, guid, new=f"{after[guid]} episodes")


def _gone(
    matched: Matched, old: FeedSnapshot, new: FeedSnapshot, *, rolls: bool
) -> Iterator[Change]:
    """Yield the episodes that are gone: fallen out at the end, cut off there, or taken away."""
    kind = "episode-gone"
    if new.items and matched.gone and _are_oldest(matched):
        kind = "older-cut-off"
        if len(new.items) >= len(old.items):
            kind = "oldest-rolled-out" if rolls else "episode-gone"
    for item in matched.gone:
        yield Change(kind, item.title, item.guid, old=told_time(item.published))


def _are_oldest(matched: Matched) -> bool:
    """Say whether all that is gone is older than all that stays."""
    gone = [item.published for item in matched.gone]
    kept = [old.published for old, _ in matched.pairs]
    dates = [date for date in (*gone, *kept) if date is not None]
    if not kept or len(dates) < len(gone) + len(kept):
        return False
    newest_gone = max(date for date in gone if date is not None)
    return all(date is not None and date > newest_gone for date in kept)


def _reordered(matched: Matched, old: Sequence[SnapshotItem]) -> bool:
    place = {id(item): number for number, item in enumerate(old)}
    places = [place[id(before)] for before, _ in matched.pairs]
    return any(one > two for one, two in pairwise(places))


def _redownloads(pairs: Sequence[tuple[SnapshotItem, SnapshotItem]]) -> int:
    return sum(
        1
        for old, new in pairs
        if old.enclosure and new.enclosure and identity(old) != identity(new)
    )
