"""A show's feeds as files: beside its show.toml, to be committed, and in `public/`.

The lock is written first, so that every item of any feed stands in it, whenever the build is
killed; an entry leaves it only after the feeds no longer hold its item. Of the pages of a feed the
last is written first: an item that moves on is in two for a moment, and never in none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from publisher.addresses import NETWORK_FEED_PATH, feed_path, network_feed_url
from publisher.documents import display_path
from publisher.feed.assemble import assemble_feed
from publisher.feed.editions import Edition
from publisher.feed.identity import Identity
from publisher.feed.lock import GENERATOR, LOCK_NAME, NETWORK_LOCK_NAME, Lock, lock_bytes
from publisher.feed.plan import Notes, plan_items
from publisher.feed.shared import SharedItem, network_edition, network_picture
from publisher.model import Network, NetworkFeed, Show
from publisher.public import Public, PublicFolder
from publisher.reports.summary import counted
from publisher.writing import write_if_changed, write_parts_if_changed

_HEAD_BYTES = 1 << 16  # of a feed: its channel's first tags
_PAGE = re.compile(r"feed-\d{1,6}\.xml")


def write_feeds(
    show: Show,
    identity: Identity,
    editions: Sequence[Edition],
    network: Network,
    *,
    public: Public,
    notes: Notes,
) -> tuple[str, ...]:
    """Write the lock and the feeds of a show, and remove those it no longer has.

    Return what becomes of those removed that somebody may be subscribed to (all but pages), for
    people.
    """
    if not editions:
        return ()
    if identity.lock.items or identity.next_lock.items:
        during = _both(identity.lock, identity.next_lock)
        write_if_changed(show.folder / LOCK_NAME, lock_bytes(during), durable=True)
    for edition in reversed(editions):
        file = show.folder / f"{edition.name}.xml"
        items = plan_items(show, edition.items, network, notes)
        write_parts_if_changed(file, assemble_feed(edition.channel, items), durable=True)
        public.copy(feed_path(show.slug, edition.name), file)
    names = {f"{edition.name}.xml" for edition in editions}
    gone = [file for file in _own_feeds(show.folder) if file.name not in names]
    for file in gone:
        file.unlink()
    return tuple(
        _gone(file, "no [[feeds]] is called so") for file in gone if not _PAGE.fullmatch(file.name)
    )


def show_feeds(
    show: Show, editions: Sequence[Edition], network: Network, *, public: Public, notes: Notes
) -> None:
    """Let the feeds of a show be looked at as they would be written; neither they nor the lock are.

    An episode that somebody is still writing must not be locked.
    """

    def render(edition: Edition) -> bytes:
        items = plan_items(show, edition.items, network, notes)
        return b"".join(assemble_feed(edition.channel, items))

    for edition in editions:
        public.render(feed_path(show.slug, edition.name), partial(render, edition))


def _gone(file: Path, why: str) -> str:
    return (
        f"{display_path(file)} is gone, as {why}: who is subscribed to it gets no episode any "
        "more; let its address redirect (301) to another feed"
    )


def _both(before: Lock, after: Lock) -> Lock:
    """Return the lock that holds while feeds are replaced."""
    return replace(after, items={**before.items, **after.items})


def drop_confirmed(show: Show, identity: Identity) -> None:
    """Take out of the lock what no feed holds any more; without confirmation there is none."""
    if identity.lock.items.keys() - identity.next_lock.items.keys():
        data = lock_bytes(identity.next_lock)
        write_if_changed(show.folder / LOCK_NAME, data, durable=True)


def publish_last_feeds(show: Show, public: Public) -> None:
    """Publish the feeds as they were last built: `public/` may be new, and apps ask daily."""
    names = {"feed.xml", *(f"{feed.name}.xml" for feed in show.feeds)}
    for file in sorted(show.folder.glob("*.xml")):
        if (file.name in names or _PAGE.fullmatch(file.name)) and _is_ordinary(file):
            public.copy(feed_path(show.slug, file.stem), file)


def write_network_feed(
    network: Network, lock: Lock, items: Sequence[SharedItem] | None, public: PublicFolder
) -> tuple[str, ...]:
    """Write the feed of all shows, if there is one; return what became of it, for people.

    `items` is None where some shows were not built, or left as they were: the feed would lose
    theirs, so it is left, too. `lock` is its own: shows can be built without it.
    """
    feed, url = network.settings.network, network_feed_url(network)
    if feed is None or url is None:
        return _drop_network_feed(network, public)
    file, title = network.root / "feeds" / NETWORK_FEED_PATH, feed.channel.title
    if items is None:
        _publish_network_feed(feed, network, public)
        return (f"{title}: {display_path(file)} left as it was: not every show was built",)
    chosen, after, parts = network_edition(feed, url, network, lock, items)
    kept = file.with_name(NETWORK_LOCK_NAME)
    write_if_changed(kept, lock_bytes(_both(lock, after)), durable=True)
    write_parts_if_changed(file, parts, durable=True)
    _publish_network_feed(feed, network, public)
    write_if_changed(kept, lock_bytes(after), durable=True)
    told = f"{counted(len(chosen), 'episode')} of {counted(len(network.shows), 'show')}"
    return (f"{title}: {told} in {display_path(file)}",)


def show_network_feed(
    network: Network, lock: Lock, items: Callable[[], Iterable[SharedItem]] | None, public: Public
) -> None:
    """Let the feed of all shows be looked at, if there is one; `items` are as `write_network_feed`.

    They are asked for when somebody looks.
    """
    feed, url = network.settings.network, network_feed_url(network)
    if feed is None or url is None:
        return
    if items is not None:
        public.render(
            NETWORK_FEED_PATH,
            lambda: b"".join(network_edition(feed, url, network, lock, items()).parts),
        )
    _publish_network_feed(feed, network, public)


def _drop_network_feed(network: Network, public: PublicFolder) -> tuple[str, ...]:
    """Remove the feed of all shows where the settings ask for none any more."""
    file = network.root / "feeds" / NETWORK_FEED_PATH
    if network.settings.network is not None or not _is_own(file):
        return ()
    (public.folder / NETWORK_FEED_PATH).unlink(missing_ok=True)
    file.unlink()
    return (_gone(file, "config/publisher.toml has no [network]"),)


def _publish_network_feed(feed: NetworkFeed, network: Network, public: Public) -> None:
    """Publish the feed of all shows as it was last written, and its artwork."""
    file = network.root / "feeds" / NETWORK_FEED_PATH
    if _is_ordinary(file):
        public.copy(NETWORK_FEED_PATH, file)
    picture, artwork = network_picture(feed.channel), feed.channel.artwork
    if picture is not None and artwork is not None:
        public.copy(picture, network.root / artwork)


def _own_feeds(folder: Path) -> Iterator[Path]:
    """Yield the feeds in a folder that a build wrote: ours, and named as it calls itself."""
    for file in sorted(folder.glob("*.xml")):
        if file.name != "feed.xml" and _is_own(file):
            yield file


def _is_own(file: Path) -> bool:
    """Say whether a build wrote a feed under the name that it has."""
    if not _is_ordinary(file):
        return False
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    own = f'/{file.name}" rel="self"'.encode()
    return own in head and f"<generator>{GENERATOR}</generator>".encode() in head


def _is_ordinary(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()
