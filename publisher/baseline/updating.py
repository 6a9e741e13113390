"""The baseline brought up to date: what is new goes in, what is mended goes out."""

import json
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from publisher.baseline.entries import (
    BASELINE,
    NEVER_EXCUSED,
    Baseline,
    Entry,
    abouts,
    mark_known,
    read_baseline,
)
from publisher.documents import Document, display_path
from publisher.documents.reading import LIMIT_FRONT_MATTER
from publisher.errors import UsageError
from publisher.model import UNTOLD, Finding, Report, Severity, Verdict
from publisher.rules.catalogue import CATALOGUE, Subject
from publisher.writing import write_if_changed

HEADER = """\
# Errors that are known and let be until a day: they are told, and fail no run.
# Written by `publisher check --update-baseline`. Reasons, days and comments are yours to change;
# entries whose error is gone are taken out.
"""
_OPENING = re.compile(r"[ \t]*\[\[[ \t]*known[ \t]*\]\][ \t]*(?:#.*)?")


class Update(NamedTuple):
    """What becomes of the entries; those kept stay as they are written, word for word."""

    kept: tuple[Entry, ...]
    added: tuple[Entry, ...]
    dropped: tuple[Entry, ...]


def update_baseline(
    root: Path, report: Report, *, today: date, reason: str | None, expires: date
) -> tuple[Report, tuple[str, ...]]:
    """Write what `report` found into the baseline of `root`.

    Returns the report with what is excused now, and a line for each entry added or dropped. The
    report is of the whole repository, and nothing in it is marked by the baseline yet. Raises
    ConfigError, UsageError, OSError.
    """
    baseline = read_baseline(root)
    reason = reason or f"known on {today}; not looked at yet"
    update = plan_update(baseline.entries, report, reason=reason, expires=expires)
    text = written_baseline(update, baseline, root)
    if len(text) > LIMIT_FRONT_MATTER:
        raise UsageError(
            f"{len(update.added):,} errors are more than a baseline can hold; mend what --fix "
            "mends, or switch a rule off in [rules] of config/publisher.toml"
        )
    if baseline.document is not None or update.added:
        write_if_changed(root / BASELINE, text.encode(), durable=True)
    told = tuple(_told(update, display_path(root / BASELINE), today))
    return mark_known(report, (*update.kept, *update.added), today), told


def plan_update(entries: Sequence[Entry], report: Report, *, reason: str, expires: date) -> Update:
    """Decide which entries stay, which are added, and which are dropped.

    Added are errors that no entry is about, however old it is. Dropped is what isn't found any
    more, unless this run couldn't tell.
    """
    found = {about for finding in report.findings for about in abouts(finding)}
    verdicts = {checked.check.url: checked.check.verdict for checked in report.links}
    unread = any(finding.code.startswith(NEVER_EXCUSED) for finding in report.findings)
    kept = [
        entry for entry in entries if entry.about in found or unread or _is_untold(entry, verdicts)
    ]
    known = {entry.about for entry in kept}
    added = {
        entry.about: entry
        for finding in report.findings
        if _needs_an_entry(finding) and not known.intersection(abouts(finding))
        for entry in [_entry_of(finding, reason, expires)]
    }
    return Update(
        tuple(kept),
        tuple(sorted(added.values(), key=_order)),
        tuple(entry for entry in entries if entry not in kept),
    )


def _is_untold(entry: Entry, verdicts: Mapping[str, Verdict]) -> bool:
    """Say whether the web was asked in vain, or not at all, about what an entry knows."""
    rule = CATALOGUE.get(entry.code)
    if entry.url is None or rule is None or rule.subject is not Subject.CHECK:
        return False
    return verdicts.get(entry.url.partition("#")[0]) in UNTOLD


def _needs_an_entry(finding: Finding) -> bool:
    return (
        finding.severity is Severity.ERROR
        and not finding.code.startswith(NEVER_EXCUSED)
        and _is_text(finding.url or finding.message)
    )


