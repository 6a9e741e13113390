"""One show → its feed, lock and pages: notes rendered, feed assembled, site written."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import (
    media_path,
    published_files,
    published_show_files,
    show_media_path,
)
from publisher.derived import derived_files
from publisher.documents import display_path
from publisher.episodes import EpisodeFile
from publisher.feed.confirming import confirmed_words, held_words
from publisher.feed.editions import Edition, editions
from publisher.feed.enclosures import audio_url
from publisher.feed.shared import SharedItem, shared_items
from publisher.feed_files import drop_confirmed, publish_last_feeds, write_feeds
from publisher.inspection import ReadShow
from publisher.model import Episode, Network, Show
from publisher.notes.desk import FEED_FORMS, NotesDesk
from publisher.notes.render import Form, NotesRenderer
from publisher.public import PublicFolder
from publisher.reports.summary import counted
from publisher.site.pages import (
    NETWORK_PAGE_PATH,
    SiteRenderer,
    page_path,
    show_page_path,
    static_files,
)
from publisher.transcripts.harmless import harmless_html

FEED_NAME = "feed.xml"
_PAGES = frozenset((".html", ".htm"))
_ACTIVE = frozenset((".js", ".mjs", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"))


class BuiltShow(NamedTuple):
    """What became of a show. `complete` is False where the feed had to be left as it was.

    `items` are for the feed of all shows, if there is one.
    """

    lines: tuple[str, ...]  # for people
    complete: bool
    items: tuple[SharedItem, ...] = ()


class PreparedShow(NamedTuple):
    """What a show is built with. A broken template or a link in `public/` shows in making it."""

    public: PublicFolder
    notes: NotesRenderer

    @classmethod
    def of(cls, show: Show, network: Network) -> "PreparedShow":
        """Make it; writes nothing. Raises ConfigError or PublisherError."""
        return cls(PublicFolder(network.root, show.slug), NotesRenderer(network, show))


def write_shared(network: Network, site: SiteRenderer) -> None:
    """Write what the shows share."""
    public = PublicFolder(network.root)
    for path, data in static_files().items():
        public.write(path, data)
    public.write(NETWORK_PAGE_PATH, site.network_page(tuple(network.shows.values())).encode())


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

    An episode file that can't be read leaves feeds and lock untouched: a feed without the episode
    would take it from its subscribers. So does what would hurt them otherwise, until it is
    confirmed. What was published is still out there, and stays.
    """
    public, identity = prepared.public, read.identity
    desk = NotesDesk(network, read.show, now, prepared.notes, (*FEED_FORMS, Form.PAGE))
    feeds = editions(read.show, identity, network)
    unread = [file for file in read.files if not file.certain]
    left = bool(unread or identity.drifts or (identity.lock.items and not feeds))
    items: tuple[SharedItem, ...] = ()
    gone: tuple[str, ...] = ()
    try:
        if left:
            publish_last_feeds(read.show, public)
        else:
            gone = write_feeds(
                read.show, identity, feeds, network, public=public, notes=desk.for_feed
            )
            items = tuple(shared_items(read.show, identity, network, desk.for_feed))
        pages = _write_pages(read, network, public, site, desk, now=now, drafts=drafts)
    except BaseException:
        public.remember(sweep=False)  # else nobody would ever remove what was written
        raise
    public.remember(sweep=not left)
    if not left:
        drop_confirmed(read.show, identity)
    folder = display_path(public.folder / read.show.slug)
    lines = (
        *_feed_lines(read, feeds, unread, now),
        *gone,
        f"{counted(pages, 'page')} of show notes in {folder}/",
    )
    return BuiltShow(tuple(f"{read.show.title}: {line}" for line in lines), not left, items)


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
    if waiting := len(episodes) - drafts - out:
        yield f"{waiting} not out yet"
    if silent := out - items:
        yield f"{silent} without audio"


def _write_pages(
    read: ReadShow,
    network: Network,
    public: PublicFolder,
    site: SiteRenderer,
    desk: NotesDesk,
    *,
    now: datetime,
    drafts: bool,
) -> int:
    """Write the show's page and a page per episode, newest first; return how many episodes."""
    show = read.show
    shown = sorted(
        (episode for episode in read.episodes if drafts or episode.is_out(now)),
        key=_newest_first,
        reverse=True,
    )
    neighbours = [None, *shown, None]
    for newer, episode, older in zip(neighbours, shown, neighbours[2:], strict=False):
        made = derived_files(episode, network)
        page = site.episode_page(
            show,
            episode,
            desk.for_page(episode),
            audio_url=audio_url(episode, show, network),
            transcripts=[
                (each.path.rpartition("/")[2], each.language)
                for each in made
                if each.type == "text/html"
            ],
            older=older,
            newer=newer,
        )
        public.write(page_path(show.slug, episode.slug), page.encode())
        for file in published_files(episode, show):
            _publish_file(public, media_path(episode, file), network.root / file)
        for each in made:
            public.make(each.path, each.make, network.root / each.source if each.source else None)
    public.write(show_page_path(show.slug), site.show_page(show, shown).encode())
    for file in published_show_files(show):
        _publish_file(public, show_media_path(show, file), network.root / file)
    return len(shown)


def _publish_file(public: PublicFolder, path: str, file: Path) -> None:
    """Publish a file that an episode or a show names, but nothing that acts in a browser.

    Transcripts may be HTML; the rules on media find what else is none.
    """
    suffix = file.suffix.lower()
    if suffix in _PAGES:
        public.make(path, lambda: harmless_html(file), file)
    elif suffix not in _ACTIVE:
        public.copy(path, file)


def _newest_first(episode: Episode) -> tuple[bool, float, int, str]:
    """Order by date; an episode without one is a draft, and comes before all others."""
    published = episode.published
    return (
        published is None,
        published.timestamp() if published else 0.0,
        episode.number or 0,
        episode.slug,
    )
