"""Findings as problems to be mended: each once, with its link's answer and whom it concerns."""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from publisher.links.urls import host_of
from publisher.model import CheckedLink, Finding, Link, LinkCheck, Report, Role, Severity, Verdict
from publisher.reports.grouping import Told, tell
from publisher.reports.summary import SEVERITIES
from publisher.rules.catalogue import CATALOGUE, Rule

GONE = frozenset({Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.CLOSED_PLATFORM})
"""Verdicts on links whose page nobody can see any more."""

RANKS = {severity: rank for rank, severity in enumerate(SEVERITIES)}


class Problem(NamedTuple):
    """One thing to mend or to know, in however many places it stands."""

    finding: Finding  # of the first place
    places: tuple[Finding, ...]  # the others
    check: LinkCheck | None  # of the address it is about
    sponsors: tuple[str, ...]  # ids, sorted
    host: str
    files: tuple[str, ...]  # paths, each once
    newest: int  # day on which the newest of its episodes came out, or 0

    @property
    def is_known(self) -> bool:
        return self.finding.known is not None

    @property
    def is_gone(self) -> bool:
        return self.check is not None and self.check.verdict in GONE

    @property
    def order(self) -> tuple[object, ...]:
        """Errors first; those of sponsors, who pay; in many places; in new episodes."""
        found, place = self.finding, self.finding.place
        return (
            RANKS[found.severity],
            not self.sponsors,
            -len(self.files),
            -self.newest,
            *(found.code, place.path, place.line, place.column, found.message),
        )


class Kind(NamedTuple):
    """Problems of one code and severity; `told` is the message that all of them share, or ""."""

    code: str
    severity: Severity
    problems: tuple[Problem, ...]
    told: str = ""

    @property
    def rule(self) -> Rule | None:
        return CATALOGUE.get(self.code)


def problems_of(report: Report) -> list[Problem]:
    """Return what a report tells, each once, in the order in which it wants to be mended."""
    told = tell(report, once=SEVERITIES)
    wanted = {_address(each.finding) for each in told}
    answers = {each.check.url: each for each in report.links if each.check.url in wanted}
    problems = (_problem(each, answers.get(_address(each.finding)), report) for each in told)
    return sorted(problems, key=attrgetter("order"))


def _address(finding: Finding) -> str:
    return (finding.url or "").partition("#")[0]


def _problem(told: Told, answer: CheckedLink | None, report: Report) -> Problem:
    findings = (told.finding, *told.elsewhere)
    files = tuple(dict.fromkeys(each.place.path for each in findings))
    notes = (report.about.episodes.get(file) for file in files)
    days = (note.day.toordinal() for note in notes if note is not None and note.day is not None)
    return Problem(
        told.finding,
        told.elsewhere,
        answer.check if answer else None,
        _sponsors(answer.links) if answer else (),
        host_of(told.finding.url) if told.finding.url else "",
        files,
        max(days, default=0),
    )


def _sponsors(links: Iterable[Link]) -> tuple[str, ...]:
    return tuple(sorted({link.owner for link in links if link.role is Role.SPONSOR and link.owner}))


def kinds_of(problems: Iterable[Problem]) -> list[Kind]:
    """Return the problems by severity and code: of what is most urgent comes first what leads."""
    by_kind: dict[tuple[Severity, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.finding.severity, problem.finding.code)
        by_kind.setdefault(key, []).append(problem)
    kinds = [
        Kind(code, severity, tuple(grouped), _shared(grouped))
        for (severity, code), grouped in by_kind.items()
    ]
    return sorted(kinds, key=lambda kind: RANKS[kind.severity])


def _shared(problems: Sequence[Problem]) -> str:
    messages = {problem.finding.message for problem in problems}
    return messages.pop() if len(problems) > 1 and len(messages) == 1 else ""


def by_verdict(links: Iterable[CheckedLink]) -> Mapping[Verdict, list[CheckedLink]]:
    """Return the links of each verdict, by their addresses."""
    grouped: dict[Verdict, list[CheckedLink]] = {}
    for checked in sorted(links, key=attrgetter("check.url")):
        grouped.setdefault(checked.check.verdict, []).append(checked)
    return grouped
