"""Answers to a run's questions: how they are given, and which of earlier runs may be used."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from publisher.model import Cause, LinkCheck, Verdict
from publisher.web.exchange import WebPolicy
from publisher.web.history import still_holds
from publisher.web.own import OwnSite
from publisher.web.patterns import matches_pattern
from publisher.web.verdicts import judge_closed

Progress = Callable[[int, int, Sequence[str]], None]
"""Called with (answered, all, the hosts that are slow just now)."""

_READ = (Verdict.OK, Verdict.MOVED)


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
        """Say whether an answer may stand for a new one, in which `expects` would be looked for."""
        if not still_holds(check, now, self.max_age):
            return False
        if self.moves_twice and check.verdict is Verdict.MOVED and check.runs < 2:
            return False
        return not lacks_words(check, expects)


ANY_AGE = Recall()


def judge_unasked(
    key: str, policy: WebPolicy, now: datetime, own: OwnSite | None = None
) -> LinkCheck | None:
    """Return what is certain without asking anybody."""
    if any(matches_pattern(key, pattern) for pattern in policy.skip):
        return LinkCheck(key, Verdict.SKIPPED, "the settings say not to ask")
    if own is not None and (check := own.judge(key)) is not None:
        return check
    return judge_closed(key, now)


def lacks_words(check: LinkCheck, expects: Sequence[str]) -> bool:
    """Say whether some of a sponsor's words were not looked for on a page that could be read."""
    return check.verdict in _READ and not set(expects) <= words_of(check)


def words_of(check: LinkCheck) -> set[str]:
    """Return the sponsor's words that were looked for."""
    return {*check.missing, *check.not_missing}


def has_answered(check: LinkCheck) -> bool:
    """Say whether anybody out there spoke: proof that there is a network."""
    return check.status is not None or bool(check.hops) or check.cause in (Cause.TLS, Cause.BROKEN)
