"""Recordings besides the enclosure → our keys: other versions, soundbites, trailers, streams."""

from publisher.feed.reading.dates import zoned_moment
from publisher.feed.reading.snapshot import SnapshotTag
from publisher.feed.reading.values import whole
from publisher.importing.feed.everywhere import everywhere
from publisher.importing.feed.tags import (
    Table,
    Tags,
    decimal,
    first,
    given,
    line,
    named,
    number,
    text,
)


def recordings(tags: Tags) -> Table:
    """Return what an item or a live item says of other versions, and of where it is found."""
    return given(
        {
            "alternate_enclosures": [
                _alternate(tag) for tag in named(tags, "podcast:alternateenclosure")
            ],
            "content_links": [
                given({"url": tag.get("href"), "text": line(tag.text)})
                for tag in named(tags, "podcast:contentlink")
            ],
        }
    )


def soundbites(tags: Tags) -> list[Table]:
    """Return the pieces that speak for an episode."""
    return [
        given(
            {
                "start": decimal(tag.get("starttime")),
                "duration": decimal(tag.get("duration")),
                "title": line(tag.text),
            }
        )
        for tag in named(tags, "podcast:soundbite")
    ]


def _alternate(tag: SnapshotTag) -> Table:
    integrity = first(tag.children, "podcast:integrity")
    return given(
        {
            "type": tag.get("type"),
            "bytes": whole(tag.get("length")),
            "bitrate": decimal(tag.get("bitrate")),
            "height": number(tag.get("height")),
            "language": tag.get("lang"),
            "title": tag.get("title"),
            "codecs": tag.get("codecs"),
            "rel": tag.get("rel"),
            "default": True if tag.get("default") == "true" else None,
            "sources": [
                given({"uri": source.get("uri"), "type": source.get("contenttype")})
                for source in tag.all("podcast:source")
            ],
            "integrity": given({"type": integrity.get("type"), "value": integrity.get("value")})
            if integrity
            else None,
        }
    )


def trailers(tags: Tags) -> list[Table]:
    """Return the recordings that speak for the show."""
    return [
        given(
            {
                "title": line(tag.text),
                "url": tag.get("url"),
                "date": zoned_moment(tag.get("pubdate")),
                "bytes": whole(tag.get("length")),
                "type": tag.get("type"),
                "season": number(tag.get("season")),
            }
        )
        for tag in named(tags, "podcast:trailer")
    ]


def live_items(tags: Tags) -> list[Table]:
    """Return the streams that are announced, on air or over."""
    return [_live_item(tag) for tag in named(tags, "podcast:liveitem")]


def _live_item(tag: SnapshotTag) -> Table:
    enclosure = first(tag.children, "enclosure")
    image = first(tag.children, "itunes:image")
    return given(
        {
            "title": text(tag.children, "title"),
            "status": tag.get("status"),
            "starts": zoned_moment(tag.get("start")),
            "ends": zoned_moment(tag.get("end")),
            "guid": text(tag.children, "guid"),
            "description": next((d.text for d in tag.all("description")), None),
            "link": text(tag.children, "link"),
            "image": image.get("href") if image else None,
            "stream": given(
                {
                    "url": enclosure.get("url"),
                    "type": enclosure.get("type"),
                    "bytes": whole(enclosure.get("length")),
                }
            )
            if enclosure
            else None,
            **recordings(tag.children),
            **everywhere(tag.children),
        }
    )
