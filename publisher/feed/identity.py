"""What subscribers know a show's feed by: which episodes are items, under which GUIDs.

Decided once, before any notes are written: the lock follows from it, and what would drift.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from publisher.addresses import feed_path, feed_url, show_url, url_of
from publisher.documents.parsed import shown
from publisher.feed.confirming import Confirmed, confirms
from publisher.feed.drift import Drift, drift_findings
from publisher.feed.drifting import find_drifts
from publisher.feed.enclosures import FileSize, enclosure_of, size_of
from publisher.feed.guids import (
    Assigned,
    Identified,
    assign_guids,
    next_lock,
    podcast_guid,
)
from publisher.feed.lock import Lock
from publisher.feed.recognising import Candidate
from publisher.feed.renames import renamed_finding
from publisher.feed.text import one_line
from publisher.model import Episode, Finding, Network, Show
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.channel import is_podcast_guid


class Identity(NamedTuple):
    """The items of a feed, newest first, and what listeners would lose by publishing them.

    `podcast_guid` is None where the settings name no `site`: a feed needs an address of its own,
    so there is none to write, and the lock stays as it was. `lock` is that of the last build,
    `next_lock` what it becomes by publishing. `drifts` are those that nobody confirmed yet.
    """

    podcast_guid: str | None
    items: tuple[Identified, ...]
    lock: Lock
    next_lock: Lock
    drifts: tuple[Drift, ...] = ()
    confirmed: tuple[Drift, ...] = ()
    findings: tuple[Finding, ...] = ()  # besides those of `drifts`

    def all_findings(self) -> tuple[Finding, ...]:
        """Return what is to be said of the feed, many alike in a handful of lines."""
        return (*self.findings, *drift_findings(self.drifts))

    def confirm(self, confirmed: Confirmed) -> "Identity":
        """Return it with the drifts that the user confirms taken as meant."""
        meant: list[Drift] = []
        left: list[Drift] = []
        for drift in self.drifts:
            (meant if confirms(confirmed, drift) else left).append(drift)
        return self._replace(drifts=tuple(left), confirmed=(*self.confirmed, *meant))


def identify(
    show: Show,
    episodes: Sequence[Episode],
    network: Network,
    *,
    lock: Lock,
    now: datetime,
    certain: bool = True,
    file_size: FileSize = size_of,
) -> Identity:
    """Decide which of the show's episodes are items at `now`, and give each its GUID.

    Drafts, episodes of the future and those without an enclosure are left out; the rules F2xx
    say which have none. `certain` is False where some episode could not be read: then nobody can
    tell whether a published one is gone.
    """
    address = feed_url(show, network.settings)
    if network.settings.site is None or address is None or not show_url(show, network.settings):
        return Identity(None, (), lock, lock)
    known = (guid for guid in (show.guid, lock.podcast_guid) if guid and is_podcast_guid(guid))
    guid = next(known, None) or podcast_guid(address)
    candidates = tuple(_candidates(show, episodes, network, now, file_size))
    assigned = assign_guids(candidates, lock, guid)
    items = [Identified(each.guid, one) for each, one in zip(assigned, candidates, strict=True)]
    pairs = tuple(zip(candidates, assigned, strict=True))
    renames = (
        renamed_finding(candidate.episode, show, each.guid, each.renamed)
        for candidate, each in pairs
        if each.renamed is not None
    )
    after = next_lock(lock, guid, items, _feed_guids(show, network, lock), address)
    drifts, remarks = find_drifts(show, items, episodes, before=lock, after=after, certain=certain)
    items.sort(key=lambda item: item.guid)
    items.sort(key=_order, reverse=True)
    findings = (*renames, *_refused(pairs), *remarks)
    return Identity(guid, tuple(items), lock, after, drifts, (), findings)


def _order(item: Identified) -> tuple[datetime, int]:
    return item.candidate.published, item.candidate.episode.number or 0


def _candidates(
    show: Show, episodes: Iterable[Episode], network: Network, now: datetime, file_size: FileSize
) -> Iterator[Candidate]:
    """Yield the episodes that are out and have an enclosure."""
    for episode in episodes:
        if episode.is_out(now) and episode.published is not None:
            enclosure = enclosure_of(episode, show, network, file_size)
            if enclosure is not None:
                yield Candidate(episode, episode.published, enclosure)


def _feed_guids(show: Show, network: Network, lock: Lock) -> dict[str, str]:
    """Return the podcast GUID of each further feed: another feed is another podcast to apps."""
    guids = dict(lock.feeds)
    for feed in show.feeds:
        if not is_podcast_guid(guids.get(feed.name, "")):
            guids[feed.name] = podcast_guid(
                url_of(feed_path(show.slug, feed.name), network.settings) or ""
            )
    return guids


def _refused(pairs: Iterable[tuple[Candidate, Assigned]]) -> Iterator[Finding]:
    """Yield a finding for each episode that names the GUID of another one."""
    owners = {each.guid: candidate.episode for candidate, each in pairs}
    for candidate, each in pairs:
        episode = candidate.episode
        given = one_line(episode.guid or "")
        if given != each.guid and given in owners:
            message = (
                f'guid "{shown(given)}" was published as that of {owners[given].source.path}, '
                "and stays with it: apps would take the two for one episode. Delete it here, and "
                "publisher gives the episode one of its own"
            )
            yield Finding("E203", CATALOGUE["E203"].severity, message, episode.source.place("guid"))
