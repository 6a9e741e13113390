"""What a build would publish of a show just now, made in memory: nothing is written."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import NETWORK_FEED_PATH, network_feed_url
from publisher.diffing.values import Side
from publisher.documents import display_path
from publisher.feed.assemble import assemble_feed
from publisher.feed.editions import editions
from publisher.feed.lock import NETWORK_LOCK_NAME, read_lock
from publisher.feed.plan import Notes, plan_items
from publisher.feed.reading.pages import page_name, read_feed_file, with_older_pages
from publisher.feed.reading.parsing import read_feed
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.feed.shared import network_edition, shared_items
from publisher.inspection import ReadShow, list_shows, read_show
from publisher.model import Network, Show
from publisher.notes.desk import FEED_FORMS, NotesDesk
from publisher.notes.render import NotesRenderer
from publisher.reports.summary import counted

NAME = "now"


class Shown(NamedTuple):
    """A show as it was read, and what writes its notes; `held` is why no feed can be made of it."""

    read: ReadShow
    notes: Notes
    held: str | None


def read_now(show: Show, network: Network, now: datetime) -> Shown:
    """Read a show's files. Raises as `list_shows` does, and ConfigError for a broken template."""
    (listed,) = list_shows(network, (show,))
    read = read_show(listed, network, now)
    desk = NotesDesk(network, show, now, NotesRenderer(network, show), FEED_FORMS)
    return Shown(read, desk.for_feed, _left(read, network))


def show_now(shown: Shown, network: Network) -> Callable[[str], Side]:
    """Plan the feeds of a show; return what makes one by its name: `feed`.

    Where a file can't be read, or the lock holds a change back, the notices say what a build would
    do.
    """
    read, notes, held = shown
    show = read.show
    if held is not None:
        return lambda name: _as_it_is(show.folder / f"{name}.xml", held)
    planned = {f"{edition.name}.xml": edition for edition in editions(show, read.identity, network)}

    def data(name: str) -> bytes | None:
        edition = planned.get(name)
        if edition is None:
            return None
        items = plan_items(show, edition.items, network, notes)
        return b"".join(assemble_feed(edition.channel, items))

    def side(name: str) -> Side:
        first = data(f"{name}.xml")
        if first is None:
            return Side(NAME, None)
        feed = read_feed(first, f"{show.slug}/{name}.xml")
        return Side(NAME, with_older_pages(feed, len(first), _pages(data)), _held(read))

    return side


def network_now(shows: Sequence[Shown], network: Network) -> Side:
    """Return the feed of all shows, which are all that there are.

    Raises DocumentError for a lock of it that can't be read.
    """
    folder, feed, url = network.root / "feeds", network.settings.network, network_feed_url(network)
    if feed is None or url is None:
        return Side(NAME, None)
    held = next((shown.held for shown in shows if shown.held is not None), None)
    if held is not None:
        return _as_it_is(folder / NETWORK_FEED_PATH, held)
    lock = read_lock(folder / NETWORK_LOCK_NAME)
    items = (
        item
        for read, notes, _ in shows
        for item in shared_items(read.show, read.identity, network, notes)
    )
    parts = network_edition(feed, url, network, lock, items).parts
    notices = dict.fromkeys(notice for shown in shows for notice in _held(shown.read))
    return Side(NAME, read_feed(b"".join(parts), NETWORK_FEED_PATH), tuple(notices))


def _pages(data: Callable[[str], bytes | None]) -> Callable[[str], bytes | None]:
    return lambda address: data(page_name(address) or "")


def _left(read: ReadShow, network: Network) -> str | None:
    """Return why a build would leave the feeds as they are, if it can't make any."""
    if network.settings.site is None:
        return "a build leaves the feed as it is: config/publisher.toml names no site"
    files = ", ".join(sorted(file.path for file in read.files if not file.certain))
    if files:
        return f"a build leaves the feed as it is, because these files can't be read: {files}"
    return None


def _as_it_is(file: Path, why: str) -> Side:
    """Return the feed in the working tree."""
    feed: FeedSnapshot | None = read_feed_file(file) if file.is_file() else None
    return Side(display_path(file), feed, (why,))


def _held(read: ReadShow) -> tuple[str, ...]:
    drifts = read.identity.drifts
    if not drifts:
        return ()
    options = " and ".join(sorted({drift.option for drift in drifts}))
    return (
        f"a build leaves the feed as it is until {counted(len(drifts), 'change')} of this "
        f"{'is' if len(drifts) == 1 else 'are'} confirmed with {options}: "
        "`publisher build` says how",
    )
