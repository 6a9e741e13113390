"""Pictures, other recordings and chapters."""

from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.chapters.writing import JSON_CHAPTERS_TYPE
from publisher.feed.elements import Content, Element
from publisher.feed.plan import FeedItem
from publisher.feed.text import decimal, one_line
from publisher.model import AlternateEnclosure, Chapter, Episode, LiveItem, Picture
from publisher.rules.feed.complete import Holder, alternate_type, has_source, has_url

_SQUARE = (None, "1/1")


def images(holder: Holder) -> Content:
    return [_image(each) for each in holder.images if has_url(each)] if holder.images else None


def _image(picture: Picture) -> Element:
    attributes = {
        "href": picture.url,
        "alt": picture.alt,
        "aspect-ratio": picture.aspect_ratio,
        "width": str(picture.width) if picture.width else None,
        "height": str(picture.height) if picture.height else None,
        "type": picture.type,
        "purpose": picture.purpose,
    }
    return Element(attributes=attributes)


def sizes(holder: Holder) -> Content:
    """Return the square pictures by their widths, for apps that know the older tag only."""
    if not holder.images:
        return None
    widths = [
        f"{each.url} {each.width}w"
        for each in holder.images
        if each.url and each.width and each.aspect_ratio in _SQUARE and each.type is None
    ]
    return Element(attributes={"srcset": ", ".join(widths)}) if widths else None


def thumbnail(item: FeedItem) -> Content:
    return Element(attributes={"url": item.image}) if item.image else None


def alternate_enclosures(holder: Episode | LiveItem) -> Content:
    given = holder.alternate_enclosures
    return [_alternate(each) for each in given if has_source(each)] if given else None


def _alternate(alternate: AlternateEnclosure) -> Element:
    attributes = {
        "type": alternate_type(alternate),
        "length": str(alternate.size_bytes) if alternate.size_bytes else None,
        "bitrate": decimal(alternate.bitrate) if alternate.bitrate else None,
        "height": str(alternate.height) if alternate.height else None,
        "lang": alternate.language,
        "title": alternate.title,
        "rel": alternate.rel,
        "codecs": alternate.codecs,
        "default": "true" if alternate.default else None,
    }
    return Element(attributes=attributes, children=tuple(_sources(alternate)))


def _sources(alternate: AlternateEnclosure) -> Iterator[tuple[str, Element]]:
    if alternate.url:
        yield "podcast:source", Element(attributes={"uri": alternate.url})
    for source in alternate.sources:
        if source.uri:
            attributes = {"uri": source.uri, "contentType": source.type}
            yield "podcast:source", Element(attributes=attributes)
    proof = alternate.integrity
    if proof is not None and proof.type and proof.value:
        attributes = {"type": proof.type, "value": proof.value}
        yield "podcast:integrity", Element(attributes=attributes)


def content_links(holder: Episode | LiveItem) -> Content:
    if not holder.content_links:
        return None
    return [
        Element(each.text, {"href": each.url}) for each in holder.content_links if has_url(each)
    ]


def chapters_file(item: FeedItem) -> Content:
    url = item.chapters_url
    return Element(attributes={"url": url, "type": JSON_CHAPTERS_TYPE}) if url else None


def chapters(item: FeedItem) -> Content:
    """Return the chapters as Podlove Simple Chapters 1.2: https://podlove.org/simple-chapters/."""
    given = item.episode.chapters
    if not given:
        return None
    listed = tuple(("psc:chapter", _chapter(each)) for each in given if each.listed)
    return Element(attributes={"version": "1.2"}, children=listed) if listed else None


def _chapter(chapter: Chapter) -> Element:
    attributes = {
        "start": _play_time(chapter.start_seconds),
        "title": one_line(chapter.title),
        "href": chapter.url if chapter.url and is_url(chapter.url) else None,
        "image": chapter.image if chapter.image and is_url(chapter.image) else None,
    }
    return Element(attributes=attributes)


def _play_time(seconds: float) -> str:
    """Return a time as RFC 2326, section 3.6, writes it: `00:01:30.500`."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"
