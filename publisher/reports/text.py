"""The report as plain text: one finding a line, as editors and `grep` like it."""

from publisher.model import Report, Severity
from publisher.reports.grouping import Told, by_file, tell
from publisher.reports.summary import next_steps, summarise, summary_lines
from publisher.reports.visible import visible


def render(report: Report) -> str:
    """Return `path:line:column CODE severity message` lines, a blank line between files, a summary.

    Information that repeats is told once per code and URL. What is known comes first, so that what
    fails the run isn't lost in it: logs are read from their end.
    """
    told = tell(report, once=(Severity.INFO,))
    known = [row for row in told if row.finding.known is not None]
    fresh = [row for row in told if row.finding.known is None]
    groups = (*by_file(known), *by_file(fresh))
    blocks = ["\n".join(map(finding_line, group.told)) for group in groups]
    return "\n\n".join((*blocks, closing(report))) + "\n"


def finding_line(told: Told) -> str:
    """Return one finding on one line."""
    found = told.finding
    place = found.place
    where = f"{visible(place.path)}:{place.line}:{place.column}"
    said = visible(told.words + told.aside)
    return f"{where} {found.code} {found.severity} {said}{told.repeat}"


def closing(report: Report) -> str:
    """Return the lines under the findings: notices of the run, the counts, what to do next."""
    summary = summarise(report)
    lines = (*map(visible, report.notices), *summary_lines(summary), *next_steps(summary))
    return "\n".join(lines)
