"""Apple's tags (`itunes:`): a podcaster's guide to RSS, as of 2026."""

from collections.abc import Sequence

from publisher.feed.elements import Content, Element
from publisher.feed.plan import Channel, FeedItem
from publisher.feed.text import one_line
from publisher.rules.feed.complete import blocks_apple

_SUBTITLE_LIMIT = 255  # characters


def image(url: str | None) -> Content:
    return Element(attributes={"href": url}) if url else None


def boolean(value: bool | None) -> Content:
    return None if value is None else str(value).lower()


def yes(value: bool) -> Content:
    """Say "Yes", the only word that these tags know."""
    return "Yes" if value else None


def keywords(words: Sequence[str]) -> Content:
    return ",".join(map(one_line, words)) if words else None


def subtitle(text: str | None) -> Content:
    return one_line(text)[:_SUBTITLE_LIMIT] or None if text else None


def positive(number: int | None) -> Content:
    """Return a number as text; Apple takes no 0."""
    return str(number) if number is not None and number > 0 else None


def author(channel: Channel) -> Content:
    show = channel.show
    return show.author or (show.owner.name if show.owner else None)


def owner(channel: Channel) -> Content:
    given = channel.show.owner
    if given is None:
        return None
    children = [("itunes:name", Element(one_line(given.name)))]
    if given.email:
        children.append(("itunes:email", Element(given.email)))
    return Element(children=tuple(children))


def categories(channel: Channel) -> Content:
    return [
        Element(
            attributes={"text": category},
            children=tuple(("itunes:category", Element(attributes={"text": sub})) for sub in subs),
        )
        for category, *subs in channel.show.categories
    ]


def duration(item: FeedItem) -> Content:
    audio = item.episode.audio
    return positive(audio.duration_seconds) if audio else None


def block(channel: Channel) -> Content:
    return yes(blocks_apple(channel.show.block, channel.show.block_except))
