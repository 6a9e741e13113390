"""Archived copies: asked for politely, and believed only where they are the archive's."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Cause, Finding, Place, Severity
from publisher.web.archive import (
    DEADLINE_SECONDS,
    MOST_QUESTIONS,
    Clock,
    Question,
    api_url,
    read_answer,
    with_copies,
)
from publisher.web.exchange import Exchange, redirected

PAGE = "https://example.org/book?a=1&b=2"
STAMP = "20260301120000"


def told(url: str = f"http://web.archive.org/web/{STAMP}/{PAGE}", **changes: object) -> str:
    closest = {"available": True, "status": "200", "url": url, "timestamp": STAMP, **changes}
    return json.dumps({"url": "example.org", "archived_snapshots": {"closest": closest}})


NOTHING = json.dumps({"archived_snapshots": {}})


def finding(url: str | None = PAGE, path: str = "1.md") -> Finding:
    return Finding("W101", Severity.ERROR, "dead", Place(path), url)


class Archive:
    """The API as a function; what it was asked, and the time that passed."""

    def __init__(self, answer: Callable[[Question], str | int | Cause]) -> None:
        self.answer = answer
        self.asked: list[Question] = []
        self.seconds = 0.0
        self.clock = Clock(lambda: self.seconds, self.sleep)
        self.slow_seconds = 0.0

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.seconds += seconds

    def ask(self, exchange: Exchange) -> Exchange:
        parts = urlsplit(exchange.at)
        assert exchange.at.startswith("https://archive.org/wayback/available?")
        query = parse_qs(parts.query)
        stamp = query.get("timestamp", [""])[0]
        day = date.fromisoformat(stamp) if stamp else None
        question = Question("https://" + query["url"][0], day)
        self.asked.append(question)
        self.seconds += self.slow_seconds
        answer = self.answer(question)
        if isinstance(answer, Cause):
            return exchange.failed(answer)
        if isinstance(answer, int):
            return replace(exchange, status=answer)
        return replace(exchange, status=200, page=answer)

    def look(
        self, *findings: Finding, days: dict[str, date] | None = None
    ) -> tuple[list[str | None], str | None]:
        copied, line = with_copies(findings, days or {}, self.ask, self.clock)
        assert [each._replace(archived=None) for each in copied] == list(findings)
        return [each.archived for each in copied], line


def copy_of(question: Question) -> str:
    stamp = f"{question.day or date(2026, 11, 1):%Y%m%d}000000"
    return told(f"http://web.archive.org/web/{stamp}/{question.url}")


def test_the_copy_nearest_to_the_episode_is_offered() -> None:
    archive = Archive(copy_of)
    found, line = archive.look(finding(), days={"1.md": date(2025, 2, 3)})
    assert archive.asked == [Question(PAGE, date(2025, 2, 3))]
    assert found == [f"https://web.archive.org/web/20250203000000/{PAGE}"]
    assert line == "the Internet Archive has copies of 1 of 1 pages that are gone"


def test_a_link_of_the_config_gets_the_newest() -> None:
    archive = Archive(copy_of)
    archive.look(finding(path="config/sponsors.toml"), days={"1.md": date(2025, 2, 3)})
    assert archive.asked == [Question(PAGE)]


def test_each_page_and_day_is_asked_about_once() -> None:
    archive = Archive(copy_of)
    days = {"1.md": date(2025, 1, 1), "2.md": date(2025, 1, 1), "3.md": date(2026, 1, 1)}
    found, _ = archive.look(*(finding(path=path) for path in days), finding(), days=days)
    assert len(archive.asked) == 2
    assert archive.seconds > 0  # a pause between
    assert found[0] == found[1] == found[3] != found[2]


def test_nothing_to_ask_is_nothing_to_tell() -> None:
    archive = Archive(copy_of)
    assert archive.look() == ([], None)
    assert archive.look(finding(None), finding("notes.md")) == ([None, None], None)
    assert archive.asked == []


def test_a_page_without_copies_is_not_asked_about_for_other_days() -> None:
    archive = Archive(lambda question: NOTHING)
    days = {"1.md": date(2025, 1, 1), "2.md": date(2026, 1, 1)}
    found, line = archive.look(finding(), finding(path="2.md"), days=days)
    assert found == [None, None]
    assert len(archive.asked) == 1
    assert line == "the Internet Archive has copies of 0 of 1 pages that are gone"


@pytest.mark.parametrize("status", [429, 503])
def test_the_first_request_for_a_pause_ends_the_asking(status: int) -> None:
    archive = Archive(lambda question: status)
    found, line = archive.look(finding(), finding("https://example.com/other"))
    assert found == [None, None]
    assert len(archive.asked) == 1
    assert line is not None
    assert line.endswith(
        f"0 of 2 pages that are gone; not looked up: 2 (it asks for a pause: {status})"
    )


@pytest.mark.parametrize("answer", [500, Cause.TIMEOUT, Cause.DNS])
def test_an_archive_that_is_silent_is_left_alone(answer: int | Cause) -> None:
    archive = Archive(lambda question: answer)
    found, line = archive.look(*(finding(f"https://example.com/{n}") for n in range(9)))
    assert found == [None] * 9
    assert len(archive.asked) == 3
    assert line is not None and "does not answer" in line


def test_the_number_of_questions_is_bounded_and_every_page_has_its_turn() -> None:
    archive = Archive(copy_of)
    shared = [finding("https://example.com/shared", f"{n}.md") for n in range(500)]
    days = {f"{n}.md": date.fromordinal(738_000 + n) for n in range(500)}
    others = [finding(f"https://example.com/{n}", f"{n}.md") for n in range(30)]
    found, line = archive.look(*shared, *others, days=days)
    assert len(archive.asked) == MOST_QUESTIONS
    assert None not in found  # for days not asked about, the nearest copy
    assert line is not None and "31 of 31" in line and "no more than" in line


def test_the_time_is_bounded() -> None:
    archive = Archive(copy_of)
    archive.slow_seconds = 9.0
    _, line = archive.look(*(finding(f"https://example.com/{n}") for n in range(50)))
    assert archive.seconds < DEADLINE_SECONDS + 10
    assert line is not None and "the time was up" in line


def test_an_interrupt_keeps_what_was_found() -> None:
    def interrupted(question: Question) -> str:
        if question.url.endswith("2"):
            raise KeyboardInterrupt
        return copy_of(question)

    archive = Archive(interrupted)
    found, line = archive.look(*(finding(f"https://example.com/{n}") for n in range(4)))
    assert [each is not None for each in found] == [True, True, False, False]
    assert line is not None and "interrupted" in line


def test_redirects_are_followed_within_the_archive_only() -> None:
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.at)
        return redirected(exchange, 302, "https://evil.example/wayback/available")

    copied, _ = with_copies([finding()], {}, ask, Clock(lambda: 0.0, lambda seconds: None))
    assert copied[0].archived is None
    assert asked == [api_url(Question(PAGE))]


def test_a_page_is_asked_about_without_scheme_and_password() -> None:
    assert api_url(Question("https://example.org/a b%20?c=d&e#f")).endswith(
        "available?url=example.org%2Fa%20b%2520%3Fc%3Dd%26e%23f"
    )
    archive = Archive(copy_of)
    found, _ = archive.look(finding("https://me:secret@example.org/x"))
    assert archive.asked == [Question("https://example.org/x")]
    assert "secret" not in str(found)


@pytest.mark.parametrize(
    "url",
    [
        f"http://web.archive.org/web/{STAMP}/{PAGE}",
        f"https://web.archive.org/web/{STAMP}/http://www.example.org:80/book",
        f"https://web.archive.org/web/{STAMP}id_/https://example.org/",
    ],
)
def test_a_copy_of_the_page(url: str) -> None:
    assert read_answer(told(url), PAGE) == f"https://web.archive.org/web/{STAMP}/{PAGE}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        "null",
        "[]",
        "[" * 60_000,
        NOTHING,
        '{"archived_snapshots": {"closest": []}}',
        told(available=False),
        told(available="yes"),
        told(status="404"),
        told(status=None),
        told(url=""),
        told(f"https://evil.example/web/{STAMP}/{PAGE}"),
        told(f"https://web.archive.org.evil.example/web/{STAMP}/{PAGE}"),
        told(f"https://web.archive.org/web/{STAMP}/https://other.example/"),
        told(f"https://web.archive.org/web/2026/{PAGE}"),
        told(f"https://web.archive.org/web/{STAMP}/javascript:alert(1)"),
        told(f"https://web.archive.org/web/{STAMP}/https://example.org/\n"),
        json.dumps({"archived_snapshots": {"closest": {"available": True, "status": "200"}}}),
    ],
)
def test_answers_that_are_not_believed(text: str) -> None:
    assert read_answer(text, PAGE) is None


@given(st.text(max_size=60))
def test_any_answer_is_read(text: str) -> None:
    read_answer(text, PAGE)
    copy = read_answer(told(f"https://web.archive.org/web/{STAMP}/https://{text}"), PAGE)
    assert copy in (None, f"https://web.archive.org/web/{STAMP}/{PAGE}")
