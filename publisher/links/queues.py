"""Who is asked next: a queue per host, so that no host is asked too often and none holds up others.

Plain bookkeeping without threads or clocks; `now` is monotonic seconds. The host with most to do
per request in flight goes first, because it takes longest; else one stays with the host whose
connection is open. A host that asks for time sleeps; one that answers nothing is
given up after a few tries, so that a dead server costs one timeout and not one per link.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count

from publisher.links.exchange import Exchange
from publisher.links.urls import host_of
from publisher.model import Cause

TRIES = 3
"""So many failures in a row, and a host that has never answered is given up."""

LEAST_WAIT_SECONDS = 0.5
"""Before a host that asked for time, however little, is asked again."""

NO_NETWORK_TRIES = 48
"""So many failures with no answer from anybody, and there is no network."""

SILENT = frozenset({Cause.DNS, Cause.RESOLVER, Cause.TIMEOUT, Cause.REFUSED, Cause.RESET})


@dataclass(slots=True)
class _Host:
    name: str
    waiting: deque[Exchange] = field(default_factory=deque)
    in_flight: int = 0
    asleep_until: float = 0.0
    slept_seconds: float = 0.0
    failures: int = 0  # in a row
    answered: bool = False
    is_listed: bool = False  # stands in `_ready`

    @property
    def urgency(self) -> float:
        """The lower, the more there is to do for each request in flight."""
        return -len(self.waiting) / (self.in_flight + 1)


class HostQueues:
    """The exchanges that are not over yet, by the host to ask next."""

    def __init__(self, urls: Iterable[str], *, per_host: int, patience_seconds: float) -> None:
        self._per_host = max(1, per_host)
        self._patience_seconds = patience_seconds
        self._hosts: dict[str, _Host] = {}
        self._ready: list[tuple[float, int, _Host]] = []  # a heap: most to do first
        self._listings = count()
        self._asleep: list[_Host] = []
        self._doubtful: list[Exchange] = []
        self._again = False  # the second round has begun
        self._in_flight = 0
        self._failures = 0
        self._anybody = False
        for url in urls:
            self._host(host_of(url)).waiting.append(Exchange(url))
        for host in self._hosts.values():
            self._list(host)

    @property
    def is_empty(self) -> bool:
        """Nothing waits and nothing is in flight: all is answered."""
        return not (self._in_flight or self.has_ready or self._asleep or self._doubtful)

    @property
    def has_ready(self) -> bool:
        """Say whether `take` has something to give."""
        while self._ready and not self._is_ready(self._ready[0][2]):
            heappop(self._ready)[2].is_listed = False
        return bool(self._ready)

    def take(self, now: float, near: str = "") -> Exchange | None:
        """Return the next exchange to take further; None: wait for an answer, or `until`.

        `near` is the host that was asked last, over a connection that may still be open.
        """
        self._wake(now)
        if not self.has_ready and not self._in_flight and not self._asleep:
            self._begin_again()
        host = self._hosts.get(near)
        if host is None or not self._is_ready(host):
            host = self._pop_ready()
        if host is None:
            return None
        exchange = host.waiting.popleft()
        host.in_flight += 1
        self._in_flight += 1
        self._list(host)
        return exchange

    def _pop_ready(self) -> _Host | None:
        """Return the ready host with most to do; entries of the heap may be out of date."""
        while self._ready:
            urgency, _, host = heappop(self._ready)
            host.is_listed = False
            if not self._is_ready(host):
                continue
            if urgency < host.urgency:
                self._list(host)
                continue
            return host
        return None

    def _is_ready(self, host: _Host) -> bool:
        return bool(host.waiting) and host.in_flight < self._per_host and not host.asleep_until

    def _list(self, host: _Host) -> None:
        if not host.is_listed and self._is_ready(host):
            host.is_listed = True
            heappush(self._ready, (host.urgency, next(self._listings), host))

    def until(self) -> float | None:
        """Return when the next host wakes up, None where none sleeps."""
        return min((host.asleep_until for host in self._asleep), default=None)

    def give_back(
        self, taken: Exchange, exchange: Exchange, now: float, wait_seconds: float | None
    ) -> list[Exchange]:
        """Take in how `taken` went on; return what is over with it.

        `wait_seconds` is what the host asked for in Retry-After. An exchange that is not over
        (a redirect) is queued for the host it leads to; a doubtful one is asked again at the end.
        """
        host = self._host(host_of(taken.at))
        host.in_flight -= 1
        self._in_flight -= 1
        self._note(host, exchange)
        over: list[Exchange] = []
        if not exchange.is_over:
            following = self._host(host_of(exchange.at))
            following.waiting.appendleft(exchange)
            self._list(following)
        elif wait_seconds is not None and exchange.status in (429, 503):
            over += self._sleep(host, taken, exchange, now, wait_seconds)
        elif self._is_doubtful(exchange):
            self._doubtful.append(exchange)
        else:
            over.append(exchange)
        if host.failures >= TRIES and not host.answered:
            over += self._give_up(host, exchange)
        self._list(host)
        if not self._anybody and self._failures >= NO_NETWORK_TRIES:
            over += self._give_up_all(exchange)
        return over

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(name)
        return host

    def _note(self, host: _Host, exchange: Exchange) -> None:
        if exchange.cause in SILENT:
            host.failures += 1
            self._failures += 1
        else:
            host.failures = 0
            host.answered = host.answered or exchange.answered
            self._anybody = self._anybody or exchange.answered

    def _is_doubtful(self, exchange: Exchange) -> bool:
        if self._again:
            return False
        status = exchange.status or 0
        return 500 <= status < 600 or status in (408, 425) or exchange.cause in SILENT

    def _sleep(
        self, host: _Host, taken: Exchange, exchange: Exchange, now: float, wait_seconds: float
    ) -> list[Exchange]:
        """Let the host have its time, within its patience; then its answer stands for the rest."""
        if host.asleep_until:  # another request of the same moment was told already
            host.waiting.appendleft(taken)
            return []
        wait_seconds = max(wait_seconds, LEAST_WAIT_SECONDS)
        if host.slept_seconds + wait_seconds <= self._patience_seconds:
            host.slept_seconds += wait_seconds
            host.asleep_until = now + wait_seconds
            host.waiting.appendleft(taken)
            self._asleep.append(host)
            return []
        if exchange.status != 429:
            return [exchange]
        rest = [replace(other, status=429) for other in host.waiting]
        host.waiting.clear()
        return [exchange, *rest]

    def _wake(self, now: float) -> None:
        for host in [host for host in self._asleep if host.asleep_until <= now]:
            self._asleep.remove(host)
            host.asleep_until = 0.0
            self._list(host)

    def _begin_again(self) -> None:
        """Ask once more what was doubtful, in another way, now that some time has passed."""
        self._again = True
        doubtful, self._doubtful = self._doubtful, []
        for host in self._hosts.values():
            host.failures = 0
        self._failures = 0
        for exchange in doubtful:
            self._host(host_of(exchange.url)).waiting.append(Exchange(exchange.url, with_get=True))
        for host in self._hosts.values():
            self._list(host)

    def _give_up(self, host: _Host, last: Exchange) -> list[Exchange]:
        """Let the last failure stand for all that waits; in the first round, for the time being."""
        rest = [other.failed(last.cause or Cause.TIMEOUT, last.detail) for other in host.waiting]
        host.waiting.clear()
        if self._again:
            return rest
        self._doubtful += rest
        return []

    def _give_up_all(self, last: Exchange) -> list[Exchange]:
        rest, self._doubtful = self._doubtful, []
        self._again = True
        for host in self._hosts.values():
            rest += self._give_up(host, last)
        return rest
