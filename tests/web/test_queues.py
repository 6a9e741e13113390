import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.links.urls import host_of
from publisher.model import Cause
from publisher.web.exchange import Exchange, WebPolicy, redirected
from publisher.web.queues import (
    NO_NETWORK_TRIES,
    PACE_PATIENCE_SECONDS,
    TRIES,
    HostQueues,
)
from publisher.web.verdicts import judge_exchange
from tests.answers import NOW


def queues(
    *urls: str,
    per_host: int = 2,
    patience_seconds: float = 5.0,
    retries: int = 1,
    backoff_seconds: float = 0.0,
    paces: Mapping[str, float] | None = None,
) -> HostQueues:
    policy = WebPolicy(
        per_host=per_host,
        patience_seconds=patience_seconds,
        retries=retries,
        backoff_seconds=backoff_seconds,
    )
    return filled(HostQueues(policy, paces=paces), *map(Exchange, urls))


def filled(waiting: HostQueues, *exchanges: Exchange) -> HostQueues:
    waiting.add(exchanges)
    waiting.no_more()
    return waiting


def pages(host: str, count: int) -> list[str]:
    return [f"https://{host}/{number}" for number in range(count)]


def take(waiting: HostQueues, now: float = 0.0) -> Exchange:
    exchange = waiting.take(now)
    assert exchange is not None
    return exchange


def finish(waiting: HostQueues, taken: Exchange, status: int = 200) -> list[Exchange]:
    return waiting.give_back(taken, replace(taken, status=status), 0.0, None)


def test_no_more_than_per_host_are_in_flight() -> None:
    waiting = queues(*pages("a.example", 5))
    first, _ = take(waiting), take(waiting)
    assert waiting.take(0.0) is None
    finish(waiting, first)
    take(waiting)
    assert waiting.take(0.0) is None


def test_the_host_with_most_to_do_goes_first_and_others_are_not_held_up() -> None:
    waiting = queues(*pages("small.example", 2), *pages("big.example", 9))
    hosts = [host_of(take(waiting).url) for _ in range(4)]
    assert hosts[0] == "big.example"
    assert sorted(hosts) == ["big.example"] * 2 + ["small.example"] * 2


def test_one_stays_with_a_host_whose_connection_is_open() -> None:
    waiting = queues(*pages("a.example", 2), *pages("b.example", 9))
    taken = waiting.take(0.0, "a.example")
    assert taken is not None
    assert host_of(taken.url) == "a.example"


def test_a_redirect_is_queued_for_the_host_it_leads_to() -> None:
    waiting = queues("https://a.example/", *pages("b.example", 2), per_host=1)
    taken = waiting.take(0.0, "a.example")
    assert taken is not None
    busy = take(waiting)
    assert waiting.give_back(taken, redirected(taken, 301, "https://b.example/x"), 0.0, None) == []
    assert waiting.take(0.0) is None
    finish(waiting, busy)
    assert take(waiting).at == "https://b.example/x"


def test_doubtful_answers_are_asked_again_at_the_end_with_get() -> None:
    waiting = queues("https://a.example/", "https://b.example/")
    taken = waiting.take(0.0, "a.example")
    assert taken is not None
    assert waiting.give_back(taken, taken.failed(Cause.TIMEOUT), 0.0, None) == []
    assert finish(waiting, take(waiting))
    again = take(waiting)
    assert (again.url, again.tries) == ("https://a.example/", 1)
    over = waiting.give_back(again, again.failed(Cause.TIMEOUT), 0.0, None)
    assert [exchange.cause for exchange in over] == [Cause.TIMEOUT]
    assert waiting.is_empty


def test_a_host_that_asks_for_time_sleeps_and_is_asked_again() -> None:
    waiting = queues(*pages("a.example", 2), "https://b.example/", per_host=1)
    taken = waiting.take(0.0, "a.example")
    assert taken is not None
    assert waiting.give_back(taken, replace(taken, status=429), 10.0, 2.0) == []
    assert host_of(take(waiting, 10.0).url) == "b.example"
    assert waiting.take(11.0) is None
    assert waiting.until() == 12.0
    assert take(waiting, 12.0) == taken


