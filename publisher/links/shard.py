"""The unit of work: the URLs of some hosts, and a policy, go in; one exchange per URL comes out.

Threads ask; the caller's thread hands out the answers as they come, so that an interrupt finds
it there. As URLs are split by host, several of these can run side by side and stay polite.
"""

import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from publisher.links.exchange import Ask, Exchange, WebPolicy, retry_after_seconds
from publisher.links.queues import HostQueues
from publisher.links.urls import host_of

STACK_BYTES = 256 * 1024
DEFAULT_WAIT_SECONDS = 1.0
"""For a host that says 429 and not how long."""


def ask_shard(
    urls: Sequence[str], policy: WebPolicy, ask: Ask, *, tick: Callable[[], None]
) -> Generator[Exchange]:
    """Ask about every URL and yield each exchange when it is over, in no particular order.

    `tick` is called now and then while there is nothing to yield. Closing the iterator stops the
    asking; requests in flight end by themselves.
    """
    crew = _Crew(
        HostQueues(urls, per_host=policy.per_host, patience_seconds=policy.patience_seconds), ask
    )
    crew.start(min(policy.max_concurrency, len(urls)))
    try:
        for _ in urls:
            yield crew.next_answer(tick)
    finally:
        crew.stop()


@dataclass(slots=True)
class _Crew:
    """Threads that take exchanges from the queues, one step each time, and report what is over."""

    queues: HostQueues
    ask: Ask
    answers: SimpleQueue[Exchange | BaseException] = field(default_factory=SimpleQueue)
    changed: threading.Condition = field(default_factory=threading.Condition)
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

    def next_answer(self, tick: Callable[[], None]) -> Exchange:
        while True:
            try:
                answer = self.answers.get(timeout=0.5)
            except Empty:
                tick()
                continue
            if isinstance(answer, BaseException):
                raise answer
            return answer

    def _work(self) -> None:
        try:
            exchange = self._next()
            while exchange is not None:
                asked = self.ask(exchange)
                wait_seconds = _wait_seconds(asked)
                with self.changed:
                    over = self.queues.give_back(exchange, asked, time.monotonic(), wait_seconds)
                for answer in over:
                    self.answers.put(answer)
                exchange = self._next(near=host_of(exchange.at))
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
