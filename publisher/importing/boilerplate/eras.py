"""In which days' episodes something stands, as a condition of the notes' template."""

import json
from collections.abc import Collection, Mapping, Sequence
from math import ceil
from typing import NamedTuple


class Era(NamedTuple):
    """From one day to another ("2024-05-01"), but for some; None: from, or to, whenever.

    `undated`: a draft, which has no day yet, is meant, too.
    """

    first: str | None
    last: str | None
    but: tuple[str, ...] = ()
    undated: bool = False


class Standing(NamedTuple):
    """Where a text may be moved out of the bodies: in `episodes` (their indices), by `eras`."""

    eras: tuple[Era, ...]
    episodes: frozenset[int]


FEWEST = 20
"""A text that stood in fewer episodes was news, not boilerplate, unless most of them have it."""

_FEWEST_OF_FEW = 3
_MOST_OF_FEW = 0.8
_LONGEST_GAP_DAYS = 2  # of publication
_MOST_BUT = 10


def standing_of(
    having: Collection[int], days: Sequence[str], by_day: Mapping[str, Sequence[int]]
) -> Standing | None:
    """Return how a template shows a text in exactly the episodes that have it.

    `days` are those of all episodes, "" where there is none; `by_day` are the episodes of each
    day, the oldest first. The episodes of a day are told apart by nothing, so that those of a day
    of which one hasn't the text keep it in their bodies. None: it is not worth it.
    """
    if len(having) == len(days):
        everywhere = Standing((Era(None, None),), frozenset(having))
        return everywhere if len(days) >= _FEWEST_OF_FEW else None
    undated = by_day.get("", ())
    dated = [day for day in by_day if day]
    if not dated:
        return None
    runs = _runs(dated, {day for day in dated if all(each in having for each in by_day[day])})
    fewest = min(FEWEST, max(_FEWEST_OF_FEW, ceil(_MOST_OF_FEW * len(days))))
    kept: list[tuple[list[str], list[str]]] = []
    for inside, but in runs:
        count = sum(len(by_day[day]) for day in inside)
        if count >= fewest and len(but) <= min(_MOST_BUT, count // 10 + 1):
            kept.append((inside, but))
    if not kept:
        return None
    eras = tuple(
        Era(
            None if inside[0] == dated[0] and not undated else inside[0],
            None if inside[-1] == dated[-1] else inside[-1],
            tuple(but),
            undated=inside[-1] == dated[-1] and not undated,
        )
        for inside, but in kept
    )
    episodes = (each for inside, _ in kept for day in inside for each in by_day[day])
    return Standing(eras, frozenset(episodes))


def _runs(dated: Sequence[str], having: Collection[str]) -> list[tuple[list[str], list[str]]]:
    """Return the runs of days that have it, and the days among them that haven't.

    They are counted from the oldest on, so that new episodes change the last run only.
    """
    runs: list[tuple[list[str], list[str]]] = []
    missed: list[str] = []
    for day in dated:
        if day not in having:
            missed.append(day)
        elif not runs or len(missed) > _LONGEST_GAP_DAYS:
            runs.append(([day], []))
            missed = []
        else:
            runs[-1][0].append(day)
            runs[-1][1].extend(missed)
            missed = []
    return runs


def condition_of(eras: Sequence[Era]) -> str | None:
    """Return the eras as a condition of Jinja; None where all episodes are meant."""
    conditions = []
    for era in eras:
        parts = []
        if era.first is not None:
            since = f"episode.date >= {json.dumps(era.first)}"
            parts.append(f"(not episode.date or {since})" if era.undated else since)
        if era.last is not None:
            parts.append(f"episode.date <= {json.dumps(era.last)}")
        if era.but:
            parts.append(f"episode.date not in {json.dumps(list(era.but))}")
        if not parts:
            return None
        conditions.append(" and ".join(parts))
    if len(conditions) == 1:
        return conditions[0]
    return " or ".join(f"({condition})" for condition in conditions)


def in_words(era: Era) -> str:
    """Return which episodes an era means, as a podcaster would say it."""
    if era.first is None and era.last is None:
        return "nearly all episodes" if era.but else "all episodes"
    if era.last is None:
        return f"episodes since {era.first}"
    return f"episodes from {era.first} to {era.last}" if era.first else f"episodes up to {era.last}"
