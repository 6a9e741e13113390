"""The smaller tags of Podcasting 2.0, of a show, an episode or a live stream.

The specification: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags
"""

from collections.abc import Iterable

from publisher.feed.elements import Content, Element
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.text import decimal, rfc2822
from publisher.model import License, Location, RemoteItem, Trailer
from publisher.rules.feed.complete import (
    Holder,
    geo_of,
    has_url,
    is_chat,
    is_discussed,
    is_rrule,
    is_soundbite,
    is_trailer,
    osm_of,
    points_somewhere,
    says_when,
)
from publisher.rules.feed.vocabulary import is_known_license

RULES_BY_WORD = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "bimonthly": "FREQ=MONTHLY;INTERVAL=2",
    "yearly": "FREQ=YEARLY",
}


def locked(channel: Channel) -> Content:
    show = channel.show
    if show.locked is None:
        return None
    email = show.owner.email if show.owner else None
    return Element("yes" if show.locked else "no", {"owner": email})


def block(channel: Channel) -> Content:
    show = channel.show
    given = [Element("yes")] if show.block is not None and show.block.everywhere else []
    given += [Element("yes", {"id": name}) for name in (show.block.services if show.block else ())]
    return given + [Element("no", {"id": name}) for name in show.block_except]


def update_frequency(channel: Channel) -> Content:
    given = channel.show.update_frequency
    if given is None or not says_when(given):
        return None
    rule = given.rrule or RULES_BY_WORD.get((given.text or "").lower())
    attributes = {
        "complete": "true" if given.complete or channel.show.complete else None,
        "dtstart": given.starts.isoformat(timespec="seconds") if given.starts else None,
        "rrule": rule.upper() if rule and is_rrule(rule) else None,
    }
    return Element(given.text, attributes)


def podping(channel: Channel) -> Content:
    return Element(attributes={"usesPodping": "true"}) if channel.show.podping else None


def trailers(channel: Channel) -> Content:
    return [_trailer(each) for each in channel.show.trailers if is_trailer(each) and each.url]


def _trailer(trailer: Trailer) -> Element:
    attributes = {
        "pubdate": rfc2822(trailer.published) if trailer.published else None,
        "url": trailer.url,
        "length": str(trailer.size_bytes) if trailer.size_bytes else None,
        "type": trailer.type,
        "season": str(trailer.season) if trailer.season is not None else None,
    }
    return Element(trailer.title, attributes)


def remote_items(items: Iterable[RemoteItem | None], medium: str | None = None) -> list[Element]:
    return [remote_item(each, medium) for each in items if each and points_somewhere(each)]


def remote_item(item: RemoteItem, medium: str | None = None) -> Element:
    attributes = {
        "feedGuid": item.feed_guid,
        "feedUrl": item.feed_url,
        "itemGuid": item.item_guid,
        "medium": item.medium or medium,
        "title": item.title,
    }
    return Element(attributes=attributes)


def podroll(channel: Channel) -> Content:
    return _around(remote_items(channel.show.podroll))


def publisher(channel: Channel) -> Content:
    return _around(remote_items([channel.show.publisher_feed], "publisher"))


def _around(items: list[Element]) -> Content:
    children = tuple(("podcast:remoteItem", item) for item in items)
    return Element(children=children) if children else None


def licence(holder: Holder) -> Content:
    return _licence(holder.license) if holder.license is not None else None


def _licence(given: License) -> Content:
    if given.name is None:
        return None
    name = given.name.lower() if is_known_license(given.name) else given.name
    return Element(name, {"url": given.url})


def locations(holder: Holder) -> Content:
    return [_location(each) for each in holder.location if each.name] if holder.location else None


def _location(place: Location) -> Element:
    attributes = {
        "rel": place.rel,
        "geo": geo_of(place.geo) if place.geo else None,
        "osm": osm_of(place.osm) if place.osm else None,
        "country": place.country,
    }
    return Element(place.name, attributes)


def funding(holder: Holder) -> Content:
    if not holder.funding:
        return None
    return [Element(each.text, {"url": each.url}) for each in holder.funding if has_url(each)]


def social_interact(holder: Holder) -> Content:
    if not holder.social_interact:
        return None
    return [
        Element(
            attributes={
                "protocol": post.protocol,
                "uri": post.uri,
                "accountId": post.account_id,
                "accountUrl": post.account_url,
                "priority": str(post.priority) if post.priority is not None else None,
            }
        )
        for post in holder.social_interact
        if is_discussed(post)
    ]


def chat(holder: Holder) -> Content:
    given = holder.chat
    if given is None or not is_chat(given):
        return None
    attributes = {
        "server": given.server,
        "protocol": given.protocol,
        "accountId": given.account_id,
        "space": given.space,
    }
    return Element(attributes=attributes)


def txt(holder: Holder) -> Content:
    if not holder.txt:
        return None
    return [Element(each.text, {"purpose": each.purpose}) for each in holder.txt if each.text]


def season(item: FeedItem) -> Content:
    episode = item.episode
    if episode.season is None:
        return None
    return Element(str(episode.season), {"name": episode.season_name})


def episode_number(item: FeedItem) -> Content:
    episode = item.episode
    if episode.number is None:
        return None
    return Element(str(episode.number), {"display": episode.episode_display})


def transcripts(item: FeedItem) -> Content:
    return [
        Element(
            attributes={
                "url": each.url,
                "type": each.type,
                "language": each.language,
                "rel": each.rel,
            }
        )
        for each in item.transcripts
    ]


def soundbites(item: FeedItem) -> Content:
    if not item.episode.soundbites:
        return None
    return [
        Element(
            each.title,
            {
                "startTime": decimal(each.start_seconds or 0),
                "duration": decimal(each.duration_seconds or 0),
            },
        )
        for each in item.episode.soundbites
        if is_soundbite(each)
    ]
