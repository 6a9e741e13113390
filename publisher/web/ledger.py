"""What a run has learnt so far, kept together with what earlier runs did."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from publisher.model import LinkCheck, Verdict
from publisher.web.answers import Recall, has_answered, lacks_words, words_of
from publisher.web.cache import Cache
from publisher.web.history import continued
from publisher.web.queues import SILENT

NO_NETWORK = "no network: nobody answered; addresses skipped: {count}"


class Ledger:
    """The verdicts of a run by fetch key, and lines about the run itself.

    Those who did not answer are kept apart until it is known whether there is a network. Each
    answer is remembered at once, so that a run that is ended keeps it.
    """

    def __init__(self, cache: Cache | None, recall: Recall, now: datetime) -> None:
        self.checks: dict[str, LinkCheck] = {}
        self._notices: list[str] = []
        self._cache = cache
        self._recall = recall
        self._now = now
        self._before: dict[str, LinkCheck] = {}  # answers of earlier runs
        self._silent: dict[str, LinkCheck] = {}
        self._answered = False

    def __len__(self) -> int:
        return len(self.checks) + len(self._silent)

    @property
    def notices(self) -> tuple[str, ...]:
        """Lines about the run, without repeats; a disk that is full is found by now."""
        if self._cache is not None:
            self._cache.save()
        told = (*self._notices, *(self._cache.notices if self._cache is not None else ()))
        return tuple(dict.fromkeys(told))

    def notice(self, line: str) -> None:
        self._notices.append(line)

    def left(self, keys: Iterable[str], expects: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Return those of `keys` that have no verdict, or none on the words they should have."""
        return [
            key
            for key in keys
            if key not in self._silent
            and ((check := self.checks.get(key)) is None or lacks_words(check, expects[key]))
        ]

    def remember(self, keys: Iterable[str], expects: Mapping[str, tuple[str, ...]]) -> None:
        """Take the answers of earlier runs: those that hold now, and the history of all."""
        if self._cache is None:
            return
        known = self._cache.known(keys)
        self._before |= known
        for key, check in known.items():
            if self._recall.allows(check, expects[key], self._now):
                self.checks[key] = check

    def save(self) -> None:
        """Write to disk what has waited for a second."""
        if self._cache is not None:
            self._cache.tick()

    def take_in(self, check: LinkCheck) -> None:
        """Note an answer, or that there is none."""
        if has_answered(check):
            self._answered = True
        elif check.cause in SILENT:
            self._silent[check.url] = check
            return
        self.settle(check)

    def settle(self, check: LinkCheck) -> None:
        """Take a verdict for good, as a part of its URL's history."""
        told = self.checks.get(check.url)
        if told is not None and len(words_of(told)) > len(words_of(check)):
            return  # asked twice, the second time about the sponsor's words, too
        check = self.checks[check.url] = continued(check, self._before.get(check.url))
        if self._cache is not None:
            self._cache.put(check)

    def skip(self, keys: Iterable[str], reason: str) -> None:
        for key in keys:
            self.checks[key] = LinkCheck(key, Verdict.SKIPPED, reason)

    def settle_silent(self, has_network: Callable[[], bool]) -> None:
        """Judge those who did not answer: nobody's silence tells anything without a network.

        `has_network` is asked where nobody has answered in this run.
        """
        silent, self._silent = self._silent, {}
        if not silent:
            return
        if self._answered or has_network():
            for check in silent.values():
                self.settle(check)
        else:
            self.skip(silent, "no network")
            self.notice(NO_NETWORK.format(count=len(silent)))
