"""What changed since the last run, and what counts as the last run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import publisher.rules  # noqa: F401
from publisher.model import Change, Changes, CheckedLink, Finding, Report, Severity, Verdict
from publisher.since import with_changes
from publisher.since.last_run import last_run_file
from tests.reports.samples import checked, finding, report

A, B = "https://a.example/", "https://b.example/"
DAYS = [date(2026, 2, day) for day in range(1, 9)]


def dead(url: str, path: str = "1.md") -> Finding:
    return finding("W101", Severity.ERROR, "dead link", path, url=url)


def run(
    root: Path, day: int, found: Iterable[Finding], links: Iterable[CheckedLink] = ()
) -> Changes | None:
    return with_changes(report(found, links), root, DAYS[day]).changes


def urls(changes: Iterable[Change]) -> list[str | None]:
    return [change.url for change in changes]


def test_the_first_run_is_compared_with_nothing(tmp_path: Path) -> None:
    assert run(tmp_path, 0, [dead(A)]) == Changes(DAYS[0])


def test_new_and_mended(tmp_path: Path) -> None:
    run(tmp_path, 0, [dead(A)])
    changes = run(tmp_path, 1, [dead(B)], [checked(A), checked(B, Verdict.DEAD)])
    assert changes is not None
    assert (changes.since, changes.before) == (DAYS[1], DAYS[0])
    assert urls(changes.new) == [B]
    assert [(each.url, each.how) for each in changes.mended] == [(A, "answers again")]


def test_a_link_that_was_taken_out_is_mended_too(tmp_path: Path) -> None:
    run(tmp_path, 0, [dead(A)])
    changes = run(tmp_path, 1, [])
    assert changes is not None
    assert [each.how for each in changes.mended] == ["is not linked any more"]


def test_a_run_that_finds_the_same_is_the_same_run(tmp_path: Path) -> None:
    run(tmp_path, 0, [dead(A)])
    second = run(tmp_path, 1, [dead(A), dead(B)])
    before = last_run_file(tmp_path).read_bytes()
    assert run(tmp_path, 1, [dead(A), dead(B)]) == second
    assert run(tmp_path, 5, [dead(A), dead(B)]) == second
    assert last_run_file(tmp_path).read_bytes() == before


def test_the_run_that_found_something_else_is_compared_with(tmp_path: Path) -> None:
    run(tmp_path, 0, [dead(A)])
    run(tmp_path, 1, [dead(A)])
    run(tmp_path, 2, [dead(A), dead(B)])
    changes = run(tmp_path, 3, [], [checked(A), checked(B)])
    assert changes is not None
    assert (changes.before, len(changes.mended)) == (DAYS[2], 2)


def test_worse_and_better(tmp_path: Path) -> None:
    warned = finding("W105", Severity.WARNING, "no answer", url=A)
    failed = dead(B)
    run(tmp_path, 0, [warned, failed])
    changes = run(
        tmp_path,
        1,
        [dead(A), finding("W105", Severity.WARNING, "no answer", url=B)],
        [checked(A, Verdict.DEAD), checked(B)],
    )
    assert changes is not None
    assert [(each.url, each.how) for each in changes.worse] == [(A, "a warning till now")]
    assert [(each.url, each.how) for each in changes.better] == [(B, "an error till now")]
    assert not changes.new
    assert not changes.mended


@pytest.mark.parametrize(
    "verdict",
    [Verdict.SKIPPED, Verdict.UNREACHABLE, Verdict.RATE_LIMITED, Verdict.UNVERIFIABLE],
)
def test_what_nobody_can_tell_today_is_not_mended(tmp_path: Path, verdict: Verdict) -> None:
    """A run without a network keeps what the one before knew of the web."""
    run(tmp_path, 0, [dead(A)])
    first = run(tmp_path, 1, [dead(A), dead(B)])
    passing = finding("W105", Severity.WARNING, "no answer", url=A)
    links = [checked(A, verdict), checked(B, verdict)]
    assert run(tmp_path, 2, [passing] if verdict is Verdict.UNREACHABLE else [], links) == first
    changes = run(tmp_path, 3, [dead(A)], [checked(A, Verdict.DEAD), checked(B)])
    assert changes is not None
    assert (urls(changes.new), urls(changes.mended)) == ([], [B])


def test_a_file_that_cannot_be_read_is_not_mended(tmp_path: Path) -> None:
    slip = finding("L101", message="no scheme", url="a.b", path="1.md")
    run(tmp_path, 0, [slip, dead(A, "1.md"), dead(B, "2.md")])
    unread = finding("E001", Severity.ERROR, "no front matter", "1.md")
    changes = run(tmp_path, 1, [unread])
    assert changes is not None
    assert ([each.code for each in changes.new], urls(changes.mended)) == (["E001"], [B])


def test_remarks_numbers_in_messages_and_lines_are_no_news(tmp_path: Path) -> None:
    run(tmp_path, 0, [finding("S104", message="ends in 5 days", line=3)])
    changes = run(
        tmp_path,
        1,
        [
            finding("S104", message="ends in 4 days", line=9),
            finding("L201", Severity.INFO, "so it is"),
        ],
    )
    assert changes == Changes(DAYS[0])


def test_the_same_slip_in_another_episode_is_new_and_a_dead_page_is_not(tmp_path: Path) -> None:
    slip = finding("L101", message="no scheme", url="a.b", path="1.md")
    run(tmp_path, 0, [slip, dead(A)])
    again = slip._replace(place=slip.place._replace(path="2.md"))
    changes = run(tmp_path, 1, [slip, again, dead(A), dead(A, "2.md")])
    assert changes is not None
    assert [(each.code, each.path) for each in changes.new] == [("L101", "2.md")]


def test_what_is_let_be_is_not_mended_and_counts_again_as_new(tmp_path: Path) -> None:
    known = dead(A)._replace(known="asked, until 2026-02-03")
    run(tmp_path, 0, [dead(A)])
    let_be = run(tmp_path, 1, [known])
    assert let_be is not None
    assert not any((let_be.new, let_be.worse, let_be.better, let_be.mended))
    changes = run(tmp_path, 2, [dead(A)])
    assert changes is not None
    assert [(each.url, each.how) for each in changes.new] == [(A, "known till now")]


def test_an_interrupted_run_is_neither_compared_nor_remembered(tmp_path: Path) -> None:
    stopped: Report = replace(report([dead(A)]), interrupted=True)
    assert with_changes(stopped, tmp_path, DAYS[0]) is stopped
    assert not last_run_file(tmp_path).exists()


def test_a_memory_that_cannot_be_written_is_told_and_no_error(tmp_path: Path) -> None:
    (tmp_path / ".publisher").write_text("a file stands in its place")
    shown = with_changes(report([dead(A)]), tmp_path, DAYS[0])
    assert shown.changes == Changes(DAYS[0])
    [notice] = shown.notices
    assert notice.startswith("last-run.json can't be written (")
