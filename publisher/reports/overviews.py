"""Problems counted by whom they concern: show, sponsor, episode, host."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from publisher.model import Report, Severity
from publisher.reports.problems import Problem

_OPTION_BYTES = 30
ROWS = 6  # of each table; the filter finds the rest


class Row(NamedTuple):
    """How many errors and warnings concern one of its kind; `key` is what the filter knows."""

    key: str
    name: str
    aside: str  # "2026-11-02", or nothing
    errors: int
    warnings: int


class Overview(NamedTuple):
    """One table: `facet` names what its rows are, `left` counts those that it leaves out."""

    facet: str
    title: str
    rows: tuple[Row, ...]
    left: int


def overviews(problems: Sequence[Problem], report: Report) -> list[Overview]:
    """Return the tables that have something to say, the worst rows first."""
    serious = [each for each in problems if _is_serious(each)]
    about = report.about
    slugs = about.shows if len(about.shows) > 1 else {}
    by_facet: dict[str, dict[str, Counter[Severity]]] = {
        "show": {slug: Counter() for slug in slugs},
        "sponsor": {},
        "host": {},
        "episode": {},
    }
    for problem in serious:
        keys = {
            "show": shows_of(problem, report) if slugs else (),
            "sponsor": problem.sponsors,
            "episode": problem.files,
            "host": (problem.host,) if "." in problem.host else (),  # `https` of https://https://
        }
        for facet, its_keys in keys.items():
            for key in its_keys:
                counts = by_facet[facet].setdefault(key, Counter())
                counts[problem.finding.severity] += 1
    titles = {"show": "Shows", "sponsor": "Sponsors", "episode": "Episodes", "host": "Sites"}
    made = (_overview(facet, titles[facet], by_key, report) for facet, by_key in by_facet.items())
    return [overview for overview in made if overview.rows]


def shows_of(problem: Problem, report: Report) -> tuple[str, ...]:
    """Return the shows that a problem's episodes belong to, each once."""
    notes = (report.about.episodes.get(file) for file in problem.files)
    return tuple(dict.fromkeys(note.show for note in notes if note is not None))


def _is_serious(problem: Problem) -> bool:
    return not problem.is_known and problem.finding.severity is not Severity.INFO


def _overview(
    facet: str, title: str, by_key: dict[str, Counter[Severity]], report: Report
) -> Overview:
    rows = sorted(
        (_row(facet, key, counts, report) for key, counts in by_key.items()),
        key=lambda row: (-row.errors, -row.warnings, _descending(row.aside), row.key),
    )
    shown = rows if facet == "show" else rows[:ROWS]
    return Overview(facet, title, tuple(shown), len(rows) - len(shown))


def _row(facet: str, key: str, counts: Counter[Severity], report: Report) -> Row:
    name, aside = key, ""
    if facet == "show":
        name = report.about.shows.get(key, key)
    elif facet == "sponsor":
        name = report.about.sponsors.get(key, key)
    elif facet == "episode" and (note := report.about.episodes.get(key)):
        name = note.title or key
        aside = str(note.day) if note.day else ""
    return Row(key, name, aside, counts[Severity.ERROR], counts[Severity.WARNING])


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in text)


def files_of(problems: Iterable[Problem], room_bytes: int) -> list[str]:
    """Return the paths of files with an error or a warning, sorted; the worst that have room."""
    files: list[str] = []
    for file in dict.fromkeys(
        file for each in problems if _is_serious(each) for file in each.files
    ):
        room_bytes -= len(file.encode(errors="replace")) + _OPTION_BYTES
        if room_bytes < 0:
            break
        files.append(file)
    return sorted(files)
