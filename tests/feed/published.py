"""The values of a published feed, whatever its broken parts."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from publisher.feed.elements import NAMESPACES

PODCAST = NAMESPACES["podcast"]
ITUNES = NAMESPACES["itunes"]
PSC = "http://podlove.org/simple-chapters"
CONTENT = NAMESPACES["content"]
ATOM = NAMESPACES["atom"]
_OTHER_NAMES = {  # of the same namespaces
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": PODCAST,
    "http://www.itunes.com/DTDs/Podcast-1.0.dtd": ITUNES,
    "http://purl.org/rss/1.0/modules/content": CONTENT,
}
_PREFIXES = {
    **{"podcast": PODCAST, "itunes": ITUNES, "psc": PSC, "content": CONTENT, "atom": ATOM},
    "media": NAMESPACES["media"],
}
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w+;)")


def parse(data: bytes) -> Any:
    """Return the root of a feed, however broken, its namespaces called by their usual names."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        mended = _BARE_AMPERSAND.sub(b"&amp;", data.strip())
        recovering = etree.XMLParser(huge_tree=True, resolve_entities=False, recover=True)
        root = etree.fromstring(mended, recovering)
    for element in root.iter(etree.Element):
        namespace, _, local = element.tag.rpartition("}")
        prefix, colon, bare = local.partition(":")
        if colon:  # of a feed that doesn't declare it
            element.tag = f"{{{_PREFIXES[prefix]}}}{bare}" if prefix in _PREFIXES else bare
        elif namespace[1:] in _OTHER_NAMES:
            element.tag = f"{{{_OTHER_NAMES[namespace[1:]]}}}{local}"
    return root


def text_of(element: Any, tag: str) -> str | None:
    """Return the text of the first child called `tag` ("itunes:author") as one line."""
    found = element.findtext(named(tag))
    return " ".join(found.split()) or None if found else None


def named(tag: str) -> str:
    """Return a tag as lxml calls it."""
    prefix, colon, local = tag.rpartition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}" if colon else local


def children(element: Any, tag: str) -> list[Any]:
    """Return the children called `tag`."""
    return list(element.findall(named(tag)))


def seconds_of(text: str | None) -> int | None:
    """Return `1:02:03`, `62:03` or `3723` in seconds."""
    parts = (text or "").strip().split(":")
    if not all(part.strip().replace(".", "", 1).isdigit() for part in parts):
        return None
    return int(sum(float(part) * 60**power for power, part in enumerate(reversed(parts)))) or None


def is_explicit(text: str | None) -> bool | None:
    """Return what Apple makes, or made, of the word in `itunes:explicit`."""
    word = (text or "").strip().lower()
    if word in ("yes", "true", "explicit"):
        return True
    return False if word in ("no", "false", "clean") else None


def date_of(text: str | None) -> datetime | None:
    """Return a date of RSS in UTC; None for what is none, such as the 118th of June."""
    try:
        date = parsedate_to_datetime((text or "").strip())
    except (ValueError, TypeError):
        return None
    return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)


def given(**values: object) -> dict[str, Any]:
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def whole(text: str | None) -> int | None:
    """Return a whole number."""
    return int(text) if text and text.strip().isdigit() else None


def artwork_of(element: Any) -> str | None:
    """Return the address of the picture that apps show: Apple's, else another one."""
    for tag in ("itunes:image", "media:thumbnail"):
        image = element.find(named(tag))
        href = None if image is None else image.get("href") or image.get("url") or image.text
        if href and href.strip():
            return str(href).strip()
    return text_of(element, "image/url")


def categories_of(channel: Any) -> Iterator[Any]:
    for top in children(channel, "itunes:category"):
        subs = [sub.get("text") for sub in children(top, "itunes:category")]
        if top.get("text"):
            yield from ([top.get("text"), sub] for sub in subs) if subs else [top.get("text")]


def words_of_list(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def people_of(element: Any) -> list[dict[str, Any]]:
    """Return who is in it: by the podcast namespace, else the contributors that Podlove names."""
    people = [
        given(
            name=(each.text or "").strip(),
            role=each.get("role") or "host",
            group=each.get("group"),
            image=each.get("img"),
            website=each.get("href"),
        )
        for each in children(element, "podcast:person")
    ]
    return people or [
        given(name=text_of(each, "atom:name"), role="host", website=text_of(each, "atom:uri"))
        for each in children(element, "atom:contributor")
    ]


def psc_chapters(item: Any) -> list[dict[str, Any]]:
    return [
        given(
            start=each.get("start"),
            title=each.get("title"),
            url=each.get("href"),
            image=each.get("image"),
        )
        for each in item.iter(named("psc:chapter"))
    ]


def notes_of(item: Any) -> str:
    """Return the show notes as apps show them: `content:encoded`, else the longest form."""
    whole_notes = item.findtext(named("content:encoded")) or ""
    if whole_notes.strip():
        return str(whole_notes)
    forms = (item.findtext(named(tag)) or "" for tag in ("description", "itunes:summary"))
    return max((form.strip() for form in forms), key=len)
