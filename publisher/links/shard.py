"""The unit of work: exchanges with some hosts, and a policy, go in; a verdict on each comes out.

Threads ask; the caller's thread hands out the answers as they come, so that an interrupt finds
it there. As exchanges are split by host, several of these can run side by side and stay polite.
"""

import random
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue

from publisher.links.exchange import Ask, Exchange, WebPolicy, retry_after_seconds
from publisher.links.queues import HostQueues
from publisher.links.urls import host_of
from publisher.links.verdicts import judge_exchange
from publisher.model import LinkCheck
from publisher.platforms.checks import slow_hosts

STACK_BYTES = 256 * 1024
DEFAULT_WAIT_SECONDS = 1.0
"""For a host that says 429 and not how long."""

WATCH_SECONDS = 0.5
SLOW_SECONDS = 2.0
"""An answer that takes longer is worth telling whoever watches."""

Watch = Callable[[tuple[str, ...]], bool]
"""Called now and then with the hosts that are slow just now; False ends the asking."""


def ask_shard(
    exchanges: Sequence[Exchange], policy: WebPolicy, ask: Ask, *, now: datetime, watch: Watch
) -> Generator[LinkCheck]:
    """Take every exchange to its end and yield the verdict then, in no particular order.

    Closing the iterator, or `watch`, stops the asking; requests in flight end by themselves.
    """
    queues = HostQueues(exchanges, policy, paces=slow_hosts(), jitter=random.random() / 2)
    crew = _Crew(queues, ask, now)
    crew.start(min(policy.max_concurrency, len(exchanges)))
    try:
        watched_at = time.monotonic()
        left = len(exchanges)
        while left:
            answer = crew.next_answer()
            if answer is not None:
                left -= 1
                yield answer
            if time.monotonic() - watched_at >= WATCH_SECONDS:
                watched_at = time.monotonic()
                if not watch(crew.slow_hosts(watched_at)):
                    return
    finally:
        crew.stop()


@dataclass(slots=True)
class _Crew:
    """Threads that take exchanges from the queues, one step each time, and report what is over."""

    queues: HostQueues
    ask: Ask
    now: datetime
    answers: SimpleQueue[LinkCheck | BaseException] = field(default_factory=SimpleQueue)
    changed: threading.Condition = field(default_factory=threading.Condition)
    asking: dict[str, tuple[float, str]] = field(default_factory=dict)  # thread → since, host
    stopped: bool = False

    def start(self, threads: int) -> None:
        usual = threading.stack_size(STACK_BYTES)
        try:
            for number in range(max(1, threads)):
                threading.Thread(target=self._work, name=f"web-{number}", daemon=True).start()
        finally:
            threading.stack_size(usual)

    def stop(self) -> None:
        with self.changed:
            self.stopped = True
            self.changed.notify_all()

    def next_answer(self) -> LinkCheck | None:
        """Return the next verdict; None: there is none for the moment."""
        try:
            answer = self.answers.get(timeout=WATCH_SECONDS)
        except Empty:
            return None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def slow_hosts(self, now: float) -> tuple[str, ...]:
        """Return the hosts whose answer is waited for since long, those of longest ago first."""
        waits = sorted(self.asking.copy().values())
        return tuple(dict.fromkeys(host for since, host in waits if now - since >= SLOW_SECONDS))

    def _work(self) -> None:
        me = threading.current_thread().name
        try:
            exchange = self._next()
            while exchange is not None:
                host = host_of(exchange.at)
                self.asking[me] = time.monotonic(), host
                asked = self.ask(exchange)
                del self.asking[me]
                wait_seconds = _wait_seconds(asked)
                with self.changed:
                    over = self.queues.give_back(exchange, asked, time.monotonic(), wait_seconds)
                for ended in over:
                    self.answers.put(judge_exchange(ended, self.now))
                exchange = self._next(near=host)
        except BaseException as error:  # our own fault: the caller must hear of it
            self.answers.put(error)

    def _next(self, near: str = "") -> Exchange | None:
        with self.changed:
            while not self.stopped:
                now = time.monotonic()
                exchange = self.queues.take(now, near)
                if exchange is not None:
                    if self.queues.has_ready:
                        self.changed.notify()  # whoever takes one wakes the next who can
                    return exchange
                if self.queues.is_empty:
                    self.changed.notify_all()
                    return None
                wakes_at = self.queues.until()
                self.changed.wait(None if wakes_at is None else max(0.0, wakes_at - now))
        return None


def _wait_seconds(exchange: Exchange) -> float | None:
    """Return how long the host wants to be left alone, None where it doesn't ask for that."""
    asked_for = exchange.headers.get("retry-after")
    if asked_for is not None:
        seconds = retry_after_seconds(asked_for, time.time())
        if seconds is not None:
            return seconds
    return DEFAULT_WAIT_SECONDS if exchange.status == 429 else None
