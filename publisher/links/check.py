"""Check URLs: what is known without asking, what is remembered, and what the web says.

Imports nothing that talks HTTP until something has to be asked.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.links.asking import Asker, Trace, start_asking
from publisher.links.cache import Cache
from publisher.links.doubts import second_looks
from publisher.links.exchange import Ask, Exchange, WebPolicy
from publisher.links.history import continued, still_holds
from publisher.links.own import OwnSite
from publisher.links.patterns import matches_pattern
from publisher.links.queues import SILENT
from publisher.links.urls import fetch_key
from publisher.links.verdicts import judge_closed, judge_silent
from publisher.model import Cause, LinkCheck, Verdict
from publisher.platforms.checks import check_for

Progress = Callable[[int, int, Sequence[str]], None]
"""Called with (answered, all, the hosts that are slow just now)."""

NO_NETWORK = "no network: nobody answered; links skipped: {count}"
TIME_UP = "time is up after {seconds:g} s: links skipped: {count}; --deadline gives more time"
INTERRUPTED = "interrupted: links skipped: {count}; what was learnt is remembered"


BATCH = 200
"""So many URLs are looked up, and asked about, at a time; fewer wait until all are found."""


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
        return set(expects) <= _words(check) or check.verdict not in _READ


ANY_AGE = Recall()
_READ = (Verdict.OK, Verdict.MOVED)


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
        questions.offer(urls, expects or {})
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
    ) -> None:
        self._policy = policy
        self._now = now
        self._cache = cache
        self._recall = recall
        self._own_host = own_host
        self._offline = offline
        self._progress = progress or _unseen
        self._ask = ask
        self._trace = trace
        self._is_ending = False
        self._asker: Asker | None = None
        self._ends_at = 0.0
        self._keys: dict[str, str] = {}  # URL → fetch key
        self._expects: dict[str, tuple[str, ...]] = {}  # by key
        self._waiting: dict[str, None] = {}  # keys to look at, in the order of their offers
        self._own: list[str] = []
        self._first: dict[str, str] = {}  # address asked → the first key settled by it
        self._alike: dict[str, list[str]] = {}  # that first key → all
        self._before: dict[str, LinkCheck] = {}  # answers of earlier runs
        self._checks: dict[str, LinkCheck] = {}
        self._silent: dict[str, LinkCheck] = {}
        self._notices: list[str] = []
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
            self._look_up()

    def _want(self, key: str, words: tuple[str, ...]) -> None:
        known = self._expects.get(key)
        if known is not None and set(words) <= set(known):
            return
        self._expects[key] = tuple(dict.fromkeys((*(known or ()), *words)))
        if self._own_host and self._own_host in key:
            self._own.append(key)
        else:
            self._waiting[key] = None

    def _look_up(self) -> None:
        """Settle what is certain or remembered; ask about the rest."""
        keys, self._waiting = list(self._waiting), {}
        for key in keys:
            check = self._judge_unasked(key)
            if check is not None:
                self._checks[key] = check
        rest = [key for key in keys if key not in self._checks or self._lacks_words(key)]
        if self._cache is not None:
            self._before |= (known := self._cache.known(rest))
            for key, check in known.items():
                if self._recall.allows(check, self._expects[key], self._now):
                    self._checks[key] = check
        rest = [key for key in rest if key not in self._checks or self._lacks_words(key)]
        if self._offline:
            self._skip((key for key in rest if key not in self._checks), "not asked (offline)")
        elif rest:
            self._send(rest)

    def _judge_unasked(self, key: str) -> LinkCheck | None:
        """Return what can be said without asking the page's host or anybody else."""
        check = judge_unasked(key, self._policy, self._now)
        if check is None and not self._offline and check_for(key) is None:
            check = judge_silent(key)
        return check

    def _lacks_words(self, key: str) -> bool:
        check = self._checks[key]
        return check.verdict in _READ and not set(self._expects[key]) <= _words(check)

    def _send(self, keys: Sequence[str]) -> None:
        exchanges = []
        for key in keys:
            exchange = _exchange(key, self._expects[key])
            first = self._first.setdefault(exchange.start, key)
            if key not in self._alike.setdefault(first, []):
                self._alike[first].append(key)
            if first == key:
                exchanges.append(exchange)
        if self._asker is None:
            self._ends_at = time.monotonic() + self._policy.deadline_seconds
            try:
                self._asker = start_asking(
                    self._policy,
                    now=self._now,
                    ask=self._ask,
                    trace=self._trace,
                    beside=not self._is_ending,  # while there is more to do here
                )
            except PublisherError as error:
                self._give_up(error)
                return
        self._asker.add(exchanges)

    def _give_up(self, error: PublisherError) -> None:
        said = f"not all links were asked about: {error}"
        if said not in self._notices:
            self._notices.append(said)

    # ------------------------------------------------------------ at the end

    def answers(self, own: OwnSite | None) -> Answers:
        """Return a verdict for each URL offered, once all are there.

        An interrupt (Ctrl-C) ends the asking; what was not asked then is skipped, and so is what
        is left when the time of the run is up.
        """
        for key in self._own:
            check = judge_unasked(key, self._policy, self._now, own)
            if check is not None:
                self._checks[key] = check
            else:
                self._waiting[key] = None
        self._is_ending = True
        self._look_up()
        answered = False
        try:
            answered = self._collect()
        except KeyboardInterrupt:
            self._is_interrupted = True
        except PublisherError as error:
            self._give_up(error)
        self._look_again()
        keys = sorted(set(self._keys.values()))
        self._leave([key for key in keys if key not in self._checks and key not in self._silent])
        self._settle_silent(answered)
        if self._cache is not None:
            self._cache.save()  # a disk that is full is found now, while it can be told
        notices = (*self._notices, *(self._cache.notices if self._cache is not None else ()))
        checks = {key: self._checks[key] for key in keys}
        return Answers(checks, self._keys, notices, self._is_interrupted)

    def _collect(self) -> bool:
        """Settle what is answered, and note what is not; return whether anybody answered."""
        if self._asker is None:
            return False
        self._asker.no_more()
        self._tell(())
        answered = False
        slow: tuple[str, ...] = ()

        def watch(now_slow: tuple[str, ...]) -> bool:
            nonlocal slow
            slow = now_slow
            self._tell(slow)
            if self._cache is not None:
                self._cache.tick()
            return time.monotonic() < self._ends_at

        with closing(self._asker.answers(watch)) as batches:
            for checks in batches:
                for check in checks:
                    answered = answered or _has_answered(check)
                    for key in self._alike[check.url]:
                        self._take_in(check._replace(url=key))
                self._tell(slow)
        return answered

    def _take_in(self, check: LinkCheck) -> None:
        if check.cause in SILENT and not _has_answered(check):
            self._silent[check.url] = check
        else:
            self._settle(check)

    def _look_again(self) -> None:
        """Put other answers in place of those that a second look doesn't bear out."""
        new = (self._checks.get(key) for key in self._first.values())
        new_checks = [check for check in new if check is not None and not check.from_cache]
        for check in second_looks(new_checks, self._ask_again):
            for key in self._alike[check.url]:
                self._settle(check._replace(url=key))

    def _ask_again(self, keys: Sequence[str]) -> Mapping[str, LinkCheck]:
        if self._is_interrupted:
            return {}
        try:
            asker = start_asking(
                self._policy, now=self._now, ask=self._ask, trace=self._trace, beside=False
            )
            with closing(asker):
                asker.add([_exchange(key, self._expects.get(key, ())) for key in keys])
                asker.no_more()
                in_time = asker.answers(lambda _: time.monotonic() < self._ends_at)
                return {check.url: check for batch in in_time for check in batch}
        except KeyboardInterrupt:
            self._is_interrupted = True
        except PublisherError as error:
            self._give_up(error)
        return {}

    def _tell(self, slow: Sequence[str]) -> None:
        self._progress(len(self._checks) + len(self._silent), len(self._expects), slow)

    def _leave(self, keys: Sequence[str]) -> None:
        """Skip what there was no time for."""
        if not keys:
            return
        if self._is_interrupted:
            self._skip(keys, "not asked: the run was interrupted")
            self._notices.append(INTERRUPTED.format(count=len(keys)))
        elif self._notices:  # nobody could ask: that is told already
            self._skip(keys, "not asked")
        else:
            self._skip(keys, "not asked: the time of the run was up")
            seconds = self._policy.deadline_seconds
            self._notices.append(TIME_UP.format(count=len(keys), seconds=seconds))

    def _skip(self, keys: Iterable[str], reason: str) -> None:
        for key in keys:
            self._checks[key] = LinkCheck(key, Verdict.SKIPPED, reason)

    def _settle_silent(self, answered: bool) -> None:
        """Judge those who did not answer: nobody's silence tells anything without a network."""
        silent, self._silent = self._silent, {}
        if not silent:
            return
        if answered or self._has_network():
            for check in silent.values():
                self._settle(check)
        else:
            self._skip(silent, "no network")
            self._notices.append(NO_NETWORK.format(count=len(silent)))

    def _has_network(self) -> bool:
        """Ask one who answered in an earlier run, where all who were asked now are silent.

        Else a link that is dead would pass as skipped once all others are remembered.
        """
        known = (check.url for check in self._checks.values() if check.from_cache and check.status)
        witness = next(known, None) if not self._is_interrupted else None
        if witness is None:
            return False
        policy = self._policy._replace(retries=0, deadline_seconds=self._policy.timeout_seconds)
        asked = check_urls([witness], policy, now=self._now, ask=self._ask)
        return any(map(_has_answered, asked.checks.values()))

    def _settle(self, check: LinkCheck) -> None:
        told = self._checks.get(check.url)
        if told is not None and len(_words(told)) > len(_words(check)):
            return  # asked twice, the second time about the sponsor's words, too
        check = self._checks[check.url] = continued(check, self._before.get(check.url))
        if self._cache is not None:
            self._cache.put(check)


def judge_unasked(
    key: str, policy: WebPolicy, now: datetime, own: OwnSite | None = None
) -> LinkCheck | None:
    """Return what is certain without asking anybody."""
    if any(matches_pattern(key, pattern) for pattern in policy.skip):
        return LinkCheck(key, Verdict.SKIPPED, "the settings say not to ask")
    if own is not None and (check := own.judge(key)) is not None:
        return check
    return judge_closed(key, now)


def _exchange(key: str, expects: tuple[str, ...]) -> Exchange:
    """Return how a URL is asked about: the page itself, or its platform's service."""
    adapter = check_for(key)
    if adapter is None:
        return Exchange(key, expects=expects)
    return Exchange(key, asks=adapter.ask, reads=adapter.ask is None, expects=expects)


def _words(check: LinkCheck) -> set[str]:
    """Return the sponsor's words that were looked for."""
    return {*check.missing, *check.not_missing}


def _has_answered(check: LinkCheck) -> bool:
    """Say whether anybody out there spoke: proof that there is a network."""
    return check.status is not None or bool(check.hops) or check.cause in (Cause.TLS, Cause.BROKEN)


def _unseen(answered: int, total: int, slow: Sequence[str]) -> None:
    """Nobody watches."""
