"""What is wrong, and the report that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from publisher.model.links import Link, LinkCheck
from publisher.model.places import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """Something to mend, or to know.

    `replacement` is the text that mends it at `place`. `known` says why it fails no run, though
    it is told: it stands in the baseline, or was there before the change that is looked at.
    `archived` is the address of an archived copy of the page that `url` no longer gives.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    url: str | None = None
    replacement: str | None = None
    known: str | None = None
    archived: str | None = None


class CheckedLink(NamedTuple):
    """A unique URL, its answer, and every link that leads there."""

    check: LinkCheck
    links: tuple[Link, ...]


class Change(NamedTuple):
    """A problem that another run knew otherwise, or not at all.

    `how` is said of it beside its message: "answers again", "was a warning"; it may be empty.
    """

    code: str
    severity: Severity
    message: str
    path: str
    url: str | None = None
    how: str = ""


class Changes(NamedTuple):
    """What is otherwise than in the last run that found something else.

    `since` is the day of the first run that found what this one finds, `before` that of the run
    before it; None where no run is remembered.
    """

    since: date
    before: date | None = None
    new: tuple[Change, ...] = ()
    worse: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    mended: tuple[Change, ...] = ()


class EpisodeNote(NamedTuple):
    """What a report says of an episode besides its path."""

    show: str  # slug
    title: str
    day: date | None = None  # on which it came out, or will


class About(NamedTuple):
    """What a report is about: episodes by path, titles of shows by slug, sponsors' names by id."""

    day: date | None = None  # of the run, in UTC
    episodes: Mapping[str, EpisodeNote] = MappingProxyType({})
    shows: Mapping[str, str] = MappingProxyType({})
    sponsors: Mapping[str, str] = MappingProxyType({})


NOTHING_ELSE = About()


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """All that a run found. Findings by path, line, column, code; links by URL.

    Each is its own: to compare two would mean to compare all their links.
    """

    episodes: int
    findings: tuple[Finding, ...]
    links: tuple[CheckedLink, ...]
    notices: tuple[str, ...] = ()  # lines about the run itself, e.g. "no network: …"
    noun: str = "episode"  # what `episodes` counts; "file" where no show owns them
    interrupted: bool = False  # by Ctrl-C: links not asked by then are skipped
    about: About = NOTHING_ELSE
    changes: Changes | None = None  # None: this run is compared with none

    def count(self, severity: Severity) -> int:
        return sum(1 for finding in self.findings if finding.severity is severity)

    @property
    def fails(self) -> bool:
        """Say whether an error was found that isn't known already."""
        return any(
            finding.severity is Severity.ERROR and finding.known is None
            for finding in self.findings
        )
