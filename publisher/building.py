"""One show → its feed, lock and pages: notes rendered, feed assembled, site written."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from publisher.documents import display_path
from publisher.episodes import EpisodeFile
from publisher.feed.confirming import confirmed_words, held_words
from publisher.feed.editions import Edition, editions
from publisher.feed.shared import SharedItem, shared_items
from publisher.feed_files import drop_confirmed, publish_last_feeds, show_feeds, write_feeds
from publisher.inspection import ReadShow
from publisher.model import Episode, Network, Show
from publisher.notes.desk import FEED_FORMS, NotesDesk
from publisher.notes.render import Form, NotesRenderer
from publisher.page_files import write_pages
from publisher.public import Public
from publisher.reports.summary import counted
from publisher.site.entries import EpisodeEntry
from publisher.site.pages import SiteRenderer

FEED_NAME = "feed.xml"


class BuiltShow(NamedTuple):
    """What became of a show. `complete` is False where the feed had to be left as it was.

    `items` are for the feed of all shows, if there is one; `entries` for the pages about them.
    """

    lines: tuple[str, ...]  # for people
    complete: bool
    items: tuple[SharedItem, ...] = ()
    entries: tuple[EpisodeEntry, ...] = ()


class PreparedShow(NamedTuple):
    """What a show is built with. A broken template or a link in `public/` shows in making it."""

    public: Public
    desk: NotesDesk

    @classmethod
    def of(cls, show: Show, network: Network, now: datetime, public: Public) -> "PreparedShow":
        """Make it; writes nothing. Raises ConfigError or PublisherError."""
        notes = NotesRenderer(network, show)
        return cls(public, NotesDesk(network, show, now, notes, (*FEED_FORMS, Form.PAGE)))


def build_show(
    read: ReadShow,
    prepared: PreparedShow,
    network: Network,
    site: SiteRenderer,
    *,
    now: datetime,
    drafts: bool,
) -> BuiltShow:
    """Write the feed, the lock and the pages of a show, and remove those that were withdrawn.

    Of what is only looked at, nothing is written but into what it is prepared with.

    An episode file that can't be read leaves feeds and lock untouched: a feed without the episode
    would take it from its subscribers. So does what would hurt them otherwise, until it is
    confirmed. What was published is still out there, and stays.
    """
    public, desk, identity = prepared.public, prepared.desk, read.identity
    feeds = editions(read.show, identity, network)
    unread = [file for file in read.files if not file.certain]
    left = bool(unread or identity.drifts or (identity.lock.items and not feeds))
    items: tuple[SharedItem, ...] = ()
    gone: tuple[str, ...] = ()
    try:
        if left:
            publish_last_feeds(read.show, public)
        elif not public.lasting:
            show_feeds(read.show, feeds, network, public=public, notes=desk.for_feed)
        else:
            gone = write_feeds(
                read.show, identity, feeds, network, public=public, notes=desk.for_feed
            )
            items = tuple(shared_items(read.show, identity, network, desk.for_feed))
        entries = write_pages(read, network, public, site, desk, now=now, drafts=drafts)
    except BaseException:
        public.remember(sweep=False)  # else nobody would ever remove what was written
        raise
    public.remember(sweep=not left)
    if public.lasting and not left:
        drop_confirmed(read.show, identity)
    folder = display_path(network.root / "public" / read.show.slug)
    lines = (
        *_feed_lines(read, feeds, unread, now),
        *gone,
        f"{counted(len(entries), 'page')} of show notes in {folder}/",
    )
    return BuiltShow(
        tuple(f"{read.show.title}: {line}" for line in lines), not left, items, entries
    )


def _feed_lines(
    read: ReadShow, feeds: Sequence[Edition], unread: Sequence[EpisodeFile], now: datetime
) -> Iterator[str]:
    """Yield what became of the feeds, for people."""
    feed = display_path(read.show.folder / FEED_NAME)
    identity = read.identity
    if unread:
        files = ", ".join(sorted(file.path for file in unread))
        yield (
            f"{feed} left as it was, because {len(unread)} of its episode files can't be read: "
            f"{files}"
        )
    elif identity.drifts:
        yield f"{feed} left as it was, because {held_words(identity.drifts)}"
    elif not feeds:
        what = f"{feed} left as it was" if identity.lock.items else "no feed"
        yield f"{what}, because config/publisher.toml names no site"
    else:
        count = len(identity.items)
        pages = sum(edition.channel.pages != () for edition in feeds)
        in_pages = f" and {counted(pages - 1, 'further page')}" if pages else ""
        told = f"{counted(count, 'episode')} in {feed}{in_pages}"
        left_out = ", ".join(_left_out(read.episodes, count, now))
        yield f"{told}; left out: {left_out}" if left_out else told
        for edition in feeds[max(1, pages) :]:
            name = display_path(read.show.folder / f"{edition.name}.xml")
            yield f"{counted(len(edition.items), 'episode')} in {name}"
        if identity.confirmed:
            yield confirmed_words(identity.confirmed)


def _left_out(episodes: Sequence[Episode], items: int, now: datetime) -> Iterator[str]:
    drafts = sum(episode.draft for episode in episodes)
    out = sum(episode.is_out(now) for episode in episodes)
    if drafts:
        yield counted(drafts, "draft")
    undated = sum(not episode.draft and episode.published is None for episode in episodes)
    if undated:
        yield f"{undated} without a date"
    if waiting := len(episodes) - drafts - undated - out:
        yield f"{waiting} not out yet"
    if silent := out - items:
        yield f"{silent} without audio"
