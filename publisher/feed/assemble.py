"""A plan → the bytes of a feed: the channel by feedgen and our extension of it, then the items.

An item is written by itself and let go, so that a feed takes no more memory than one item, and
the same bytes can stand in several feeds.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from threading import Lock as Mutex

from feedgen.feed import FeedGenerator

from publisher.feed.lock import GENERATOR
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.podcast_tags import ShowExtension, item_xml
from publisher.feed.text import clean_text, one_line, shorten_text

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# feedgen sets the process's locale for a moment while it writes `lastBuildDate`.
_LOCALE = Mutex()
_END = b"  </channel>\n</rss>\n"


def assemble_feed(channel: Channel, items: Iterable[FeedItem]) -> Iterator[bytes]:
    """Yield the feed as RSS 2.0, part by part, the items in the order given.

    The same plan gives the same bytes, whatever the clock, the time zone and the locale.
    """
    return join_items(channel, item_parts(items))


def join_items(channel: Channel, items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a feed whose items are written already, by `item_parts`."""
    feed = _channel(channel)
    feed.publisher.channel = channel
    with _LOCALE:
        data: bytes = feed.rss_str(pretty=True)
    yield data.removesuffix(_END)
    yield from items
    yield _END


def item_parts(items: Iterable[FeedItem]) -> Iterator[bytes]:
    """Return each item as it stands in any feed, one at a time."""
    return map(item_xml, items)


def _channel(channel: Channel) -> FeedGenerator:
    show = channel.show
    title = one_line(show.title) or show.slug
    feed = FeedGenerator()
    feed.register_extension("publisher", ShowExtension, atom=False, rss=True)
    feed.title(title)
    feed.link(href=clean_text(channel.link))
    feed.description(shorten_text(clean_text(show.description).strip()) or title)
    feed.language(show.language)
    feed.generator(GENERATOR)
    feed.lastBuildDate((channel.newest or _EPOCH).astimezone(UTC))
    if show.copyright:
        feed.copyright(one_line(show.copyright))
    if channel.artwork:
        feed.image(clean_text(channel.artwork), title=title, link=clean_text(channel.link))
    return feed
