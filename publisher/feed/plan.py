"""What goes into a show's feed: decided here, written by `assemble`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from publisher.addresses import artwork_path, episode_path, is_url, media_path, show_url, url_of
from publisher.derived import chapters_url, derived_transcripts
from publisher.feed.enclosures import Enclosure, in_feed, sendable_url
from publisher.feed.guids import Identified
from publisher.feed.located import located_episode, located_show
from publisher.feed.recognising import Candidate
from publisher.model import Episode, Network, Person, Show
from publisher.transcripts.publishing import given_transcripts

Notes = Callable[[Episode], tuple[str, str]]
"""The show notes of an episode as (HTML that feeds may carry, plain text)."""


class Channel(NamedTuple):
    """The show as the feed presents it; `newest` is the date of the newest item.

    `pages` are the addresses of other pages of the same feed, by what they are to this one:
    `first`, `previous`, `next`, `last` (RFC 5005, section 3).
    """

    show: Show
    guid: str
    url: str  # of the feed
    link: str
    artwork: str | None
    newest: datetime | None
    pages: tuple[tuple[str, str], ...] = ()


class LinkedTranscript(NamedTuple):
    url: str
    type: str
    language: str | None
    rel: str | None = None


class Origin(NamedTuple):
    """The show an item comes from, in a feed of several."""

    title: str
    feed_url: str


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
    origin: Origin | None = None
    chapters_url: str | None = None  # of the chapters as JSON


def plan_channel(
    show: Show,
    guid: str,
    items: Sequence[Identified],
    network: Network,
    *,
    url: str,
    pages: tuple[tuple[str, str], ...] = (),
) -> Channel:
    """Return what the channel of a feed of `items`, newest first, at `url` says."""
    return Channel(
        located_show(show, network),
        guid,
        sendable_url(url),
        sendable_url(show_url(show, network.settings) or ""),
        _image_url(show.artwork, artwork_path(show), network),
        items[0].candidate.published if items else None,
        pages,
    )


def plan_items(
    show: Show, items: Iterable[Identified], network: Network, notes: Notes
) -> Iterator[FeedItem]:
    """Yield what each item says, in their order; its notes are asked for when it is its turn."""
    for each in items:
        yield _item(show, each.candidate, each.guid, network, notes)


def _item(show: Show, candidate: Candidate, guid: str, network: Network, notes: Notes) -> FeedItem:
    episode = candidate.episode
    html, text = notes(episode)
    page = episode_path(show.slug, episode.slug)
    image = page + episode.image.rpartition("/")[2] if episode.image else None
    return FeedItem(
        located_episode(episode, show, network),
        guid,
        candidate.published,
        episode.link or url_of(page, network.settings) or "",
        in_feed(candidate.enclosure, show, network),
        html,
        text,
        _image_url(episode.image, image, network),
        _people(show, episode),
        tuple(_transcripts(episode, network)),
        chapters_url=_chapters_url(episode, network),
    )


def _chapters_url(episode: Episode, network: Network) -> str | None:
    url = chapters_url(episode, network)
    return sendable_url(url) if url else None


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
    """Yield the transcripts whose type is known, and those made: apps pass over one without."""
    if not episode.transcripts:
        return
    for transcript, kind, language, rel in given_transcripts(episode, network.root):
        url = transcript.url and sendable_url(transcript.url)
        if transcript.file is not None:
            url = url_of(media_path(episode, transcript.file), network.settings)
        if url and is_url(url):
            yield LinkedTranscript(url, kind, language, rel)
    for made in derived_transcripts(episode, network):
        url = url_of(made.path, network.settings)
        if url:
            yield LinkedTranscript(url, made.type, made.language, made.rel)
