"""Answers as rows of the cache's tables, and back. SQLite holds any type in any column, and the
file may come from anybody: a row that makes no sense is none.
"""

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from publisher.links.urls import fetch_key, is_plain_fragment
from publisher.model import Cause, Hop, LinkCheck, Verdict
from publisher.web.history import LIFETIMES

RULES = 2
"""Raise it when verdicts are decided otherwise: older answers are then asked anew."""

KEPT = frozenset({*LIFETIMES, Verdict.UNREACHABLE, Verdict.SERVER_ERROR, Verdict.RATE_LIMITED})
SPELLS_KEPT = 20

KNOWN = """SELECT url, rules, checked_at, verdict, reason, status, final_url, permanent, cause,
    since, runs, fine_at, details
    FROM answers WHERE url IN (SELECT value FROM json_each(?))
    AND typeof(checked_at) = 'real' AND typeof(reason) = 'text'
    AND typeof(status) IN ('integer', 'null') AND typeof(final_url) IN ('text', 'null')
    AND typeof(since) = 'real' AND typeof(runs) = 'integer'
    AND typeof(fine_at) IN ('real', 'null') AND typeof(details) IN ('text', 'null')"""
SPELLS = """SELECT url, verdict, since, until, runs
    FROM spells WHERE url IN (SELECT value FROM json_each(?))
    AND typeof(since) = 'real' AND typeof(until) = 'real' AND typeof(runs) = 'integer'
    ORDER BY url, since"""
_CAUSES: Mapping[str | None, Cause] = {cause.value: cause for cause in Cause}
VERDICTS = {verdict.value: verdict for verdict in KEPT}


class Spell(NamedTuple):
    """A time during which a URL had the same verdict, in `runs` runs one after another."""

    verdict: Verdict
    first_at: datetime
    last_at: datetime
    runs: int


def write_answer(database: sqlite3.Connection, check: LinkCheck) -> None:
    at = check.checked_at.timestamp() if check.checked_at else 0.0
    reason = check.reason.encode(errors="replace").decode()  # SQLite takes no lone surrogates
    since = check.since.timestamp() if check.since else at
    database.execute(
        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(check.url, RULES, at, check.verdict.value, reason, check.status),
            *(check.final_url, int(check.permanent), check.cause and check.cause.value),
            *(since, check.runs, check.fine_at and check.fine_at.timestamp(), _details(check)),
        ),
    )
    database.execute(
        "INSERT OR REPLACE INTO spells VALUES (?, ?, ?, ?, ?)",
        (check.url, since, at, check.verdict.value, check.runs),
    )
    if check.runs == 1:
        database.execute(
            "DELETE FROM spells WHERE url = ?1 AND since NOT IN"
            " (SELECT since FROM spells WHERE url = ?1 ORDER BY since DESC LIMIT ?2)",
            (check.url, SPELLS_KEPT),
        )


def _details(check: LinkCheck) -> str | None:
    """Return as JSON what few answers have, None for all others."""
    if not (check.hops or check.expires_at or check.missing or check.not_missing):
        return None
    expires = check.expires_at.timestamp() if check.expires_at else None
    return json.dumps([check.hops, expires, check.missing, check.not_missing])


# In the order of KNOWN.
Row = tuple[
    str, int, float, str, str, int | None, str | None, int, str | None,
    float, int, float | None, str | None,
]  # fmt: skip


def is_end(url: str) -> bool:
    """Say whether a URL can be the end of redirects: a fetch key, and the fragment they gave."""
    key, mark, fragment = url.partition("#")
    return fetch_key(key) == key and (not mark or is_plain_fragment(mark + fragment))


def read_answer(row: Row) -> LinkCheck | None:
    """Return the answer of a row; None where it makes no sense."""
    url, rules, at, verdict, reason, status, final_url, permanent, cause = row[:9]
    since, runs, fine_at, details = row[9:]
    if verdict not in VERDICTS or not (final_url is None or is_end(final_url)):
        return None
    try:
        check = LinkCheck(
            url=url,
            verdict=VERDICTS[verdict],
            reason=reason,
            status=status,
            final_url=final_url,
            from_cache=True,
            checked_at=moment(at) if rules == RULES else None,
            permanent=bool(permanent),
            cause=_CAUSES.get(cause),
            since=moment(since),
            runs=runs,
            fine_at=None if fine_at is None else moment(fine_at),
        )
        return check if details is None else _with_details(check, json.loads(details))
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        return None


def _with_details(check: LinkCheck, details: Any) -> LinkCheck:
    """Raises ValueError or TypeError for what `_details` never writes."""
    hops, expires, missing, not_missing = details
    return check._replace(
        hops=tuple(Hop(int(status), fetch_key(target) or "") for status, target in hops),
        expires_at=None if expires is None else moment(expires),
        missing=tuple(map(str, missing)),
        not_missing=tuple(map(str, not_missing)),
    )


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
