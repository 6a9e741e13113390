"""People and sponsors: found where the repository keeps them, named as its episodes name them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from publisher.adopting.records import Entry, Source
from publisher.adopting.spellings import plain, spellings
from publisher.model import Value
from publisher.scaffold.naming import slug_of

Facts = Mapping[str, str]
Shape = Callable[[Entry, str], dict[str, str]]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
_SHARE = 0.3  # of a source's entries, or of the names in the episodes, must be the same
_LEAST = 2
_MOST_NAMED = 5_000  # of whom only episodes speak
_OFTEN = 2  # times that a name is given, for it to have a page


class Parties(NamedTuple):
    """The tables of people.toml or sponsors.toml, where they come from, and who is unknown."""

    tables: Mapping[str, dict[str, str]]
    sources: tuple[str, ...] = ()
    named_only: tuple[str, ...] = ()  # ids of which nothing but the name is known
    unknown: tuple[str, ...] = ()  # named in episodes, and found nowhere


class _Match(NamedTuple):
    source: Source
    by: str  # which of an entry's facts is its id; "" for the name of its file
    hits: int


def find_parties(
    group: str,
    names: Counter[str],
    sources: Sequence[Source],
    own: Mapping[str, Facts],
    shape: Shape,
) -> Parties:
    """Return the tables of a group, `person` or `sponsor`.

    `names` are what episodes call them, with how often; `own` are facts that episodes give of one
    by name. `shape` makes a table of an entry.
    """
    tables: dict[str, dict[str, str]] = {}
    matches = _matches(group, names, sources)
    for match in matches:
        for entry in match.source.entries:
            party = _id_of(entry, match.by)
            if party is not None:
                written = shape(entry, party)
                tables[party] = written | tables.get(party, {})
    known = {name.casefold() for name in tables}
    known |= {table["name"].casefold() for table in tables.values() if "name" in table}
    missing = [name for name in sorted(names, key=str.casefold) if name.casefold() not in known]
    named_only: list[str] = []
    unknown: list[str] = []
    times: Counter[str] = Counter()
    for name in missing[:_MOST_NAMED]:
        facts = own.get(name, {})
        if matches and not facts and " " not in name:
            unknown.append(name)
        elif facts or " " not in name or names[name] >= _OFTEN or group == "sponsor":
            party = _free_id(name, tables, times)
            tables[party] = {"name": name, **facts}
            if not facts:
                named_only.append(party)
    paths = tuple(match.source.path for match in matches)
    return Parties(dict(sorted(tables.items())), paths, tuple(named_only), tuple(unknown))


def _matches(group: str, names: Counter[str], sources: Sequence[Source]) -> list[_Match]:
    """Return the sources of a group, those first that know most of the names."""
    folders = spellings("folders")["people" if group == "person" else "sponsors"]
    wanted = {name.casefold() for name in names}
    found = []
    for source in sources:
        match = _match(group, source, wanted)
        called = plain(source.name) in folders
        enough = match.hits >= max(_LEAST, _SHARE * min(len(source.entries), len(wanted)))
        if enough or (called and (match.hits or not wanted)):
            found.append(match)
    return sorted(found, key=lambda match: (-match.hits, match.source.path))


def _match(group: str, source: Source, wanted: set[str]) -> _Match:
    """Return by which fact most of a source's entries are named in episodes."""
    best = _Match(source, "", _hits(source, "", wanted))
    for name in spellings(group)["ids"]:
        hits = _hits(source, name, wanted)
        if hits > best.hits:
            best = _Match(source, name, hits)
    return best


def _hits(source: Source, by: str, wanted: set[str]) -> int:
    found = {_told(entry, by).casefold() for entry in source.entries}
    return len(found & wanted)


def _told(entry: Entry, by: str) -> str:
    """Return the text of an entry's fact; of none, the name of its file or key."""
    if not by:
        return entry.stem
    return next((text for text in facts_named(entry, (by,))), "")


def facts_named(entry: Entry, names: Sequence[str]) -> list[str]:
    """Return the texts of an entry's own facts that have one of the names, the surest first."""
    found: list[tuple[int, str]] = []
    for key, value in entry.facts.items():
        text = text_of(value)
        if text and "." not in key and (form := plain(key)) in names:
            found.append((names.index(form), text))
    return [text for _, text in sorted(found, key=lambda each: each[0])]


def text_of(value: Value) -> str:
    """Return a value as a text; nothing for lists and tables."""
    if isinstance(value, bool | list | dict) or value is None:
        return ""
    return str(value).strip()


def _id_of(entry: Entry, by: str) -> str | None:
    told = _told(entry, by) or entry.stem
    if not told:
        told = next(iter(facts_named(entry, ("name", "fullname", "title"))), "")
    if _ID.fullmatch(told):
        return told
    return slug_of(told[:200]) or None


def _free_id(name: str, tables: Mapping[str, object], times: Counter[str]) -> str:
    """Return an id that no other has; `times` counts those that were wanted before."""
    wanted = name if _ID.fullmatch(name) else slug_of(name[:200]) or "someone"
    party = wanted
    while party in tables:
        times[wanted] += 1
        party = f"{wanted}-{times[wanted] + 1}"
    return party
