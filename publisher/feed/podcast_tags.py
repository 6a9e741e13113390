"""What our feeds say beyond feedgen's channel: one table, a row per tag.

To add a tag, add a row: its name with prefix, and what it says of the channel or of an item as
text, as `Element`s (attributes, children, several of them), or as None to leave it out. feedgen
calls the extension, which writes the rows in the table's order.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lxml import etree

from publisher.addresses import is_url
from publisher.feed.elements import NAMESPACES, Content, Element, qualified, write_content
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.text import one_line, rfc2822, shorten_text
from publisher.model import Person

NAME_LIMIT = 128  # characters of a person's name (podcast namespace, `person`)


class Tag(NamedTuple):
    """A row of the table."""

    name: str
    channel: Callable[[Channel], Content] | None = None
    item: Callable[[FeedItem], Content] | None = None


def _title_of(item: FeedItem) -> str:
    """Return what an item is called."""
    return one_line(item.episode.title) or item.episode.slug


def _description(item: FeedItem) -> Content:
    return shorten_text(item.text.strip()) or _title_of(item)


def _content(item: FeedItem) -> Content:
    # In HTML `&gt;` says the same, and doesn't end the CDATA section that holds it.
    html = item.html.replace("]]>", "]]&gt;").strip()
    return Element(html, wrap=etree.CDATA) if html else None


def _enclosure(item: FeedItem) -> Content:
    enclosure = item.enclosure
    length = str(enclosure.length_bytes)
    return Element(attributes={"url": enclosure.url, "length": length, "type": enclosure.type})


def _self_link(channel: Channel) -> Content:
    return Element(attributes={"href": channel.url, "rel": "self", "type": "application/rss+xml"})


def _image(url: str | None) -> Content:
    return Element(attributes={"href": url}) if url else None


def _owner(channel: Channel) -> Content:
    owner = channel.show.owner
    if owner is None:
        return None
    children = [("itunes:name", Element(one_line(owner.name)))]
    if owner.email:
        children.append(("itunes:email", Element(owner.email)))
    return Element(children=tuple(children))


def _categories(channel: Channel) -> Content:
    return [
        Element(
            attributes={"text": category},
            children=tuple(("itunes:category", Element(attributes={"text": sub})) for sub in subs),
        )
        for category, *subs in channel.show.categories
    ]


def _author(channel: Channel) -> Content:
    show = channel.show
    return show.author or (show.owner.name if show.owner else None)


def _locked(channel: Channel) -> Content:
    show = channel.show
    if show.locked is None:
        return None
    email = show.owner.email if show.owner else None
    return Element("yes" if show.locked else "no", {"owner": email})


def _person(person: Person, role: str) -> Element:
    addresses = (person.website or "", *(profile.url for profile in person.profiles))
    website = next(filter(is_url, addresses), None)
    image = person.image if person.image and is_url(person.image) else None
    return Element(
        one_line(person.name)[:NAME_LIMIT],
        {"role": role.lower(), "img": image, "href": website},
    )


def _transcripts(item: FeedItem) -> Content:
    return [
        Element(attributes={"url": each.url, "type": each.type, "language": each.language})
        for each in item.transcripts
    ]


def _boolean(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def _duration(item: FeedItem) -> Content:
    audio = item.episode.audio
    return _positive(audio.duration_seconds) if audio else None


def _positive(number: int | None) -> str | None:
    """Return a number as text; Apple takes no 0."""
    return str(number) if number is not None and number > 0 else None


TAGS = (
    Tag("title", item=_title_of),
    Tag("link", item=lambda item: item.link),
    Tag("description", item=_description),
    Tag("content:encoded", item=_content),
    Tag("guid", item=lambda item: Element(item.guid, {"isPermaLink": "false"})),
    Tag("enclosure", item=_enclosure),
    Tag("pubDate", item=lambda item: rfc2822(item.published)),
    Tag("atom:link", channel=_self_link),
    Tag(
        "itunes:image",
        channel=lambda channel: _image(channel.artwork),
        item=lambda item: _image(item.image),
    ),
    Tag("itunes:author", channel=_author),
    Tag("itunes:owner", channel=_owner),
    Tag("itunes:category", channel=_categories),
    Tag(
        "itunes:explicit",
        channel=lambda channel: _boolean(channel.show.explicit),
        item=lambda item: _boolean(item.episode.explicit),
    ),
    Tag("itunes:type", channel=lambda channel: channel.show.type),
    Tag("itunes:duration", item=_duration),
    Tag("itunes:episode", item=lambda item: _positive(item.episode.number)),
    Tag("itunes:season", item=lambda item: _positive(item.episode.season)),
    Tag("itunes:episodeType", item=lambda item: item.episode.type.value),
    Tag("podcast:guid", channel=lambda channel: channel.guid),
    Tag("podcast:locked", channel=_locked),
    Tag(
        "podcast:season",
        item=lambda item: None if item.episode.season is None else str(item.episode.season),
    ),
    Tag(
        "podcast:episode",
        item=lambda item: None if item.episode.number is None else str(item.episode.number),
    ),
    Tag(
        "podcast:person",
        channel=lambda channel: [_person(host, "host") for host in channel.show.hosts],
        item=lambda item: [_person(person, role) for person, role in item.people],
    ),
    Tag("podcast:transcript", item=_transcripts),
)


_CHANNEL_ROWS = [(qualified(tag.name), tag.channel) for tag in TAGS if tag.channel]
_ITEM_ROWS = [(qualified(tag.name), tag.item) for tag in TAGS if tag.item]


class ShowExtension:
    """feedgen's extension; its attributes must be set before the feed is written.

    It writes the items, too: by feedgen's own entries that would take twice the time.
    """

    channel: Channel
    items: Sequence[FeedItem]

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, feed: Any) -> Any:
        """Write the channel's rows into the feed's element, and the items with theirs."""
        element = feed[0]
        for tag, says in _CHANNEL_ROWS:
            write_content(element, tag, says(self.channel))
        if self.channel.newest is None:  # feedgen would claim the time of this build
            element.remove(element.find("lastBuildDate"))
        for item in self.items:
            entry = etree.SubElement(element, "item")
            for tag, content in _ITEM_ROWS:
                write_content(entry, tag, content(item))
        return feed
