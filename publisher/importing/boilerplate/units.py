"""The blocks of each body → the units that repeat as wholes: sections, and single blocks."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from publisher.importing.boilerplate.cutting import INTRODUCING, Block, BlockKind


class Unit(NamedTuple):
    """Blocks of a body that go or stay together: `blocks[start:end]`; `key` is what they say."""

    key: str
    start: int
    end: int
    is_section: bool = False  # a heading with all that stands below it


REPEATED = 3
"""What stands in fewer episodes is no boilerplate."""

NAMES = re.compile(r"\[[^\]]*\]\([^)]*\)|https?://\S+|\d+")
"""What differs where a text is the same but for whom and what it names."""

_LONGEST_KEY = 4_000
_MOST_IN_SECTION = 40


def key_of(block: Block) -> str:
    """Return what a block says, however its lines are broken; empty where it can't be moved."""
    if block.kind is BlockKind.OTHER or len(block.text) > _LONGEST_KEY:
        return ""
    if block.kind is BlockKind.RULE:
        return "---"
    text = block.text[1:] if block.kind is BlockKind.ITEM else block.text
    return " ".join(text.split())


def units_of(
    bodies: Sequence[Sequence[Block]], taken: Sequence[Collection[int]]
) -> list[tuple[Unit, ...]]:
    """Return the units of each body: a section is one where it repeats as a whole.

    `taken` are the indices of blocks that are spoken for; they have no key.
    """
    keys = [
        tuple("" if index in away else key_of(block) for index, block in enumerate(blocks))
        for blocks, away in zip(bodies, taken, strict=True)
    ]
    common = Counter(key for each in keys for key in set(each))
    sections = [_sections(blocks, own, common) for blocks, own in zip(bodies, keys, strict=True)]
    whole = Counter(key for found in sections for key in {key for _, _, key in found})
    return [
        _units(own, [each for each in found if whole[each[2]] >= REPEATED])
        for own, found in zip(keys, sections, strict=True)
    ]


def _sections(
    blocks: Sequence[Block], keys: Sequence[str], common: Counter[str]
) -> list[tuple[int, int, str]]:
    """Return start, end and key of the sections of which every block repeats."""
    found = []
    for start, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or common[keys[start]] < REPEATED:
            continue
        end = start + 1
        while end < len(blocks) and end - start <= _MOST_IN_SECTION:
            if not keys[end] or common[keys[end]] < REPEATED:
                end = 0
                break
            if blocks[end].kind is BlockKind.HEADING and blocks[end].level <= block.level:
                break
            end += 1
        while end > start + 1 and blocks[end - 1].kind is BlockKind.RULE:
            end -= 1
        if start + 1 < end <= start + _MOST_IN_SECTION:
            found.append((start, end, "\n\n".join(keys[start:end])))
    return found


def _units(keys: Sequence[str], sections: Sequence[tuple[int, int, str]]) -> tuple[Unit, ...]:
    starting = {start: (end, key) for start, end, key in reversed(sections)}
    units = []
    at = 0
    while at < len(keys):
        if at in starting:
            end, key = starting[at]
            units.append(Unit(key, at, end, is_section=True))
        else:
            end = at + 1
            units.append(Unit(keys[at], at, end))
        at = end
    return tuple(units)


def leaves_orphan(blocks: Sequence[Block], gone: Collection[int]) -> bool:
    """Say whether a heading that stays would lose all that stands below it."""
    for at, block in enumerate(blocks):
        if block.level and at not in gone and at + 1 in gone:
            below = at + 1
            while below in gone:
                below += 1
            if below == len(blocks) or 0 < blocks[below].level <= block.level:
                return True
            if block.level == INTRODUCING and blocks[below].run != blocks[at + 1].run:
                return True
    return False
