"""The keys of a show's episodes: how many files have each, and what their values look like."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from publisher.adopting.pages import Page
from publisher.adopting.spellings import rank
from publisher.config.schema import EPISODE
from publisher.config.tables import Reading, Rejected
from publisher.config.times import read_seconds
from publisher.model import Place, Value


class Key(NamedTuple):
    """A key of theirs and the values under it, one of each file that gives any."""

    name: str
    values: tuple[Value, ...]
    example: str  # the file with the first of them

    @property
    def files(self) -> int:
        return len(self.values)

    def share(self, fits: Callable[[Value], bool]) -> float:
        """Return of how many values something holds, from 0 to 1."""
        return sum(map(fits, self.values)) / len(self.values)


def keys_of(pages: Sequence[Page]) -> Mapping[str, Key]:
    """Return every key that says something in any of the pages, by its path."""
    values: dict[str, list[Value]] = defaultdict(list)
    examples: dict[str, str] = {}
    for page in pages:
        for name, value in page.values.items():
            values[name].append(value)
            examples.setdefault(name, page.path)
    return {name: Key(name, tuple(found), examples[name]) for name, found in values.items()}


def by_name(keys: Mapping[str, Key], names: tuple[str, ...]) -> list[Key]:
    """Return the keys that have one of the names, the surest first."""
    ranked = [(rank(name, names), -key.files, name) for name, key in keys.items()]
    return [keys[name] for place, _, name in sorted(ranked) if place < 1000]


class _Nowhere:
    """Stands for a file where only a value matters."""

    def place(self, *_keys: str | int) -> Place:
        return Place("")

    def written(self, *_keys: str | int) -> str:
        return "1"

    def key_name(self, *_keys: str | int) -> str:
        return ""


NOWHERE = _Nowhere()


def is_taken(ours: str, value: Value) -> bool:
    """Say whether our key takes a value, as far as the value alone tells."""
    reading = Reading(NOWHERE)
    try:
        found = EPISODE.keys[ours].read(value, (ours,), reading)
    except Rejected:
        return False
    return found is not None and not reading.complaints


def is_duration(value: Value) -> bool:
    """Say whether a value is a time as we read it, and no mere number of minutes."""
    seconds = read_seconds(value)
    return seconds is not None and seconds > 0
