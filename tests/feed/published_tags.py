"""The tags of the podcast namespace → what show.toml and front matter say for them."""

import re
from collections.abc import Iterator
from typing import Any

from tests.feed.published import children, given, named, text_of, whole


def everywhere_fields(element: Any) -> dict[str, Any]:
    """Return what stands in channels, items and live items alike."""
    license_tag = element.find(named("podcast:license"))
    chat = element.find(named("podcast:chat"))
    return given(
        funding=[
            given(url=each.get("url"), text=(each.text or "").strip())
            for each in children(element, "podcast:funding")
        ],
        location=[
            given(
                name=(each.text or "").strip(),
                **{key: each.get(key) for key in ("geo", "osm", "rel", "country")},
            )
            for each in children(element, "podcast:location")
        ],
        license=None
        if license_tag is None
        else given(name=(license_tag.text or "").strip(), url=license_tag.get("url")),
        value=[value_block(each) for each in children(element, "podcast:value")],
        social_interact=[
            given(
                protocol=each.get("protocol"),
                uri=each.get("uri"),
                account_id=each.get("accountId"),
                account_url=each.get("accountUrl"),
                priority=whole(each.get("priority")),
            )
            for each in children(element, "podcast:socialInteract")
        ],
        chat=None
        if chat is None
        else given(
            server=chat.get("server"),
            protocol=chat.get("protocol"),
            account_id=chat.get("accountId"),
            space=chat.get("space"),
        ),
        txt=[
            given(text=each.text, purpose=each.get("purpose"))
            for each in children(element, "podcast:txt")
        ],
        images=[*pictures(element)],
    )


def pictures(element: Any) -> Iterator[dict[str, Any]]:
    """Yield the pictures besides the artwork, those of the older tag by their widths."""
    for each in children(element, "podcast:image"):
        yield given(
            url=each.get("href"),
            alt=each.get("alt"),
            aspect_ratio=each.get("aspect-ratio"),
            width=whole(each.get("width")),
            height=whole(each.get("height")),
            type=each.get("type"),
            purpose=each.get("purpose"),
        )
    for each in children(element, "podcast:images"):
        for url, width in re.findall(r"(\S+)\s+([0-9]+)w", each.get("srcset") or ""):
            yield given(url=url, width=int(width))


def remote_item(each: Any) -> dict[str, Any]:
    return given(
        feed_guid=each.get("feedGuid"),
        feed_url=each.get("feedUrl"),
        item_guid=each.get("itemGuid"),
        medium=each.get("medium"),
        title=each.get("title"),
    )


def value_block(each: Any) -> dict[str, Any]:
    return given(
        type=each.get("type"),
        method=each.get("method"),
        suggested=each.get("suggested"),
        recipients=[
            given(
                name=one.get("name"),
                type=one.get("type"),
                address=one.get("address"),
                split=whole(one.get("split")),
                fee=True if one.get("fee") == "true" else None,
                custom_key=one.get("customKey"),
                custom_value=one.get("customValue"),
            )
            for one in children(each, "podcast:valueRecipient")
        ],
    )


def alternate_enclosure(each: Any) -> dict[str, Any]:
    integrity = each.find(named("podcast:integrity"))
    return given(
        type=each.get("type"),
        bytes=whole(each.get("length")),
        bitrate=float(each.get("bitrate")) if each.get("bitrate") else None,
        height=whole(each.get("height")),
        language=each.get("lang"),
        title=each.get("title"),
        codecs=each.get("codecs"),
        rel=each.get("rel"),
        default=True if each.get("default") == "true" else None,
        sources=[
            given(uri=one.get("uri"), type=one.get("contentType"))
            for one in children(each, "podcast:source")
        ],
        integrity=None
        if integrity is None
        else given(type=integrity.get("type"), value=integrity.get("value")),
    )


def live_item(each: Any) -> dict[str, Any]:
    enclosure = each.find("enclosure")
    return given(
        title=text_of(each, "title"),
        status=each.get("status"),
        starts=each.get("start"),
        ends=each.get("end"),
        guid=text_of(each, "guid"),
        description=text_of(each, "description"),
        link=text_of(each, "link"),
        stream=None
        if enclosure is None
        else given(
            url=enclosure.get("url"),
            type=enclosure.get("type"),
            bytes=whole(enclosure.get("length")),
        ),
        content_links=content_links(each),
        alternate_enclosures=[
            alternate_enclosure(one) for one in children(each, "podcast:alternateEnclosure")
        ],
        **everywhere_fields(each),
    )


def content_links(element: Any) -> list[dict[str, Any]]:
    return [
        given(url=each.get("href"), text=(each.text or "").strip())
        for each in children(element, "podcast:contentLink")
    ]
