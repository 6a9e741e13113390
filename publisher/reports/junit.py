"""The report as JUnit XML, which GitLab, Jenkins and others show beside a pipeline.

A suite for each file; in it a failure for each error, a skipped case for each warning and for each
error that is known, and information as the suite's output. A file without an error has one case
that passed, for viewers take a report without cases for a broken one. GitLab tells cases apart by
class and name and shows the first of a kind only, so names are unique within a file; they hold no
line, so that the history of a case survives when lines move. Follows the schema that Jenkins'
xUnit plugin publishes (junit-10): neither `file` nor `line` on a case.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from publisher.model import Report, Severity
from publisher.reports.grouping import Group, Told, by_file, tell
from publisher.reports.summary import counted
from publisher.reports.text import closing
from publisher.reports.visible import short

FINE = "links and fields"  # the case that passes


class _Suite(NamedTuple):
    path: str
    cases: tuple[str, ...]
    failures: int
    skipped: int
    output: str


def render(report: Report) -> str:
    """Return one `testsuites` with a `testsuite` for each file that has a finding or a link."""
    groups = {group.path: group for group in by_file(tell(report, once=(Severity.INFO,)))}
    paths = {link.place.path for checked in report.links for link in checked.links} | set(groups)
    suites = [_suite(groups.get(path, Group(path, ()))) for path in sorted(paths)]
    if not suites:
        suites = [_suite(Group(counted(report.episodes, report.noun), ()))]
    counts = _counts(suites)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="publisher check" {counts}>',
        *map(_xml, suites[:-1]),
        _xml(suites[-1], closing(report)),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(group: Group) -> _Suite:
    failing = [told for told in group.told if _fails(told)]
    mild = [told for told in group.told if not _fails(told) and not _is_info(told)]
    names: Counter[str] = Counter()
    cases = [_case(group.path, told, names, "failure") for told in failing]
    cases += [_case(group.path, told, names, "skipped") for told in mild]
    if not failing:
        cases.insert(0, f"<testcase classname={_attribute(group.path)} name={_attribute(FINE)}/>")
    output = "\n".join(_said(told) for told in group.told if _is_info(told))
    return _Suite(group.path, tuple(cases), len(failing), len(mild), output)


def _fails(told: Told) -> bool:
    return told.finding.severity is Severity.ERROR and told.finding.known is None


def _is_info(told: Told) -> bool:
    return told.finding.severity is Severity.INFO


def _case(path: str, told: Told, names: Counter[str], outcome: str) -> str:
    found = told.finding
    name = base = f"{found.code} {short(found.url or found.message)}"
    while names[name]:
        names[base] += 1
        name = f"{base} ({names[base]})"
    names[name] += 1
    said = _said(told)
    return (
        f"<testcase classname={_attribute(path)} name={_attribute(name)}>"
        f'<{outcome} type="{found.code}" message={_attribute(said)}>{_content(said)}</{outcome}>'
        "</testcase>"
    )


def _said(told: Told) -> str:
    found = told.finding
    where = f"{short(found.place.path)}:{found.place.line}:{found.place.column}"
    said = short(told.words) + short(told.aside) + told.repeat
    return f"{where} {found.code} {found.severity} {said}"


def _counts(suites: Iterable[_Suite]) -> str:
    suites = tuple(suites)
    tests = sum(len(suite.cases) for suite in suites)
    return f'tests="{tests}" failures="{sum(suite.failures for suite in suites)}" errors="0"'


def _xml(suite: _Suite, closing_lines: str = "") -> str:
    output = "\n".join(filter(None, (suite.output, closing_lines)))
    lines = [
        f'<testsuite name={_attribute(suite.path)} {_counts((suite,))} skipped="{suite.skipped}">',
        *suite.cases,
        *([f"<system-out>{_content(output)}</system-out>"] if output else ()),
        "</testsuite>",
    ]
    return "\n".join(lines)


def _attribute(text: str) -> str:
    return quoteattr(short(text, 2_000))


def _content(text: str) -> str:
    return escape("\n".join(short(line, 4_000) for line in text.split("\n")))