def test_patience_ends_and_the_rest_is_not_asked() -> None:
    waiting = queues(*pages("a.example", 30), per_host=1, patience_seconds=1.0)
    over, asked = [], 0
    while not waiting.is_empty:
        taken = take(waiting)
        asked += 1
        over += waiting.give_back(taken, replace(taken, status=429), 0.0, 3600.0)
    assert [exchange.status for exchange in over] == [429] * 30
    assert asked == TRIES


def test_one_page_that_is_asked_too_often_says_nothing_of_its_neighbours() -> None:
    waiting = queues(*pages("a.example", 9), per_host=4, patience_seconds=1.0)
    first = take(waiting)
    assert len(waiting.give_back(first, replace(first, status=429), 0.0, 3600.0)) == 1
    second = take(waiting)
    assert waiting.take(0.0) is None  # one at a time, from now on
    assert [exchange.status for exchange in finish(waiting, second, 404)] == []
    assert all(waiting.take(0.0) is not None for _ in range(4))


def test_asking_for_no_time_again_and_again_ends_too() -> None:
    waiting = queues("https://a.example/", patience_seconds=2.0)
    now, over = 0.0, []
    for _ in range(100):
        taken = waiting.take(now)
        if taken is None:
            now = waiting.until() or now
            continue
        over += waiting.give_back(taken, replace(taken, status=503), now, 0.0)
        if over:
            break
    assert [exchange.status for exchange in over] == [503]


def test_a_dead_host_costs_a_few_requests_and_not_one_per_link() -> None:
    waiting = queues(*pages("dead.example", 100), "https://live.example/", per_host=1)
    over, asked = [], 0
    while not waiting.is_empty:
        taken = take(waiting)
        asked += 1
        if host_of(taken.url) == "live.example":
            over += finish(waiting, taken)
        else:
            over += waiting.give_back(taken, taken.failed(Cause.TIMEOUT), 0.0, None)
    assert len(over) == 101
    assert asked == 2 * TRIES + 1


def test_a_host_that_has_answered_is_not_given_up() -> None:
    waiting = queues(*pages("a.example", 20), per_host=1)
    finish(waiting, take(waiting))
    for _ in range(10):
        taken = take(waiting)
        waiting.give_back(taken, taken.failed(Cause.TIMEOUT), 0.0, None)
    assert waiting.take(0.0) is not None


def test_without_network_the_run_ends_early() -> None:
    waiting = queues(*(f"https://{number}.example/" for number in range(1000)))
    over, asked = [], 0
    while not waiting.is_empty:
        taken = take(waiting)
        asked += 1
        over += waiting.give_back(taken, taken.failed(Cause.RESOLVER), 0.0, None)
    assert len(over) == 1000
    assert asked == NO_NETWORK_TRIES


def test_many_names_that_do_not_exist_are_no_proof_while_others_are_still_asked() -> None:
    names = [f"https://{number}.example/" for number in range(1000)]
    waiting = queues("https://slow.example/", *names)
    slow = take(waiting)
    for _ in range(NO_NETWORK_TRIES):
        taken = take(waiting)
        assert waiting.give_back(taken, taken.failed(Cause.DNS), 0.0, None) == []
    assert waiting.take(0.0) is None  # before more is asked, that one may answer
    assert not waiting.has_ready
    assert finish(waiting, slow)
    assert waiting.has_ready
    take(waiting)


