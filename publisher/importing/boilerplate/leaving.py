"""What bodies keep when units leave them, and which of them must not be left so."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from publisher.importing.boilerplate.cutting import INTRODUCING, Block, BlockKind
from publisher.importing.boilerplate.eras import Standing
from publisher.importing.boilerplate.units import NAMES, Unit


class Moved(NamedTuple):
    """A unit that leaves the bodies of `standing.episodes`; `at` says where it stood in each.

    `depth` is how far from the edge it stands, on average.
    """

    key: str
    first: bool  # before what is the episode's own
    depth: float
    standing: Standing
    at: Mapping[int, Sequence[int]]  # episode → indices of the units


class Notes(NamedTuple):
    """A show's episodes: the blocks and units of each body, and which units sponsors take."""

    blocks: Sequence[Sequence[Block]]
    units: Sequence[Sequence[Unit]]
    sponsored: Sequence[Collection[int]]  # by episode, the units' indices
    days: Sequence[str]
    by_day: Mapping[str, Sequence[int]]


_FEWEST_WORDS = 2  # that say what a line is about without the lines around it
_WORD = re.compile(r"[^\W\d_]{2,}")


def left_of(notes: Notes, moved: Sequence[Moved]) -> list[list[int]]:
    """Return the indices of the units that each body keeps."""
    gone: list[set[int]] = [set(each) for each in notes.sponsored]
    for each in moved:
        for episode, found in each.at.items():
            gone[episode].update(found)
    kept = []
    for units, away in zip(notes.units, gone, strict=True):
        left = [index for index in range(len(units)) if index not in away]
        while away and left and units[left[-1]].key == "---" and left[-1] + 1 in away:
            left.pop()
        kept.append(left)
    return kept


def find_bereft(notes: Notes, moved: Sequence[Moved]) -> dict[str, list[int]]:
    """Return keys with the episodes in which they must stay.

    Without them a body or a heading would be left with nothing.
    """
    keys = {each.key for each in moved}
    wrong: dict[str, list[int]] = {}
    for episode, left in enumerate(left_of(notes, moved)):
        units = notes.units[episode]
        if len(left) == len(units):
            continue
        kept = set(left)
        lost = _torn_out(notes.blocks[episode], units, kept)
        if all(units[index].key == "---" for index in left):
            lost |= {next((unit.key for unit in units if unit.key in keys), "")}
        for index in left:
            orphan = _first_lost_below(notes.blocks[episode], units, index, kept)
            lost |= {orphan.key} if orphan is not None else set()
        for key in lost & keys:
            wrong.setdefault(key, []).append(episode)
    return wrong


def _first_lost_below(
    blocks: Sequence[Block], units: Sequence[Unit], index: int, kept: Collection[int]
) -> Unit | None:
    """Return the first unit of a heading's section if nothing of the section is left."""
    level = blocks[units[index].start].level
    if not level or units[index].is_section:
        return None
    for below in range(index + 1, len(units)):
        block = blocks[units[below].start]
        ends = 0 < block.level <= level or (level == INTRODUCING and block.level)
        if ends or block.kind is BlockKind.RULE:
            break
        if below in kept:
            return None
    first = index + 1
    return units[first] if first < len(units) and first not in kept else None


def _torn_out(blocks: Sequence[Block], units: Sequence[Unit], kept: Collection[int]) -> set[str]:
    """Return the keys of bare links that would leave a list or paragraph of which more is left."""
    runs_left = {blocks[units[index].start].run for index in kept}
    return {
        unit.key
        for index, unit in enumerate(units)
        if index not in kept
        and blocks[unit.start].run in runs_left
        and len(_WORD.findall(NAMES.sub("", unit.key))) < _FEWEST_WORDS
    }
