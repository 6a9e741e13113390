"""A run as it is remembered: its problems, each once, however many episodes have it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from publisher.model import UNTOLD, Finding, Report, Severity, Verdict
from publisher.rules.catalogue import CATALOGUE, Subject

PROBLEMS = 10_000
"""More are not remembered; errors are kept before warnings."""

TEXT = 300  # characters of a message, an address or a path

_NUMBERS = re.compile(r"[0-9]+")
UNREAD = "E0"  # with this begin the codes of files that can't be read

RANKS: Mapping[str, int] = {Severity.ERROR: 0, Severity.WARNING: 1}

Key = tuple[str, str, str]  # code, address or words, path


class Problem(NamedTuple):
    """An error or a warning. `url` is "" where it is about no address."""

    code: str
    severity: Severity
    known: bool
    path: str
    url: str
    message: str

    @property
    def of_the_web(self) -> bool:
        """Say whether the answer of a page decides about it."""
        rule = CATALOGUE.get(self.code)
        return bool(self.url) and rule is not None and rule.subject is Subject.CHECK

    @property
    def key(self) -> Key:
        """What it is known by in other runs.

        A page has one answer, in whatever episodes it is linked. Messages are compared without
        their numbers: "ends in 5 days" is tomorrow's "ends in 4 days".
        """
        if self.of_the_web:
            return "", self.url, ""
        return self.code, self.url or _NUMBERS.sub("#", self.message), self.path

    @property
    def rank(self) -> tuple[bool, int]:
        return self.known, RANKS[self.severity]


Problems = Mapping[Key, Problem]


class Run(NamedTuple):
    """The day of a run, in UTC, and what it found; by key."""

    day: date
    problems: Problems

    @property
    def gist(self) -> dict[Key, tuple[bool, int]]:
        """What makes two runs differ."""
        return {key: problem.rank for key, problem in self.problems.items()}


def problems_of(report: Report) -> Problems:
    """Return the errors and warnings of a run; of several about one page, the worst."""
    problems: dict[Key, Problem] = {}
    for problem in sorted(map(_problem, filter(_counts, report.findings)), key=_worst_first):
        problems.setdefault(problem.key, problem)
        if len(problems) == PROBLEMS:
            break
    return problems


def unread_files(report: Report) -> frozenset[str]:
    """Return the paths of files of which nobody can say what else is wrong in them."""
    findings = report.findings
    return frozenset(each.place.path[:TEXT] for each in findings if each.code.startswith(UNREAD))


def _counts(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _problem(finding: Finding) -> Problem:
    return Problem(
        finding.code,
        finding.severity,
        finding.known is not None,
        finding.place.path[:TEXT],
        (finding.url or "")[:TEXT],
        finding.message[:TEXT],
    )


def _worst_first(problem: Problem) -> tuple[object, ...]:
    return problem.rank, problem.code, problem.path, problem.url, problem.message


def carried_on(
    problems: Problems,
    before: Problems,
    verdicts: Mapping[str, Verdict],
    unread: frozenset[str] = frozenset(),
) -> Problems:
    """Return what a run found, and what it could not tell but the one before knew.

    A run without a network, or one that a host turns away, mends no link; and a file that could
    not be read (`unread`, by path) is no better than it was.
    """
    kept = {
        key: old
        for key, old in before.items()
        if (old.path in unread or (old.of_the_web and verdicts.get(old.url) in UNTOLD))
        and (key not in problems or old.rank < problems[key].rank)
    }
    if not kept:
        return problems
    together = sorted({**problems, **kept}.values(), key=_worst_first)
    return {problem.key: problem for problem in together[:PROBLEMS]}


def verdicts_of(report: Report, runs: Iterable[Run]) -> dict[str, Verdict]:
    """Return the verdicts on the addresses of earlier problems, cut as those are."""
    wanted = {
        problem.url for run in runs for problem in run.problems.values() if problem.of_the_web
    }
    checks = (each.check for each in report.links) if wanted else ()
    return {url: check.verdict for check in checks if (url := check.url[:TEXT]) in wanted}
