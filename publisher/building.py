"""One show → its feed, lock and pages: notes rendered, feed assembled, site written."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import artwork_path, feed_path, media_path, published_files
from publisher.documents import display_path
from publisher.episodes import EpisodeFile
from publisher.feed.assemble import assemble_feed
from publisher.feed.enclosures import audio_url
from publisher.feed.lock import LOCK_NAME, lock_bytes
from publisher.feed.plan import FeedPlan, plan_feed
from publisher.inspection import ReadShow
from publisher.model import Episode, Network, Show
from publisher.notes.gather import gather_notes
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
from publisher.writing import write_if_changed

FEED_NAME = "feed.xml"


class BuiltShow(NamedTuple):
    """What became of a show. `complete` is False where the feed had to be left as it was."""

    lines: tuple[str, ...]  # for people
    complete: bool


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

    An episode file that can't be read leaves feed and lock untouched: a feed without the episode
    would take it from its subscribers. What it would publish is still out there, and stays.
    """
    public = prepared.public
    desk = _NotesDesk(network, read.show, now, prepared.notes)
    unread = [file for file in read.files if not file.certain]
    plan = plan_feed(
        read.show, read.episodes, network, lock=read.lock, now=now, notes=desk.for_feed
    )
    try:
        if unread:
            _publish_last_feed(read.show, public)
        else:
            _write_feed(plan, read.show, public)
        pages = _write_pages(read, network, public, site, desk, now=now, drafts=drafts)
    except BaseException:
        public.remember(sweep=False)  # else nobody would ever remove what was written
        raise
    public.remember(sweep=not unread)
    folder = display_path(public.folder / read.show.slug)
    lines = (
        f"{read.show.title}: {_feed_line(read, plan, unread, now)}",
        f"{read.show.title}: {counted(pages, 'page')} of show notes in {folder}/",
    )
    return BuiltShow(lines, not unread)


def _feed_line(read: ReadShow, plan: FeedPlan, unread: Sequence[EpisodeFile], now: datetime) -> str:
    """Return what became of the feed, for people."""
    feed = display_path(read.show.folder / FEED_NAME)
    if unread:
        files = ", ".join(sorted(file.path for file in unread))
        return (
            f"{feed} left as it was, because {len(unread)} of its episode files can't be read: "
            f"{files}"
        )
    if plan.channel is None:
        return "no feed, because config/publisher.toml names no site"
    told = f"{counted(len(plan.items), 'episode')} in {feed}"
    left_out = ", ".join(_left_out(read.episodes, len(plan.items), now))
    return f"{told}; left out: {left_out}" if left_out else told


def _left_out(episodes: Sequence[Episode], items: int, now: datetime) -> Iterator[str]:
    drafts = sum(episode.draft for episode in episodes)
    out = sum(episode.is_out(now) for episode in episodes)
    if drafts:
        yield counted(drafts, "draft")
    if waiting := len(episodes) - drafts - out:
        yield f"{waiting} not out yet"
    if silent := out - items:
        yield f"{silent} without audio"


class _NotesDesk:
    """The notes of one show's episodes, each gathered and written once, in all forms at a time.

    Only the texts are kept: the notes of a thousand episodes would take more memory than time.
    """

    def __init__(
        self, network: Network, show: Show, now: datetime, renderer: NotesRenderer
    ) -> None:
        self._network = network
        self._show = show
        self._now = now
        self._renderer = renderer
        self._texts: dict[Path, tuple[str, str, str]] = {}

    def for_feed(self, episode: Episode) -> tuple[str, str]:
        """Return the notes as the feed carries them: HTML and text."""
        html, text, _ = self._written(episode)
        return html, text

    def for_page(self, episode: Episode) -> str:
        """Return the notes for the episode's own page, as HTML."""
        return self._written(episode)[2]

    def _written(self, episode: Episode) -> tuple[str, str, str]:
        texts = self._texts.get(episode.file)
        if texts is None:
            notes = gather_notes(episode, self._show, self._network, self._now)
            html, text, page = (
                self._renderer.render(notes, form).text
                for form in (Form.HTML, Form.TEXT, Form.PAGE)
            )
            texts = self._texts[episode.file] = (html, text, page)
        return texts


def _write_feed(plan: FeedPlan, show: Show, public: PublicFolder) -> None:
    """Write the lock, then the feed: every item of any feed stands in the lock."""
    if plan.channel is None:
        return
    feed = assemble_feed(plan.channel, plan.items)
    if plan.items:
        write_if_changed(show.folder / LOCK_NAME, lock_bytes(plan.lock), durable=True)
    write_if_changed(show.folder / FEED_NAME, feed, durable=True)
    public.write(feed_path(show.slug), feed)


def _publish_last_feed(show: Show, public: PublicFolder) -> None:
    """Publish the feed as it was last built: `public/` may be new, and apps ask for it daily."""
    feed = show.folder / FEED_NAME
    if feed.is_file() and not feed.is_symlink():
        public.copy(feed_path(show.slug), feed)


def _write_pages(
    read: ReadShow,
    network: Network,
    public: PublicFolder,
    site: SiteRenderer,
    desk: _NotesDesk,
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
        page = site.episode_page(
            show,
            episode,
            desk.for_page(episode),
            audio_url=audio_url(episode, show, network),
            older=older,
            newer=newer,
        )
        public.write(page_path(show.slug, episode.slug), page.encode())
        for file in published_files(episode, show):
            public.copy(media_path(episode, file), network.root / file)
    public.write(show_page_path(show.slug), site.show_page(show, shown).encode())
    artwork = artwork_path(show)
    if artwork is not None and show.artwork is not None:
        public.copy(artwork, network.root / show.artwork)
    return len(shown)


def _newest_first(episode: Episode) -> tuple[bool, float, int, str]:
    """Order by date; an episode without one is a draft, and comes before all others."""
    published = episode.published
    return (
        published is None,
        published.timestamp() if published else 0.0,
        episode.number or 0,
        episode.slug,
    )
