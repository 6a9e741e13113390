"""The baseline as it is read, and which findings it excuses."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from publisher.config.kinds import DAY, LINE, matching
from publisher.config.tables import Kind, Reading, Table, list_of, table
from publisher.documents import Document, display_path, read_toml
from publisher.documents.parsed import Keys
from publisher.documents.paths import is_inside
from publisher.errors import ConfigError, DocumentError
from publisher.model import Finding, Report, Value

BASELINE = "config/baseline.toml"
NEVER_EXCUSED = "E0"  # a file that can't be read says nothing of what else is wrong in it


class Entry(NamedTuple):
    """What is known, and excused up to and with the day `expires`.

    It is about a URL, in one file or all, or about what is said of a file. `path` is as messages
    show it.
    """

    code: str
    reason: str
    expires: date
    url: str | None = None
    path: str | None = None
    message: str | None = None

    @property
    def about(self) -> tuple[str, str | None, str]:
        """What a finding must have in common with it: code, path if any, URL or message."""
        return self.code, self.path, self.url or self.message or ""


class Baseline(NamedTuple):
    """The entries, in the file's order, and the file, if there is one."""

    entries: tuple[Entry, ...] = ()
    document: Document | None = None


def _exactly(value: Value, at: Keys, reading: Reading) -> str | None:
    if isinstance(value, str):
        return value
    raise reading.mismatch(at, value, "a text")


_EXACT = Kind("a text", _exactly)  # it is compared, so not even a blank at its end is taken off
_ENTRY = Table(
    {
        "code": matching(r"[A-Z][0-9]{3}", 'a rule\'s code such as "W101"'),
        "url": _EXACT,
        "path": _EXACT,
        "message": _EXACT,
        "reason": LINE,
        "expires": DAY,
    }
)
_FILE = Table({"known": list_of(table(_ENTRY))})


def read_baseline(root: Path) -> Baseline:
    """Return the baseline of the repository at `root`, which is resolved; empty without a file.

    Raises ConfigError with every problem of the file.
    """
    file = root / BASELINE
    if not os.path.lexists(file):
        return Baseline()
    if not is_inside(file, root):
        raise ConfigError([f"{display_path(file)}:1:1: this link leads out of the repository"])
    try:
        document = read_toml(file)
    except DocumentError as error:
        raise ConfigError([str(error)]) from None
    reading = Reading(document)
    values = _FILE.read(document.fields, (), reading)
    found = [_entry(item, keys, reading, root) for keys, item in values.get("known", ())]
    if reading.complaints:
        problems = sorted((document.place(*each.keys), each.message) for each in reading.complaints)
        raise ConfigError(f"{place}: {message}" for place, message in problems)
    return Baseline(tuple(entry for entry in found if entry is not None), document)


def _entry(values: Mapping[str, Any], at: Keys, reading: Reading, root: Path) -> Entry | None:
    """Return an entry, or complain of what it lacks."""
    complaints = len(reading.complaints)
    for key, why in (
        ("code", "the rule's"),
        ("reason", "why this is let be"),
        ("expires", "the last day on which this is let be, such as 2027-01-31"),
    ):
        if key not in values and not _is_complained_of((*at, key), reading):
            reading.complain("E102", at, f'this entry has no "{key}"; add {why}')
    if ("url" in values) == ("message" in values) or ("message" in values and "path" not in values):
        message = 'an entry has a "url", or a "path" and the "message" about it'
        reading.complain("E102", at, message)
    if values.get("code", "").startswith(NEVER_EXCUSED):
        message = "a file that can't be read can't be let be; mend it, and delete this entry"
        reading.complain("E102", (*at, "code"), message)
    if len(reading.complaints) > complaints or not {"code", "reason", "expires"} <= values.keys():
        return None
    path = display_path(root / values["path"]) if "path" in values else None
    return Entry(**{**values, "path": path})


def _is_complained_of(keys: Keys, reading: Reading) -> bool:
    return any(complaint.keys == keys for complaint in reading.complaints)


def mark_known(report: Report, entries: Iterable[Entry], today: date) -> Report:
    """Return the report; what an entry excuses is marked, or says that its time is over."""
    by_what: dict[tuple[str, str | None, str], Entry] = {}
    for entry in entries:
        other = by_what.setdefault(entry.about, entry)
        if entry.expires > other.expires:
            by_what[entry.about] = entry
    if not by_what:
        return report
    findings = tuple(_marked(finding, by_what, today) for finding in report.findings)
    return replace(report, findings=findings)


def abouts(finding: Finding) -> tuple[tuple[str, str | None, str], ...]:
    """Return what an entry may be about that excuses a finding, the most particular first."""
    path = finding.place.path
    if not finding.url:  # an empty one says nothing of which link it is
        return ((finding.code, path, finding.message),)
    return ((finding.code, path, finding.url), (finding.code, None, finding.url))


def _marked(
    finding: Finding, by_what: Mapping[tuple[str, str | None, str], Entry], today: date
) -> Finding:
    if finding.known is not None:
        return finding
    entries = [by_what[about] for about in abouts(finding) if about in by_what]
    if not entries:
        return finding
    entry = max(entries, key=lambda each: each.expires)
    if entry.expires >= today:
        return finding._replace(known=f"{entry.reason}, until {entry.expires}")
    return finding._replace(message=f"{finding.message} (in the baseline until {entry.expires})")
