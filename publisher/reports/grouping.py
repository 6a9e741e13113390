"""Findings as people read them: repeats told once, episode by episode."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import groupby
from typing import NamedTuple

from publisher.model import Finding, Report, Severity
from publisher.reports.summary import counted, sorted_findings, urgency

HABIT = 20
"""From so many places on, one and the same warning is the show's habit, and no file's own."""


class Told(NamedTuple):
    """A finding, told where it stands first, and its other places."""

    finding: Finding
    elsewhere: tuple[Finding, ...] = ()

    @property
    def words(self) -> str:
        """The message and, where it doesn't say it, the URL."""
        message, url = self.finding.message, self.finding.url
        if not url or url in message:
            return message
        return f"{message}{' ' if message.endswith(('.', '?', '!')) else ': '}{url}"

    @property
    def aside(self) -> str:
        """Where the page can still be read, and why the finding fails no run; or nothing."""
        archived, known = self.finding.archived, self.finding.known
        copy = f"; an archived copy: {archived}" if archived else ""
        return copy if known is None else f"{copy} (known: {known})"

    @property
    def repeat(self) -> str:
        """` (and in 346 other places)`, or nothing."""
        if not self.elsewhere:
            return ""
        return f" (and in {counted(len(self.elsewhere), 'other place')})"


class Group(NamedTuple):
    """What is told of one file."""

    path: str
    told: tuple[Told, ...]

    @property
    def worst(self) -> int:
        """The urgency of what is most urgent."""
        return min(urgency(told.finding) for told in self.told)


def tell(report: Report, once: Collection[Severity]) -> list[Told]:
    """Return the findings in order, those of the severities `once` told once per (code, URL).

    Without a URL, information repeats where its message does, and so does a warning that stands
    in `HABIT` places; an error doesn't, for each file has its own to mend.
    """
    same = Counter((each.code, each.severity, each.message) for each in report.findings)
    first: dict[tuple[str | None, ...], list[Finding]] = {}
    rows: list[list[Finding]] = []
    for finding in sorted_findings(report):
        severity = finding.severity
        habit = (
            severity is Severity.WARNING
            and not finding.url
            and same[finding.code, severity, finding.message] >= HABIT
        )
        about = finding.url or (finding.message if habit or severity is Severity.INFO else None)
        if about is None or not (habit or severity in once):
            rows.append([finding])
            continue
        key = (finding.code, severity, about, finding.known, finding.archived)
        if key in first:
            first[key].append(finding)
        else:
            first[key] = [finding]
            rows.append(first[key])
    return [Told(row[0], tuple(row[1:])) for row in rows]


def by_file(told: Iterable[Told]) -> list[Group]:
    """Group what is told, which must be in order, by file."""
    return [
        Group(path, tuple(group)) for path, group in groupby(told, lambda t: t.finding.place.path)
    ]


def worst_first(groups: Iterable[Group]) -> list[Group]:
    """Return the groups with errors first, then those with warnings; by path among equals.

    Within a group, errors come first too.
    """
    ordered = (
        Group(group.path, tuple(sorted(group.told, key=lambda told: urgency(told.finding))))
        for group in groups
    )
    return sorted(ordered, key=lambda group: (group.worst, group.path))
