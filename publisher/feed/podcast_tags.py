"""What our feeds say beyond feedgen's channel: one table, a row per tag.

To add a tag, add a row: its name with prefix, what it says of the channel or of an item as text,
as `Element`s (attributes, children, several of them), or as None to leave it out, and which keys
of show.toml and of an episode it says that from. The rows are written in the table's order: the
channel's by feedgen, which calls the extension. What a tag is for stands in `tags.toml`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from lxml import etree

from publisher.feed.elements import NAMESPACES, Content, write_content
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.tags import apple, extra, live, media, people, podcasting, rss, value
from publisher.feed.text import rfc2822
from publisher.rules.feed.complete import Holder
from publisher.rules.feed.own_tags import CHANNEL_TAGS, ITEM_TAGS


class Tag(NamedTuple):
    """A row of the table; `show` and `episode` name the keys that the tag is read from."""

    name: str
    channel: Callable[[Channel], Content] | None = None
    item: Callable[[FeedItem], Content] | None = None
    show: str = ""
    episode: str = ""


def _of_both(name: str, key: str, says: Callable[[Holder], Content]) -> Tag:
    """Return the row of a tag that a show and an episode have by the same key."""
    return Tag(
        name,
        lambda channel: says(channel.show),
        lambda item: says(item.episode),
        show=f"`{key}`",
        episode=f"`{key}`",
    )


TAGS = (
    # The channel's own of these three are feedgen's.
    Tag("title", item=rss.title, show="`title`", episode="`title`"),
    Tag(
        "link",
        item=lambda item: item.link,
        show="`link`, else its page",
        episode="`link`, else its page",
    ),
    Tag("description", item=rss.description, show="`description`", episode="the notes"),
    Tag("content:encoded", item=rss.notes, episode="the notes"),
    Tag("guid", item=rss.guid, episode="`guid`, else made and kept in feed.lock"),
    Tag("enclosure", item=rss.enclosure, episode="`audio`"),
    Tag("pubDate", item=lambda item: rfc2822(item.published), episode="`date`"),
    Tag("category", item=rss.categories, episode="`tags`"),
    Tag("source", item=rss.source, episode="the show, in a feed of several"),
    Tag("atom:link", rss.links, show="`feed_url`, `hubs`, `page_size`"),
    Tag(
        "itunes:image",
        lambda channel: apple.image(channel.artwork),
        lambda item: apple.image(item.image),
        show="`artwork`",
        episode="`image`",
    ),
    Tag(
        "itunes:title",
        lambda channel: channel.show.apple_title,
        lambda item: item.episode.apple_title,
        show="`apple_title`",
        episode="`apple_title`",
    ),
    Tag(
        "itunes:subtitle",
        lambda channel: apple.subtitle(channel.show.subtitle),
        lambda item: apple.subtitle(item.episode.summary),
        show="`subtitle`",
        episode="`summary`",
    ),
    Tag(
        "itunes:author",
        apple.author,
        lambda item: item.episode.author,
        show="`author`, else the owner's name",
        episode="`author`",
    ),
    Tag("itunes:owner", apple.owner, show="`owner`"),
    Tag("itunes:category", apple.categories, show="`categories`"),
    Tag(
        "itunes:keywords",
        lambda channel: apple.keywords(channel.show.keywords),
        lambda item: apple.keywords(item.episode.keywords),
        show="`keywords`",
        episode="`keywords`",
    ),
    Tag(
        "itunes:explicit",
        lambda channel: apple.boolean(channel.show.explicit),
        lambda item: apple.boolean(item.episode.explicit),
        show="`explicit`",
        episode="`explicit`",
    ),
    Tag("itunes:type", lambda channel: channel.show.type, show="`type`"),
    Tag(
        "itunes:block",
        apple.block,
        lambda item: apple.yes(item.episode.block),
        show="`block`, `block_except`",
        episode="`block`",
    ),
    Tag("itunes:complete", lambda channel: apple.yes(channel.show.complete), show="`complete`"),
    Tag(
        "itunes:new-feed-url",
        lambda channel: channel.show.new_feed_url,
        show="`new_feed_url`",
    ),
    Tag(
        "itunes:applepodcastsverify",
        lambda channel: channel.show.apple_verify,
        show="`apple_verify`",
    ),
    Tag("itunes:duration", item=apple.duration, episode="`audio.duration`"),
    Tag(
        "itunes:episode",
        item=lambda item: apple.positive(item.episode.number),
        episode="`number`",
    ),
    Tag("itunes:season", item=lambda item: apple.positive(item.episode.season), episode="`season`"),
    Tag("itunes:episodeType", item=lambda item: item.episode.type.value, episode="`type`"),
    Tag("podcast:guid", lambda channel: channel.guid, show="`guid`, else made of the address"),
    Tag("podcast:medium", lambda channel: channel.show.medium, show="`medium`"),
    Tag("podcast:locked", podcasting.locked, show="`locked`, `owner.email`"),
    Tag("podcast:block", podcasting.block, show="`block`, `block_except`"),
    Tag(
        "podcast:season",
        item=podcasting.season,
        show="`season_names`",
        episode="`season`, `season_name`",
    ),
    Tag("podcast:episode", item=podcasting.episode_number, episode="`number`, `episode_display`"),
    Tag(
        "podcast:person",
        lambda channel: people.people((host, "host") for host in channel.show.hosts),
        lambda item: people.people(item.people) if item.people else None,
        show="`hosts`",
        episode="`people`",
    ),
    Tag("podcast:transcript", item=podcasting.transcripts, episode="`transcripts`"),
    Tag("podcast:chapters", item=media.chapters_file, episode="`chapters`"),
    Tag("psc:chapters", item=media.chapters, episode="`chapters`"),
    Tag("podcast:soundbite", item=podcasting.soundbites, episode="`soundbites`"),
    Tag(
        "podcast:alternateEnclosure",
        item=lambda item: media.alternate_enclosures(item.episode),
        episode="`alternate_enclosures`",
    ),
    Tag(
        "podcast:contentLink",
        item=lambda item: media.content_links(item.episode),
        episode="`content_links`",
    ),
    Tag("media:thumbnail", item=media.thumbnail, episode="`image`"),
    _of_both("podcast:image", "images", media.images),
    _of_both("podcast:images", "images", media.sizes),
    _of_both("podcast:location", "location", podcasting.locations),
    _of_both("podcast:license", "license", podcasting.licence),
    _of_both("podcast:funding", "funding", podcasting.funding),
    _of_both("podcast:value", "value", value.value),
    _of_both("podcast:socialInteract", "social_interact", podcasting.social_interact),
    _of_both("podcast:chat", "chat", podcasting.chat),
    _of_both("podcast:txt", "txt", podcasting.txt),
    Tag("podcast:updateFrequency", podcasting.update_frequency, show="`update_frequency`"),
    Tag("podcast:podping", podcasting.podping, show="`podping`"),
    Tag("podcast:trailer", podcasting.trailers, show="`trailers`"),
    Tag("podcast:podroll", podcasting.podroll, show="`podroll`"),
    Tag("podcast:publisher", podcasting.publisher, show="`publisher_feed`"),
    Tag(
        "podcast:remoteItem",
        lambda channel: podcasting.remote_items(channel.show.remote_items),
        show="`remote_items`",
    ),
    Tag("podcast:liveItem", live.live_items, show="`live_items`"),
)

_CHANNEL_ROWS = [(tag.name, tag.channel) for tag in TAGS if tag.channel]
_ITEM_ROWS = [(tag.name, tag.item) for tag in TAGS if tag.item]
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_ITEM_INDENT = "    "
_INDENT = "      "  # of what is in an item


class ShowExtension:
    """feedgen's extension; its channel must be set before the feed is written."""

    channel: Channel

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, feed: Any) -> Any:
        """Write the channel's rows into the feed's element."""
        lines: list[str] = []
        for name, says in _CHANNEL_ROWS:
            write_content(lines, name, says(self.channel))
        extra.write_extra_tags(lines, self.channel.show.extra_tags, CHANNEL_TAGS, "")
        element = feed[0]
        element.extend(_parsed(lines))
        if self.channel.newest is None:  # feedgen would claim the time of this build
            element.remove(element.find("lastBuildDate"))
        return feed


def _parsed(lines: list[str]) -> Any:
    """Return the elements that the lines are, for feedgen's tree."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    return etree.fromstring(f"<channel {_DECLARED}>{''.join(lines)}</channel>", parser)


def item_xml(item: FeedItem) -> bytes:
    """Return an item as it stands in any feed, where the namespaces are declared already."""
    lines = [f"{_ITEM_INDENT}<item>\n"]
    for name, says in _ITEM_ROWS:
        content = says(item)
        if content is not None:
            write_content(lines, name, content, _INDENT)
    if item.episode.extra_tags:
        extra.write_extra_tags(lines, item.episode.extra_tags, ITEM_TAGS, _INDENT)
    lines.append(f"{_ITEM_INDENT}</item>\n")
    return "".join(lines).encode()
