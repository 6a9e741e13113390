"""A diff in words: what every form of the report says, however it looks."""

from collections.abc import Iterator
from typing import NamedTuple

from publisher.diffing.values import Compared
from publisher.feed.diff.changes import Change, FeedDiff
from publisher.feed.diff.kinds import Effect, Kind
from publisher.reports.summary import counted

HEADINGS = {
    Effect.HURTS: "What would hurt subscribers",
    Effect.NOTICED: "What they will notice",
    Effect.INVISIBLE: "What nobody sees",
}
SHOWN = {Effect.HURTS: 20, Effect.NOTICED: 5, Effect.INVISIBLE: 0}
"""How many changes of a kind are told one by one."""

_GONE = ("episode-gone", "older-cut-off", "oldest-rolled-out")


class Group(NamedTuple):
    """The changes of one kind."""

    kind: Kind
    changes: tuple[Change, ...]
    heading: str

    @property
    def told(self) -> tuple[Change, ...]:
        """Those that are told one by one; of the show's own only such as have something to say."""
        shown = self.changes[: SHOWN[self.kind.effect]]
        return tuple(change for change in shown if change.title or change.old or change.new)

    @property
    def left(self) -> int:
        """How many more there are."""
        return max(0, len(self.changes) - SHOWN[self.kind.effect]) if self.told else 0


def summary(diff: FeedDiff) -> str:
    """Return the first line: what a subscriber would ask first."""
    counts = diff.counts
    gone = sum(counts[kind] for kind in _GONE)
    parts = [f"{counted(counts['episode-added'], 'episode')} added"]
    if gone:
        parts.append(f"{counted(gone, 'episode')} gone")
    parts.append(f"{counted(counts['guid-changed'], 'GUID')} changed")
    if counts["date-changed"]:
        parts.append(f"{counted(counts['date-changed'], 'date')} moved")
    parts.append(f"{counted(counts['notes-edited'], 'description')} edited")
    parts.append(f"players will re-download {counted(diff.redownloads, 'episode')}")
    return "; ".join(parts)


def origin(compared: Compared) -> str:
    """Return what was compared with what."""
    diff = compared.diff
    return (
        f"{compared.old} ({counted(diff.old_episodes, 'episode')}) → "
        f"{compared.new} ({counted(diff.new_episodes, 'episode')})"
    )


def groups(diff: FeedDiff, effect: Effect) -> Iterator[Group]:
    """Yield the changes of an effect by kind, in the order of the table."""
    by_kind: dict[str, list[Change]] = {}
    for change in diff.changes:
        if change.row.effect is effect:
            by_kind.setdefault(change.kind, []).append(change)
    for changes in by_kind.values():
        kind = changes[0].row
        yield Group(kind, tuple(changes), _heading(kind, len(changes), diff))


def _heading(kind: Kind, count: int, diff: FeedDiff) -> str:
    """Return `1 of 850 GUIDs changed: …`, or without a count what became of the show."""
    said = f": {kind.says}" if kind.says else ""
    if kind.of_show:
        words = f"T{kind.one[1:]}" if kind.one.startswith("the ") else kind.one
        return f"{words}{said}"
    whole = f" (of {diff.old_episodes:,})" if kind.effect is Effect.HURTS else ""
    return f"{counted(count, kind.one, kind.many)}{whole}{said}"


def told_values(change: Change) -> tuple[str, ...]:
    """Return the old and the new value; one alone where the kind says that it came or went."""
    old, new = change.old, change.new
    if old is None and new is None:
        return ()
    if (old is None or new is None) and not change.kind.endswith(("-changed", "-edited", "-moves")):
        return (old or new or "",)
    return (old or "nothing", new or "nothing")
