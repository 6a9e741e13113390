"""The tags of the podcast namespace that channels, items and live items have alike → our keys."""

import re
from collections.abc import Iterable, Iterator

from publisher.feed.reading.snapshot import SnapshotTag
from publisher.importing.feed.tags import Table, Tags, decimal, first, given, line, named, number

_WIDTHS = re.compile(r"(\S+)\s+([0-9]{1,6})w")


def everywhere(tags: Tags) -> Table:
    """Return what stands in channels, items and live items alike."""
    tags = tuple(tag for tag in tags if tag.name.startswith("podcast:"))
    if not tags:
        return {}
    licence, chat = first(tags, "podcast:license"), first(tags, "podcast:chat")
    return given(
        {
            "funding": [
                given({"url": tag.get("url"), "text": line(tag.text)})
                for tag in named(tags, "podcast:funding")
            ],
            "license": _licence(licence) if licence else None,
            "location": [_location(tag) for tag in named(tags, "podcast:location")],
            "value": [_value(tag) for tag in named(tags, "podcast:value")],
            "social_interact": [_post(tag) for tag in named(tags, "podcast:socialinteract")],
            "chat": _chat(chat) if chat else None,
            "txt": [
                given({"text": tag.text, "purpose": tag.get("purpose")})
                for tag in named(tags, "podcast:txt")
            ],
            "images": [*_pictures(tags)],
        }
    )


def _licence(tag: SnapshotTag) -> object:
    name, url = line(tag.text), tag.get("url")
    return given({"name": name, "url": url}) if url else name


def _location(tag: SnapshotTag) -> Table:
    attributes = {key: tag.get(key) for key in ("geo", "osm", "rel", "country")}
    return given({"name": line(tag.text), **attributes})


def _post(tag: SnapshotTag) -> Table:
    return given(
        {
            "protocol": tag.get("protocol"),
            "uri": tag.get("uri"),
            "account_id": tag.get("accountid"),
            "account_url": tag.get("accounturl"),
            "priority": number(tag.get("priority")),
        }
    )


def _chat(tag: SnapshotTag) -> Table:
    return given(
        {
            "server": tag.get("server"),
            "protocol": tag.get("protocol"),
            "account_id": tag.get("accountid"),
            "space": tag.get("space"),
        }
    )


def _pictures(tags: Tags) -> Iterator[Table]:
    """Yield the pictures besides the artwork, those of the older tag by their widths."""
    for tag in named(tags, "podcast:image"):
        yield given(
            {
                "url": tag.get("href"),
                "alt": tag.get("alt"),
                "aspect_ratio": tag.get("aspect-ratio"),
                "width": number(tag.get("width")),
                "height": number(tag.get("height")),
                "type": tag.get("type"),
                "purpose": tag.get("purpose"),
            }
        )
    for tag in named(tags, "podcast:images"):
        for url, width in _WIDTHS.findall(tag.get("srcset") or ""):
            yield {"url": url, "width": int(width)}


def remote_item(tag: SnapshotTag) -> Table:
    """Return what a podcast:remoteItem names."""
    return given(
        {
            "feed_guid": tag.get("feedguid"),
            "feed_url": tag.get("feedurl"),
            "item_guid": tag.get("itemguid"),
            "medium": tag.get("medium"),
            "title": tag.get("title"),
        }
    )


def _value(tag: SnapshotTag) -> Table:
    return given(
        {
            "type": tag.get("type"),
            "method": tag.get("method"),
            "suggested": tag.get("suggested"),
            "recipients": _recipients(tag.children),
            "time_splits": [_time_split(each) for each in tag.all("podcast:valuetimesplit")],
        }
    )


def _recipients(tags: Iterable[SnapshotTag]) -> list[Table]:
    return [
        given(
            {
                "name": tag.get("name"),
                "type": tag.get("type"),
                "address": tag.get("address"),
                "split": number(tag.get("split")),
                "fee": True if tag.get("fee") == "true" else None,
                "custom_key": tag.get("customkey"),
                "custom_value": tag.get("customvalue"),
            }
        )
        for tag in named(tags, "podcast:valuerecipient")
    ]


def _time_split(tag: SnapshotTag) -> Table:
    remote = first(tag.children, "podcast:remoteitem")
    return given(
        {
            "start": decimal(tag.get("starttime")),
            "duration": decimal(tag.get("duration")),
            "remote_start": decimal(tag.get("remotestarttime")),
            "remote_percentage": number(tag.get("remotepercentage")),
            "remote_item": remote_item(remote) if remote else None,
            "recipients": _recipients(tag.children),
        }
    )
