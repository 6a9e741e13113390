"""The table of social and podcast platforms: what is known of each.

The facts stand in `platforms.toml` beside this module; its head explains every key.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from publisher.platforms.rows import CheckRow, read_check

PATH_KINDS = ("private", "invite", "post", "episode", "show", "profile")
"""What a page of a platform can be, in the order in which the patterns are tried."""

LONGEST_HANDLE = 300
# Not strftime's names, which follow the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Form(NamedTuple):
    """A way to write a handle, and the URL made from it; `{handle}` is the pattern's group."""

    handle: str
    profile: str


@dataclass(frozen=True, slots=True)
class Platform:
    """One row of the table; `platforms.toml` says what each key means."""

    key: str
    name: str
    kind: str  # "social", "podcast" or "other"
    hosts: tuple[str, ...] = ()  # "*.example.com": every subdomain too; "www." is understood
    aliases: tuple[str, ...] = ()  # other keys people write
    renamed_hosts: tuple[str, ...] = ()  # former names of hosts[0]
    moves: bool = False  # the same path on hosts[0] is the same page: safe to rewrite
    profile: str | None = None
    handle: str | None = None  # full match
    handle_hint: str = ""
    forms: tuple[Form, ...] = ()
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()  # first path segments that are never a handle
    https: bool = True  # the hosts are known to answer on https
    closed: date | None = None
    closed_words: str = ""  # "in 2019", where the day is not known
    lingers: bool = False  # closed, but some of its old links may still lead somewhere
    instead: str = ""  # what a podcaster does now
    unverifiable: bool = False  # answers live and dead pages alike
    walls: tuple[int, ...] = ()  # statuses that mean "no robots", not "dead"
    login_paths: tuple[str, ...] = ()  # a redirect to one of these is a wall
    head: bool = True  # answers HEAD as it answers GET
    checks: tuple[CheckRow, ...] = ()  # what tells live and dead pages apart
    checks_of: str = ""  # the platform whose checks hold here, too

    @property
    def closing(self) -> str:
        """Say when it closed, in words: "on 29 August 2023", "in 2019" or nothing."""
        if self.closed is None or self.closed_words:
            return self.closed_words
        return f"on {self.closed.day} {_MONTHS[self.closed.month - 1]} {self.closed.year}"

    def accepts(self, handle: str) -> bool:
        """Say whether an account of this name can exist."""
        if self.handle is None:
            return True
        return len(handle) <= LONGEST_HANDLE and bool(compiled(self.handle).fullmatch(handle))


@cache
def platforms() -> Mapping[str, Platform]:
    """Return every platform by its key, in the table's order."""
    text = Path(__file__).with_name("platforms.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return MappingProxyType(
        {
            key: _platform(
                key, {**row, "checks": rows[row.get("checks_of", key)].get("checks", ())}
            )
            for key, row in rows.items()
        }
    )


def key_for(name: str) -> str | None:
    """Return the key of the platform called `name` (a key, an alias or its name), or None."""
    return _names().get(_plain(name))


def _platform(key: str, row: dict[str, Any]) -> Platform:
    values: dict[str, Any] = {
        name: tuple(value) if type(value) is list else value for name, value in row.items()
    }
    values["forms"] = tuple(Form(**form) for form in row.get("forms", ()))
    values["paths"] = {kind: tuple(patterns) for kind, patterns in row.get("paths", {}).items()}
    values["reserved"] = frozenset(row.get("reserved", ()))
    values["checks"] = tuple(read_check(check) for check in row["checks"])
    return Platform(key, **values)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for key, platform in platforms().items():
        for name in (key, platform.name, *platform.aliases):
            names.setdefault(_plain(name), key)
    return names


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Return one of the table's patterns, ready for use."""
    return re.compile(source)
