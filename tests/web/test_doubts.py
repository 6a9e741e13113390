"""What a service says of every page, or says only once, kills no link."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.model import Verdict
from publisher.platforms import platforms
from publisher.platforms.checks import check_for
from publisher.web.cache import Cache
from publisher.web.exchange import Ask, Exchange, WebPolicy
from publisher.web.questions import check_urls
from tests.answers import NOW

POLICY = WebPolicy(backoff_seconds=0, retries=0)
SHOWS = [f"https://open.spotify.com/show/{number * 22}" for number in "1234"]
SPOTIFY = "https://open.spotify.com/show/5eXZwvvxt3K2dxha3BSaAe"
TWITCH = "https://www.twitch.tv/twitch"
CHANNEL = "https://www.twitch.tv/ada_b"
OK, DEAD, SOFT_DEAD = Verdict.OK, Verdict.DEAD, Verdict.SOFT_DEAD
UNVERIFIABLE = Verdict.UNVERIFIABLE

Answer = tuple[int, str]
LIVE: Answer = (200, json.dumps({"title": "A show"}))
GONE: Answer = (404, "Not found")
PAGE: Answer = (200, "<title>ada_b - Twitch</title><body><p>Hello")
SHELL: Answer = (200, "<title>Twitch</title><body><p>Hello")


@pytest.fixture(autouse=True)
def _no_paces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.web.shard.slow_hosts", dict)


def answering(say: Callable[[str, int], Answer]) -> tuple[list[str], Ask]:
    """Return what is asked, and a web in which `say(url, time)` is said of a link that time."""
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.url)
        status, page = say(exchange.url, asked.count(exchange.url))
        return replace(exchange, status=status, page=page)

    return asked, ask


def judged(urls: list[str], say: Callable[[str, int], Answer]) -> list[Verdict]:
    answers = check_urls(urls, POLICY, now=NOW, ask=answering(say)[1])
    return [answers.checks[url].verdict for url in urls]


# ---------------------------------------------------------------- all are gone


def test_a_service_that_calls_every_page_gone_is_not_believed() -> None:
    answers = check_urls(SHOWS, POLICY, now=NOW, ask=answering(lambda *_: GONE)[1])
    assert {check.verdict for check in answers.checks.values()} == {UNVERIFIABLE}
    assert all("Spotify" in check.reason for check in answers.checks.values())


def test_a_witness_that_lives_bears_out_many_deaths() -> None:
    asked, ask = answering(lambda url, _: LIVE if url == SPOTIFY else GONE)
    answers = check_urls(SHOWS, POLICY, now=NOW, ask=ask)
    assert {check.verdict for check in answers.checks.values()} == {DEAD}
    assert sorted(asked) == sorted([*SHOWS, SPOTIFY])
    assert SPOTIFY not in answers.checks


def test_few_deaths_and_deaths_among_the_living_are_believed() -> None:
    asked, ask = answering(lambda url, _: LIVE if url == SHOWS[3] else GONE)
    answers = check_urls(SHOWS, POLICY, now=NOW, ask=ask)
    assert [answers.checks[url].verdict for url in SHOWS] == [DEAD, DEAD, DEAD, OK]
    assert SPOTIFY not in asked
    assert judged(SHOWS[:2], lambda *_: GONE) == [DEAD, DEAD]


def test_each_mastodon_server_is_a_service_of_its_own() -> None:
    gone = (404, json.dumps({"error": "Record not found"}))
    people = [f"https://fosstodon.org/@p{number}" for number in range(3)]
    others = ["https://mas.to/@ada", "https://chaos.social/@ada"]
    live = (200, json.dumps({"acct": "ada"}))
    assert judged([*people, others[0]], lambda url, _: gone if "/@p" in url else live) == [
        *[UNVERIFIABLE] * 3,
        OK,
    ]
    assert judged([*people[:2], *others], lambda *_: gone) == [DEAD] * 4


def test_what_is_taken_back_is_not_remembered_as_dead(tmp_path: Path) -> None:
    with Cache(tmp_path / "cache.sqlite") as cache:
        check_urls(SHOWS, POLICY, now=NOW, cache=cache, ask=answering(lambda *_: GONE)[1])
        known = cache.known(SHOWS)
    assert {known[url].verdict for url in SHOWS} == {UNVERIFIABLE}


# ---------------------------------------------------------------- lookalikes


def test_a_lookalike_page_counts_if_it_is_seen_twice_and_the_witness_lives() -> None:
    assert judged([CHANNEL], lambda url, _: PAGE if url == TWITCH else SHELL) == [SOFT_DEAD]


def test_a_channel_that_shows_its_page_at_the_second_look_lives() -> None:
    assert judged([CHANNEL], lambda url, time: PAGE if url == TWITCH or time > 1 else SHELL) == [OK]


@pytest.mark.parametrize("again", [SHELL, (403, "Denied"), (429, "")])
def test_where_even_the_witness_looks_dead_nobody_is(again: Answer) -> None:
    assert judged([CHANNEL], lambda url, _: again if url == TWITCH else SHELL) == [UNVERIFIABLE]


def test_a_second_look_that_is_refused_bears_nothing_out() -> None:
    def say(url: str, time: int) -> Answer:
        return PAGE if url == TWITCH else SHELL if time == 1 else (429, "")

    assert judged([CHANNEL], say) == [UNVERIFIABLE]


def test_who_asks_telegram_too_often_kills_nobody() -> None:
    page = '<title>Telegram: Contact</title><meta name="robots" content="noindex, nofollow">'
    people = ["https://t.me/ada_1", "https://t.me/bob_1"]
    assert judged(people, lambda *_: (200, page)) == [UNVERIFIABLE] * 2


def test_an_interrupt_at_the_second_look_ends_the_run_whole() -> None:
    def ask(exchange: Exchange) -> Exchange:
        if exchange.url == TWITCH:
            raise KeyboardInterrupt
        return replace(exchange, status=200, page=SHELL[1])

    answers = check_urls([CHANNEL], POLICY, now=NOW, ask=ask)
    assert answers.interrupted
    assert answers.checks[CHANNEL].verdict is UNVERIFIABLE


# ---------------------------------------------------------------- the table


def test_every_witness_is_a_page_of_its_own_row() -> None:
    rows = [row for platform in platforms().values() for row in platform.checks]
    for row in rows:
        assert row.witness is not None or not row.lookalike
        if row.witness is not None:
            adapter = check_for(row.witness)
            assert adapter is not None and adapter.row == row
