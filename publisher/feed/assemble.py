"""A plan → the bytes of `feed.xml`, by feedgen and our extension of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from threading import Lock as Mutex

from feedgen.feed import FeedGenerator

from publisher.feed.plan import Channel, FeedItem
from publisher.feed.podcast_tags import ShowExtension
from publisher.feed.text import clean_text, one_line, shorten_text

GENERATOR = "podcast-publisher"  # without its version: an upgrade alone changes no feed
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# feedgen sets the process's locale for a moment while it writes `lastBuildDate`.
_LOCALE = Mutex()


def assemble_feed(channel: Channel, items: Sequence[FeedItem]) -> bytes:
    """Return the feed as RSS 2.0, the items in the order given.

    The same plan gives the same bytes, whatever the clock, the time zone and the locale.
    """
    feed = _channel(channel)
    feed.publisher.channel = channel
    feed.publisher.items = items
    with _LOCALE:
        data: bytes = feed.rss_str(pretty=True)
    return data


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
