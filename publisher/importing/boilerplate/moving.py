"""Which units can leave all the bodies that have them, because a template can show them there.

A unit can where it stands at the end of bodies (or at the beginning), behind nothing but what
leaves them, too; a section, which explains itself, can wherever it stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from publisher.importing.boilerplate.cutting import BlockKind
from publisher.importing.boilerplate.eras import FEWEST, Standing, standing_of
from publisher.importing.boilerplate.leaving import Moved, Notes, find_bereft
from publisher.importing.boilerplate.units import NAMES, REPEATED, Unit


class _Candidate(NamedTuple):
    """Where a unit could leave bodies, and where it stands in each of them."""

    standing: Standing
    at: Mapping[int, Sequence[int]]
    least_at_edge: int


_AT_EDGE = 0.5  # of the episodes; in the others it stands further in
_FEWEST_SPACES = 4
_LARGEST_TEMPLATE = 44_000  # bytes; a build reads no more than 64 KB
_AROUND_TEXT = 200
_MOST_CANDIDATES = 2_000
_MOST_ROUNDS = 60
_MOST_TRIES = 12
_NEVER = re.compile(r"\b\d{1,2}:\d\d\b|\{\{|\{%|\[\w+ \w+=")  # chapters; what a tool fills in


def find_moved(notes: Notes, can_show: Callable[[str], bool]) -> tuple[Moved, ...]:
    """Return the units to be moved. `can_show` says of a block's Markdown that a template can.

    No body loses all it has, no heading all that stood below it: what would cause that stays
    in that episode, or, where it happens over and over, in all of them.
    """
    at = _places(notes)
    candidates = _candidates(notes, at, can_show)
    for tries in range(_MOST_TRIES):
        moved = _settle(notes, candidates)
        wrong = find_bereft(notes, moved)
        if not wrong:
            return moved
        for key in sorted(wrong):
            for episode in wrong[key]:
                at[key].pop(episode, None)
            candidate = _candidate(notes, at[key], can_show)
            if candidate is None or tries >= _MOST_TRIES // 2:
                del candidates[key]
            else:
                candidates[key] = candidate
    return ()


def _places(notes: Notes) -> dict[str, dict[int, list[int]]]:
    """Return where each key stands that may be moved: by episode, the indices of the units."""
    counts = Counter(unit.key for units in notes.units for unit in units)
    fewest = min(FEWEST, max(REPEATED, len(notes.units) * 4 // 5))
    at: dict[str, dict[int, list[int]]] = {
        key: {} for key, count in counts.items() if count >= fewest and key and key != "---"
    }
    for episode, units in enumerate(notes.units):
        for index, unit in enumerate(units):
            if unit.key in at:
                at[unit.key].setdefault(episode, []).append(index)
    return {key: places for key, places in at.items() if len(places) >= fewest}


def _candidates(
    notes: Notes, at: Mapping[str, Mapping[int, Sequence[int]]], can_show: Callable[[str], bool]
) -> dict[str, _Candidate]:
    often = sorted(at, key=lambda key: (-len(at[key]), key))
    found = {
        key: _candidate(notes, at[key], can_show)
        for key in often[:_MOST_CANDIDATES]
        if not _NEVER.search(key)
    }
    return {key: each for key, each in found.items() if each is not None}


def _candidate(
    notes: Notes, places: Mapping[int, Sequence[int]], can_show: Callable[[str], bool]
) -> _Candidate | None:
    standing = standing_of(places, notes.days, notes.by_day)
    if standing is None:
        return None
    episode, (index, *_) = next(iter(places.items()))
    unit = notes.units[episode][index]
    if not all(can_show(block.text) for block in notes.blocks[episode][unit.start : unit.end]):
        return None
    # What says little by itself may be about what stands below it.
    speaks = "](" in unit.key or "://" in unit.key or unit.key.count(" ") >= _FEWEST_SPACES
    is_heading = notes.blocks[episode][unit.start].level > 0
    if not speaks and " " not in unit.key:
        return None
    share = _AT_EDGE if speaks and not is_heading else 1
    at = {each: places[each] for each in standing.episodes}
    return _Candidate(standing, at, ceil(share * len(at)))


class _Going:
    """What has been decided to go, within what a template may hold."""

    def __init__(self, notes: Notes) -> None:
        self.gone: list[set[int]] = [set(each) for each in notes.sponsored]
        self.moved: dict[str, bool] = {}  # key → whether it stands first
        self._room = _LARGEST_TEMPLATE

    def add(self, key: str, places: Mapping[int, Sequence[int]], *, first: bool) -> bool:
        """Let a unit go, and say whether there was room for it."""
        size = 2 * len(key.encode()) + _AROUND_TEXT
        if key in self.moved or size > self._room:
            return False
        self._room -= size
        self.moved[key] = first
        for episode, found in places.items():
            self.gone[episode].update(found)
        return True


def _settle(notes: Notes, candidates: Mapping[str, _Candidate]) -> tuple[Moved, ...]:
    """Take units from the edges of the bodies inwards until no further one can go."""
    going = _Going(notes)
    for key, candidate in candidates.items():
        episode, (index, *_) = next(iter(candidate.at.items()))
        if notes.units[episode][index].is_section:
            going.add(key, candidate.at, first=False)
    passed = _closing_words(notes, candidates)
    ends = [(0, len(units)) for units in notes.units]
    for _ in range(_MOST_ROUNDS):
        last: Counter[str] = Counter()
        first: Counter[str] = Counter()
        for episode, units in enumerate(notes.units):
            away = going.gone[episode] | passed[episode]
            ends[episode] = start, end = _inner(units, away, *ends[episode])
            if start < end:
                last[units[end - 1].key] += 1
                first[units[start].key] += 1
        added = [
            going.add(key, candidates[key].at, first=counts is first)
            for counts in (last, first)
            for key, count in sorted(counts.items())
            if key in candidates and count >= candidates[key].least_at_edge
        ]
        if not any(added):
            break
    return tuple(
        _moved(key, is_first, candidates[key], notes) for key, is_first in going.moved.items()
    )


def _inner(units: Sequence[Unit], gone: Collection[int], start: int, end: int) -> tuple[int, int]:
    """Return what of a body's units is left between those that go at its ends."""
    while start < end and start in gone:
        start += 1
    while start < end and (end - 1 in gone or _dangles(units, end - 1, gone)):
        end -= 1
    return start, end


