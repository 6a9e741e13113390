"""Links asked about while they are still being found, in a process beside this one."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.model import Cause, LinkCheck, Verdict
from publisher.web import askers
from publisher.web.answers import Answers
from publisher.web.askers import start_asking
from publisher.web.cache import Cache
from publisher.web.exchange import Exchange, WebPolicy
from publisher.web.questions import BATCH, Questions
from tests.answers import NOW
from tests.loopback import Loopback, serve
from tests.test_interrupted import wait_until

POLICY = WebPolicy(
    allow_private=True, timeout_seconds=5, patience_seconds=1, backoff_seconds=0, retries=0
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes fork on Linux only")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each asking that was begun runs in a process beside this one."""
    begun: list[bool] = []

    def start(*args: object, beside: bool, **kwargs: object) -> askers.Asker:
        begun.append(beside)
        return start_asking(*args, beside=beside, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("publisher.web.questions.start_asking", start)
    return begun


@pytest.fixture
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


def pages(world: Loopback, count: int) -> list[str]:
    return [world.url(f"/page/{n}", f"127.0.0.{n % 9 + 1}") for n in range(count)]


def answered(offers: list[list[str]], policy: WebPolicy = POLICY) -> Answers:
    with closing(Questions(policy, now=NOW)) as questions:
        for urls in offers:
            questions.offer(urls)
        return questions.answers(None)


def test_many_links_are_asked_about_before_all_are_found(
    world: Loopback, started: list[bool]
) -> None:
    urls = pages(world, 3 * BATCH)
    urls[7] = world.url("/status/404")
    with closing(Questions(POLICY, now=NOW)) as questions:
        questions.offer(urls[:BATCH])
        assert started == [True]
        questions.offer(urls[BATCH : 2 * BATCH])
        questions.offer(urls)
        answers = questions.answers(None)
    assert started == [True]
    assert answers.checks.keys() == set(urls)
    dead = [check.url for check in answers.checks.values() if check.verdict is not Verdict.OK]
    assert dead == [urls[7]]
    assert all(len(world.asked(f"/page/{n}")) == 1 for n in range(9, 3 * BATCH))


def test_what_is_answered_while_links_are_found_is_saved(world: Loopback, tmp_path: Path) -> None:
    urls = pages(world, BATCH)
    file = tmp_path / "cache.sqlite"
    with Cache(file) as cache, closing(Questions(POLICY, now=NOW, cache=cache)) as questions:
        questions.offer(urls)
        ends_at = time.monotonic() + 20
        while time.monotonic() < ends_at:  # as a long inspection would
            questions.offer(urls[:1])
            time.sleep(0.05)
            with Cache(file) as other:
                if other.known(urls).keys() == set(urls):
                    break
        else:
            pytest.fail("answers wait until all links are found")


def test_what_an_answer_settles_can_be_found_later() -> None:
    shows = [f"https://podcasts.apple.com/us/podcast/a/id1538368692?i={n}" for n in (1, 2)]
    others = [f"https://h{number}.example/" for number in range(BATCH)]
    asked: list[str] = []
    over = threading.Event()

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.at)
        over.wait(0 if exchange.asks else 30)
        return replace(exchange, status=200, page='{"resultCount": 0, "results": []}')

    told: list[int] = []
    with closing(
        Questions(POLICY, now=NOW, ask=ask, progress=lambda done, _all, _slow: told.append(done))
    ) as questions:
        questions.offer([shows[0], *others])
        while not any("itunes" in url for url in asked):
            time.sleep(0.01)
        time.sleep(0.2)
        questions.offer(others[:1])  # takes in what is there
        questions.offer(shows[1:])
        over.set()
        answers = questions.answers(None)
    assert told[0] == 2  # before the others are
    assert {answers.checks[show].verdict for show in shows} == {Verdict.DEAD}
    assert sum("itunes" in url for url in asked) == 1


def test_few_links_wait_until_all_are_found(world: Loopback, started: list[bool]) -> None:
    urls = pages(world, 20)
    answers = answered([urls[:10], urls[10:]])
    assert started == [False]
    assert {check.verdict for check in answers.checks.values()} == {Verdict.OK}


