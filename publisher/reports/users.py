"""User names and passwords that stand in addresses: no report repeats them.

Reports are kept by CI and published with the site; what a podcaster wrote into a private file must
not get there.
"""

import re
from dataclasses import replace
from functools import lru_cache

from publisher.model import Change, Changes, CheckedLink, Finding, Link, Report

_USER = re.compile(r"(?<=//)[^/?#\s]*@")  # RFC 3986, section 3.2.1


@lru_cache(maxsize=1)  # every form of the report asks for it
def without_users(report: Report) -> Report:
    """Return the report with nothing before the `@` of any address in it."""
    return replace(
        report,
        findings=tuple(map(_finding, report.findings)),
        links=tuple(  # few of many thousands have one
            [each if "@" not in each.check.url else _checked(each) for each in report.links]
        ),
        changes=None if report.changes is None else _changes(report.changes),
    )


def _changes(changes: Changes) -> Changes:
    return changes._replace(
        new=tuple(map(_change, changes.new)),
        worse=tuple(map(_change, changes.worse)),
        better=tuple(map(_change, changes.better)),
        mended=tuple(map(_change, changes.mended)),
    )


def _change(change: Change) -> Change:
    url = None if change.url is None else _without(change.url)
    return change._replace(message=_without(change.message), url=url)


def _finding(finding: Finding) -> Finding:
    if "@" not in f"{finding.url}{finding.message}{finding.replacement}":
        return finding
    return finding._replace(
        message=_without(finding.message),
        url=_without(finding.url) if finding.url is not None else None,
        replacement=_without(finding.replacement) if finding.replacement is not None else None,
    )


def _checked(checked: CheckedLink) -> CheckedLink:
    if _without(checked.check.url) == checked.check.url:
        return checked
    check = checked.check._replace(url=_without(checked.check.url))
    return CheckedLink(check, tuple(map(_link, checked.links)))


def _link(link: Link) -> Link:
    return link._replace(url=_without(link.url), written=_without(link.written))


def _without(text: str) -> str:
    return _USER.sub("", text) if "@" in text else text
