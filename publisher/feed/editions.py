"""Which feeds a show has, and which episodes stand in each: its pages, and filtered ones.

The feed of all episodes comes in one piece or, with `page_size`, in pages that name one another
(RFC 5005, section 3): `feed.xml` holds the newest. GUIDs are the same in every feed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from publisher.addresses import feed_path, feed_url, is_url, page_name, url_of
from publisher.feed.enclosures import DEFAULT_TYPE, Enclosure, FileSize, sendable_url, size_of
from publisher.feed.guids import Identified, podcast_guid
from publisher.feed.identity import Identity
from publisher.feed.located import located_episode
from publisher.feed.plan import Channel, plan_channel
from publisher.media_types import bare_type
from publisher.model import FilteredFeed, Network, Show
from publisher.rules.feed.filtered import is_enclosure, is_wanted


class Edition(NamedTuple):
    """One feed of a show: `<show>/<name>.xml`."""

    name: str
    channel: Channel
    items: tuple[Identified, ...]  # newest first


def editions(
    show: Show, identity: Identity, network: Network, *, file_size: FileSize = size_of
) -> tuple[Edition, ...]:
    """Return the feeds of a show: `feed` first, then its further pages, then the filtered ones.

    There are none where the settings name no site.
    """
    url = feed_url(show, network.settings)
    if identity.podcast_guid is None or url is None:
        return ()
    filtered = (_filtered(feed, show, identity, network, file_size) for feed in show.feeds)
    return (*_pages(show, identity.podcast_guid, identity.items, network, url), *filtered)


def page_count(show: Show, items: int) -> int:
    """Return into how many pages the feed of so many items is cut; an empty one has a page, too."""
    return max(1, -(-items // show.page_size)) if show.page_size else 1


def feed_names(show: Show, items: int) -> Iterator[str]:
    """Yield the names of a show's feeds, if that of all episodes has so many items."""
    yield from (page_name(page) for page in range(1, page_count(show, items) + 1))
    yield from (feed.name for feed in show.feeds)


def _pages(
    show: Show, guid: str, items: Sequence[Identified], network: Network, url: str
) -> Iterator[Edition]:
    last = page_count(show, len(items))
    size = show.page_size or max(1, len(items))
    urls = {
        page: (url_of(feed_path(show.slug, page_name(page)), network.settings) or "")
        for page in range(2, last + 1)
    }
    urls[1] = url
    for page in range(1, last + 1):
        here = tuple(items[(page - 1) * size : page * size])
        others = {"first": 1, "previous": page - 1, "next": page + 1, "last": last}
        links = tuple((rel, urls[other]) for rel, other in others.items() if other in urls)
        channel = plan_channel(
            show, guid, here, network, url=urls[page], pages=links if last > 1 else ()
        )
        yield Edition(page_name(page), channel, here)


def _filtered(
    feed: FilteredFeed, show: Show, identity: Identity, network: Network, file_size: FileSize
) -> Edition:
    chosen = (each for each in identity.items if is_wanted(each.candidate.episode, feed))
    if feed.enclosure is not None:
        wanted = feed.enclosure
        chosen = (
            found
            for each in chosen
            if (found := _with_enclosure(each, wanted, show, network, file_size)) is not None
        )
    items = tuple(islice(chosen, feed.limit))
    url = url_of(feed_path(show.slug, feed.name), network.settings) or ""
    guid = identity.next_lock.feeds.get(feed.name) or podcast_guid(url)
    return Edition(
        feed.name, plan_channel(_presented(feed, show), guid, items, network, url=url), items
    )


def _presented(feed: FilteredFeed, show: Show) -> Show:
    """Return the show as a filtered feed presents it. Where the show moves, this one stays."""
    return replace(
        show,
        title=feed.title or f"{show.title} ({feed.name})",
        description=feed.description or show.description,
        artwork=feed.artwork or show.artwork,
        new_feed_url=None,
    )


def _with_enclosure(
    item: Identified, wanted: str, show: Show, network: Network, file_size: FileSize
) -> Identified | None:
    """Return the item with the enclosure that is called or of the type `wanted`, if it has one."""
    candidate = item.candidate
    if bare_type(candidate.enclosure.type) == bare_type(wanted):
        return item
    episode = located_episode(candidate.episode, show, network, file_size)
    for each in episode.alternate_enclosures:
        addresses = (each.url, *(source.uri for source in each.sources))
        url = next((url for url in addresses if url and is_url(url)), None)
        if url and is_enclosure(each, wanted):
            found = Enclosure(sendable_url(url), each.size_bytes or 0, each.type or DEFAULT_TYPE)
            return item._replace(candidate=candidate._replace(enclosure=found))
    return None
