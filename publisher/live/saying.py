"""What was found in the answers, before it is a finding: said once per host."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publisher.links.urls import host_of
from publisher.model import Finding, Place
from publisher.reports.summary import counted
from publisher.rules.catalogue import CATALOGUE


class Said(NamedTuple):
    """A code, its message, and the address it is about."""

    code: str
    message: str
    url: str


def findings(said: Iterable[Said], place: Place) -> Iterator[Finding]:
    """Yield findings at `place`; what is true of several files of a host is told of the first."""
    alike: dict[tuple[str, str], list[Said]] = {}
    for each in said:
        alike.setdefault((each.code, host_of(each.url)), []).append(each)
    for (code, _), same in alike.items():
        first, others = same[0], len(same) - 1
        more = f" (and {counted(others, 'more file')} there)" if others else ""
        yield Finding(code, CATALOGUE[code].severity, first.message + more, place, first.url)
