"""What goes into a show's feed: decided here, written by `assemble`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import (
    artwork_path,
    episode_path,
    feed_url,
    is_url,
    media_path,
    show_url,
    url_of,
)
from publisher.documents.parsed import shown
from publisher.feed.enclosures import Enclosure, FileSize, enclosure_of, sendable_url, size_of
from publisher.feed.guids import Assigned, Candidate, assign_guids, next_lock, podcast_guid
from publisher.feed.lock import Lock
from publisher.feed.renames import renamed_finding
from publisher.feed.text import one_line
from publisher.media_types import transcript_type
from publisher.model import Episode, Finding, Network, Person, Show
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.channel import is_podcast_guid

Notes = Callable[[Episode], tuple[str, str]]
"""The show notes of an episode as (HTML that feeds may carry, plain text)."""


class Channel(NamedTuple):
    """The show as the feed presents it; `newest` is the date of the newest item."""

    show: Show
    guid: str
    url: str  # of the feed
    link: str
    artwork: str | None
    newest: datetime | None


class LinkedTranscript(NamedTuple):
    url: str
    type: str
    language: str | None


class FeedItem(NamedTuple):
    """An episode as the feed presents it."""

    episode: Episode
    guid: str
    published: datetime
    link: str
    enclosure: Enclosure
    html: str
    text: str
    image: str | None
    people: tuple[tuple[Person, str], ...]  # with their roles
    transcripts: tuple[LinkedTranscript, ...]


class FeedPlan(NamedTuple):
    """A feed to be assembled, newest item first, and the lock to be written before it.

    `channel` is None where the settings name no `site`: a feed needs an address of its own, so
    there is none to write, and the lock stays as it was.
    """

    channel: Channel | None
    items: tuple[FeedItem, ...]
    lock: Lock
    findings: tuple[Finding, ...]


def plan_feed(
    show: Show,
    episodes: Iterable[Episode],
    network: Network,
    *,
    lock: Lock,
    now: datetime,
    notes: Notes,
    file_size: FileSize = size_of,
) -> FeedPlan:
    """Decide which of the show's episodes are items at `now`, and what each says.

    Drafts, episodes of the future and those without an enclosure are left out; the rules F2xx
    say which have none.
    """
    address, link = feed_url(show, network.settings), show_url(show, network.settings)
    if network.settings.site is None or address is None or link is None:
        return FeedPlan(None, (), lock, ())
    known = (guid for guid in (show.guid, lock.podcast_guid) if guid and is_podcast_guid(guid))
    guid = next(known, None) or podcast_guid(address)
    candidates = tuple(_candidates(show, episodes, network, now, file_size))
    pairs = tuple(zip(candidates, assign_guids(candidates, lock, guid), strict=True))
    items = [_item(show, candidate, each.guid, network, notes) for candidate, each in pairs]
    items.sort(key=lambda item: item.guid)
    items.sort(key=lambda item: (item.published, item.episode.number or 0), reverse=True)
    channel = Channel(
        show,
        guid,
        sendable_url(address),
        sendable_url(link),
        _image_url(show.artwork, artwork_path(show), network),
        items[0].published if items else None,
    )
    published = [(each.guid, candidate) for candidate, each in pairs]
    renames = (
        renamed_finding(candidate.episode, show, each.guid, each.renamed)
        for candidate, each in pairs
        if each.renamed is not None
    )
    findings = (*renames, *_refused(pairs))
    return FeedPlan(channel, tuple(items), next_lock(lock, guid, published), findings)


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


def _candidates(
    show: Show, episodes: Iterable[Episode], network: Network, now: datetime, file_size: FileSize
) -> Iterator[Candidate]:
    """Yield the episodes that are out and have an enclosure."""
    for episode in episodes:
        if episode.is_out(now) and episode.published is not None:
            enclosure = enclosure_of(episode, show, network, file_size)
            if enclosure is not None:
                yield Candidate(episode, episode.published, enclosure)


def _item(show: Show, candidate: Candidate, guid: str, network: Network, notes: Notes) -> FeedItem:
    episode = candidate.episode
    html, text = notes(episode)
    page = episode_path(show.slug, episode.slug)
    image = media_path(episode, Path(episode.image)) if episode.image else None
    return FeedItem(
        episode,
        guid,
        candidate.published,
        url_of(page, network.settings) or "",
        candidate.enclosure,
        html,
        text,
        _image_url(episode.image, image, network),
        _people(show, episode),
        tuple(_transcripts(episode, network)),
    )


def _image_url(image: str | None, path: str | None, network: Network) -> str | None:
    """Return the URL of an image that is one, or a file published at `path`."""
    if image is not None and is_url(image):
        return sendable_url(image)
    return url_of(path, network.settings) if path else None


def _people(show: Show, episode: Episode) -> tuple[tuple[Person, str], ...]:
    """Return who is in the episode, with the show's hosts unless it names its own.

    Apps take an item's people instead of the channel's, so hosts stand beside their guests; an
    episode that names nobody leaves it to the channel.
    """
    credited = tuple((credit.person, credit.role) for credit in episode.people)
    if not credited or any("host" in role.lower() for _, role in credited):
        return credited
    return tuple((host, "host") for host in show.hosts) + credited


def _transcripts(episode: Episode, network: Network) -> Iterator[LinkedTranscript]:
    """Yield the transcripts whose type is known: apps pass over one without."""
    for transcript in episode.transcripts:
        kind = transcript_type(transcript)
        url = transcript.url and sendable_url(transcript.url)
        if transcript.file is not None:
            url = url_of(media_path(episode, transcript.file), network.settings)
        if url and is_url(url) and kind:
            yield LinkedTranscript(url, kind, transcript.language)
