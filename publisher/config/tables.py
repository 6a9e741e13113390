"""Tables of keys: one mechanism that reads and checks config files and front matter alike.

A `Kind` turns a value of a file into a value of the model, or complains; a `Table` says which
keys there are and of which kind each is. Every complaint is kept: nothing stops at the first.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from publisher.documents.parsed import Keys, shown
from publisher.model import Place, Value

_MOST_COMPLAINTS = 100


class Text(Protocol):
    """A document: it can say where a value is written, and as what."""

    def place(self, *keys: str | int) -> Place: ...

    def written(self, *keys: str | int) -> str: ...

    def key_name(self, *keys: str | int) -> str: ...


class Complaint(NamedTuple):
    """What is wrong with the value at `keys`. `code` is that of a finding."""

    code: str
    keys: Keys
    message: str


@dataclass(slots=True)
class Reading:
    """One file that is being read, and what is wrong with it so far."""

    text: Text
    zone: tzinfo = UTC  # of dates that name none
    foreign: bool = False  # the file was not written for us: what we don't know is let be
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Say whether there are more complaints than anybody reads."""
        return len(self.complaints) > _MOST_COMPLAINTS

    def complain(self, code: str, keys: Keys, message: str) -> None:
        if len(self.complaints) == _MOST_COMPLAINTS:
            message = f"more than {_MOST_COMPLAINTS} problems in this file; mend these first"
        if not self.is_full:
            self.complaints.append(Complaint(code, keys, message))

    def reject(self, keys: Keys, value: Value, wanted: str) -> None:
        """Complain that the value at `keys` is not what is wanted there."""
        self.complain("E102", keys, self.mismatch(keys, value, wanted).message)

    def mismatch(self, keys: Keys, value: Value, wanted: str) -> "Rejected":
        """Return what a `Kind` raises for a value that is not what is wanted."""
        return Rejected("E102", f"{self.name(keys)} must be {wanted}, not {quoted(value)}")

    def name(self, keys: Keys) -> str:
        """Return the key as messages call it."""
        return self.text.key_name(*keys)


class Rejected(Exception):  # noqa: N818 (it is an answer, not an error)
    """The value at hand is not taken; `message` says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


Schema = Mapping[str, Any]
"""A JSON Schema, in whose place for another schema a `Kind` or a `Table` may stand."""


class Kind(NamedTuple):
    """What a value may be. `read` raises Rejected; None stands for an empty value.

    `schema` says the same to editors, as far as that can be said; empty: anything.
    """

    words: str
    read: Callable[[Value, Keys, Reading], Any]
    schema: Schema = MappingProxyType({})


class Table(NamedTuple):
    """The keys there are, with their kinds; `others` is the kind of every other key, if any.

    `alias` finds the key meant by another spelling (a platform's second name), and `spellings`
    are those that a message may propose besides the keys.
    """

    keys: Mapping[str, Kind]
    others: Kind | None = None
    alias: Callable[[str], str | None] | None = None
    spellings: tuple[str, ...] = ()

    def read(self, values: Mapping[str, Value], at: Keys, reading: Reading) -> dict[str, Any]:
        """Return the values that are given and sound; empty ones and `x-…` are left out."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            if value is None or value == "":
                continue
            key, kind = name, self.keys.get(name)
            if kind is None:
                key = self._meant(name, values)
                kind = self.keys.get(key, self.others)
                if name.startswith("x-"):
                    continue
            if kind is None:
                if not reading.foreign and not reading.is_full:
                    reading.complain(
                        "E101", (*at, name), unknown_key(name, (*self.keys, *self.spellings))
                    )
                continue
            try:
                result = kind.read(value, (*at, name), reading)
            except Rejected as problem:
                reading.complain(problem.code, (*at, name), problem.message)
                continue
            if result is not None:
                found[key] = result
        return found

    def _meant(self, name: str, values: Mapping[str, Value]) -> str:
        lowered = name.lower()
        if lowered in self.keys and lowered not in values:
            return lowered
        if self.alias is not None:
            return self.alias(name) or name
        return name


_ELSEWHERE = {  # what hosts and other tools call our keys, the most likely first
    "cover": ("artwork", "image"),
    "email": ("owner",),
    "image": ("artwork",),
    "logo": ("artwork",),
    "url": ("link",),
    "website": ("link",),
}


def unknown_key(name: str, known: Iterable[str]) -> str:
    """Return the message about a key that nobody reads."""
    names = tuple(known)
    meant = next((key for key in _ELSEWHERE.get(name.lower(), ()) if key in names), name)
    hint = f'; did you mean "{meant}"?' if meant != name else did_you_mean(name, names)
    return f'"{shown(name)}" is not a key that publisher knows{hint}'


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean "…"?` with the nearest known word, or nothing."""
    close = _closest(name.lower()[:80], tuple(known))
    return f'; did you mean "{close}"?' if close else ""


@lru_cache(maxsize=1024)
def _closest(name: str, known: tuple[str, ...]) -> str | None:
    lowered = {word.lower(): word for word in known}
    close = get_close_matches(name, lowered, 1, 0.7)
    if not close and len(name) > 2:  # `lang`, `timeout`
        close = [word for word in sorted(lowered) if word.startswith(name)]
    return lowered[close[0]] if close else None


class Named(Protocol):
    """A person or a sponsor."""

    @property
    def name(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


def find_entry(name: str, entries: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of this id; else the one whose id or name differs in capitals only."""
    entry = entries.get(name)
    if entry is not None:
        return entry
    lowered = name.casefold()
    for entry_id, each in entries.items():
        if lowered in (entry_id.casefold(), each.name.casefold()):
            return each
    return None


def quoted(value: Value) -> str:
    """Return a value as messages show it."""
    if isinstance(value, str):
        return f'"{shown(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else shown(str(value))


def table(table: Table) -> Kind:
    """A table of its own keys."""
    keys = ", ".join(list(table.keys)[:4])
    wanted = f"a table ({keys} …)" if keys else "a table"

    def read(value: Value, at: Keys, reading: Reading) -> dict[str, Any]:
        if isinstance(value, dict):
            return table.read(value, at, reading)
        raise reading.mismatch(at, value, wanted)

    return Kind("a table", read, {"anyOf": [table]})


def map_of(kind: Kind) -> Kind:
    """A table whose keys are free words."""
    return table(Table({}, kind))._replace(words=f"a table of {kind.words}")


def list_of(kind: Kind) -> Kind:
    """A list; one value without brackets counts as a list of one. Unsound items are left out.

    The result is a list of (key path, value): an item's place stays known.
    """

    def read(value: Value, at: Keys, reading: Reading) -> list[tuple[Keys, Any]]:
        if not isinstance(value, list):
            item = kind.read(value, at, reading)
            return [] if item is None else [(at, item)]
        items = []
        for index, each in enumerate(value):
            if each is None or each == "":
                continue
            keys = (*at, index)
            try:
                item = kind.read(each, keys, reading)
            except Rejected as problem:
                reading.complain(problem.code, keys, problem.message)
                continue
            if item is not None:
                items.append((keys, item))
        return items

    return Kind(
        f"a list of {kind.words}", read, {"anyOf": [kind, {"type": "array", "items": kind}]}
    )


def either(first: Kind, second: Kind) -> Kind:
    """A text of the kind `first`, or a table of the kind `second`."""

    def read(value: Value, at: Keys, reading: Reading) -> Any:
        return (second if isinstance(value, dict) else first).read(value, at, reading)

    return Kind(f"{first.words} or {second.words}", read, {"anyOf": [first, second]})
