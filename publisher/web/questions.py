"""What a run asks the web: what is certain, remembered or answered, about each URL.

Imports nothing that talks HTTP until something has to be asked.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime

from publisher.errors import PublisherError
from publisher.links.urls import fetch_key
from publisher.model import LinkCheck
from publisher.platforms.checks import check_for
from publisher.web.answers import ANY_AGE, Answers, Progress, Recall, has_answered, judge_unasked
from publisher.web.askers import Asker, start_asking
from publisher.web.cache import Cache
from publisher.web.doubts import second_looks
from publisher.web.exchange import Ask, Exchange, Trace, WebPolicy
from publisher.web.ledger import Ledger
from publisher.web.own import OwnSite
from publisher.web.verdicts import judge_silent

BATCH = 200
"""So many URLs are looked up, and asked about, at a time; fewer wait until all are found."""

TIME_UP = "time is up after {seconds:g} s: addresses skipped: {count}; --deadline gives more time"
INTERRUPTED = "interrupted: addresses skipped: {count}"


def check_urls(
    urls: Iterable[str],
    policy: WebPolicy,
    *,
    now: datetime,
    cache: Cache | None = None,
    recall: Recall = ANY_AGE,
    own: OwnSite | None = None,
    expects: Mapping[str, tuple[str, ...]] | None = None,
    offline: bool = False,
    progress: Progress | None = None,
    trace: Trace | None = None,
    ask: Ask | None = None,
) -> Answers:
    """Return a verdict for each URL, all offered at once; see `Questions`.

    `expects` holds the words that must stand on the pages of some URLs.
    """
    questions = Questions(
        policy,
        now=now,
        cache=cache,
        recall=recall,
        own_host=own.host if own else "",
        offline=offline,
        progress=progress,
        trace=trace,
        ask=ask,
    )
    with closing(questions):
        questions.offer(urls, expects)
        return questions.answers(own)


class Questions:
    """What a run asks the web: URLs are offered as they are found, and answered at the end.

    One request settles all URLs that are the same to a server; those that aren't on the web are
    left out. Links to `own_host` wait for the end, when it is known what is published. `trace`
    is told of each request in a line, and `ask` stands in for the web. `offline` asks nothing and
    reuses what is remembered.
    """

    def __init__(
        self,
        policy: WebPolicy,
        *,
        now: datetime,
        cache: Cache | None = None,
        recall: Recall = ANY_AGE,
        own_host: str = "",
        offline: bool = False,
        progress: Progress | None = None,
        trace: Trace | None = None,
        ask: Ask | None = None,
        alone: bool = False,
    ) -> None:
        self._policy = policy
        self._now = now
        self._own_host = own_host
        self._offline = offline
        self._progress = progress or _unseen
        self._trace = trace
        self._ask = ask
        self._alone = alone  # no second process may be started
        self._ledger = Ledger(cache, recall, now)
        self._asker: Asker | None = None
        self._ends_at = 0.0
        self._keys: dict[str, str] = {}  # URL → fetch key
        self._expects: dict[str, tuple[str, ...]] = {}  # by key
        self._waiting: dict[str, None] = {}  # keys to look at, in the order of their offers
        self._own: list[str] = []
        self._first: dict[str, str] = {}  # address asked → the first key settled by it
        self._alike: dict[str, list[str]] = {}  # that first key → all
        self._answered: dict[str, LinkCheck] = {}  # by that first key
        self._is_interrupted = False

    def close(self) -> None:
        if self._asker is not None:
            self._asker.close()
            self._asker = None

    # ------------------------------------------------------------ as links are found

    def offer(
        self, urls: Iterable[str], expects: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        """Take in URLs, some for the second time, and begin to ask where that can't be spared.

        `expects` holds the words that must stand on the pages of some.
        """
        for url in urls:
            words = expects.get(url, ()) if expects else ()
            if url in self._keys and not words:
                continue  # nearly all: it stood in an episode before
            key = fetch_key(url)
            if key is not None:
                self._keys[url] = key
                self._want(key, words)
        if len(self._waiting) >= BATCH:
            self._look_up(beside=True)  # while there is more to do here
        if self._asker is not None:
            for check in self._asker.ready():
                self._take_in(check)
            self._ledger.save()

    def _want(self, key: str, words: tuple[str, ...]) -> None:
        known = self._expects.get(key)
        if known is not None and set(words) <= set(known):
            return
        self._expects[key] = tuple(dict.fromkeys((*(known or ()), *words)))
        if self._own_host and self._own_host in key:
            self._own.append(key)
        else:
            self._waiting[key] = None

    def _look_up(self, *, beside: bool) -> None:
        """Settle what is certain or remembered; ask about the rest."""
        keys, self._waiting = list(self._waiting), {}
        for key in keys:
            check = self._judge_unasked(key)
            if check is not None:
                self._ledger.checks[key] = check
        self._ledger.remember(self._ledger.left(keys, self._expects), self._expects)
        left = self._ledger.left(keys, self._expects)
        if self._offline:
            unknown = [key for key in left if key not in self._ledger.checks]
            self._ledger.skip(unknown, "not asked (offline)")
        elif left:
            self._send(left, beside=beside)

    def _judge_unasked(self, key: str) -> LinkCheck | None:
        """Return what can be said without asking the page's host or anybody else."""
        check = judge_unasked(key, self._policy, self._now)
        if check is None and not self._offline and check_for(key) is None:
            check = judge_silent(key)
        return check

    def _send(self, keys: Sequence[str], *, beside: bool) -> None:
        exchanges = []
        for key in keys:
            exchange = self._exchange(key)
            first = self._first.setdefault(exchange.start, key)
            if key not in self._alike.setdefault(first, []):
                self._alike[first].append(key)
            if first == key:
                exchanges.append(exchange)
            elif first in self._answered:
                self._ledger.take_in(self._answered[first]._replace(url=key))
        if self._asker is None:
            self._ends_at = time.monotonic() + self._policy.deadline_seconds
            try:
                self._asker = self._start(beside=beside)
            except PublisherError as error:
                self._give_up(error)
                return
        self._asker.add(exchanges)

    def _exchange(self, key: str) -> Exchange:
        """Return how a URL is asked about: the page itself, or its platform's service."""
        words = self._expects.get(key, ())
        adapter = check_for(key)
        if adapter is None:
            return Exchange(key, expects=words)
        return Exchange(key, asks=adapter.ask, reads=adapter.ask is None, expects=words)

    def _start(self, *, beside: bool) -> Asker:
        return start_asking(
            self._policy,
            now=self._now,
            ask=self._ask,
            trace=self._trace,
            beside=beside and not self._alone,
        )

    def _give_up(self, error: PublisherError) -> None:
        self._ledger.notice(f"not all links were asked about: {error}")

    def _take_in(self, check: LinkCheck) -> None:
        """Note an answer for all URLs that it settles."""
        self._answered[check.url] = check
        for key in self._alike[check.url]:
            self._ledger.take_in(check._replace(url=key))

    # ------------------------------------------------------------ at the end

    def answers(self, own: OwnSite | None) -> Answers:
        """Return a verdict for each URL offered, once all are there.

        An interrupt (Ctrl-C) ends the asking; what was not asked then is skipped, and so is what
        is left when the time of the run is up.
        """
        for key in self._own:
            check = judge_unasked(key, self._policy, self._now, own)
            if check is not None:
                self._ledger.checks[key] = check
            else:
                self._waiting[key] = None
        self._look_up(beside=False)
        if self._asker is not None:
            self._collect(self._asker)
            self._look_again()
        keys = sorted(self._expects)
        self._leave(self._ledger.left(keys, dict.fromkeys(keys, ())))
        self._ledger.settle_silent(self._has_network)
        checks = {key: self._ledger.checks[key] for key in keys}
        return Answers(checks, self._keys, self._ledger.notices, self._is_interrupted)

    def _collect(self, asker: Asker) -> None:
        """Settle what is answered, until all is or the time is up."""
        slow: tuple[str, ...] = ()

        def watch(now_slow: tuple[str, ...]) -> bool:
            nonlocal slow
            slow = now_slow
            self._tell(slow)
            self._ledger.save()
            return time.monotonic() < self._ends_at

        try:
            asker.no_more()
            self._tell(slow)
            with closing(asker.answers(watch)) as batches:
                for checks in batches:
                    for check in checks:
                        self._take_in(check)
                    self._tell(slow)
        except KeyboardInterrupt:
            self._is_interrupted = True
        except PublisherError as error:
            self._give_up(error)

    def _tell(self, slow: Sequence[str]) -> None:
        self._progress(len(self._ledger), len(self._expects), slow)

    def _look_again(self) -> None:
        """Put other answers in place of those that a second look doesn't bear out."""
        for check in second_looks(list(self._answered.values()), self._ask_again):
            for key in self._alike[check.url]:
                self._ledger.settle(check._replace(url=key))

    def _ask_again(self, keys: Sequence[str]) -> Mapping[str, LinkCheck]:
        if self._is_interrupted:
            return {}
        try:
            with closing(self._start(beside=False)) as asker:
                asker.add([self._exchange(key) for key in keys])
                asker.no_more()
                in_time = asker.answers(lambda _: time.monotonic() < self._ends_at)
                return {check.url: check for batch in in_time for check in batch}
        except KeyboardInterrupt:
            self._is_interrupted = True
        except PublisherError as error:
            self._give_up(error)
        return {}

    def _leave(self, keys: Sequence[str]) -> None:
        """Skip what there was no time for."""
        if not keys:
            return
        if self._is_interrupted:
            self._ledger.skip(keys, "not asked: the run was interrupted")
            self._ledger.notice(INTERRUPTED.format(count=len(keys)))
        elif self._asker is None or time.monotonic() < self._ends_at:
            self._ledger.skip(keys, "not asked")  # nobody could ask: that is told already
        else:
            self._ledger.skip(keys, "not asked: the time of the run was up")
            seconds = self._policy.deadline_seconds
            self._ledger.notice(TIME_UP.format(count=len(keys), seconds=seconds))

    def _has_network(self) -> bool:
        """Ask one who answered in an earlier run, where all who were asked now are silent.

        Else a link that is dead would pass as skipped once all others are remembered.
        """
        checks = self._ledger.checks.values()
        known = (check.url for check in checks if check.from_cache and check.status)
        witness = next(known, None) if not self._is_interrupted else None
        if witness is None:
            return False
        policy = self._policy._replace(retries=0, deadline_seconds=self._policy.timeout_seconds)
        asked = check_urls([witness], policy, now=self._now, ask=self._ask)
        return any(map(has_answered, asked.checks.values()))


def _unseen(answered: int, total: int, slow: Sequence[str]) -> None:
    """Nobody watches."""
