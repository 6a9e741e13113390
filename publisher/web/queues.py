"""Who is asked next: a queue per host, so that no host is asked too often and none holds up others.

Plain bookkeeping without threads or clocks; `now` is monotonic seconds. The host with most to do
per request in flight goes first, because it takes longest; else one stays with the host whose
connection is open. A host that asks for time sleeps; one that answers nothing is
given up after a few tries, so that a dead server costs one timeout and not one per link.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from heapq import heappop, heappush
from itertools import count

from publisher.links.urls import host_of
from publisher.model import Cause
from publisher.web.exchange import FEW_QUESTIONS, GONE, Exchange, WebPolicy
from publisher.web.hosts import Host

TRIES = 3
"""So many failures in a row, and a host that has never answered is given up; so many times "not so
often" in a row, and it isn't asked any more."""

LEAST_WAIT_SECONDS = 0.5
"""Before a host that asked for time, however little, is asked again."""

PACE_PATIENCE_SECONDS = 30.0
"""So long a run goes on asking a host that allows few questions a minute."""

NO_NETWORK_TRIES = 48
"""So many failures with no answer from anybody, nor from who is asked still: no network."""

SILENT = frozenset({Cause.DNS, Cause.RESOLVER, Cause.TIMEOUT, Cause.REFUSED, Cause.RESET})


