"""What the web answered before: `.publisher/cache.sqlite`.

The last answer for each URL is kept, and the spells of time during which it had the same kind of
answer; `history` says how long an answer is reused. Whatever is wrong with the file
costs the memory, not the run: it says so once in `notices`. Two processes may use it at once.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from publisher.links.urls import fetch_key, is_plain_fragment
from publisher.model import Cause, Hop, LinkCheck, Verdict
from publisher.web.database import open_database
from publisher.web.history import LIFETIMES, still_holds

RULES = 2
"""Raise it when verdicts are decided otherwise: older answers are then asked anew."""

KEPT = frozenset({*LIFETIMES, Verdict.UNREACHABLE, Verdict.SERVER_ERROR, Verdict.RATE_LIMITED})
SPELLS_KEPT = 20

_SAVE_EVERY_SECONDS = 1.0

# SQLite holds any type in any column, and the file may come from anybody.
_KNOWN = """SELECT url, rules, checked_at, verdict, reason, status, final_url, permanent, cause,
    since, runs, fine_at, details
    FROM answers WHERE url IN (SELECT value FROM json_each(?))
    AND typeof(checked_at) = 'real' AND typeof(reason) = 'text'
    AND typeof(status) IN ('integer', 'null') AND typeof(final_url) IN ('text', 'null')
    AND typeof(since) = 'real' AND typeof(runs) = 'integer'
    AND typeof(fine_at) IN ('real', 'null') AND typeof(details) IN ('text', 'null')"""
_SPELLS = """SELECT url, verdict, since, until, runs
    FROM spells WHERE url IN (SELECT value FROM json_each(?))
    AND typeof(since) = 'real' AND typeof(until) = 'real' AND typeof(runs) = 'integer'
    ORDER BY url, since"""
_CAUSES: Mapping[str | None, Cause] = {cause.value: cause for cause in Cause}
_VERDICTS = {verdict.value: verdict for verdict in KEPT}


class Spell(NamedTuple):
    """A time during which a URL had the same verdict, in `runs` runs one after another."""

    verdict: Verdict
    first_at: datetime
    last_at: datetime
    runs: int


class Cache:
    """The answers of earlier runs. Use it in a `with` block, in one thread."""

    def __init__(self, file: Path) -> None:
        self.notices: list[str] = []
        self._file = file
        self._unsaved: dict[str, LinkCheck] = {}
        self._saved_at = time.monotonic()
        self._database: sqlite3.Connection | None = None
        self._broken = False
        with self._guarded():
            self._database = open_database(file)
        if self._database is None and self._set_aside():
            with self._guarded():
                self._database = open_database(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.save()
        if self._database is not None:
            self._database.close()

    def recall(
        self, urls: Iterable[str], now: datetime, max_age: timedelta | None = None
    ) -> dict[str, LinkCheck]:
        """Return the answers for those fetch keys for which one is known that holds at `now`."""
        return {
            url: check
            for url, check in self.known(urls).items()
            if still_holds(check, now, max_age)
        }

    def known(self, urls: Iterable[str]) -> dict[str, LinkCheck]:
        """Return the last answer for each of those fetch keys that were ever asked, however old.

        One that was decided by other rules has no `checked_at`: it doesn't hold any more.
        """
        self.save()
        if self._database is None:
            return {}
        rows: list[_Row] = []
        with self._guarded():
            rows = self._database.execute(_KNOWN, (json.dumps(list(urls)),)).fetchall()
        found = map(_remembered, rows)
        return {check.url: check for check in found if check is not None}

    def put(self, check: LinkCheck) -> None:
        """Remember an answer that was given just now; it is saved within about a second.

        It has to say what it continues: see `history.continued`.
        """
        if check.verdict in KEPT and check.checked_at is not None:
            self._unsaved[check.url] = check
        self.tick()

    def tick(self) -> None:
        """Save what has waited for a second. Call it now and then while waiting for answers."""
        if time.monotonic() - self._saved_at >= _SAVE_EVERY_SECONDS:
            self.save()

    def save(self) -> None:
        """Write what is not written yet, in one short transaction."""
        self._saved_at = time.monotonic()
        if not self._unsaved or self._database is None:
            return
        with self._guarded(), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            for check in self._unsaved.values():
                _write(self._database, check)
        self._unsaved.clear()  # not before: an interrupt takes the transaction back

    def history(self, url: str) -> tuple[Spell, ...]:
        """Return the verdicts a fetch key has had, oldest first."""
        return self.histories([url]).get(url, ())

    def histories(self, urls: Iterable[str]) -> dict[str, tuple[Spell, ...]]:
        """Return the verdicts that each of those fetch keys has had, oldest first."""
        self.save()
        if self._database is None:
            return {}
        rows: list[tuple[str, str, float, float, int]] = []
        with self._guarded():
            rows = self._database.execute(_SPELLS, (json.dumps(list(urls)),)).fetchall()
        spells: dict[str, list[Spell]] = {}
        for url, verdict, first, last, runs in rows:
            with suppress(ValueError, OverflowError, OSError, KeyError):
                spell = Spell(_VERDICTS[verdict], _time(first), _time(last), runs)
                spells.setdefault(url, []).append(spell)
        return {url: tuple(of_url[-SPELLS_KEPT:]) for url, of_url in spells.items()}

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without a memory where the file fails, and say so once."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if self._database is not None:
                with suppress(sqlite3.Error):
                    self._database.close()
            self._database = None
            self._broken = isinstance(error, sqlite3.DatabaseError) and not isinstance(
                error, sqlite3.OperationalError
            )
            self.notices[:] = [f"{self._file.name} can't be used ({error}): nothing is remembered"]

    def _set_aside(self) -> bool:
        """Give up a file that is no database of ours; say whether there is room for a new one."""
        if not self._broken:
            return False
        aside = self._file.with_name(self._file.name + ".broken")
        try:
            self._file.replace(aside)
            for suffix in ("-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        except OSError:
            return False
        self.notices[:] = [f"{self._file.name} was damaged and begins anew; see {aside.name}"]
        return True


def _write(database: sqlite3.Connection, check: LinkCheck) -> None:
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


# In the order of _KNOWN.
_Row = tuple[
    str, int, float, str, str, int | None, str | None, int, str | None,
    float, int, float | None, str | None,
]  # fmt: skip


def _is_end(url: str) -> bool:
    """Say whether a URL can be the end of redirects: a fetch key, and the fragment they gave."""
    key, mark, fragment = url.partition("#")
    return fetch_key(key) == key and (not mark or is_plain_fragment(mark + fragment))


def _remembered(row: _Row) -> LinkCheck | None:
    """Return the answer of a row; None where it makes no sense."""
    url, rules, at, verdict, reason, status, final_url, permanent, cause = row[:9]
    since, runs, fine_at, details = row[9:]
    if verdict not in _VERDICTS or not (final_url is None or _is_end(final_url)):
        return None
    try:
        check = LinkCheck(
            url=url,
            verdict=_VERDICTS[verdict],
            reason=reason,
            status=status,
            final_url=final_url,
            from_cache=True,
            checked_at=_time(at) if rules == RULES else None,
            permanent=bool(permanent),
            cause=_CAUSES.get(cause),
            since=_time(since),
            runs=runs,
            fine_at=None if fine_at is None else _time(fine_at),
        )
        return check if details is None else _with_details(check, json.loads(details))
    except (ValueError, TypeError, OverflowError, OSError, RecursionError):
        return None


def _with_details(check: LinkCheck, details: Any) -> LinkCheck:
    """Raises ValueError or TypeError for what `_details` never writes."""
    hops, expires, missing, not_missing = details
    return check._replace(
        hops=tuple(Hop(int(status), fetch_key(target) or "") for status, target in hops),
        expires_at=None if expires is None else _time(expires),
        missing=tuple(map(str, missing)),
        not_missing=tuple(map(str, not_missing)),
    )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@contextmanager
def open_cache(file: Path | None) -> Iterator[Cache | None]:
    """Open the cache at `file`; without a file there is none."""
    if file is None:
        yield None
        return
    with Cache(file) as cache:
        yield cache
