"""`podcast:liveItem`: a stream, with what an item has."""

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID, uuid5

from publisher.feed.elements import Content, Element
from publisher.feed.enclosures import DEFAULT_TYPE
from publisher.feed.plan import Channel
from publisher.feed.tags import apple, media, people, podcasting, value
from publisher.feed.text import one_line
from publisher.media_types import recording_type
from publisher.model import LiveItem
from publisher.rules.feed.complete import is_announced

_UNKNOWN_LENGTH = "0"  # of a stream; the attribute must be there


def live_items(channel: Channel) -> Content:
    given = channel.show.live_items
    return [_live_item(each, channel) for each in given if is_announced(each)] if given else None


def _live_item(live: LiveItem, channel: Channel) -> Element:
    attributes = {
        "status": live.status,
        "start": live.starts.isoformat(timespec="seconds") if live.starts else None,
        "end": live.ends.isoformat(timespec="seconds") if live.ends else None,
    }
    return Element(attributes=attributes, children=tuple(_children(live, channel)))


def _children(live: LiveItem, channel: Channel) -> Iterator[tuple[str, Element]]:
    yield "title", Element(one_line(live.title or ""))
    if live.description:
        yield "description", Element(live.description)
    yield "link", Element(live.link or channel.link)
    yield "guid", Element(_guid(live, channel), {"isPermaLink": "false"})
    stream = live.stream
    if stream is not None and stream.url:
        kind = recording_type(stream.type, stream.url) or DEFAULT_TYPE
        length = str(stream.size_bytes or _UNKNOWN_LENGTH)
        yield "enclosure", Element(attributes={"url": stream.url, "length": length, "type": kind})
    hosts = {host.id for host in channel.show.hosts}
    for person in live.people:
        role = person.role or ("host" if person.id in hosts else "guest")
        yield "podcast:person", people.person(person, role.lower())
    for name, content in _TAGS:
        for element in _elements(content(live)):
            yield name, element


def _guid(live: LiveItem, channel: Channel) -> str:
    """Return the GUID given, else one made of the start: another GUID is another stream."""
    starts = live.starts.timestamp() if live.starts else 0
    return live.guid or str(uuid5(UUID(channel.guid), f"live {starts:.0f}"))


def _elements(content: Content) -> Iterable[Element]:
    if content is None:
        return ()
    if isinstance(content, str):
        return (Element(content),)
    return (content,) if isinstance(content, Element) else content


_TAGS: tuple[tuple[str, Callable[[LiveItem], Content]], ...] = (
    ("itunes:image", lambda live: apple.image(live.image)),
    ("podcast:alternateEnclosure", media.alternate_enclosures),
    ("podcast:contentLink", media.content_links),
    ("podcast:image", media.images),
    ("podcast:location", podcasting.locations),
    ("podcast:license", podcasting.licence),
    ("podcast:funding", podcasting.funding),
    ("podcast:value", value.value),
    ("podcast:socialInteract", podcasting.social_interact),
    ("podcast:chat", podcasting.chat),
    ("podcast:txt", podcasting.txt),
)
