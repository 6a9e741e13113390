"""The file behind the cache: opening it, and its tables."""

import sqlite3
import time
from pathlib import Path

from publisher.writing import hide_from_git

_SCHEMA_VERSION = 2
_SCHEMA = (
    """CREATE TABLE answers (
        url TEXT NOT NULL PRIMARY KEY, rules INTEGER NOT NULL, checked_at REAL NOT NULL,
        verdict TEXT NOT NULL, reason TEXT NOT NULL, status INTEGER, final_url TEXT,
        permanent INTEGER NOT NULL, cause TEXT, since REAL NOT NULL, runs INTEGER NOT NULL,
        fine_at REAL, details TEXT) WITHOUT ROWID""",
    """CREATE TABLE spells (
        url TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL, verdict TEXT NOT NULL,
        runs INTEGER NOT NULL, PRIMARY KEY (url, since)) WITHOUT ROWID""",
)
_BUSY_SECONDS = 5.0


def open_database(file: Path) -> sqlite3.Connection:
    """Open or begin the file, in a folder that git ignores; transactions begin by hand.

    Raises OSError or sqlite3.Error where that can't be. A symbolic link is not followed: it may
    come with a pull request.
    """
    folder = file.parent
    if file.is_symlink() or folder.is_symlink():
        raise OSError("it is a symbolic link")
    folder.mkdir(parents=True, exist_ok=True)
    hide_from_git(folder)
    database = sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None)
    patient_until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            _prepare(database)
            return database
        except sqlite3.Error as error:
            # While another run begins or closes the file, SQLite doesn't wait by itself.
            if _is_busy(error) and time.monotonic() < patient_until:
                time.sleep(0.05)
                continue
            database.close()
            raise


def _is_busy(error: sqlite3.Error) -> bool:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY  # or one of its kinds


def _prepare(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA synchronous = NORMAL")
    if database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        database.execute("PRAGMA journal_mode = WAL")
    if database.execute("PRAGMA user_version").fetchone()[0] == _SCHEMA_VERSION:
        if _statements(database) != set(_SCHEMA):
            raise sqlite3.DatabaseError("it holds tables of somebody else")
        return
    with database:
        database.execute("BEGIN IMMEDIATE")
        if database.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA_VERSION:
            database.execute("DROP TABLE IF EXISTS answers")
            database.execute("DROP TABLE IF EXISTS spells")
            for statement in _SCHEMA:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _statements(database: sqlite3.Connection) -> set[str]:
    """Return how everything in the file was made: a view or a trigger in it could run for ever."""
    return {sql for (sql,) in database.execute("SELECT sql FROM sqlite_master")}
