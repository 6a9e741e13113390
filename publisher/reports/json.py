"""The report for programs: one JSON object, a finding or a link on each line.

Written by hand, key by key: encoding 30,000 dictionaries would take three times as long, and
every build writes this.
"""

from collections.abc import Iterable
from json.encoder import encode_basestring_ascii
from operator import attrgetter

from publisher.model import Change, Changes, CheckedLink, Finding, Link, Report
from publisher.reports.summary import sorted_findings, summarise

VERSION = 1

# ASCII only, so that a lone surrogate in a URL leaves as an escape and not as broken UTF-8.
_text = encode_basestring_ascii
_by_place = attrgetter("place.path", "place.line", "place.column", "role")


def render(report: Report) -> str:
    """Return the report as JSON; the same findings give the same text, whatever their order.

    Other programs rely on the shape: `version`, `summary`, `changes`, `findings`, `links`; absent
    values are null.
    """
    summary = summarise(report)
    findings = map(_finding, sorted_findings(report))
    links = map(_link, sorted(report.links, key=attrgetter("check.url")))
    return (
        f'{{"version": {VERSION},\n'
        f'"summary": {{"episodes": {summary.episodes}, "links": {summary.links}, '
        f'"unique_urls": {summary.unique_urls}, "errors": {summary.errors}, '
        f'"warnings": {summary.warnings}, "infos": {summary.infos}, '
        f'"known": {summary.known}}},\n'
        f'"changes": {_changes(report.changes)},\n'
        f'"findings": [{_lines(findings)}],\n'
        f'"links": [{_lines(links)}]}}\n'
    )


def _changes(changes: Changes | None) -> str:
    """Return what changed since the last run that found something else."""
    if changes is None:
        return "null"
    before = None if changes.before is None else changes.before.isoformat()
    sorts = {
        "new": changes.new,
        "worse": changes.worse,
        "better": changes.better,
        "mended": changes.mended,
    }
    lists = ",\n".join(f'"{name}": [{_lines(map(_change, sort))}]' for name, sort in sorts.items())
    return f'{{"since": "{changes.since}", "before": {_text_or_null(before)},\n{lists}}}'


def _change(change: Change) -> str:
    return (
        f'{{"code": {_text(change.code)}, "severity": "{change.severity}", '
        f'"message": {_text(change.message)}, "path": {_text(change.path)}, '
        f'"url": {_text_or_null(change.url)}, "how": {_text(change.how)}}}'
    )


def _lines(items: Iterable[str]) -> str:
    lines = ",\n".join(items)
    return f"\n{lines}\n" if lines else ""


def _text_or_null(value: str | None) -> str:
    return "null" if value is None else _text(value)


def _finding(finding: Finding) -> str:
    place = finding.place
    return (
        f'{{"code": {_text(finding.code)}, "severity": "{finding.severity}", '
        f'"message": {_text(finding.message)}, "path": {_text(place.path)}, '
        f'"line": {place.line}, "column": {place.column}, '
        f'"url": {_text_or_null(finding.url)}, '
        f'"replacement": {_text_or_null(finding.replacement)}, '
        f'"known": {_text_or_null(finding.known)}, '
        f'"archived": {_text_or_null(finding.archived)}}}'
    )


def _link(checked: CheckedLink) -> str:
    check, links = checked
    if len(links) == 1:  # as nearly all
        places = _place(links[0])
    else:
        places = ", ".join(map(_place, sorted(links, key=_by_place)))
    return (
        f'{{"url": {_text(check.url)}, "verdict": "{check.verdict}", '
        f'"status": {"null" if check.status is None else check.status}, '
        f'"final_url": {_text_or_null(check.final_url)}, "reason": {_text(check.reason)}, '
        f'"from_cache": {"true" if check.from_cache else "false"}, "places": [{places}]}}'
    )


def _place(link: Link) -> str:
    place = link.place
    return (
        f'{{"path": {_text(place.path)}, "line": {place.line}, "column": {place.column}, '
        f'"role": "{link.role}"}}'
    )
