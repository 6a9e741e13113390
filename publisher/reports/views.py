"""A problem or a link as a row of the page: made safe to show, and with what the filter knows."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from publisher.addresses import is_url
from publisher.links.urls import host_of
from publisher.model import About, CheckedLink, LinkCheck, Report, Verdict
from publisher.reports.overviews import shows_of
from publisher.reports.problems import Problem
from publisher.reports.visible import short

PLACES = 8

_WEB = re.compile(r"""(?P<host>https?://[^/?#\\"<>^`{|}\s]+)(?P<rest>[/?#]?[^ ]*)""", re.I)
_ODD = re.compile(r"""[\\"<>^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")
"""What browsers mend in an address, and HTML forbids."""

_NOT_BROKEN = (Verdict.OK, Verdict.MOVED, Verdict.UNVERIFIABLE, Verdict.RATE_LIMITED)
_UNASKED = (Verdict.SKIPPED, Verdict.PENDING, Verdict.MALFORMED)


class Address(NamedTuple):
    """A URL to show. `href` is None where following it would be wrong or can't work."""

    shown: str
    href: str | None


class Row(NamedTuple):
    """`before` and `after` are the message around the address that it names, if it does."""

    severity: str
    before: str
    address: Address | None
    after: str
    replacement: str | None
    known: str | None
    archived: Address | None
    leads: Address | None
    sponsors: tuple[str, ...]  # names
    facts: tuple[str, ...]  # "last fine 2026-11-02"
    place: str
    elsewhere: tuple[str, ...]
    unnamed: int  # other places that `elsewhere` leaves out
    facets: Mapping[str, str]  # attributes


class LinkRow(NamedTuple):
    address: Address
    answer: str
    leads: Address | None
    facts: tuple[str, ...]
    place: str
    unnamed: int


class Facets(NamedTuple):
    """What rows refer to by number or id."""

    report: Report
    files: Mapping[str, int]  # place in the list of the page
    many_shows: bool

    @classmethod
    def of(cls, report: Report, files: Sequence[str]) -> "Facets":
        numbers = {file: number for number, file in enumerate(files)}
        return cls(report, numbers, len(report.about.shows) > 1)

    @property
    def about(self) -> About:
        return self.report.about


def row_of(problem: Problem, facets: Facets, told: str) -> Row:
    """Return the row of a problem; `told` is the message that its heading tells already."""
    found, check = problem.finding, problem.check
    address = None if found.url is None else address_of(found.url)
    before, after = _around("" if found.message == told else found.message, found.url)
    others = problem.places[:PLACES]
    return Row(
        severity=found.severity.value,
        before=before,
        address=address,
        after=after,
        replacement=None if found.replacement is None else short(found.replacement),
        known=None if found.known is None else short(found.known),
        archived=None if found.archived is None else address_of(found.archived),
        leads=_leads(check),
        sponsors=tuple(short(facets.about.sponsors.get(each, each)) for each in problem.sponsors),
        facts=_facts(check, found.message),
        place=short(str(found.place)),
        elsewhere=tuple(short(str(other.place)) for other in others),
        unnamed=len(problem.places) - len(others),
        facets=_facets(problem, facets),
    )


def _around(message: str, url: str | None) -> tuple[str, str]:
    """Return what a message says before and after the address in it."""
    if not url or url not in message:
        return short(message), ""
    before, _, after = message.partition(url)
    return short(before), short(after)


def _facets(problem: Problem, facets: Facets) -> dict[str, str]:
    numbers = (facets.files.get(file) for file in problem.files)
    known = {
        "e": " ".join(str(number) for number in numbers if number is not None),
        "v": problem.check.verdict.value if problem.check else "",
        "o": short("|".join(problem.sponsors)),
        "h": short(problem.host),
        "w": short(" ".join(shows_of(problem, facets.report))) if facets.many_shows else "",
    }
    return {f"data-{name}": value for name, value in known.items() if value}


def link_row(checked: CheckedLink) -> LinkRow:
    """Return the row of a link that no problem tells of."""
    check = checked.check
    first = min(link.place for link in checked.links)
    return LinkRow(
        address_of(check.url),
        short(check.reason),
        _leads(check),
        _facts(check, check.reason),
        short(str(first)),
        len(checked.links) - 1,
    )


def _leads(check: LinkCheck | None) -> Address | None:
    if check is None or check.final_url is None or check.final_url == check.url:
        return None
    return address_of(check.final_url)


def _facts(check: LinkCheck | None, message: str) -> tuple[str, ...]:
    """Return what is known of an answer: why, since when, when it was last fine and asked.

    In days: another build of the same day says the same.
    """
    if check is None or check.verdict in _UNASKED:
        return ()
    told = check.reason in message or check.verdict is Verdict.CLOSED_PLATFORM
    facts = [] if told else [short(check.reason)]
    if check.checked_at is None:
        return tuple(facts)
    if check.verdict not in _NOT_BROKEN:
        facts.append(f"last fine {_day(check.fine_at)}" if check.fine_at else "never seen fine")
        since = check.since
        if since is not None and _day(since) not in f"{message} {_day(check.checked_at)}":
            facts.append(f"so since {_day(since)}")
    return (*facts, f"asked {_day(check.checked_at)}")


def _day(moment: datetime) -> str:
    return str(moment.astimezone(UTC).date())


def address_of(url: str) -> Address:
    """Return a URL as it can be shown: a link only where it is one of the web, and all of it."""
    shown = short(url)
    parts = _WEB.fullmatch(url) if shown == url and is_url(url) and host_of(url) else None
    if parts is None:
        return Address(shown, None)
    rest, mark, fragment = parts["rest"].partition("#")
    after = f"{rest}{mark}{fragment.replace('#', '%23')}"
    return Address(shown, parts["host"] + _ODD.sub(lambda odd: quote(odd[0], safe=""), after))
