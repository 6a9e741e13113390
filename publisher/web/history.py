"""What earlier runs have to say of an answer: how long it holds, and since when it is so."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from publisher.model import Cause, LinkCheck, Verdict
from publisher.web.queues import SILENT

LIFETIMES = {
    Verdict.OK: timedelta(days=7),
    Verdict.MOVED: timedelta(days=3),
    Verdict.DEAD: timedelta(days=1),
    Verdict.SOFT_DEAD: timedelta(days=1),
    Verdict.UNVERIFIABLE: timedelta(days=1),
}
"""How long an answer is reused. Transient trouble never is."""

_KINDS: Mapping[Verdict, str] = {
    Verdict.DEAD: "gone",
    Verdict.SOFT_DEAD: "gone",
    Verdict.UNREACHABLE: "silent",
    Verdict.SERVER_ERROR: "silent",
}
_OF_ITS_OWN = frozenset({Cause.TLS, Cause.REDIRECTS, Cause.PRIVATE})  # no site is down for these
_CLOCK_SLACK = timedelta(hours=1)

LASTING_RUNS = 3
LASTING = timedelta(hours=48)
"""Trouble that so many runs have met, the first and last so far apart, is no passing trouble."""


def still_holds(check: LinkCheck, now: datetime, max_age: timedelta | None = None) -> bool:
    """Say whether a remembered answer can stand for a new one; `max_age` is the user's wish."""
    lifetime = LIFETIMES.get(check.verdict)
    if lifetime is None or check.checked_at is None or check.cause in SILENT:
        return False
    if max_age is not None:
        lifetime = max_age if check.verdict is Verdict.OK else min(lifetime, max_age)
    # A clock that was wrong once must not make an answer last for ever.
    return -_CLOCK_SLACK <= now - check.checked_at < lifetime


def continued(check: LinkCheck, before: LinkCheck | None) -> LinkCheck:
    """Return a new answer with what it continues: since when, in how many runs, when it was fine.

    Dead and soft-dead are of one kind, and so are silence and a server's faults, but not what a
    site does that is up: a bad certificate, a circle of redirects. A move to elsewhere than before
    begins anew.
    """
    fine = check.verdict in (Verdict.OK, Verdict.MOVED)
    since, runs = check.checked_at, 1
    if before is not None and _kind(before) == _kind(check):
        since = min(filter(None, (before.since, check.checked_at)), default=None)
        runs = before.runs + 1
    fine_at = check.checked_at if fine else before.fine_at if before is not None else None
    return check._replace(since=since, runs=runs, fine_at=fine_at)


def is_lasting(check: LinkCheck) -> bool:
    """Say whether trouble has been met by enough runs, over enough time, to be told as an error."""
    if check.since is None or check.checked_at is None:
        return False
    return check.runs >= LASTING_RUNS and check.checked_at - check.since >= LASTING


def _kind(check: LinkCheck) -> str:
    if check.verdict is Verdict.MOVED:
        return f"moved {check.final_url}"
    if check.verdict is Verdict.UNREACHABLE and check.cause in _OF_ITS_OWN:
        return check.cause.value
    return _KINDS.get(check.verdict, check.verdict.value)
