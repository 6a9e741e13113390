"""The feed of a whole network: what it says of itself, and of items that come from many shows.

What the settings leave out is taken from the shows. An item says of itself what it would take from
its show's channel (artwork, people, author), and which show it is of: in its title, since no app
shows the `source` of an item (RSS 2.0, which asks for it here).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import artwork_path, feed_url, is_url, url_of
from publisher.feed.assemble import item_parts, join_items
from publisher.feed.enclosures import sendable_url
from publisher.feed.guids import podcast_guid
from publisher.feed.identity import Identity
from publisher.feed.lock import Lock, LockedItem
from publisher.feed.plan import Channel, FeedItem, Notes, Origin, plan_items
from publisher.feed.text import one_line
from publisher.model import Network, NetworkFeed, Settings, Show

MOST_CATEGORIES = 3
_PICTURE = "all"


class SharedItem(NamedTuple):
    """An item as it stands in the feed of all shows and in its lock, and what decides where."""

    guid: str
    number: int
    locked: LockedItem  # its slug is `show/slug`
    data: bytes


def shared_items(
    show: Show, identity: Identity, network: Network, notes: Notes
) -> Iterator[SharedItem]:
    """Yield a show's items for the feed of all shows, newest first, as many as it may take."""
    feed = network.settings.network
    if feed is None:
        return
    items = identity.items[: feed.limit]
    planned = plan_items(show, items, network, notes)
    parts = item_parts(_credited(item, show, network) for item in planned)
    for each, data in zip(items, parts, strict=True):
        episode, published, enclosure = each.candidate
        locked = LockedItem(f"{show.slug}/{episode.slug}", published, enclosure)
        yield SharedItem(each.guid, episode.number or 0, locked, data)


def _credited(item: FeedItem, show: Show, network: Network) -> FeedItem:
    episode, title = item.episode, one_line(show.title) or show.slug
    said = one_line(episode.title) or episode.slug
    return item._replace(
        episode=episode._replace(
            title=f"{title}: {said}",
            author=episode.author or show.author,
            explicit=show.explicit if episode.explicit is None else episode.explicit,
        ),
        image=item.image or _artwork_url(show, network.settings),
        people=item.people or tuple((host, "host") for host in show.hosts),
        origin=Origin(title, sendable_url(feed_url(show, network.settings) or "")),
    )


class NetworkEdition(NamedTuple):
    """The feed of all shows: its items, its lock once it is written, and its bytes in parts."""

    items: tuple[SharedItem, ...]
    lock: Lock
    parts: Iterator[bytes]


def network_edition(
    feed: NetworkFeed, url: str, network: Network, lock: Lock, items: Iterable[SharedItem]
) -> NetworkEdition:
    """Plan the feed of all shows, at `url`; `lock` is its own, `items` come in any order."""
    chosen = _merged(items, feed.limit)
    guid = lock.podcast_guid or podcast_guid(url)
    newest = chosen[0].locked.published if chosen else None
    channel = _channel(feed, network, guid=guid, url=url, newest=newest)
    after = Lock(guid, {item.guid: item.locked for item in chosen})
    return NetworkEdition(chosen, after, join_items(channel, (item.data for item in chosen)))


def _merged(items: Iterable[SharedItem], limit: int | None) -> tuple[SharedItem, ...]:
    """Return the items of all shows, newest first; one that two shows have stands there once."""
    unique = {item.guid: item for item in sorted(items, key=lambda item: item.guid)}
    ordered = sorted(unique.values(), key=_age, reverse=True)
    return tuple(islice(ordered, limit))


def _age(item: SharedItem) -> tuple[datetime, int]:
    return item.locked.published, item.number


def _channel(
    feed: NetworkFeed, network: Network, *, guid: str, url: str, newest: datetime | None
) -> Channel:
    """Return what the feed of all shows says of itself."""
    shows = tuple(network.shows[slug] for slug in sorted(network.shows))
    channel = _completed(feed, shows, network.settings)
    link = channel.link or url_of("", network.settings) or ""
    return Channel(channel, guid, sendable_url(url), sendable_url(link), channel.artwork, newest)


def _completed(feed: NetworkFeed, shows: Sequence[Show], settings: Settings) -> Show:
    channel = feed.channel
    categories = dict.fromkeys(category for show in shows for category in show.categories)
    artworks = (_artwork_url(show, settings) for show in shows)
    owners = (show.owner for show in shows if show.owner)
    titles = ", ".join(one_line(show.title) for show in shows)
    picture = network_picture(channel)
    own = url_of(picture, settings) if picture else channel.artwork
    return replace(
        channel,
        description=channel.description or f"All episodes of {titles}.",
        language=feed.language or shows[0].language,
        explicit=any(show.explicit for show in shows) if feed.explicit is None else feed.explicit,
        categories=channel.categories or tuple(islice(categories, MOST_CATEGORIES)),
        owner=channel.owner or next(owners, None),
        artwork=own or next(filter(None, artworks), None),
    )


def network_picture(channel: Show) -> str | None:
    """Return where the network's own artwork is published; None where it is a URL or missing."""
    if channel.artwork is None or is_url(channel.artwork):
        return None
    return f"{_PICTURE}{Path(channel.artwork).suffix.lower()}"


def _artwork_url(show: Show, settings: Settings) -> str | None:
    if show.artwork is not None and is_url(show.artwork):
        return sendable_url(show.artwork)
    path = artwork_path(show)
    return url_of(path, settings) if path else None
