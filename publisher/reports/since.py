"""What changed since the last run, in words for the page."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.model import Change, Changes
from publisher.reports.summary import counted
from publisher.reports.visible import short

SHOWN = 10  # of each sort of change
LONG = 200  # characters of a message or an address


class Told(NamedTuple):
    """One change: `at` is the address or the path that it is about."""

    code: str
    message: str
    how: str
    at: str


class Sort(NamedTuple):
    """The changes of one sort: `name` is a word of the style sheet."""

    name: str
    title: str
    told: tuple[Told, ...]
    left: int


class Since(NamedTuple):
    """What the page says of changes; `fresh` where they are those of this very day."""

    title: str
    sorts: tuple[Sort, ...]
    fresh: bool


def what_changed(changes: Changes | None, today: date | None) -> Since | None:
    """Return it in words; None where the run is compared with nothing.

    A run that finds what an earlier one found says the same on the same day, and from the next day
    on, since when nothing changed.
    """
    if changes is None:
        return None
    fresh = today is None or today == changes.since
    if changes.before is None:
        title = "This is the first run that is remembered" + ("" if fresh else _still(changes))
        return Since(f"{title}.", (), fresh)
    titles = {"new": "new", "worse": "worse", "better": "better", "mended": "mended"}
    sorts = [
        Sort(name, f"{len(found):,} {word}", *_told(found))
        for name, word in titles.items()
        if (found := getattr(changes, name))
    ]
    counts = ", ".join(sort.title for sort in sorts) or "nothing that matters"
    if fresh:
        return Since(f"Since the run of {changes.before}: {counts}.", tuple(sorts), fresh)
    then = f"Nothing has changed since {changes.since}. Then, after {changes.before}: {counts}."
    return Since(then, tuple(sorts), fresh)


def _still(changes: Changes) -> str:
    return f", and nothing has changed since {changes.since}"


def _told(changes: Sequence[Change]) -> tuple[tuple[Told, ...], int]:
    """Return the changes of one sort, those of one code and address once."""
    places: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        places.setdefault((change.code, change.url or change.message), []).append(change)
    shown = [_one(same) for same in list(places.values())[:SHOWN]]
    return tuple(shown), len(places) - len(shown)


def _one(same: Sequence[Change]) -> Told:
    first = same[0]
    files = f"in {counted(len(same), 'file')}" if len(same) > 1 else ""
    how = "; ".join(filter(None, (first.how, files)))
    at = first.url if first.url and is_url(first.url) else first.path
    message, how = short(first.message, LONG), short(how, LONG)
    return Told(first.code, message, how, short(at, LONG))