def test_what_is_added_once_there_seems_to_be_no_network_is_asked_all_the_same() -> None:
    waiting = HostQueues(WebPolicy(retries=0))
    waiting.add(Exchange(f"https://{number}.example/") for number in range(NO_NETWORK_TRIES))
    while waiting.has_ready:
        taken = take(waiting)
        waiting.give_back(taken, taken.failed(Cause.RESOLVER), 0.0, None)
    filled(waiting, Exchange("https://a.example/"), Exchange("https://b.example/"))
    finish(waiting, take(waiting))
    finish(waiting, take(waiting))
    assert waiting.is_empty


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1 << 32), st.integers(1, 120), st.integers(1, 4))
def test_whatever_happens_every_url_ends_once(seed: int, count: int, per_host: int) -> None:
    chance = random.Random(seed)
    urls = [f"http://h{chance.randrange(12)}.example/{number}" for number in range(count)]
    silent = {f"h{number}.example" for number in range(12) if chance.random() < 0.3}
    waiting = queues(*urls, per_host=per_host, patience_seconds=4)
    flying: list[Exchange] = []
    over: list[Exchange] = []
    now = 0.0
    while not waiting.is_empty:
        taken = waiting.take(now)
        if taken is not None:
            flying.append(taken)
            hosts = [host_of(exchange.at) for exchange in flying]
            assert max(map(hosts.count, hosts)) <= per_host
        if flying and (taken is None or chance.random() < 0.3):
            taken = flying.pop(chance.randrange(len(flying)))
            now += 0.01
            over += waiting.give_back(taken, *_something(taken, silent, chance, now))
        elif taken is None:
            wakes_at = waiting.until()
            assert wakes_at is not None
            now = wakes_at
    assert sorted(exchange.url for exchange in over) == sorted(urls)


def _something(
    taken: Exchange, silent: set[str], chance: random.Random, now: float
) -> tuple[Exchange, float, float | None]:
    if host_of(taken.at) in silent:
        return taken.failed(chance.choice([Cause.DNS, Cause.TIMEOUT])), now, None
    what = chance.random()
    if what < 0.2:
        target = f"http://h{chance.randrange(12)}.example/{chance.random()}"
        return redirected(taken, 301, target), now, None
    if what < 0.3:
        return replace(taken, status=429), now, chance.choice([0.0, 1.0, 9.0])
    if what < 0.4:
        return replace(taken, status=503), now, chance.choice([None, 1.0, 9.0])
    return replace(taken, status=chance.choice([200, 404])), now, None


@pytest.mark.parametrize("per_host", [0, -1])
def test_a_nonsense_limit_still_asks(per_host: int) -> None:
    assert queues("https://a.example/", per_host=per_host).take(0.0) is not None


# ---------------------------------------------------------------- tries


def tries(answer: int | Cause, retries: int) -> int:
    """Return how often a page that always answers so is asked."""
    waiting = queues("https://a.example/", "https://b.example/", retries=retries)
    finish(waiting, take(waiting))
    asked = 0
    while not waiting.is_empty:
        taken = take(waiting)
        asked += 1
        if isinstance(answer, Cause):
            waiting.give_back(taken, taken.failed(answer), 0.0, None)
        else:
            finish(waiting, taken, answer)
    return asked


@pytest.mark.parametrize(
    ("answer", "retries", "asked"),
    [
        (200, 3, 1),
        (403, 3, 1),
        (500, 0, 1),
        (500, 3, 4),
        (Cause.TIMEOUT, 0, 1),
        (Cause.TIMEOUT, 2, 3),
        (Cause.TLS, 2, 1),
        (Cause.DNS, 0, 2),  # nothing is dead that was asked once
        (Cause.DNS, 1, 2),
        (404, 0, 2),
        (404, 3, 2),
    ],
)
def test_what_may_pass_is_tried_again_and_death_is_confirmed(
    answer: int | Cause, retries: int, asked: int
) -> None:
    assert tries(answer, retries) == asked


def test_a_404_to_head_and_get_is_confirmed_already() -> None:
    waiting = queues("https://a.example/")
    taken = take(waiting)
    over = waiting.give_back(taken, replace(taken, status=404, refused=True), 0.0, None)
    assert [exchange.status for exchange in over] == [404]


