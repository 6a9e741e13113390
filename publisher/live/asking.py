"""The live feed and the files of its newest episodes, asked for as apps ask for them."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.errors import DocumentError
from publisher.feed.reading.fetched import feed_request, fetch_feed
from publisher.feed.reading.snapshot import FeedSnapshot, SnapshotItem
from publisher.model import Cause
from publisher.web.replies import Fetch, Reply, Wanted
from publisher.web.serving import Served, ask_file

NEWEST = 5
"""Of so many episodes the files are asked for."""

MOST_TEXTS = 10
MOST_SECONDS = 180.0
ORIGIN = "https://player.example"
"""Whose page asks, where a server decides by that."""

TOO_OFTEN = 429
"""The status (RFC 6585, section 4) of a host that has had enough of us, and not of apps."""

NO_HOST = (Cause.DNS, Cause.RESOLVER)
"""The name isn't known; just so it looks where there is no network at all."""

NOTHING_LIKE_IT = '"nothing-like-it"'


class LiveFeed(NamedTuple):
    """A feed's answers: to HEAD, to GET, to GET by who has it already, by who has another.

    `snapshot` is what it says, None where it can't be read, for the reason `unread`.
    """

    url: str
    head: Reply
    got: Reply
    same: Reply | None = None
    other: Reply | None = None
    snapshot: FeedSnapshot | None = None
    unread: str | None = None


class LiveAudio(NamedTuple):
    item: SnapshotItem
    served: Served


class LiveText(NamedTuple):
    """Chapters or a transcript, asked for by a page of a web player."""

    item: SnapshotItem
    what: str
    reply: Reply


class Live(NamedTuple):
    """All that was asked; `skipped` counts files for which there was no time, or too much asked."""

    feed: LiveFeed
    audio: tuple[LiveAudio, ...] = ()
    texts: tuple[LiveText, ...] = ()
    artwork: Served | None = None
    skipped: int = 0


def ask_live(url: str, built: FeedSnapshot, fetch: Fetch, clock: Callable[[], float]) -> Live:
    """Ask for the feed at `url`, and for the files of the newest episodes that `built` shares.

    `clock` counts seconds. What the web does wrong is part of the answers; nothing raises.
    """
    end = clock() + MOST_SECONDS
    feed = ask_feed(url, fetch, is_over=lambda: clock() >= end)
    if feed.head.cause in NO_HOST and feed.got.cause in NO_HOST:
        return Live(feed)  # the files would only say it again
    items = _newest(feed.snapshot or built)
    audio: list[LiveAudio] = []
    texts: list[LiveText] = []
    skipped = 0
    for item in items:
        if clock() >= end:
            skipped += 1
        elif item.enclosure is not None and is_url(item.enclosure.url):
            served = ask_file(item.enclosure.url, fetch)
            if served.reply.status == TOO_OFTEN:
                skipped += 1
            else:
                audio.append(LiveAudio(item, served))
    for item, what, address in islice(_texts(items), MOST_TEXTS):
        if clock() >= end:
            skipped += 1
        else:
            reply = fetch(Wanted(address, headers={"Origin": ORIGIN}))
            if reply.status == TOO_OFTEN:
                skipped += 1
            else:
                texts.append(LiveText(item, what, reply))
    artwork = (feed.snapshot or built).artwork
    asked = ask_file(artwork, fetch) if artwork and is_url(artwork) and clock() < end else None
    return Live(feed, tuple(audio), tuple(texts), asked, skipped)


def ask_feed(url: str, fetch: Fetch, is_over: Callable[[], bool]) -> LiveFeed:
    """Ask for a feed in all the ways in which apps do; no older page once it `is_over`."""
    head = fetch(Wanted(url, "HEAD"))
    got, snapshot, unread = _read(url, fetch, is_over)
    validators = {
        "If-None-Match": got.header("etag"),
        "If-Modified-Since": got.header("last-modified"),
    }
    known = {name: value for name, value in validators.items() if value}
    if not (got.is_success and known):
        return LiveFeed(url, head, got, None, None, snapshot, unread)
    same = fetch(Wanted(url, headers=known))
    other = fetch(Wanted(url, headers={"If-None-Match": NOTHING_LIKE_IT}))
    return LiveFeed(url, head, got, same, other, snapshot, unread)


def _read(
    url: str, fetch: Fetch, is_over: Callable[[], bool]
) -> tuple[Reply, FeedSnapshot | None, str | None]:
    """Return the answer to GET, and what the feed says with its older pages, or why it says none.

    The answer that is read is the one that is judged.
    """
    first = fetch(feed_request(url))

    def again(wanted: Wanted) -> Reply:
        if wanted == feed_request(url):
            return first
        return Reply(wanted.url, cause=Cause.TIMEOUT) if is_over() else fetch(wanted)

    try:
        return first, fetch_feed(url, again), None
    except DocumentError as error:
        return first, None, f"{error.line}:{error.column}: {error.message}"


def _newest(feed: FeedSnapshot) -> tuple[SnapshotItem, ...]:
    dated = [(item.published, item) for item in feed.items if item.published is not None]
    dated.sort(key=lambda each: each[0], reverse=True)
    return tuple(item for _, item in dated[:NEWEST]) or feed.items[:NEWEST]


def _texts(items: tuple[SnapshotItem, ...]) -> Iterator[tuple[SnapshotItem, str, str]]:
    """Yield what web players read of an episode: its chapters and transcripts."""
    for item in items:
        if item.chapters is not None and is_url(item.chapters.url):
            yield item, "chapters", item.chapters.url
        for transcript in item.transcripts:
            if is_url(transcript.url):
                yield item, "transcript", transcript.url