def _is_text(text: str) -> bool:
    """Say whether a file can hold it; half a sign, written as an escape in JSON, can't be."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _entry_of(finding: Finding, reason: str, expires: date) -> Entry:
    if finding.url:
        return Entry(finding.code, reason, expires, url=finding.url)
    path, message = finding.place.path, finding.message
    return Entry(finding.code, reason, expires, path=path, message=message)


def _order(entry: Entry) -> tuple[str, str, str, str]:
    return entry.code, entry.url or "", entry.path or "", entry.message or ""


def _told(update: Update, file: str, today: date) -> Iterable[str]:
    for entry in update.added:
        yield f"{file}: added {_named(entry)}, until {entry.expires}"
    for entry in update.dropped:
        yield f"{file}: dropped {_named(entry)}: it isn't found any more"
    for entry in update.kept:
        if entry.expires < today:
            yield (
                f"{file}: {_named(entry)} was let be until {entry.expires} and counts again: mend "
                "it, or write a later day into the file"
            )
    if not update.added and not update.dropped:
        yield f"{file}: nothing to add, nothing to drop"


def _named(entry: Entry) -> str:
    if entry.url is not None:
        return f"{entry.code} {entry.url}" + (f" in {entry.path}" if entry.path else "")
    return f"{entry.code} {entry.path}: {entry.message}"


# ---------------------------------------------------------------- the file


def written_baseline(update: Update, baseline: Baseline, root: Path) -> str:
    """Return the file: the entries in order, those kept as they are written, comments and all."""
    head, blocks = _as_written(baseline)
    written = dict(zip(baseline.entries, blocks, strict=True))
    texts = [
        written.get(entry) or _block(entry, root)
        for entry in sorted((*update.kept, *update.added), key=_order)
    ]
    return "\n".join(f"{text.strip()}\n" for text in (head, *texts))


def _as_written(baseline: Baseline) -> tuple[str, list[str]]:
    """Return what stands above the entries, and each entry's own lines.

    Where they can't be told apart for certain, the entries are written anew.
    """
    anew = [""] * len(baseline.entries)
    if baseline.document is None:
        return HEADER, anew
    head, blocks = _split(baseline.document.text)
    if [_parsed(block) for block in blocks] != _known(baseline.document):
        return HEADER, anew
    return head.strip() or HEADER, blocks


def _known(document: Document) -> list[object]:
    known = document.fields.get("known", [])
    return list(known) if isinstance(known, list) else [known]


def _split(text: str) -> tuple[str, list[str]]:
    """Return what stands before the first entry, and each entry with the comment right above it."""
    parts: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if _OPENING.fullmatch(line):
            last = parts[-1]
            above = len(last) - _comments_at_the_end(last)
            parts[-1] = last[:above]
            parts.append(last[above:])
        parts[-1].append(line)
    head, *blocks = ("\n".join(lines) for lines in parts)
    return head, blocks


def _comments_at_the_end(lines: Sequence[str]) -> int:
    """Return how many lines at the end say something about the entry that comes next."""
    count = 0
    while count < len(lines) and lines[-1 - count].lstrip().startswith("#"):
        count += 1
    return count


def _parsed(block: str) -> object:
    try:
        (entry,) = tomllib.loads(block)["known"]
    except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError):
        return None
    return entry


def _block(entry: Entry, root: Path) -> str:
    path = None if entry.path is None else _from_root(entry.path, root)
    values = {"code": entry.code, "url": entry.url, "path": path, "message": entry.message}
    lines = [f"{key} = {_quoted(value)}" for key, value in values.items() if value is not None]
    reason = f"reason = {_quoted(entry.reason)}"
    return "\n".join(["[[known]]", *lines, reason, f"expires = {entry.expires}"])


def _from_root(path: str, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix()


def _quoted(text: str) -> str:
    """Return a text as TOML writes it, with escapes for what nobody would see."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in quoted)
