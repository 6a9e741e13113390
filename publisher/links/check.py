"""Check URLs: what is known without asking, what is remembered, and what the web says.

Imports nothing that talks HTTP until something has to be asked.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.links.cache import Cache
from publisher.links.exchange import Ask, Exchange, WebPolicy
from publisher.links.history import continued, still_holds
from publisher.links.own import OwnSite
from publisher.links.queues import SILENT
from publisher.links.shard import ask_shard
from publisher.links.urls import fetch_key
from publisher.links.verdicts import judge_closed, judge_silent
from publisher.model import Cause, LinkCheck, Verdict
from publisher.platforms.checks import check_for

Progress = Callable[[int, int, Sequence[str]], None]
"""Called with (answered, all, the hosts that are slow just now)."""

NO_NETWORK = "no network: nobody answered; links skipped: {count}"
TIME_UP = "time is up after {seconds:g} s: links skipped: {count}; --deadline gives more time"
INTERRUPTED = "interrupted: links skipped: {count}; what was learnt is remembered"


class Answers(NamedTuple):
    """The verdicts by fetch key, in the keys' order, and lines about the run itself.

    `keys` holds the fetch key of each URL that is on the web.
    """

    checks: Mapping[str, LinkCheck]
    keys: Mapping[str, str]
    notices: tuple[str, ...] = ()
    interrupted: bool = False

    def of(self, url: str) -> LinkCheck | None:
        """Return the answer for one of the URLs; None where it isn't on the web."""
        return self.checks.get(self.keys.get(url, ""))


class Recall(NamedTuple):
    """Which remembered answers may be used: none older than `max_age`; no move only met once."""

    max_age: timedelta | None = None
    moves_twice: bool = False

    def allows(self, check: LinkCheck, expects: Sequence[str], now: datetime) -> bool:
        if not still_holds(check, now, self.max_age):
            return False
        if self.moves_twice and check.verdict is Verdict.MOVED and check.runs < 2:
            return False
        return set(expects) <= {*check.found, *check.missing} or check.verdict not in _READ


_READ = (Verdict.OK, Verdict.MOVED)


def check_urls(
    urls: Iterable[str],
    policy: WebPolicy,
    *,
    now: datetime,
    cache: Cache | None = None,
    recall: Recall = Recall(),
    own: OwnSite | None = None,
    expects: Mapping[str, tuple[str, ...]] | None = None,
    offline: bool = False,
    progress: Progress | None = None,
    trace: Callable[[str], None] | None = None,
    ask: Ask | None = None,
) -> Answers:
    """Return a verdict for each URL; one request settles all that are the same to a server.

    URLs that aren't on the web are left out. `expects` holds the words that must stand on the
    pages of some URLs. `trace` is told of each request in a line. `ask` stands in for the web.
    `offline` asks nothing and reuses what is remembered. An interrupt (Ctrl-C) ends the asking;
    what was not asked then is skipped.
    """
    by_url = {url: key for url in urls if (key := fetch_key(url)) is not None}
    keys = sorted(set(by_url.values()))
    wanted = {by_url[url]: words for url, words in (expects or {}).items() if url in by_url}
    run = _Run(policy, now, cache, progress or _unseen, len(keys), wanted)
    for key in keys:
        check = _judge_unasked(key, policy, now, own)
        if check is None and not offline and check_for(key) is None:
            check = judge_silent(key)
        if check is not None:
            run.checks[key] = check
    run.remember([key for key in keys if key not in run.checks], recall)
    unknown = [key for key in keys if key not in run.checks]
    if offline:
        run.skip(unknown, "not asked (offline)")
    elif unknown:
        run.ask_about(unknown, ask, trace)
    notices = (*run.notices, *(cache.notices if cache is not None else ()))
    return Answers({key: run.checks[key] for key in keys}, by_url, notices, run.interrupted)


def _judge_unasked(
    key: str, policy: WebPolicy, now: datetime, own: OwnSite | None
) -> LinkCheck | None:
    """Return what is certain without asking anybody."""
    if policy.skip and any(matches_pattern(key, pattern) for pattern in policy.skip):
        return LinkCheck(key, Verdict.SKIPPED, "the settings say not to ask")
    if own is not None and (check := own.judge(key)) is not None:
        return check
    return judge_closed(key, now)


def matches_pattern(url: str, pattern: str) -> bool:
    """Say whether a URL fits a pattern in which `*` stands for anything; case doesn't matter."""
    url, pattern = url.lower(), pattern.lower()
    return _fits(url, pattern) or _fits(url.rstrip("/"), pattern)


