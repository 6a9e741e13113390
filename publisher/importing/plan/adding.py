"""What becomes of a config file to which an import adds tables."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from publisher.documents.reading import toml_document
from publisher.documents.toml_writing import plain, value_text
from publisher.importing.plan.confining import confine
from publisher.importing.plan.record import Keys, digest
from publisher.importing.plan.standing import ODD, Standing, read_here
from publisher.importing.plan.wanted import WantedEntries, WantedFile
from publisher.importing.toml.adding_tables import Added, Differing, add_entries, new_file
from publisher.schemas import toml_directive


class ConfigStep(NamedTuple):
    """What becomes of one file of TOML. `data` is what is written; `before` digests what is there.

    `added` are keys by table, `refused` those that find no place there; of `differing` those that
    were not told before. `known` is what the record says of the file then.
    """

    path: str
    data: bytes | None
    before: str | None
    known: Mapping[str, Keys]
    added: Mapping[str, tuple[str, ...]]
    differing: tuple[Differing, ...] = ()
    refused: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    is_new: bool = False

    @property
    def tells(self) -> bool:
        """Say whether anything is to be written or said."""
        return bool(self.data is not None or self.differing or self.refused)


def with_entries(file: WantedFile, entries: WantedEntries) -> WantedFile:
    """Return a wanted file of TOML with the tables that are wanted in it, too."""
    document = toml_document(Path(file.path), file.data)
    added = add_entries(document, file.data, entries.tables, known={}, adds_keys=True)
    return file._replace(data=added.data)


def plan_entries(
    standing: Standing, wanted: WantedEntries, *, rewritten: bool = False
) -> ConfigStep:
    """Decide what is added to a file; `rewritten` says that the tables stand in it already.

    Raises DocumentError where the file can't be read as TOML.
    """
    old: Mapping[str, Keys] = standing.record.entries.get(wanted.path, {})
    file = confine(standing.root, wanted.path)
    if rewritten:
        rest = {name: {**old.get(name, {}), **_digests(e)} for name, e in wanted.tables.items()}
        return ConfigStep(wanted.path, None, None, {**old, **rest}, {})
    try:
        data = read_here(file)
    except FileNotFoundError:
        return _new_step(wanted, old)
    if data is None:
        every = {name: tuple(entry) for name, entry in wanted.tables.items()}
        return ConfigStep(wanted.path, None, ODD, old, {}, refused=every)
    document = toml_document(file, data)
    added = add_entries(document, data, wanted.tables, known=old, adds_keys=wanted.adds_keys)
    new = tuple(
        each
        for each in added.differing
        if old.get(each.table, {}).get(each.key) != _digest(each.wanted)
    )
    known: Mapping[str, Keys] = {**old, **_known(wanted, old, added, document.fields)}
    written = added.data if added.keys else None
    return ConfigStep(wanted.path, written, digest(data), known, added.keys, new, added.refused)


def _new_step(wanted: WantedEntries, old: Mapping[str, Keys]) -> ConfigStep:
    tables = {name: entry for name, entry in wanted.tables.items() if name not in old}
    known: dict[str, Keys] = {**old, **{name: _digests(each) for name, each in tables.items()}}
    # The first line says where an editor finds the file's schema, which is called as the file is.
    directive = toml_directive(Path(wanted.path).stem, wanted.path).encode()
    data = directive + b"\n" + new_file(tables, wanted.header) if tables else None
    keys = {name: tuple(_digests(entry)) for name, entry in tables.items()}
    return ConfigStep(wanted.path, data, None, known, keys, is_new=True)


def _known(
    wanted: WantedEntries, old: Mapping[str, Keys], added: Added, there: Mapping[str, object]
) -> dict[str, Keys]:
    """Return what the record says of each wanted table; of the user's own, that it was there."""
    known: dict[str, Keys] = {}
    for name, entry in wanted.tables.items():
        before, new = old.get(name, {}), added.keys.get(name, ())
        refused = added.refused.get(name, ())
        # One that holds just this was added by an import that was killed before it was recorded.
        ours = bool(before or new) or wanted.adds_keys or there.get(name) == plain(entry)
        digests = _digests(entry) if ours and (not name or name in there or new) else {}
        kept = {key: value for key, value in digests.items() if key not in refused}
        if kept or name in old or (name in there and not refused):
            known[name] = {**before, **kept}
    return known


def _digests(entry: Mapping[str, object]) -> dict[str, str]:
    return {key: _digest(value) for key, value in entry.items() if value is not None}


def _digest(value: object) -> str:
    return digest(value_text(value).encode())[:8]
