"""Which item of a new feed is which of the old one, also where its GUID changed."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from publisher.feed.diff.addresses import file_key
from publisher.feed.reading.snapshot import SnapshotItem

Key = Callable[[SnapshotItem], Hashable | None]


class Matched(NamedTuple):
    """Pairs of old and new items, and those of each side that have no other, in feed order."""

    pairs: tuple[tuple[SnapshotItem, SnapshotItem], ...]
    gone: tuple[SnapshotItem, ...]
    added: tuple[SnapshotItem, ...]


def identity(item: SnapshotItem) -> str | None:
    """Return what apps know an item by: its GUID, else its enclosure's address."""
    return item.guid or (item.enclosure.url if item.enclosure else None)


def match_items(old: Sequence[SnapshotItem], new: Sequence[SnapshotItem]) -> Matched:
    """Pair the items by identity, then by audio file, title and day, or a title nobody else has.

    Of several that share a GUID, those go together that have the same audio.
    """
    pairs: list[tuple[int, int]] = []
    olds, news = list(range(len(old))), list(range(len(new)))
    for key in (_identity_file, identity, _file, _title_day, _title, _itself):
        found = _paired(old, new, olds, news, key, is_unique=key is _title)
        pairs += found
        taken_old, taken_new = {one for one, _ in found}, {two for _, two in found}
        olds = [each for each in olds if each not in taken_old]
        news = [each for each in news if each not in taken_new]
    pairs.sort(key=lambda pair: pair[1])
    return Matched(
        tuple((old[one], new[two]) for one, two in pairs),
        tuple(old[each] for each in olds),
        tuple(new[each] for each in news),
    )


def _paired(
    old: Sequence[SnapshotItem],
    new: Sequence[SnapshotItem],
    olds: Sequence[int],
    news: Sequence[int],
    key: Key,
    *,
    is_unique: bool,
) -> list[tuple[int, int]]:
    waiting: dict[Hashable, deque[int]] = {}
    for each in news:
        if (name := key(new[each])) is not None:
            waiting.setdefault(name, deque()).append(each)
    names = [(each, key(old[each])) for each in olds]
    count = Counter(name for _, name in names)
    found = []
    for each, name in names:
        there = waiting.get(name) if name is not None else None
        if not there or (is_unique and (len(there) > 1 or count[name] > 1)):
            continue
        found.append((each, there.popleft()))
    return found


def _identity_file(item: SnapshotItem) -> Hashable | None:
    return (identity(item), _file(item)) if item.enclosure else None


def _file(item: SnapshotItem) -> Hashable | None:
    return file_key(item.enclosure.url) if item.enclosure else None


def _title(item: SnapshotItem) -> str | None:
    return " ".join(item.title.casefold().split()) or None


def _itself(item: SnapshotItem) -> Hashable:
    """Return what items that have nothing to be known by are matched by."""
    return item


def _title_day(item: SnapshotItem) -> Hashable | None:
    title = _title(item)
    return (title, item.published.date()) if title and item.published else None
