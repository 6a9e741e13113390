"""Answers of the web, played without one: what a rule's `Example.answers` says, and more."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from publisher.model import Cause, LinkCheck, Verdict
from publisher.web.cache import Cache
from publisher.web.exchange import Ask, Exchange, redirected
from publisher.web.history import still_holds
from publisher.web.verdicts import judge_exchange

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def played(exchange: Exchange, answer: int | str) -> Exchange:
    """Take an exchange to its end: a status, "301 https://there" (then 200), or a `Cause`."""
    if isinstance(answer, int):
        return replace(exchange, status=answer)
    status, _, target = answer.partition(" ")
    if target:
        passed = redirected(exchange, int(status), target)
        return (
            passed if passed.is_over else replace(passed, status=200, page="<title>A page</title>")
        )
    return exchange.failed(Cause(answer), "played")


def playing(answers: Mapping[str, int | str]) -> Ask:
    """Return a stand-in for the web in which every URL not named answers 200."""
    return lambda exchange: played(exchange, answers.get(exchange.at, 200))


def played_check(url: str, answer: int | str, now: datetime = NOW) -> LinkCheck:
    """Return the verdict on a played answer, met by two runs; the name of a verdict gives itself.

    So do "a page without WORD", "an invite until 2026-12-01", and "lasting 500" (three runs over
    two days had that answer).
    """
    if answer == Verdict.PENDING:
        return LinkCheck(url, Verdict.PENDING, "the episode comes out on 2027-01-01")
    kind, _, detail = str(answer).rpartition(" ")
    if kind == "a page without":
        return LinkCheck(url, Verdict.OK, "answers", 200, missing=(detail,))
    if kind == "an invite until":
        ends = datetime.fromisoformat(detail).replace(tzinfo=UTC)
        return LinkCheck(url, Verdict.OK, "answers", 200, expires_at=ends)
    if kind == "lasting":
        check = played_check(url, int(detail), now)
        return check._replace(since=now - timedelta(days=2), runs=3)
    return judge_exchange(played(Exchange(url), answer), now)._replace(since=now, runs=2)


def recalled(cache: Cache, urls: Iterable[str], now: datetime) -> dict[str, LinkCheck]:
    """Return the remembered answers that hold at `now`, by URL."""
    return {url: check for url, check in cache.known(urls).items() if still_holds(check, now)}
