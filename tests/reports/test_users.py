"""No report repeats what stands before the `@` of an address."""

import io
from dataclasses import replace
from datetime import date

import pytest

from publisher.model import (
    Change,
    Changes,
    CheckedLink,
    Finding,
    Link,
    LinkCheck,
    Place,
    Report,
    Role,
    Severity,
    Syntax,
    Verdict,
)
from publisher.reports import FORMATS
from publisher.reports.terminal import print_build, print_report
from publisher.reports.users import without_users

PLACE = Place("a.md", 1, 1, 0, 9)
URL = "https://me:secret@example.com/a@b?c=d@e"
SHOWN = "https://example.com/a@b?c=d@e"
HANDLE = "https://medium.com/@ada"


def report_about(*urls: str) -> Report:
    return Report(
        episodes=1,
        findings=tuple(
            Finding("W101", Severity.ERROR, f"dead link: {url}", PLACE, url, f"{url}/new")
            for url in urls
        ),
        links=tuple(
            CheckedLink(
                LinkCheck(url, Verdict.DEAD, "gone", 404),
                (Link(url, PLACE, Role.REFERENCE, Syntax.INLINE, url),),
            )
            for url in urls
        ),
    )


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_repeats_them(form: str) -> None:
    said = FORMATS[form](report_about(URL, HANDLE))
    assert "secret" not in said
    assert "example.com" in said or "example\\.com" in said


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_nor_does_what_is_printed(stream: io.StringIO) -> None:
    print_report(report_about(URL), stream)
    print_build(["built"], report_about(URL), stream)
    assert "W101" in stream.getvalue()
    assert "secret" not in stream.getvalue()


def test_nothing_else_is_taken_away() -> None:
    shown = without_users(report_about(URL, HANDLE))
    assert [finding.url for finding in shown.findings] == [SHOWN, HANDLE]
    assert [finding.message for finding in shown.findings] == [
        f"dead link: {SHOWN}",
        f"dead link: {HANDLE}",
    ]
    assert [link.check.url for link in shown.links] == [SHOWN, HANDLE]
    plain = report_about(HANDLE)
    assert without_users(plain).findings == plain.findings
    assert without_users(plain).links == plain.links


def test_nor_do_problems_of_the_last_run() -> None:
    change = Change("W101", Severity.ERROR, f"dead link: {URL}", "a.md", URL)
    changes = Changes(date(2026, 2, 8), date(2026, 2, 1), *((change,),) * 4)
    for form in ("json", "html"):
        assert "secret" not in FORMATS[form](replace(report_about(), changes=changes))
