"""What the web answered before: `.publisher/cache.sqlite`.

The last answer for each URL is kept, and the spells of time during which it had the same kind of
answer; `history` says how long an answer is reused. Whatever is wrong with the file
costs the memory, not the run: it says so once in `notices`. Two processes may use it at once.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from publisher.model import LinkCheck
from publisher.web.database import open_database
from publisher.web.rows import (
    KEPT,
    KNOWN,
    SPELLS,
    SPELLS_KEPT,
    VERDICTS,
    Row,
    Spell,
    moment,
    read_answer,
    write_answer,
)

SAVE_EVERY_SECONDS = 1.0


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

    def known(self, urls: Iterable[str]) -> dict[str, LinkCheck]:
        """Return the last answer for each of those fetch keys that were ever asked, however old.

        One that was decided by other rules has no `checked_at`: it doesn't hold any more.
        """
        self.save()
        if self._database is None:
            return {}
        rows: list[Row] = []
        with self._guarded():
            rows = self._database.execute(KNOWN, (json.dumps(list(urls)),)).fetchall()
        found = map(read_answer, rows)
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
        if time.monotonic() - self._saved_at >= SAVE_EVERY_SECONDS:
            self.save()

    def save(self) -> None:
        """Write what is not written yet, in one short transaction."""
        self._saved_at = time.monotonic()
        if not self._unsaved or self._database is None:
            return
        with self._guarded(), self._database:
            self._database.execute("BEGIN IMMEDIATE")
            for check in self._unsaved.values():
                write_answer(self._database, check)
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
            rows = self._database.execute(SPELLS, (json.dumps(list(urls)),)).fetchall()
        spells: dict[str, list[Spell]] = {}
        for url, verdict, first, last, runs in rows:
            with suppress(ValueError, OverflowError, OSError, KeyError):
                spell = Spell(VERDICTS[verdict], moment(first), moment(last), runs)
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


@contextmanager
def open_cache(file: Path | None) -> Iterator[Cache | None]:
    """Open the cache at `file`; without a file there is none."""
    if file is None:
        yield None
        return
    with Cache(file) as cache:
        yield cache
