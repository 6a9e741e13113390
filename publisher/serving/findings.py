"""The findings that belong to a page: those of the files that it was made of."""

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.addresses import episode_path, show_path
from publisher.documents import display_path
from publisher.inspection import ReadShow
from publisher.model import Episode, Finding, Report, Show
from publisher.rehearsing import Rehearsal
from publisher.reports.summary import urgency
from publisher.reports.visible import short
from publisher.serving.addresses import MINE

MOST = 100
"""Findings that one page lists; the report has them all."""


def sources_of(page: str, rehearsal: Rehearsal) -> frozenset[str]:
    """Return the files whose findings belong to the page at a path, as `Place.path` calls them.

    A file that can't be read has no page: it is told of on the show's, and where an episode is
    looked for that isn't there, since that may be it.
    """
    folder = page.removeprefix(MINE).removesuffix("index.html")
    for read in rehearsal.shows:
        if not folder.startswith(show_path(read.show.slug)):
            continue
        if folder == show_path(read.show.slug):
            return frozenset((read.show.source.path, *_unread(read)))
        return frozenset(_of_episode(folder, read)) or frozenset(_unread(read))
    if not folder:
        return frozenset(source.path for source in rehearsal.network.sources)
    return frozenset()


def _of_episode(folder: str, read: ReadShow) -> Iterator[str]:
    for file in read.files:
        if file.episode is not None and folder == _folder_of(file.episode):
            yield file.path
            yield from map(display_path, file.asked)


def _unread(read: ReadShow) -> Iterator[str]:
    return (file.path for file in read.files if file.episode is None)


def _folder_of(episode: Episode) -> str:
    return episode_path(episode.show, episode.slug)


def episode_at(page: str, rehearsal: Rehearsal) -> tuple[Show, Episode] | None:
    """Return the episode whose page, or preview of its notes, has this path."""
    folder = page.removeprefix(MINE).removesuffix("index.html")
    for read in rehearsal.shows:
        for episode in read.episodes:
            if folder == _folder_of(episode):
                return read.show, episode
    return None


def findings_at(page: str, rehearsal: Rehearsal, report: Report) -> list[Finding]:
    """Return the findings of a page that aren't known already, the worst first."""
    sources = sources_of(page, rehearsal)
    found = (each for each in report.findings if each.known is None and each.place.path in sources)
    return sorted(found, key=_worst_first)


def _worst_first(finding: Finding) -> tuple[int, str, int, int, str]:
    place = finding.place
    return urgency(finding), place.path, place.line, place.column, finding.code


def as_json(finding: Finding) -> Mapping[str, Any]:
    """Return what a browser shows of a finding, as text."""
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "message": short(finding.message),
        "place": short(str(finding.place)),
    }