def test_a_service_that_knows_no_such_page_is_not_asked_again() -> None:
    exchange = Exchange("https://a.example/x", asks="https://api.example/x")
    waiting = filled(HostQueues(WebPolicy()), exchange)
    taken = waiting.take(0.0, "api.example")
    assert taken == exchange
    assert waiting.give_back(exchange, replace(exchange, status=404), 0.0, None)


def test_retries_wait_longer_each_time() -> None:
    waiting = queues("https://a.example/", retries=2, backoff_seconds=1.0)
    now, waits = 100.0, []
    while not waiting.is_empty:
        taken = waiting.take(now)
        if taken is None:
            wakes_at = waiting.until()
            assert wakes_at is not None
            waits.append(wakes_at - now)
            now = wakes_at
            continue
        waiting.give_back(taken, replace(taken, status=500), now, None)
    assert waits == [1.0, 2.0]


def test_jitter_makes_the_waits_longer() -> None:
    waiting = filled(HostQueues(WebPolicy(), jitter=0.5), Exchange("https://a.example/"))
    waiting.give_back(taken := take(waiting), replace(taken, status=500), 0.0, None)
    assert waiting.until() == 1.5


# ---------------------------------------------------------------- hosts that allow few questions


def test_a_host_that_allows_few_questions_is_asked_at_its_pace() -> None:
    waiting = queues(*pages("slow.example", 3), paces={"slow.example": 3.0})
    finish(waiting, take(waiting, 10.0))
    assert waiting.take(12.9) is None
    assert waiting.until() == 13.0
    finish(waiting, take(waiting, 13.0))
    take(waiting, 16.0)


def test_a_slow_pace_never_holds_up_the_run_for_long() -> None:
    waiting = queues(*pages("slow.example", 100), paces={"slow.example": 3.0})
    now, over, asked = 0.0, [], 0
    while not waiting.is_empty:
        taken = waiting.take(now)
        if taken is None:
            now = waiting.until() or now
            continue
        asked += 1
        over += finish(waiting, taken)
    assert now <= PACE_PATIENCE_SECONDS
    unasked = [exchange for exchange in over if exchange.status == 429]
    assert len(unasked) == 100 - asked
    said = {judge_exchange(exchange, NOW).reason for exchange in unasked}
    assert said == {"slow.example allows few questions a minute: a later run asks"}


def test_what_is_redirected_to_a_host_without_time_left_ends() -> None:
    waiting = queues(*pages("slow.example", 9), "https://a.example/", paces={"slow.example": 20.0})
    first = waiting.take(0.0, "slow.example")
    assert first is not None
    finish(waiting, first)
    other = take(waiting, 1.0)
    second = take(waiting, 20.0)
    assert len(finish(waiting, second)) == 8
    over = waiting.give_back(other, redirected(other, 301, "https://slow.example/x"), 20.0, None)
    assert [exchange.status for exchange in over] == [429]
    assert waiting.is_empty


def test_a_paced_host_that_says_not_so_often_ends_too() -> None:
    waiting = queues(*pages("slow.example", 20), paces={"slow.example": 1.0}, patience_seconds=3.0)
    now, over = 0.0, []
    for _ in range(1000):
        taken = waiting.take(now)
        if taken is None:
            now = waiting.until() or now
            continue
        over += waiting.give_back(taken, replace(taken, status=429), now, 1.0)
        if waiting.is_empty:
            break
    assert len(over) == 20


def test_what_is_added_later_spreads_over_hosts_as_what_was_there_first() -> None:
    waiting = HostQueues(WebPolicy(per_host=10))
    hosts = [f"h{number}.example" for number in range(5)]
    for page in range(6):
        waiting.add([Exchange(f"https://{host}/{page}") for host in hosts])
    taken = [host_of(take(waiting).url) for _ in range(10)]
    assert sorted(taken) == sorted(hosts * 2)
