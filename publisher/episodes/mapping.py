"""`[fields]` of show.toml: another repository's front matter, read under our names."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from publisher.config.podcasting import COMMON_WORDS
from publisher.config.schema import EPISODE
from publisher.documents import Document
from publisher.documents.parsed import Keys
from publisher.model import Place, Value

_LISTS = frozenset(("people", "sponsors", "links", "tags", "chapters", "transcripts", "promos"))


class MappedDocument(Document):
    """A document that is asked for our key paths, and knows theirs."""

    __slots__ = ("_origins",)

    def __init__(self, document: Document, origins: Mapping[Keys, Keys]) -> None:
        for name in Document.__slots__:
            setattr(self, name, getattr(document, name))
        self._origins = origins

    def place(self, *keys: str | int) -> Place:
        return super().place(*self._their(keys))

    def written(self, *keys: str | int) -> str:
        return super().written(*self._their(keys))

    def key_name(self, *keys: str | int) -> str:
        return super().key_name(*self._their(keys))

    def _their(self, keys: Keys) -> Keys:
        for length in range(len(keys), 0, -1):
            origin = self._origins.get(keys[:length])
            if origin is not None:
                return (*origin, *keys[length:])
        return keys


class Mapped(NamedTuple):
    """Front matter under our names. `roles` are those that people have by their key's name."""

    source: Document
    fields: Mapping[str, Value]
    roles: Mapping[Keys, str]
    near_misses: tuple[tuple[str, str], ...] = ()  # (their key, the key it may be meant for)


def map_fields(document: Document, fields: Mapping[str, tuple[str, ...]]) -> Mapped:
    """Return the front matter of `document` under our names; `fields` maps ours to theirs."""
    theirs = document.fields
    if not fields:
        return Mapped(document, theirs, {})
    plan = _plan(tuple(fields.items()))
    ours: dict[str, Value] = {key: theirs[key] for key in plan.shared if key in theirs}
    origins: dict[Keys, Keys] = {}
    roles: dict[Keys, str] = {}
    for target, sources in plan.steps:
        if target[0] in _LISTS:
            joined = _join(target[0], sources, theirs, origins, roles)
            if joined:
                ours[target[0]] = joined
            continue
        for source in sources:
            value = _value(theirs, source)
            if value is not None and value != "":
                _put(ours, target, value)
                origins[target] = source
                break
    adopted, misses = _others(frozenset(theirs.keys() - plan.known), plan)
    for key, meant in adopted:
        if meant not in ours:
            ours[meant], origins[(meant,)] = theirs[key], (key,)
    misses = tuple((key, meant) for key, meant in misses if meant not in ours)
    return Mapped(MappedDocument(document, origins), ours, roles, misses)


class _Plan(NamedTuple):
    shared: frozenset[str]  # keys that are called alike here and there
    known: frozenset[str]  # keys of either side that are accounted for
    steps: tuple[tuple[tuple[str, ...], tuple[Keys, ...]], ...]


@lru_cache(maxsize=64)
def _plan(fields: tuple[tuple[str, tuple[str, ...]], ...]) -> _Plan:
    steps = tuple(
        (tuple(ours.split(".")), tuple(tuple(name.split(".")) for name in theirs))
        for ours, theirs in fields
    )
    targets = {target[0] for target, _ in steps}
    sources = {str(source[0]) for _, each in steps for source in each}
    shared = frozenset(EPISODE.keys) - COMMON_WORDS - targets - sources
    return _Plan(shared, frozenset(targets | sources) | shared, steps)


def _join(
    target: str,
    sources: tuple[Keys, ...],
    theirs: Mapping[str, Value],
    origins: dict[Keys, Keys],
    roles: dict[Keys, str],
) -> list[Value]:
    """Return the lists under several of their keys as one of ours."""
    joined: list[Value] = []
    for source in sources:
        value = _value(theirs, source)
        if value is None or value == "":
            continue
        if not isinstance(value, list):
            origins[(target, len(joined))] = source
            roles[(target, len(joined))] = _role(source)
            joined.append(value)
            continue
        for index, item in enumerate(value):
            origins[(target, len(joined))] = (*source, index)
            roles[(target, len(joined))] = _role(source)
            joined.append(item)
    return joined


@lru_cache(maxsize=256)
def _role(source: Keys) -> str:
    """Return what people under this key are: `hosts` are each a "host", and so is `host_2`."""
    name = str(source[-1]).lower().rstrip("0123456789").rstrip("_- ")
    return name.removesuffix("s")


def _value(fields: Mapping[str, Value], keys: Keys) -> Value:
    value: Value = fields.get(str(keys[0]))
    for key in keys[1:]:
        value = value.get(str(key)) if isinstance(value, dict) else None
    return value


def _put(fields: dict[str, Value], keys: tuple[str, ...], value: Value) -> None:
    if len(keys) == 1:
        fields[keys[0]] = value
        return
    inner = fields.get(keys[0])
    if not isinstance(inner, dict):
        inner = fields[keys[0]] = {}
    inner[keys[1]] = value


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1024)
def _others(keys: frozenset[str], plan: _Plan) -> tuple[Pairs, Pairs]:
    """Return their keys that are ours but for capitals, and those that may be a slip for ours."""
    adopted, misses = [], []
    for key in sorted(keys):
        if key.lower() in plan.shared:
            adopted.append((key, key.lower()))
            continue
        meant = _near_miss(key)
        if meant is not None and meant in plan.shared:
            misses.append((key, meant))
    return tuple(adopted), tuple(misses)


def _near_miss(name: str) -> str | None:
    """Return our key that `name` is most likely a slip of the pen for.

    Foreign repositories have many keys of their own, and singular and plural forms of ours:
    only a letter too many, too few or swapped counts.
    """
    lowered = name.lower()
    for key in EPISODE.keys:
        if len(key) < 4 or lowered == key or lowered.removesuffix("s") == key.removesuffix("s"):
            continue
        close = abs(len(key) - len(lowered)) <= 1 and lowered[0] == key[0]
        if close and SequenceMatcher(None, lowered, key).ratio() >= 0.85:
            return key
    return None