def _dangles(units: Sequence[Unit], index: int, gone: Collection[int]) -> bool:
    """Say whether it is a rule that parted only what goes from the rest."""
    return units[index].key == "---" and index + 1 < len(units) and index + 1 in gone


def _closing_words(notes: Notes, candidates: Collection[str]) -> list[set[int]]:
    """Return what closes each body in words that repeat, but for the names in them.

    "The post … appeared first on …" stays, and what stands before it counts as the end.
    """
    closing = []
    for units, blocks in zip(notes.units, notes.blocks, strict=True):
        key = units[-1].key if len(units) > 1 else ""
        line = key not in candidates and key and blocks[units[-1].start].kind is BlockKind.LINE
        closing.append(NAMES.sub("", key) if line and len(key) < 1_000 else "")
    counts = Counter(closing)
    return [
        {len(units) - 1} if counts[words] >= FEWEST and len(words.split()) >= 3 else set()
        for words, units in zip(closing, notes.units, strict=True)
    ]


def _moved(key: str, is_first: bool, candidate: _Candidate, notes: Notes) -> Moved:
    standing, at, _ = candidate
    depths = (
        found[0] if is_first else len(notes.units[each]) - found[-1] for each, found in at.items()
    )
    return Moved(key, is_first, sum(depths) / len(at), standing, at)