class HostQueues:
    """The exchanges that are not over yet, by the host to ask next.

    More can be added until `no_more` is called. `paces` holds the least seconds between two
    questions to a host that allows few. `jitter` lengthens the waits before retries, so that many
    who run at the same minute drift apart.
    """

    def __init__(
        self,
        policy: WebPolicy,
        *,
        paces: Mapping[str, float] | None = None,
        jitter: float = 0.0,
    ) -> None:
        self._per_host = max(1, policy.per_host)
        self._retries = policy.retries
        self._patience_seconds = policy.patience_seconds
        self._backoff_seconds = policy.backoff_seconds * (1 + jitter)
        self._paces = paces or {}
        self._hosts: dict[str, Host] = {}
        self._ready: list[tuple[float, int, Host]] = []  # a heap: most to do first
        self._listings = count()
        self._asleep: list[Host] = []
        self._doubtful: list[Exchange] = []
        self._again_at = 0.0  # when the doubtful may be asked again
        self._in_flight = 0
        self._failures = 0
        self._anybody = False
        self._is_complete = False

    def add(self, exchanges: Iterable[Exchange]) -> None:
        """Queue exchanges that nobody has asked about yet."""
        hosts = {}
        for exchange in exchanges:
            host = self._host(host_of(exchange.at))
            host.waiting.append(exchange)
            hosts[host.name] = host
        for host in hosts.values():
            host.is_listed = False  # its old entry says too little
            self._list(host)

    def no_more(self) -> None:
        """Say that all is added: what was doubtful can be asked again."""
        self._is_complete = True

    @property
    def is_empty(self) -> bool:
        """Nothing waits, is in flight or will be added: all is answered."""
        busy = self._in_flight or self.has_ready or self._asleep or self._doubtful
        return self._is_complete and not busy

    @property
    def has_ready(self) -> bool:
        """Say whether `take` has something to give."""
        if self._is_held:
            return False
        while self._ready and not self._is_ready(self._ready[0][2]):
            heappop(self._ready)[2].is_listed = False
        return bool(self._ready)

    def take(self, now: float, near: str = "") -> Exchange | None:
        """Return the next exchange to take further; None: wait for an answer, or `until`.

        `near` is the host that was asked last, over a connection that may still be open.
        """
        self._wake(now)
        if self._is_held:
            return None
        if not self.has_ready and self._may_begin_again and now >= self._again_at:
            self._begin_again()
        host = self._hosts.get(near)
        if host is None or not self._is_ready(host):
            host = self._pop_ready()
        if host is None:
            return None
        exchange = host.waiting.popleft()
        host.in_flight += 1
        self._in_flight += 1
        if host.pace_seconds and host.waiting:
            self._rest(host, now)
        self._list(host)
        return exchange

    def _rest(self, host: Host, now: float) -> None:
        """Leave a host that allows few questions alone for a while, unless that takes too long."""
        if host.rested_seconds + host.pace_seconds > PACE_PATIENCE_SECONDS:
            host.is_spent = True
            return
        host.rested_seconds += host.pace_seconds
        host.rests_until = now + host.pace_seconds
        self._asleep.append(host)

    def _pop_ready(self) -> Host | None:
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

    def _is_ready(self, host: Host) -> bool:
        at_once = 1 if host.refusals else self._per_host
        idle = not (host.wakes_at or host.is_spent)
        return bool(host.waiting) and host.in_flight < at_once and idle

    def _list(self, host: Host) -> None:
        if not host.is_listed and self._is_ready(host):
            host.is_listed = True
            heappush(self._ready, (host.urgency, next(self._listings), host))

    @property
    def _seems_offline(self) -> bool:
        return not self._anybody and self._failures >= NO_NETWORK_TRIES

    @property
    def _is_held(self) -> bool:
        """Nobody is asked while it seems that there is no network, but one may still answer.

        Names that don't exist are told in no time: those of an old show, before any page comes.
        """
        return self._seems_offline and self._in_flight > 0

    @property
    def _may_begin_again(self) -> bool:
        idle = self._is_complete and not self._in_flight and not self._asleep
        return idle and bool(self._doubtful)

    def until(self) -> float | None:
        """Return when something can be taken, None where only an answer can bring that about."""
        if self._asleep:
            return min(host.wakes_at for host in self._asleep)
        return self._again_at if self._may_begin_again else None

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
            over += self._tell_the_rest(following, FEW_QUESTIONS) if following.is_spent else ()
            self._list(following)
        elif wait_seconds is not None and exchange.status in (429, 503):
            over += self._sleep(host, taken, exchange, now, wait_seconds)
        else:
            over += self._settled([exchange], now)
        if host.failures >= TRIES and not host.answered:
            over += self._give_up(host, exchange, now)
        over += self._tell_the_rest(host, FEW_QUESTIONS) if host.is_spent else ()
        self._list(host)
        if self._seems_offline and not self._in_flight:
            over += self._give_up_all(exchange)
        return over

    def _host(self, name: str) -> Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = Host(name, self._paces.get(name, 0.0))
        return host

    def _note(self, host: Host, exchange: Exchange) -> None:
        if exchange.cause in SILENT:
            host.failures += 1
            self._failures += 1
        else:
            host.failures = 0
            host.refusals = host.refusals if exchange.status == 429 else 0
            host.answered = host.answered or exchange.answered
            self._anybody = self._anybody or exchange.answered

    def _settled(self, exchanges: Iterable[Exchange], now: float) -> list[Exchange]:
        """Return what is over; keep what is to be asked again at the end of the run."""
        over = []
        for exchange in exchanges:
            if exchange.tries < self._tries_of(exchange):
                pause_seconds: float = self._backoff_seconds * (1 << exchange.tries)
                self._again_at = max(self._again_at, now + pause_seconds)
                self._doubtful.append(exchange.again())
            else:
                over.append(exchange)
        return over

    def _tries_of(self, exchange: Exchange) -> int:
        """Return how often an exchange that ended so is tried again at most."""
        status = exchange.status or 0
        if exchange.cause is Cause.DNS:
            return max(1, self._retries)  # nothing is called dead that was asked only once
        if status in GONE:
            return 0 if exchange.refused or exchange.asks else 1
        passes = 500 <= status < 600 or status in (408, 425) or exchange.cause in SILENT
        return self._retries if passes else 0

    def _sleep(
        self, host: Host, taken: Exchange, exchange: Exchange, now: float, wait_seconds: float
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
            if host not in self._asleep:
                self._asleep.append(host)
            return []
        if exchange.status != 429:
            return [exchange]
        host.refusals += 1
        return [exchange, *(self._tell_the_rest(host) if host.refusals >= TRIES else ())]

    def _tell_the_rest(self, host: Host, why: str = "") -> list[Exchange]:
        """Let "not so often" stand for all that waits for a host."""
        rest = [replace(other, status=429, detail=why) for other in host.waiting]
        host.waiting.clear()
        return rest

    def _wake(self, now: float) -> None:
        for host in [host for host in self._asleep if host.wakes_at <= now]:
            self._asleep.remove(host)
            host.asleep_until = host.rests_until = 0.0
            self._list(host)

    def _begin_again(self) -> None:
        """Ask once more what was doubtful, in another way, now that some time has passed."""
        doubtful, self._doubtful = self._doubtful, []
        for host in self._hosts.values():
            host.failures = 0
        self._failures = 0
        for exchange in doubtful:
            self._host(host_of(exchange.at)).waiting.append(exchange)
        for host in self._hosts.values():
            self._list(host)

    def _give_up(self, host: Host, last: Exchange, now: float) -> list[Exchange]:
        """Let the last failure stand for all that waits; it is tried again as the others are."""
        rest = [other.failed(last.cause or Cause.TIMEOUT, last.detail) for other in host.waiting]
        host.waiting.clear()
        return self._settled(rest, now)

    def _give_up_all(self, last: Exchange) -> list[Exchange]:
        cause = last.cause or Cause.TIMEOUT
        rest, self._doubtful = self._doubtful, []
        for host in self._hosts.values():
            rest += host.waiting
            host.waiting.clear()
        return [other.failed(cause, last.detail) for other in rest]
