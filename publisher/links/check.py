"""Check URLs: what is known without asking, what is remembered, and what the web says.

Imports nothing that talks HTTP until something has to be asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from publisher.errors import PublisherError
from publisher.links.cache import Cache
from publisher.links.exchange import Ask, Exchange, WebPolicy
from publisher.links.own import OwnSite
from publisher.links.queues import SILENT
from publisher.links.shard import ask_shard
from publisher.links.urls import fetch_key
from publisher.links.verdicts import judge_closed, judge_exchange, judge_silent
from publisher.model import LinkCheck, Verdict

Progress = Callable[[int, int], None]

NO_NETWORK = "no network: nobody answered, so {count} links were skipped"


@dataclass(frozen=True, slots=True)
class Answers:
    """The verdicts by fetch key, in the keys' order, and lines about the run itself."""

    checks: Mapping[str, LinkCheck]
    notices: tuple[str, ...] = ()


def check_urls(
    urls: Sequence[str],
    policy: WebPolicy,
    *,
    now: datetime,
    cache: Cache | None = None,
    own: OwnSite | None = None,
    offline: bool = False,
    progress: Progress | None = None,
    ask: Ask | None = None,
) -> Answers:
    """Return a verdict for each URL; one request settles all that are the same to a server.

    URLs that aren't on the web are left out. `progress` is called with (answered, all). `ask`
    stands in for the web. `offline` asks nothing and reuses what is remembered.
    """
    keys = sorted({key for url in urls if (key := fetch_key(url)) is not None})
    run = _Run(policy, now, cache, progress or _unseen, len(keys))
    for key in keys:
        check = _judge_unasked(key, policy, now, own)
        if check is None and not offline:
            check = judge_silent(key)
        if check is None and cache is not None:
            check = cache.get(key, now)
        if check is None and offline:
            check = LinkCheck(key, Verdict.SKIPPED, "not asked (offline)")
        if check is not None:
            run.checks[key] = check
    unknown = [key for key in keys if key not in run.checks]
    if unknown:
        run.ask_about(unknown, ask)
    notices = (*run.notices, *(cache.notices if cache is not None else ()))
    return Answers({key: run.checks[key] for key in keys}, notices)


def _judge_unasked(
    key: str, policy: WebPolicy, now: datetime, own: OwnSite | None
) -> LinkCheck | None:
    """Return what is certain without asking anybody."""
    if any(matches_pattern(key, pattern) for pattern in policy.skip):
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


def _unseen(answered: int, total: int) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class _Run:
    """What a run has learnt so far."""

    policy: WebPolicy
    now: datetime
    cache: Cache | None
    progress: Progress
    total: int
    checks: dict[str, LinkCheck] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def ask_about(self, keys: list[str], ask: Ask | None) -> None:
        """Ask the web; each answer is remembered at once, so that an interrupted run keeps it."""
        try:
            with _asking(self.policy, ask) as web:
                tick = self.cache.tick if self.cache is not None else _nothing
                with closing(ask_shard(keys, self.policy, web, tick=tick)) as exchanges:
                    self._collect(exchanges)
        except PublisherError as error:
            self.notices.append(f"no link was asked about: {error}")
            for key in keys:
                self.checks[key] = LinkCheck(key, Verdict.SKIPPED, "not asked")

    def _collect(self, exchanges: Iterable[Exchange]) -> None:
        """Settle what was answered, then what was not: is it they, or is there no network?"""
        silent: list[Exchange] = []
        answered = False
        self.progress(len(self.checks), self.total)
        for exchange in exchanges:
            answered = answered or exchange.answered
            if exchange.cause in SILENT and not exchange.answered:
                silent.append(exchange)
            else:
                self._settle(exchange)
            self.progress(len(self.checks) + len(silent), self.total)
        for exchange in silent:
            if answered:
                self._settle(exchange)
            else:
                skipped = LinkCheck(exchange.url, Verdict.SKIPPED, "no network")
                self.checks[exchange.url] = skipped
        if silent and not answered:
            self.notices.append(NO_NETWORK.format(count=len(silent)))

    def _settle(self, exchange: Exchange) -> None:
        check = self.checks[exchange.url] = judge_exchange(exchange, self.now)
        if self.cache is not None:
            self.cache.put(check)


def _nothing() -> None:
    """Without a cache there is nothing to save."""


@contextmanager
def _asking(policy: WebPolicy, ask: Ask | None) -> Iterator[Ask]:
    if ask is not None:
        yield ask
        return
    from publisher.links.web import WebClient  # noqa: PLC0415  0.2 s that a cached run is spared

    client = WebClient(policy)
    try:
        yield client.ask
    finally:
        client.close()