def _fits(text: str, pattern: str) -> bool:
    """Match in linear time: patterns come from the repository, a regex of them could hang."""
    first, *others = pattern.split("*")
    if not others:
        return text == first
    last = others.pop()
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in others:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _unseen(answered: int, total: int, slow: Sequence[str]) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class _Run:
    """What a run has learnt so far."""

    policy: WebPolicy
    now: datetime
    cache: Cache | None
    progress: Progress
    total: int
    expects: Mapping[str, tuple[str, ...]]
    checks: dict[str, LinkCheck] = field(default_factory=dict)
    before: dict[str, LinkCheck] = field(default_factory=dict)  # of earlier runs
    notices: list[str] = field(default_factory=list)
    interrupted: bool = False

    def remember(self, keys: Iterable[str], recall: Recall) -> None:
        """Take the answers of earlier runs: those that hold now, and the history of all."""
        if self.cache is None:
            return
        self.before = self.cache.known(keys)
        for key, check in self.before.items():
            if recall.allows(check, self.expects.get(key, ()), self.now):
                self.checks[key] = check

    def skip(self, keys: Iterable[str], reason: str) -> None:
        for key in keys:
            self.checks[key] = LinkCheck(key, Verdict.SKIPPED, reason)

    def ask_about(
        self, keys: list[str], ask: Ask | None, trace: Callable[[str], None] | None
    ) -> None:
        """Ask the web; each answer is remembered at once, so that an interrupted run keeps it."""
        try:
            with _asking(self.policy, ask, trace) as web:
                silent: dict[str, LinkCheck] = {}
                answered = False
                try:
                    answered = self._collect(keys, web, silent)
                except KeyboardInterrupt:
                    self.interrupted = True
                left = [key for key in keys if key not in self.checks and key not in silent]
                if left:
                    self._leave(left)
                self._settle_silent(silent, answered or self._has_network(silent, web))
        except PublisherError as error:
            self.notices.append(f"no link was asked about: {error}")
            self.skip(keys, "not asked")

    def _collect(self, keys: list[str], web: Ask, silent: dict[str, LinkCheck]) -> bool:
        """Settle what is answered, and note what is not; return whether anybody answered."""
        ends_at = time.monotonic() + self.policy.deadline_seconds
        first: dict[str, Exchange] = {}  # by what is asked
        alike: dict[str, list[str]] = {}  # URLs that one question settles, by that of the first
        for key in keys:
            start = _start(key, self.expects.get(key, ()))
            alike.setdefault(first.setdefault(start.start, start).url, []).append(key)
        answered = False
        slow: tuple[str, ...] = ()

        def watch(now_slow: tuple[str, ...]) -> bool:
            nonlocal slow
            slow = now_slow
            self._tell(len(silent), slow)
            if self.cache is not None:
                self.cache.tick()
            return time.monotonic() < ends_at

        self._tell(0, slow)
        shard = ask_shard([*first.values()], self.policy, web, now=self.now, watch=watch)
        with closing(shard) as checks:
            for check in checks:
                answered = answered or _has_answered(check)
                for key in alike[check.url]:
                    if check.cause in SILENT and not _has_answered(check):
                        silent[key] = check._replace(url=key)
                    else:
                        self._settle(check._replace(url=key))
                self._tell(len(silent), slow)
        return answered

    def _tell(self, silent: int, slow: Sequence[str]) -> None:
        self.progress(len(self.checks) + silent, self.total, slow)

    def _leave(self, keys: list[str]) -> None:
        """Skip what there was no time for."""
        if self.interrupted:
            self.skip(keys, "not asked: the run was interrupted")
            self.notices.append(INTERRUPTED.format(count=len(keys)))
        else:
            self.skip(keys, "not asked: the time of the run was up")
            seconds = self.policy.deadline_seconds
            self.notices.append(TIME_UP.format(count=len(keys), seconds=seconds))

    def _has_network(self, silent: Mapping[str, LinkCheck], web: Ask) -> bool:
        """Ask one who answered in an earlier run, where all who were asked now are silent.

        Else a link that is dead would pass as skipped once all others are remembered.
        """
        known = (check.url for check in self.checks.values() if check.from_cache and check.status)
        witness = next(known, None) if silent and not self.interrupted else None
        return witness is not None and web(Exchange(witness)).answered

    def _settle_silent(self, silent: Mapping[str, LinkCheck], network: bool) -> None:
        if network:
            for check in silent.values():
                self._settle(check)
        elif silent:
            self.skip(silent, "no network")
            self.notices.append(NO_NETWORK.format(count=len(silent)))

    def _settle(self, check: LinkCheck) -> None:
        check = self.checks[check.url] = continued(check, self.before.get(check.url))
        if self.cache is not None:
            self.cache.put(check)


def _start(key: str, expects: tuple[str, ...]) -> Exchange:
    """Return how a URL is asked about: the page itself, or its platform's service."""
    adapter = check_for(key)
    if adapter is None:
        return Exchange(key, expects=expects)
    return Exchange(key, asks=adapter.ask, reads=adapter.ask is None, expects=expects)


def _has_answered(check: LinkCheck) -> bool:
    """Say whether anybody out there spoke: proof that there is a network."""
    return bool(check.status is not None or check.hops) or check.cause in (Cause.TLS, Cause.BROKEN)


@contextmanager
def _asking(
    policy: WebPolicy, ask: Ask | None, trace: Callable[[str], None] | None
) -> Iterator[Ask]:
    if ask is not None:
        yield ask
        return
    from publisher.links.web import WebClient  # 0.2 s that a cached run is spared

    client = WebClient(policy, trace=trace)
    try:
        yield client.ask
    finally:
        client.close()