def test_without_a_second_process_the_answers_are_the_same(
    world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [*pages(world, BATCH), world.url("/status/410"), world.url("/loop")]
    beside = answered([urls])
    monkeypatch.setattr(askers, "_CAN_FORK", False)
    assert answered([urls]) == beside


def test_politeness_holds_beside_too() -> None:
    with serve(pause_seconds=0.01) as world:
        answers = answered([pages(world, BATCH)], POLICY._replace(per_host=3))
        assert {check.verdict for check in answers.checks.values()} == {Verdict.OK}
        assert max(world.most_at_once.values()) <= 3


@pytest.mark.parametrize("beside", [True, False])
def test_no_more_is_in_flight_than_may_be_open(
    beside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(askers, "affordable", lambda requests: requests // 100)
    monkeypatch.setattr(askers, "_CAN_FORK", beside)
    with serve(pause_seconds=0.01) as world:
        urls = [world.url(f"/page/{n}") for n in range(BATCH)]
        answered([urls], POLICY._replace(max_concurrency=200, per_host=20))
        assert max(world.most_at_once.values()) <= 2


def test_certificates_that_cannot_be_read_are_told(
    world: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    answers = answered([pages(world, BATCH)])
    assert {check.verdict for check in answers.checks.values()} == {Verdict.SKIPPED}
    (notice,) = answers.notices
    assert "REQUESTS_CA_BUNDLE" in notice


def test_a_deadline_ends_the_process_beside(world: Loopback) -> None:
    urls = [*pages(world, BATCH), world.url("/hang", "127.0.0.99")]
    policy = POLICY._replace(deadline_seconds=1.5, timeout_seconds=25)
    with closing(Questions(policy, now=NOW)) as questions:
        questions.offer(urls)
        process = questions._asker._process  # type: ignore[union-attr]
        answers = questions.answers(None)
    assert answers.checks[urls[-1]].verdict is Verdict.SKIPPED
    assert [*answers.checks.values()].count(answers.checks[urls[-1]]) == 1
    assert process.exitcode is not None


def test_what_was_answered_before_the_deadline_counts_however_late_it_is_looked_at(
    world: Loopback,
) -> None:
    urls = [*pages(world, 3 * BATCH), world.url("/hang", "127.0.0.99")]
    policy = POLICY._replace(deadline_seconds=0, timeout_seconds=25)
    with closing(Questions(policy, now=NOW)) as questions:
        questions.offer(urls[:BATCH])
        wait_until(lambda: world.total == BATCH)
        time.sleep(1)  # reading files takes so long
        questions.offer(urls[BATCH:])
        wait_until(lambda: world.total == len(urls))
        time.sleep(1)
        answers = questions.answers(None)
    skipped = [check.url for check in answers.checks.values() if check.verdict is Verdict.SKIPPED]
    assert skipped == [urls[-1]]


def test_a_fault_of_our_own_beside_is_not_swallowed(
    world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(exchange: Exchange, now: object) -> LinkCheck:
        raise ZeroDivisionError(exchange.url)

    monkeypatch.setattr("publisher.web.shard.judge_exchange", fails)
    with pytest.raises(ZeroDivisionError):
        answered([pages(world, BATCH)])


def test_a_process_beside_that_was_killed_is_told(world: Loopback) -> None:
    with closing(Questions(POLICY, now=NOW)) as questions:
        questions.offer([*pages(world, BATCH), world.url("/hang")])
        questions._asker._process.kill()  # type: ignore[union-attr]
        answers = questions.answers(None)
    assert answers.notices == (
        "not all links were asked about: the process that asks the web was ended",
    )
    assert answers.checks[world.url("/hang")].verdict is Verdict.SKIPPED


def test_nothing_is_left_behind_where_nobody_waits_for_answers(world: Loopback) -> None:
    questions = Questions(POLICY, now=NOW)
    questions.offer([*pages(world, BATCH), world.url("/hang")])
    pid = questions._asker._process.pid  # type: ignore[union-attr]
    questions.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_silence_beside_is_judged_as_silence_here(world: Loopback) -> None:
    urls = [*pages(world, BATCH), "http://nobody.invalid/"]
    check = answered([urls]).checks["http://nobody.invalid/"]
    assert check.cause in (Cause.DNS, Cause.RESOLVER)
    assert check.verdict is Verdict.UNREACHABLE
