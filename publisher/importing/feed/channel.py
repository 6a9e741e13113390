"""A channel → the table that is its show.toml."""

from publisher.config.schema import SHOW
from publisher.feed.guids import podcast_guid
from publisher.feed.reading.dates import zoned_moment
from publisher.feed.reading.snapshot import FeedSnapshot, SnapshotTag
from publisher.feed.reading.values import flag
from publisher.importing.feed.everywhere import everywhere, remote_item
from publisher.importing.feed.extra import Others
from publisher.importing.feed.fitting import Left, fitting
from publisher.importing.feed.plain_words import plain_words
from publisher.importing.feed.recordings import live_items, trailers
from publisher.importing.feed.tags import (
    Table,
    Tags,
    first,
    given,
    line,
    named,
    text,
    words,
    yes,
)
from publisher.importing.feed.wholeness import whole_address
from publisher.rules.feed.channel import is_podcast_guid
from publisher.rules.feed.own_tags import CHANNEL_TAGS

_OURS = frozenset(name.lower() for name in CHANNEL_TAGS) | {"itunes:summary"}


def show_table(
    feed: FeedSnapshot, guid: str | None, hosts: list[str], others: Others
) -> tuple[Table, tuple[Left, ...]]:
    """Return what show.toml says of a channel, in the order of a person, and what it can't say."""
    tags, base = feed.tags, feed.link or feed.feed_url
    update = first(tags, "podcast:updatefrequency")
    table = given(
        {
            "title": line(feed.title),
            "subtitle": line(plain_words(text(tags, "itunes:subtitle") or "")),
            "apple_title": text(tags, "itunes:title"),
            "description": plain_words(feed.description or "", base or ""),
            "link": whole_address(feed.link, feed.feed_url),
            "language": (feed.language or "").replace("_", "-"),
            "author": line(text(tags, "itunes:author") or feed.author),
            "copyright": line(feed.copyright),
            "artwork": artwork(tags, base),
            "categories": [category[0] if len(category) == 1 else [*category[:2]]
                           for category in feed.categories],
            "keywords": words(text(tags, "itunes:keywords")),
            "explicit": feed.explicit,
            "type": (feed.type or "").lower(),
            "medium": text(tags, "podcast:medium"),
            "hosts": hosts,
            "guid": guid,
            "locked": feed.locked,
            "complete": feed.complete or None,
            **_blocks(feed),
            "apple_verify": text(tags, "itunes:applepodcastsverify"),
            "podping": any(tag.get("usespodping") == "true"
                           for tag in named(tags, "podcast:podping")) or None,
            "hubs": _hubs(tags),
            "update_frequency": _frequency(update) if update else None,
            "owner": _owner(feed),
            **_shared(tags),
            "trailers": trailers(tags),
            "podroll": [remote_item(each) for roll in named(tags, "podcast:podroll")
                        for each in roll.all("podcast:remoteitem")],
            "publisher_feed": next(
                (remote_item(each) for one in named(tags, "podcast:publisher")
                 for each in one.all("podcast:remoteitem")), None),
            "remote_items": [remote_item(tag) for tag in named(tags, "podcast:remoteitem")],
            "live_items": live_items(tags),
            "extra_tags": others.extra_tags(tags, _OURS),
        }
    )  # fmt: skip
    return fitting(table, SHOW)


def first_guid(feed: FeedSnapshot, address: str | None) -> str | None:
    """Return the show's GUID for ever: the feed's own, else the one that its address gives.

    That is what the podcast namespace says of feeds without one, and what directories do; `address`
    is where the feed was fetched. None for a file that doesn't say where it is published.
    """
    if feed.guid and is_podcast_guid(feed.guid):
        return feed.guid.lower()
    known = feed.feed_url or address
    return podcast_guid(known) if known and "://" in known else None


def artwork(tags: Tags, base: str | None) -> str | None:
    """Return the address of the picture that apps show: Apple's, else another one."""
    apples = (tag.get("href") or tag.text for tag in named(tags, "itunes:image"))
    others = (text(tag.children, "url") for tag in named(tags, "image"))
    whole = (whole_address(written, base) for written in (*apples, *others))
    return next(filter(None, whole), None)


def _owner(feed: FeedSnapshot) -> Table | None:
    name = feed.owner_name or (feed.author or feed.title if feed.owner_email else None)
    return given({"name": line(name), "email": feed.owner_email}) if name else None


def _blocks(feed: FeedSnapshot) -> Table:
    tags = [*named(feed.tags, "podcast:block")]
    all_of_them = feed.block or any(flag(tag.text) and not tag.get("id") for tag in tags)
    services = [tag.get("id") for tag in tags if tag.get("id") and flag(tag.text)]
    allowed = [tag.get("id") for tag in tags if tag.get("id") and flag(tag.text) is False]
    return {"block": True if all_of_them else services, "block_except": allowed}


def _shared(tags: Tags) -> Table:
    """Return the keys that episodes have, too; a link for payments (Atom, Podlove) is funding."""
    shared = everywhere(tags)
    if "funding" not in shared:
        links = (tag for tag in tags if tag.name.endswith(":link"))
        paid = [
            given({"url": tag.get("href"), "text": line(tag.get("title"))})
            for tag in links
            if (tag.get("rel") or "").lower() == "payment" and tag.get("href")
        ]
        shared |= given({"funding": paid})
    return shared


def _hubs(tags: Tags) -> list[str]:
    links = (tag for tag in tags if tag.name.endswith(":link"))
    return [href for tag in links if (tag.get("rel") or "").lower() == "hub"
            and (href := tag.get("href"))]  # fmt: skip


def _frequency(tag: SnapshotTag) -> Table:
    return given(
        {
            "text": line(tag.text),
            "rrule": tag.get("rrule"),
            "starts": zoned_moment(tag.get("dtstart")),
            "complete": yes(tag.get("complete")),
        }
    )
