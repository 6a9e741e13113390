"""What an import does to each file: decided against what is there, before anything is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from publisher.documents.parsed import shown
from publisher.errors import UsageError
from publisher.importing.plan.adding import ConfigStep, plan_entries, with_entries
from publisher.importing.plan.confining import confine
from publisher.importing.plan.placing import Place, is_episode, place_files
from publisher.importing.plan.record import Imported, Record, digest
from publisher.importing.plan.sources import source_name
from publisher.importing.plan.standing import ODD, Standing, look_at, read_here
from publisher.importing.plan.wanted import WantedEntries, WantedFile


class Outcome(StrEnum):
    """What becomes of a file."""

    NEW = "new"
    UPDATED = "updated"  # nobody edited it
    UNCHANGED = "unchanged"
    KEPT = "kept"  # edited, and the feed says nothing new
    CONFLICT = "conflict"  # edited, and the feed says something new
    FOREIGN = "not ours"  # no import wrote it
    REMOVED = "removed"  # by the user, and not made again


_OF_THE_USER = ""
"""The digest of an episode that is there by its GUID, and was never written by an import."""

_REWRITTEN = frozenset({Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED})


class FileStep(NamedTuple):
    """What becomes of one file. `data` is what is written; `before` the digest of what is there.

    `moved_from` is where the last import left the file, if the user moved it since.
    """

    path: str
    outcome: Outcome
    data: bytes | None = None
    before: str | None = None
    guid: str | None = None
    moved_from: str | None = None
    link: bool = False  # no file stands there, but something else


class ImportPlan(NamedTuple):
    """All that an import does. `record` is what it leaves in `import.lock`.

    `places` says where the episode of each GUID is, `removed` which the user took away.
    """

    root: Path
    show: str
    files: tuple[FileStep, ...]
    configs: tuple[ConfigStep, ...]
    record: Record
    before: Record
    places: Mapping[str, str]
    removed: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing would be written but the record."""
        writes = any(step.data is not None for step in self.files)
        return not writes and not any(step.data is not None for step in self.configs)


def plan_import(
    root: Path,
    show: str,
    source: str,
    files: Sequence[WantedFile],
    entries: Sequence[WantedEntries] = (),
    *,
    take: Collection[str] = (),
    standing: Standing | None = None,
    media: Mapping[str, str] = MappingProxyType({}),
) -> ImportPlan:
    """Decide what to write of what an import of `source` (a path or URL) wants; write nothing.

    `take` are paths whose user asks for the feed's version, whatever is there or was deleted.
    `standing` spares looking at the show again. `media` are files that were downloaded, by path,
    with their addresses. Raises DocumentError for a record or a config
    file that can't be read, UsageError for paths that lead out of `root`.
    """
    standing = standing or look_at(root, show)
    entries = [each for each in map(_filled, entries) if each.tables]
    placed = place_files(standing, files, take)
    wanted = {each.path for each in placed}
    for path in take:
        if path not in wanted:
            raise UsageError(f'"{shown(path)}" is no file that this import has a version of')
    beside = {each.path: each for each in entries if each.path in wanted}
    left = {place.moved_from for place in placed}
    after = {path: each for path, each in standing.record.files.items() if path not in left}
    steps: list[FileStep] = []
    configs = [plan_entries(standing, each) for each in entries if each.path not in beside]
    for place in placed:
        own = beside.get(place.path)
        file = place.file if own is None else with_entries(place.file, own)
        step, imported = _file_step(standing, place, file, taken=place.path in take)
        if own is not None:
            config = plan_entries(standing, own, rewritten=step.outcome in _REWRITTEN)
            if config.data == file.data:  # all that it lacked
                step, imported = _written(step, file), _mine(file)
                config = plan_entries(standing, own, rewritten=True)
            configs.append(config)
        steps.append(step)
        if imported is not None:
            after[step.path] = imported
    places = _places(steps)
    removed = frozenset(
        step.guid for step in steps if step.outcome is Outcome.REMOVED and step.guid
    )
    tables = {**standing.record.entries, **{each.path: each.known for each in configs}}
    gone = standing.record.removed.difference(places) | removed
    return ImportPlan(
        standing.root,
        show,
        tuple(steps),
        tuple(each for each in configs if each.tells),
        Record(source_name(source), after, tables, gone, {**standing.record.media, **media}),
        standing.record,
        places,
        removed,
    )


def _filled(entries: WantedEntries) -> WantedEntries:
    """Return them without tables in which nothing is."""
    return entries._replace(tables={name: each for name, each in entries.tables.items() if each})


def _places(steps: Iterable[FileStep]) -> dict[str, str]:
    return {
        step.guid: step.path for step in steps if step.guid and step.outcome is not Outcome.REMOVED
    }


def _file_step(
    standing: Standing, place: Place, file: WantedFile, *, taken: bool
) -> tuple[FileStep, Imported | None]:
    """Decide about one file; return what the record says of it then, None to say nothing new."""
    if place.removed:
        return FileStep(place.path, Outcome.REMOVED, guid=file.guid), None
    there = _digest_at(standing, place.path)
    known = standing.record.files.get(place.moved_from or place.path)
    others = known is not None and known.guid != file.guid
    if others and not is_episode(file):  # a feed's episode, and now a description of its name
        outcome = Outcome.REMOVED if there is None and not taken else Outcome.FOREIGN
        return FileStep(place.path, outcome, before=there), None
    if others:
        known = None  # another episode was there
    step = FileStep(place.path, Outcome.NEW, None, there, file.guid, place.moved_from)
    if there == ODD:
        return step._replace(outcome=Outcome.FOREIGN, link=True), None
    if file.merged or there is None or taken:
        gone = there is None and known is not None and known.written is not None
        if gone and not (taken or file.merged):
            return step._replace(outcome=Outcome.REMOVED), None
        return _written(step, file), None if file.merged else _mine(file)
    if known is None and file.guid is not None and standing.guids.get(place.path) == file.guid:
        known = Imported(_OF_THE_USER, file.guid)
    return _beside(step, file, known)


def _beside(
    step: FileStep, file: WantedFile, known: Imported | None
) -> tuple[FileStep, Imported | None]:
    """Decide about a file that is there, as `_file_step` does."""
    wanted = digest(file.data)
    if step.before == wanted or (known and step.before in (known.written, known.offered)):
        return _written(step, file), _mine(file)
    if known is not None and wanted in (known.written, known.offered):
        return step._replace(outcome=Outcome.KEPT), known
    written = known.written if known else None
    outcome = Outcome.CONFLICT if written else Outcome.FOREIGN  # none, or _OF_THE_USER
    return step._replace(outcome=outcome), Imported(written, file.guid, wanted)


def _mine(file: WantedFile) -> Imported:
    return Imported(digest(file.data), file.guid)


def _written(step: FileStep, file: WantedFile) -> FileStep:
    if step.before == digest(file.data):
        return step._replace(outcome=Outcome.UNCHANGED)
    outcome = Outcome.NEW if step.before is None else Outcome.UPDATED
    return step._replace(outcome=outcome, data=file.data)


def _digest_at(standing: Standing, path: str) -> str | None:
    """Return the digest of the file at a path; None where there is none, ODD where it isn't one."""
    found = standing.files.get(path)
    if found is not None:
        return found
    try:
        data = read_here(confine(standing.root, path))
    except FileNotFoundError:
        return None
    return ODD if data is None else digest(data)
