"""Which rows a page has room for: errors first, then some of every kind, then what still fits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from publisher.model import CheckedLink, Severity, Verdict
from publisher.reports.problems import Kind
from publisher.reports.summary import VERDICT_WORDS
from publisher.reports.views import Facets, link_row, row_of

SAMPLES = 8  # of each kind of warning, before any kind gets more
REMARKS = 2

TOLD_AS_PROBLEMS = (Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.CLOSED_PLATFORM, Verdict.MALFORMED)

Key = tuple[int, int]  # problems, known ones or links; which shelf


class Shelf(NamedTuple):
    """The rows of a kind of problem, or of a verdict, that fit; `left` is how many don't."""

    head: Any  # Kind or Verdict
    rows: tuple[str, ...]
    left: int
    total: int


class Filled(NamedTuple):
    """The page's lists: `kinds` by severity, what is known, and links by verdict."""

    kinds: tuple[Shelf, ...]
    known: tuple[Shelf, ...]
    links: tuple[Shelf, ...]

    @property
    def left(self) -> int:
        """How many problems the page leaves out."""
        return sum(shelf.left for shelf in (*self.kinds, *self.known))


class _Room:
    """Bytes left, and the rows that took the others."""

    def __init__(self, room_bytes: int) -> None:
        self._left = room_bytes
        self.rows: dict[Key, list[str]] = {}

    def takes(self, key: Key, row: str) -> bool:
        """Put a row in where it fits; once one doesn't, none does."""
        self._left -= len(row.encode())
        if self._left < 0:
            return False
        self.rows.setdefault(key, []).append(row)
        return True


def fill(
    kinds: Sequence[Kind],
    known: Sequence[Kind],
    links: Mapping[Verdict, Sequence[CheckedLink]],
    facets: Facets,
    macros: Any,
    *,
    room_bytes: int,
) -> Filled:
    """Return the rows that fit into `room_bytes`, made by the template's `macros`."""
    room = _Room(room_bytes)
    if room_bytes > 0:
        for key, row in _in_turn(kinds, known, links, facets, macros):
            if not room.takes(key, row):
                break
    rows = room.rows
    return Filled(
        tuple(
            _shelf(kind, len(kind.problems), rows.get((0, at), ())) for at, kind in enumerate(kinds)
        ),
        tuple(
            _shelf(kind, len(kind.problems), rows.get((1, at), ())) for at, kind in enumerate(known)
        ),
        tuple(
            _shelf(verdict, len(links[verdict]), rows.get((2, at), ()))
            for at, verdict in enumerate(VERDICT_WORDS)
            if verdict in links
        ),
    )


def _shelf(head: object, total: int, rows: Sequence[str]) -> Shelf:
    return Shelf(head, tuple(rows), total - len(rows), total)


def _in_turn(
    kinds: Sequence[Kind],
    known: Sequence[Kind],
    links: Mapping[Verdict, Sequence[CheckedLink]],
    facets: Facets,
    macros: Any,
) -> Iterator[tuple[Key, str]]:
    """Yield rows in the order in which they may have room, each with the shelf that it is for."""
    for severity, start, stop in (
        (Severity.ERROR, 0, None),
        (Severity.WARNING, 0, SAMPLES),
        (Severity.INFO, 0, REMARKS),
        (Severity.WARNING, SAMPLES, None),
        (Severity.INFO, REMARKS, None),
    ):
        for at, kind in enumerate(kinds):
            if kind.severity is severity:
                for problem in kind.problems[start:stop]:
                    yield (0, at), macros.problem(row_of(problem, facets, kind.told))
    for at, kind in enumerate(known):
        for problem in kind.problems:
            yield (1, at), macros.problem(row_of(problem, facets, kind.told))
    for at, verdict in enumerate(VERDICT_WORDS):
        for checked in links.get(verdict, ()) if verdict not in TOLD_AS_PROBLEMS else ():
            yield (2, at), macros.link(link_row(checked))
