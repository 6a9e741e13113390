"""Links asked about while they are still being found, in a process beside this one."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from publisher.links import asking
from publisher.links.asking import start_asking
from publisher.links.check import BATCH, Answers, Questions
from publisher.links.exchange import Exchange, WebPolicy
from publisher.model import Cause, LinkCheck, Verdict
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

    def start(*args: object, beside: bool, **kwargs: object) -> asking.Asker:
        begun.append(beside)
        return start_asking(*args, beside=beside, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("publisher.links.check.start_asking", start)
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
    monkeypatch.setattr(asking, "_CAN_FORK", False)
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
    monkeypatch.setattr(asking, "affordable", lambda requests: requests // 100)
    monkeypatch.setattr(asking, "_CAN_FORK", beside)
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

    monkeypatch.setattr("publisher.links.shard.judge_exchange", fails)
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
