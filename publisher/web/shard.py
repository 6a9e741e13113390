"""The unit of work: exchanges with some hosts, and a policy, go in; a verdict on each comes out.

Threads ask; the caller's thread hands out the answers as they come, so that an interrupt finds
it there. As exchanges are split by host, several of these can run side by side and stay polite.
"""

import random
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from datetime import datetime
from queue import Empty, SimpleQueue

from publisher.links.urls import host_of
from publisher.model import LinkCheck
from publisher.platforms.checks import slow_hosts
from publisher.web.exchange import Ask, Exchange, WebPolicy, retry_after_seconds
from publisher.web.queues import HostQueues
from publisher.web.verdicts import judge_exchange

STACK_BYTES = 256 * 1024
DEFAULT_WAIT_SECONDS = 1.0
"""For a host that says 429 and not how long."""

WATCH_SECONDS = 0.5
SLOW_SECONDS = 1.0
"""An answer that takes longer is worth telling whoever watches."""

_GATHER_SECONDS = 0.01  # answers that come so soon after one another are handed out together

Watch = Callable[[tuple[str, ...]], bool]
"""Called now and then with the hosts that are slow just now; False ends the asking."""


class Shard:
    """Threads that take exchanges from the queues, one step each time, and judge what is over.

    More exchanges can be added until `no_more` is called. Threads begin as they are needed.
    """

    def __init__(self, policy: WebPolicy, ask: Ask, *, now: datetime) -> None:
        self._ask = ask
        self._now = now
        self._most_threads = max(1, policy.max_concurrency)
        jitter = random.random() / 2  # noqa: S311  nothing secret in it
        self._queues = HostQueues(policy, paces=slow_hosts(), jitter=jitter)
        self._answers: SimpleQueue[LinkCheck | BaseException] = SimpleQueue()
        self._changed = threading.Condition()
        self._asking: dict[int, tuple[float, str]] = {}  # thread → since, host
        self._threads = 0
        self._left = 0  # added, and not handed out yet
        self._is_complete = False
        self._is_stopped = False

    def add(self, exchanges: Sequence[Exchange]) -> None:
        with self._changed:
            self._left += len(exchanges)
            self._queues.add(exchanges)
            begin = min(self._left, self._most_threads) - self._threads
            self._threads += max(0, begin)
            self._changed.notify_all()
        usual = threading.stack_size(STACK_BYTES)
        try:
            for begun in range(begin):
                try:
                    threading.Thread(target=self._work, name="web", daemon=True).start()
                except RuntimeError:  # the system gives no more: fewer do it, too
                    self._threads -= begin - begun
                    if not self._threads:
                        raise
                    break
        finally:
            threading.stack_size(usual)

    def no_more(self) -> None:
        """Say that all is added."""
        with self._changed:
            self._is_complete = True
            self._queues.no_more()
            self._changed.notify_all()

    def close(self) -> None:
        """Stop asking; requests in flight end by themselves."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def answers(self, watch: Watch) -> Generator[list[LinkCheck]]:
        """Yield the verdicts, some at a time, in no particular order, until all are handed out.

        `watch` can end it before: then those are handed out that are there already.
        """
        watched_at = time.monotonic()
        while self._left or not self._is_complete:
            some = self._hand_out(0 if self._is_stopped else WATCH_SECONDS)
            if some:
                yield some
            elif self._is_stopped:
                return
            now = time.monotonic()
            if now - watched_at >= WATCH_SECONDS:
                watched_at = now
                if not watch(self._slow_hosts(now)):
                    self.close()

    def ready(self) -> list[LinkCheck]:
        """Hand out the verdicts that are there already, before all is added."""
        return [] if self._answers.empty() else self._hand_out(0)

    def _hand_out(self, wait_seconds: float) -> list[LinkCheck]:
        """Return the next verdicts; none where there is none in that time."""
        some: list[LinkCheck] = []
        with suppress(Empty):
            answer = self._answers.get(timeout=wait_seconds)
            time.sleep(_GATHER_SECONDS if wait_seconds else 0)
            while True:
                if isinstance(answer, BaseException):
                    raise answer
                some.append(answer)
                answer = self._answers.get_nowait()
        with self._changed:
            self._left -= len(some)
        return some

    def _slow_hosts(self, now: float) -> tuple[str, ...]:
        """Return the hosts whose answer is waited for since long, those of longest ago first."""
        waits = sorted(self._asking.copy().values())
        return tuple(dict.fromkeys(host for since, host in waits if now - since >= SLOW_SECONDS))

    def _work(self) -> None:
        me = threading.get_ident()
        try:
            exchange = self._next()
            while exchange is not None:
                host = host_of(exchange.at)
                self._asking[me] = time.monotonic(), host
                asked = self._ask(exchange)
                del self._asking[me]
                wait_seconds = _wait_seconds(asked)
                with self._changed:
                    over = self._queues.give_back(exchange, asked, time.monotonic(), wait_seconds)
                for ended in over:
                    self._answers.put(judge_exchange(ended, self._now))
                exchange = self._next(near=host)
        except BaseException as error:  # our own fault: the caller must hear of it
            self._answers.put(error)

    def _next(self, near: str = "") -> Exchange | None:
        with self._changed:
            while not self._is_stopped:
                now = time.monotonic()
                exchange = self._queues.take(now, near)
                if exchange is not None:
                    if self._queues.has_ready:
                        self._changed.notify()  # whoever takes one wakes the next who can
                    return exchange
                if self._queues.is_empty:
                    self._changed.notify_all()
                    return None
                wakes_at = self._queues.until()
                self._changed.wait(None if wakes_at is None else max(0.0, wakes_at - now))
        return None


def _wait_seconds(exchange: Exchange) -> float | None:
    """Return how long the host wants to be left alone, None where it doesn't ask for that."""
    asked_for = exchange.headers.get("retry-after")
    if asked_for is not None:
        seconds = retry_after_seconds(asked_for, time.time())
        if seconds is not None:
            return seconds
    return DEFAULT_WAIT_SECONDS if exchange.status == 429 else None
