"""Archived copies of pages that are gone, from the Internet Archive's Wayback Machine.

Asks its availability API (archive.org/help/wayback_api.php), one question at a time and not many:
it is a gift to everybody. Of its answer only the moment of the copy is taken over.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from publisher.links.urls import fetch_key, host_of, without_user
from publisher.model import Finding
from publisher.web.exchange import Ask, Exchange

MOST_QUESTIONS = 100
PAUSE_SECONDS = 0.5
DEADLINE_SECONDS = 60.0
_FAILURES_IN_A_ROW = 3
_BUSY = frozenset({429, 503})
_API = "https://archive.org/wayback/available"
_COPY = re.compile(r"https?://web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/(https?:.{1,4000})")


class Question(NamedTuple):
    """A page (its fetch key), and the day that the copy shall be near to; None: the newest."""

    url: str
    day: date | None = None


class Clock(NamedTuple):
    """How time passes: monotonic seconds, and waiting for some."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


def with_copies(
    findings: Sequence[Finding], days: Mapping[str, date], ask: Ask, clock: Clock
) -> tuple[tuple[Finding, ...], str | None]:
    """Return the findings with the copy nearest to the day of each, and a line about the asking.

    All are of pages that are gone. `days` tells when the episode of each path came out. The line
    is None where there was nothing to ask.
    """
    wanted = [(finding, _question(finding, days)) for finding in findings]
    questions = sorted({each for _, each in wanted if each is not None}, key=_in_order)
    if not questions:
        return tuple(findings), None
    search = _Search(ask, clock)
    search.run(_spread(questions))
    copied = (
        finding._replace(archived=search.copy_for(question)) if question is not None else finding
        for finding, question in wanted
    )
    return tuple(copied), search.told(len({question.url for question in questions}))


def _question(finding: Finding, days: Mapping[str, date]) -> Question | None:
    key = fetch_key(finding.url) if finding.url is not None else None
    return Question(without_user(key), days.get(finding.place.path)) if key is not None else None


def _in_order(question: Question) -> tuple[str, date]:
    return question.url, question.day or date.max


def _spread(questions: Iterable[Question]) -> list[Question]:
    """Return the questions so that each page has its first one before any has its second."""
    rounds: list[tuple[int, Question]] = []
    for _, same in groupby(questions, key=lambda question: question.url):
        rounds += enumerate(same)
    return [question for _, question in sorted(rounds, key=lambda each: each[0])]


@dataclass(slots=True)
class _Search:
    """What has been learnt so far."""

    ask: Ask
    clock: Clock
    copies: dict[Question, str | None] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)  # pages of which there is no copy at all
    failures: int = 0  # in a row
    stopped: str = ""  # why no more was asked

    def run(self, questions: Sequence[Question]) -> None:
        """Ask, until all is known or something says to stop. An interrupt (Ctrl-C) does, too."""
        ends_at = self.clock.now() + DEADLINE_SECONDS
        asked = 0
        try:
            for question in questions:
                if question.url in self.bare:
                    continue
                if asked:
                    self.stopped = self.stopped or self._limit(asked, ends_at)
                if self.stopped:
                    return
                if asked:
                    self.clock.sleep(PAUSE_SECONDS)
                asked += 1
                self._take(question, self._answer(question))
        except KeyboardInterrupt:
            self.stopped = "interrupted"

    def _limit(self, asked: int, ends_at: float) -> str:
        if asked >= MOST_QUESTIONS:
            return f"no more than {MOST_QUESTIONS} questions in a run"
        return "the time was up" if self.clock.now() >= ends_at else ""

    def _take(self, question: Question, answer: Exchange) -> None:
        if answer.status == 200:
            self.failures = 0
            copy = self.copies[question] = read_answer(answer.page, question.url)
            if copy is None:
                self.bare.add(question.url)
            return
        self.failures += 1
        if answer.status in _BUSY:
            self.stopped = f"it asks for a pause: {answer.status}"
        elif self.failures == _FAILURES_IN_A_ROW:
            self.stopped = "it does not answer"

    def _answer(self, question: Question) -> Exchange:
        exchange = Exchange(question.url, asks=api_url(question))
        while not exchange.is_over and host_of(exchange.at) == "archive.org":
            exchange = self.ask(exchange)
        return exchange

    def copy_for(self, question: Question) -> str | None:
        """Return the copy; where nobody asked about the day, the one nearest to it."""
        if question in self.copies:
            return self.copies[question]
        day = question.day or date.max
        others = (
            (abs(day - (other.day or date.max)), copy)
            for other, copy in self.copies.items()
            if other.url == question.url and copy is not None
        )
        return min(others, default=(None, None))[1]

    def told(self, pages: int) -> str:
        """Return a line about what was asked, of so many pages."""
        found = len({question.url for question, copy in self.copies.items() if copy})
        known = len({question.url for question in self.copies})
        line = f"the Internet Archive has copies of {found} of {pages} pages that are gone"
        left = f"; not looked up: {pages - known}" if known < pages else ""
        return line + left + (f" ({self.stopped})" if self.stopped else "")


def api_url(question: Question) -> str:
    """Return what is asked about a page.

    Without the scheme: with `https://` the API misses copies that it has (internetarchive/wayback,
    issue 296).
    """
    page = quote(question.url.partition("://")[2], safe="")
    near = f"&timestamp={question.day:%Y%m%d}" if question.day is not None else ""
    return f"{_API}?url={page}{near}"


def read_answer(text: str, url: str) -> str | None:
    """Return the address of the copy of `url` that an answer tells of; None: there is none.

    A copy counts if it is one at web.archive.org, of the same host, and the page was there then.
    """
    try:
        closest = json.loads(text)["archived_snapshots"]["closest"]
        available, status, address = (closest[key] for key in ("available", "status", "url"))
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    if available is not True or str(status) != "200" or not isinstance(address, str):
        return None
    copy = _COPY.fullmatch(address)
    if copy is None or _plain_host(copy[2]) != _plain_host(url):
        return None
    return f"https://web.archive.org/web/{copy[1]}/{url}"


def _plain_host(url: str) -> str:
    return host_of(url).removeprefix("www.")
