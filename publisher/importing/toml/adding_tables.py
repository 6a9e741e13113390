"""Tables and keys added to a file of TOML: nothing that stands in it changes by a byte.

Everything is an insertion into the text, and is read back before it counts: whatever the file is
written like (inline tables, dotted keys, texts over several lines), it can't be damaged.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from publisher.documents import Document
from publisher.documents.reading import toml_document
from publisher.documents.toml_writing import Entry, plain, table_lines
from publisher.errors import DocumentError
from publisher.importing.toml.places import Insertion, insertions, newline_of
from publisher.model import Value


class Differing(NamedTuple):
    """A value that is there, and that the import would have written otherwise."""

    table: str
    key: str
    line: int
    there: object
    wanted: object


class Added(NamedTuple):
    """What became of tables that an import wants in a file.

    `data` is the file as it is to be. `keys` are those added, by table; `refused` are those that
    the way in which the file is written leaves no place for.
    """

    data: bytes
    keys: Mapping[str, tuple[str, ...]]
    differing: tuple[Differing, ...] = ()
    refused: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def new_file(tables: Mapping[str, Entry], header: str = "") -> bytes:
    """Return the text of a file of these tables, below a comment on what it is for."""
    comment = "".join(f"# {line}".rstrip() + "\n" for line in header.splitlines())
    root = {key: value for key, value in tables.get("", {}).items() if value is not None}
    named = {name: each for name, each in tables.items() if name}
    lines = [*table_lines((), {**root, **named})]
    return (comment + ("" if lines[:1] == [""] or not comment else "\n") + _joined(lines)).encode()


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""


def add_entries(
    document: Document,
    data: bytes,
    wanted: Mapping[str, Entry],
    *,
    known: Mapping[str, Collection[str]],
    adds_keys: bool = False,
) -> Added:
    """Add what isn't there to the file that holds `data`.

    `known` are the keys of tables that were there after an earlier import, or that it added: what
    of it is gone was taken out by the user, and stays out. A table that is known without keys is
    the user's own, as is one that is there and not known: it gets keys only with `adds_keys`.
    """
    missing: dict[str, Entry] = {}
    stuck: dict[str, Entry] = {}  # another value stands where a table should
    differing: list[Differing] = []
    for name, raw in wanted.items():
        entry = {key: plain(value) for key, value in raw.items() if value is not None}
        there = document.fields if not name else document.fields.get(name)
        old = known.get(name, ())
        if there is None and name not in known:
            missing[name] = entry
        elif there is not None and not isinstance(there, dict):
            stuck[name] = entry
        elif isinstance(there, dict):
            if not adds_keys and not old:
                continue  # the user's own
            gone = {key: entry[key] for key in entry if key not in there and key not in old}
            if gone:
                missing[name] = gone
            differing += _differing(document, name, there, entry)
    added = _inserted(document, data, missing, tuple(differing))
    return added._replace(refused={**added.refused, **_keys(stuck)})


def _differing(
    document: Document, name: str, there: Mapping[str, Value], entry: Entry
) -> Iterator[Differing]:
    for key, value in entry.items():
        if key in there and not _same(there[key], value):
            place = document.place(*((name, key) if name else (key,)))
            yield Differing(name, key, place.line, there[key], value)


def _inserted(
    document: Document, data: bytes, missing: Mapping[str, Entry], differing: tuple[Differing, ...]
) -> Added:
    """Return the file with all of it, each in its likeliest place; else one after another."""
    choices = {name: list(insertions(document, name, entry)) for name, entry in missing.items()}
    first = [found[0] for found in choices.values() if found]
    whole = _tried(document, data, first, missing) if all(choices.values()) else None
    if whole is not None:
        return Added(whole, _keys(missing), differing)
    added: dict[str, Entry] = {}
    for name, entry in missing.items():
        for insertion in insertions(document, name, entry):
            after = _tried(document, data, [insertion], {name: entry})
            if after is not None:
                data, document = after, toml_document(document.file, after)
                added[name] = entry
                break
    refused = {name: each for name, each in missing.items() if name not in added}
    return Added(data, _keys(added), differing, _keys(refused))


def _keys(tables: Mapping[str, Entry]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(entry) for name, entry in tables.items()}


def _tried(
    document: Document, data: bytes, insertions: list[Insertion], missing: Mapping[str, Entry]
) -> bytes | None:
    """Return the file with all insertions; None unless it says what it did, and what is added."""
    text, pieces, at = document.text, [], 0
    open_end = bool(text) and not text.endswith(("\n", "\r"))
    for each in sorted(insertions, key=lambda insertion: insertion.at):  # stable: in their order
        pieces.append(text[at : each.at])
        if open_end and each.at == len(text):
            pieces.append(newline_of(document))
            open_end = False
        pieces.append(each.text)
        at = each.at
    written = "".join((*pieces, text[at:]))
    start = len(data) - len(document.encoded(text))
    after = data[:start] + document.encoded(written)
    try:
        fields = toml_document(document.file, after).fields
    except DocumentError:
        return None
    return after if _same(fields, _merged(document.fields, missing)) else None


def _merged(fields: Mapping[str, Value], missing: Mapping[str, Entry]) -> dict[str, object]:
    merged: dict[str, object] = dict(fields)
    for name, entry in missing.items():
        if not name:
            merged |= entry
            continue
        there = fields.get(name)
        merged[name] = {**(there if isinstance(there, dict) else {}), **entry}
    return merged


def _same(one: object, other: object) -> bool:
    """Say whether two values are alike; true is not 1, and 1 is not 1.0."""
    return _told(one) == _told(other)


def _told(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=repr)
