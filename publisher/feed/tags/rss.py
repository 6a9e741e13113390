"""The tags of RSS itself, and those that Atom and `content` add to it."""

import re
from collections.abc import Iterator

from publisher.feed.elements import Content, Element
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.text import one_line, shorten_text

_TAG = re.compile(r"<[A-Za-z/!?]")


def title(item: FeedItem) -> str:
    """Return what an item is called."""
    return one_line(item.episode.title) or item.episode.slug


def description(item: FeedItem) -> Content:
    """Return the notes as text; what apps would take for a tag in it is escaped.

    RSS lets an item's description hold escaped HTML (RSS 2.0, `<description>`), and most apps show
    it as that: `<dialog>` would be gone, and `<script>` might run.
    """
    text = item.text.strip() or title(item)
    if "<" in text and _TAG.search(text):
        text = text.replace("&", "&amp;").replace("<", "&lt;")
    return shorten_text(text)


def notes(item: FeedItem) -> Content:
    # In HTML `&gt;` says the same, and doesn't end the CDATA section that holds it.
    html = item.html.replace("]]>", "]]&gt;").strip()
    return Element(html, cdata=True) if html else None


def guid(item: FeedItem) -> Content:
    return Element(item.guid, {"isPermaLink": "false"})


def enclosure(item: FeedItem) -> Content:
    given = item.enclosure
    attributes = {"url": given.url, "length": str(given.length_bytes), "type": given.type}
    return Element(attributes=attributes)


def categories(item: FeedItem) -> Content:
    tags = item.episode.tags
    return [Element(name) for tag in tags if (name := one_line(tag))] if tags else None


def source(item: FeedItem) -> Content:
    origin = item.origin
    return Element(one_line(origin.title), {"url": origin.feed_url}) if origin else None


def links(channel: Channel) -> Iterator[Element]:
    """Yield the feed's own address, those who are told of changes, and its other pages."""
    yield Element(attributes={"href": channel.url, "rel": "self", "type": "application/rss+xml"})
    for hub in channel.show.hubs:
        yield Element(attributes={"href": hub, "rel": "hub"})
    for rel, url in channel.pages:
        yield Element(attributes={"href": url, "rel": rel})
