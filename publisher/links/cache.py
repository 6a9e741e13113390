"""What the web answered before: `.publisher/cache.sqlite`.

An answer is reused for as long as it is likely to hold; transient trouble never is. How often
and since when a URL has had its present verdict is kept beside it. Whatever is wrong with the file
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
from typing import NamedTuple, Self

from publisher.links.database import open_database
from publisher.links.urls import fetch_key
from publisher.model import Cause, LinkCheck, Verdict

RULES = 1
"""Raise it when verdicts are decided otherwise: older answers are then asked anew."""

LIFETIMES = {
    Verdict.OK: timedelta(days=7),
    Verdict.MOVED: timedelta(days=3),
    Verdict.DEAD: timedelta(days=1),
    Verdict.SOFT_DEAD: timedelta(days=1),
    Verdict.UNVERIFIABLE: timedelta(days=1),
}
_LIFETIME_SECONDS = {verdict.value: kept.total_seconds() for verdict, kept in LIFETIMES.items()}
KEPT = frozenset({*LIFETIMES, Verdict.UNREACHABLE, Verdict.SERVER_ERROR, Verdict.RATE_LIMITED})

_SAVE_EVERY_SECONDS = 1.0

# SQLite holds any type in any column, and the file may come from anybody.
_RECALL = """SELECT url, checked_at, verdict, reason, status, final_url, permanent, cause
    FROM answers WHERE rules = ? AND url IN (SELECT value FROM json_each(?))
    AND typeof(checked_at) = 'real' AND typeof(reason) = 'text'
    AND typeof(status) IN ('integer', 'null') AND typeof(final_url) IN ('text', 'null')"""
_CAUSES: Mapping[str | None, Cause] = {cause.value: cause for cause in Cause}


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

    def recall(self, urls: Iterable[str], now: datetime) -> dict[str, LinkCheck]:
        """Return the answers for those fetch keys for which one is known that holds at `now`."""
        self.save()
        if self._database is None:
            return {}
        rows: list[_Row] = []
        with self._guarded():
            rows = self._database.execute(
                _RECALL,
                (RULES, json.dumps(list(urls))),
            ).fetchall()
        found = (_remembered(row, now.timestamp()) for row in rows)
        return {check.url: check for check in found if check is not None}

    def put(self, check: LinkCheck) -> None:
        """Remember an answer that was given just now; it is saved within about a second."""
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
        checks, self._unsaved = list(self._unsaved.values()), {}
        with self._guarded(), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            for check in checks:
                _write(self._database, check)

    def history(self, url: str) -> tuple[Spell, ...]:
        """Return the verdicts a fetch key has had, oldest first."""
        self.save()
        if self._database is None:
            return ()
        rows = self._database.execute(
            "SELECT verdict, first_at, last_at, runs FROM spells WHERE url = ? ORDER BY first_at",
            (url,),
        )
        return tuple(
            Spell(Verdict(verdict), _time(first), _time(last), runs)
            for verdict, first, last, runs in rows
        )

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
    database.execute(
        "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(check.url, RULES, at, check.verdict.value, check.reason, check.status),
            *(check.final_url, int(check.permanent), check.cause and check.cause.value),
        ),
    )
    last = database.execute(
        "SELECT verdict, first_at FROM spells WHERE url = ? ORDER BY first_at DESC LIMIT 1",
        (check.url,),
    ).fetchone()
    if last is not None and (last[0] == check.verdict.value or last[1] >= at):
        database.execute(
            "UPDATE spells SET last_at = max(last_at, ?), runs = runs + 1, verdict = ?"
            " WHERE url = ? AND first_at = ?",
            (at, check.verdict.value, check.url, last[1]),
        )
    else:
        database.execute(
            "INSERT INTO spells VALUES (?, ?, ?, ?, 1)", (check.url, at, at, check.verdict.value)
        )


_Row = tuple[str, float, str, str, int | None, str | None, int, str | None]


def _remembered(row: _Row, now: float) -> LinkCheck | None:
    """Return the answer of a row if it still holds; `now` is seconds since the epoch."""
    url, checked_at, verdict, reason, status, final_url, permanent, cause = row
    lifetime_seconds = _LIFETIME_SECONDS.get(verdict)
    # A clock that was wrong once must not make an answer last for ever.
    if lifetime_seconds is None or not -3600 <= now - checked_at < lifetime_seconds:
        return None
    if final_url is not None and fetch_key(final_url) != final_url:
        return None
    return LinkCheck(
        url=url,
        verdict=Verdict(verdict),
        reason=reason,
        status=status,
        final_url=final_url,
        from_cache=True,
        checked_at=_time(checked_at),
        permanent=bool(permanent),
        cause=_CAUSES.get(cause),
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
