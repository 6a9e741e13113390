"""The report as a page to read and to pass on: one file, nothing to load, nothing that runs."""

from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.addresses import is_url
from publisher.model import CheckedLink, Report, Verdict
from publisher.reports.grouping import Told, by_file, tell, worst_first
from publisher.reports.summary import (
    SEVERITIES,
    VERDICT_WORDS,
    next_steps,
    summarise,
    summary_lines,
)
from publisher.reports.visible import short

if TYPE_CHECKING:
    from jinja2 import Template

# Bounds on the page, so that a browser opens the report of a network of 2,000 episodes at once.
# What is left out is said there and stands in the JSON report; errors are left out last.
FINDINGS = 2_000
LINKS = 2_000
PLACES = 10

_QUIET = (Verdict.OK, Verdict.SKIPPED, Verdict.PENDING, Verdict.UNVERIFIABLE)
_by_place = attrgetter("place.path", "place.line", "place.column")

_TEMPLATE = Path(__file__).with_name("report.html.j2")
_STYLE = Path(__file__).with_name("report.css")


class Address(NamedTuple):
    """A URL to show. `href` is None where following it would be wrong or can't work."""

    shown: str
    href: str | None


class FindingRow(NamedTuple):
    severity: str
    code: str
    message: str
    line: str  # "12:3"
    address: Address | None
    replacement: str | None
    known: str | None
    archived: Address | None
    elsewhere: tuple[str, ...]
    unnamed: int  # other places that `elsewhere` leaves out


class FileSection(NamedTuple):
    path: str
    severity: str  # the worst
    rows: tuple[FindingRow, ...]


class LinkRow(NamedTuple):
    address: Address
    answer: str  # the verdict's reason
    final: Address | None
    places: tuple[str, ...]
    unnamed: int


class VerdictSection(NamedTuple):
    words: str
    quiet: bool  # nothing to mend: folded
    rows: tuple[LinkRow, ...]
    left: int  # addresses that `rows` leaves out
    places: int  # of links: an address has one in each place it stands


def render(report: Report) -> str:
    """Return a self-contained HTML5 page: errors first, by episode; then every link's verdict."""
    summary = summarise(report)
    files, findings_left = _file_sections(report)
    return _template().render(
        style=_STYLE.read_text(encoding="utf-8"),
        lines=summary_lines(summary),
        steps=next_steps(summary),
        notices=list(map(short, report.notices)),
        files=files,
        findings_left=findings_left,
        verdicts=_verdict_sections(report.links),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


# ---------------------------------------------------------------- findings


def _file_sections(report: Report) -> tuple[list[FileSection], int]:
    groups = worst_first(by_file(tell(report, once=SEVERITIES)))
    total = sum(len(group.told) for group in groups)
    sections: list[FileSection] = []
    room = FINDINGS
    for group in groups:
        rows = tuple(map(_finding_row, group.told[:room]))
        room -= len(rows)
        if not rows:
            break
        sections.append(FileSection(short(group.path), rows[0].severity, rows))
    return sections, total - (FINDINGS - room)


def _finding_row(told: Told) -> FindingRow:
    found = told.finding
    return FindingRow(
        severity=found.severity.value,
        code=found.code,
        message=short(found.message),
        line=f"{found.place.line}:{found.place.column}",
        address=None if found.url is None else _address(found.url),
        replacement=None if found.replacement is None else short(found.replacement),
        known=None if found.known is None else short(found.known),
        archived=None if found.archived is None else _address(found.archived),
        elsewhere=tuple(short(str(other.place)) for other in told.elsewhere[:PLACES]),
        unnamed=len(told.elsewhere[PLACES:]),
    )


# ---------------------------------------------------------------- links


def _verdict_sections(links: Sequence[CheckedLink]) -> list[VerdictSection]:
    by_verdict: dict[Verdict, list[CheckedLink]] = {}
    for checked in sorted(links, key=lambda checked: checked.check.url):
        by_verdict.setdefault(checked.check.verdict, []).append(checked)
    sections = []
    room = LINKS
    for verdict, words in VERDICT_WORDS.items():
        if verdict in by_verdict:
            checked_links = by_verdict[verdict]
            rows = tuple(map(_link_row, checked_links[:room]))
            room -= len(rows)
            sections.append(
                VerdictSection(
                    words,
                    verdict in _QUIET,
                    rows,
                    left=len(checked_links) - len(rows),
                    places=sum(len(checked.links) for checked in checked_links),
                )
            )
    return sections


def _link_row(checked: CheckedLink) -> LinkRow:
    check = checked.check
    places = [str(link.place) for link in sorted(checked.links, key=_by_place)]
    moved = check.final_url is not None and check.final_url != check.url
    return LinkRow(
        address=_address(check.url),
        answer=short(check.reason),
        final=_address(check.final_url) if moved and check.final_url else None,
        places=tuple(map(short, places[:3])),
        unnamed=len(places[3:]),
    )


def _address(url: str) -> Address:
    shown = short(url)
    can_be_followed = is_url(url) and shown == url and " " not in url
    return Address(shown, url if can_be_followed else None)
