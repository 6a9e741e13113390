"""Check URLs: what is known without asking, what is remembered, and what the web says.

Imports nothing that talks HTTP until something has to be asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

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

NO_NETWORK = "no network: nobody answered; links skipped: {count}"


class Answers(NamedTuple):
    """The verdicts by fetch key, in the keys' order, and lines about the run itself.

    `keys` holds the fetch key of each URL that is on the web.
    """

    checks: Mapping[str, LinkCheck]
    keys: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def of(self, url: str) -> LinkCheck | None:
        """Return the answer for one of the URLs; None where it isn't on the web."""
        return self.checks.get(self.keys.get(url, ""))


def check_urls(
    urls: Iterable[str],
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
    by_url = {url: key for url in urls if (key := fetch_key(url)) is not None}
    keys = sorted(set(by_url.values()))
    run = _Run(policy, now, cache, progress or _unseen, len(keys))
    for key in keys:
        check = _judge_unasked(key, policy, now, own)
        if check is None and not offline:
            check = judge_silent(key)
        if check is not None:
            run.checks[key] = check
    if cache is not None:
        run.checks |= cache.recall([key for key in keys if key not in run.checks], now)
    if offline:
        for key in keys:
            if key not in run.checks:
                run.checks[key] = LinkCheck(key, Verdict.SKIPPED, "not asked (offline)")
    unknown = [key for key in keys if key not in run.checks]
    if unknown:
        run.ask_about(unknown, ask)
    notices = (*run.notices, *(cache.notices if cache is not None else ()))
    return Answers({key: run.checks[key] for key in keys}, by_url, notices)


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
                    silent, answered = self._collect(exchanges)
                self._settle_silent(silent, answered or self._has_network(silent, web))
        except PublisherError as error:
            self.notices.append(f"no link was asked about: {error}")
            for key in keys:
                self.checks[key] = LinkCheck(key, Verdict.SKIPPED, "not asked")

    def _collect(self, exchanges: Iterable[Exchange]) -> tuple[list[Exchange], bool]:
        """Settle what was answered; return what was not, and whether anybody answered."""
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
        return silent, answered

    def _has_network(self, silent: list[Exchange], web: Ask) -> bool:
        """Ask one who answered in an earlier run, where all who were asked now are silent.

        Else a link that is dead would pass as skipped once all others are remembered.
        """
        known = (check.url for check in self.checks.values() if check.from_cache and check.status)
        witness = next(known, None) if silent else None
        return witness is not None and web(Exchange(witness)).answered

    def _settle_silent(self, silent: list[Exchange], network: bool) -> None:
        for exchange in silent:
            if network:
                self._settle(exchange)
            else:
                skipped = LinkCheck(exchange.url, Verdict.SKIPPED, "no network")
                self.checks[exchange.url] = skipped
        if silent and not network:
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
    from publisher.links.web import WebClient  # 0.2 s that a cached run is spared

    client = WebClient(policy)
    try:
        yield client.ask
    finally:
        client.close()
