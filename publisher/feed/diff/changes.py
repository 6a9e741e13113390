"""One change, and all of them: what `compare` returns."""

from collections import Counter
from typing import NamedTuple

from publisher.feed.diff.kinds import KINDS, Effect, Kind


class Change(NamedTuple):
    """What became of an episode, or of the show, where `title` and `guid` are None."""

    kind: str
    title: str | None = None
    guid: str | None = None
    old: str | None = None
    new: str | None = None

    @property
    def row(self) -> Kind:
        return KINDS[self.kind]

    @property
    def hurts(self) -> bool:
        return self.row.effect is Effect.HURTS


class FeedDiff(NamedTuple):
    """The changes in the order of the table of kinds, and within a kind in that of the new feed.

    `redownloads` counts the episodes that players fetch once more.
    """

    changes: tuple[Change, ...]
    old_episodes: int
    new_episodes: int
    redownloads: int = 0

    @property
    def hurts(self) -> bool:
        return any(change.hurts for change in self.changes)

    def count(self, kind: str) -> int:
        return self.counts[kind]

    @property
    def counts(self) -> Counter[str]:
        """How many changes of each kind there are."""
        return Counter(change.kind for change in self.changes)
