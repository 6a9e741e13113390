"""What a listener sees of a feed, by each of three readers.

A reader returns the channel's fields, and those of each item in their order. The names of fields
are the same whoever reads; what a reader makes of its own accord (one strips HTML, another
invents a title) it makes of both feeds.
"""

import re
from calendar import timegm
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

import feedparser
import podcastparser

from tests.feed.published import (
    PODCAST,
    artwork_of,
    categories_of,
    date_of,
    is_explicit,
    named,
    notes_of,
    parse,
    people_of,
    psc_chapters,
    seconds_of,
    text_of,
    whole,
    words_of_list,
)
from tests.feed.seen_notes import links_of, words_of

Fields = dict[str, Any]
BASE = "https://example.com/"


class Feed(NamedTuple):
    """A feed as a reader tells it."""

    channel: Fields
    items: tuple[Fields, ...]


# -- by lxml


def read_with_lxml(data: bytes) -> Feed:
    root = parse(data)
    channel = next(root.iter("channel"), root)
    owner = channel.find(named("itunes:owner"))
    usual = {
        "explicit": is_explicit(text_of(channel, "itunes:explicit")) or False,
        "image": artwork_of(channel),
        "author": text_of(channel, "itunes:author"),
        "keywords": words_of_list(text_of(channel, "itunes:keywords")),
    }
    return Feed(
        {
            "title": text_of(channel, "title"),
            "description": words_of(channel.findtext("description") or ""),
            "link": text_of(channel, "link"),
            "language": (text_of(channel, "language") or "").lower(),
            "author": text_of(channel, "itunes:author"),
            "owner": None
            if owner is None
            else (text_of(owner, "itunes:name"), text_of(owner, "itunes:email")),
            "artwork": artwork_of(channel),
            "categories": sorted(map(str, categories_of(channel))),
            "explicit": is_explicit(text_of(channel, "itunes:explicit")) or False,
            "type": (text_of(channel, "itunes:type") or "episodic").lower(),
            "copyright": text_of(channel, "copyright"),
            "subtitle": text_of(channel, "itunes:subtitle"),
            "keywords": words_of_list(text_of(channel, "itunes:keywords")),
            "new feed": text_of(channel, "itunes:new-feed-url"),
            "blocked": (text_of(channel, "itunes:block") or "no").lower(),
            "complete": (text_of(channel, "itunes:complete") or "no").lower(),
            **podcast_fields(channel),
        },
        tuple(_item(item, usual) for item in root.iter("item")),
    )


def _item(item: Any, usual: Fields) -> Fields:
    """Return what an item says; what it doesn't is as the channel's `usual`."""
    enclosure = item.find("enclosure")
    notes = notes_of(item)
    return {
        "guid": text_of(item, "guid"),
        "title": text_of(item, "title"),
        "Apple's title": text_of(item, "itunes:title") or text_of(item, "title"),
        "date": date_of(item.findtext("pubDate")),
        "link": text_of(item, "link"),
        "enclosure": None if enclosure is None else (enclosure.get("url") or "").strip(),
        "length": int(enclosure.get("length") or 0)
        if enclosure is not None and (enclosure.get("length") or "0").isdigit()
        else 0,
        "media type": None if enclosure is None else (enclosure.get("type") or "").strip(),
        "duration": seconds_of(item.findtext(named("itunes:duration"))),
        "number": whole(text_of(item, "itunes:episode")),
        "season": whole(text_of(item, "itunes:season")),
        "type": (text_of(item, "itunes:episodeType") or "full").lower(),
        "explicit": _own_or(is_explicit(text_of(item, "itunes:explicit")), usual["explicit"]),
        "image": artwork_of(item) or usual["image"],
        "author": text_of(item, "itunes:author") or usual["author"],
        "keywords": words_of_list(text_of(item, "itunes:keywords")) or usual["keywords"],
        "blocked": (text_of(item, "itunes:block") or "no").lower(),
        "notes": words_of(notes),
        "links": links_of(notes),
        "summary": _shorter_forms(item),
        "people": [
            (each.get("name"), each.get("role", "").lower(), each.get("website"))
            for each in people_of(item)
        ],
        "chapters in the feed": [
            (
                seconds_exactly(each.get("start")),
                each.get("title"),
                each.get("url"),
                each.get("image"),
            )
            for each in psc_chapters(item)
        ],
        **podcast_fields(item),
    }


def _own_or(own: bool | None, usual: bool) -> bool:
    return usual if own is None else own


def _shorter_forms(item: Any) -> list[str]:
    """Return the texts beside the notes, without the words that hosts cut at the end ("Twit…")."""
    forms = (" ".join(words_of(item.findtext(named(tag)) or "")) for tag in _SHORTER)
    return [re.sub(r"\s*\S*(?:…|\.{3})\]?\Z", "", form) for form in forms if form]


def letters_of(text: str) -> str:
    """Return what counts of a text, however it is spaced, quoted and dashed."""
    text = re.sub(r"https?://[^\s()<>]+", "", text).casefold()
    return "".join(filter(str.isalnum, text))


_SHORTER = ("description", "itunes:summary", "itunes:subtitle")


def seconds_exactly(text: str | None) -> float:
    return sum(float(part) * 60.0**n for n, part in enumerate(reversed((text or "0").split(":"))))


def podcast_fields(element: Any) -> Fields:
    """Return the tags of the podcast namespace as canonical text, by their names."""
    fields: Fields = {}
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(f"{{{PODCAST}}}"):
            local = child.tag.rpartition("}")[2]
            fields.setdefault(f"podcast:{local}", []).append(_canonical(child))
    return fields


def _canonical(element: Any) -> Any:
    """Return an element as a value that is the same for the same meaning."""
    name = element.tag.rpartition("}")[2]
    attributes = {key: _plain(value) for key, value in element.attrib.items() if value.strip()}
    if name == "person":  # their case doesn't count, and there are defaults
        attributes |= {key: attributes.get(key, "").lower() for key in ("role", "group")}
        attributes["role"] = attributes["role"] or "host"
        attributes["group"] = attributes["group"] or "cast"
    attributes.pop("isPermaLink", None)
    inner = [_canonical(child) for child in element if isinstance(child.tag, str)]
    inner = sorted(each for each in inner if each[1:] != ((), "", ()))
    text = " ".join((element.text or "").split())
    return (name, tuple(sorted(attributes.items())), text, tuple(inner))


def _plain(value: str) -> str:
    """Return a number or a date as one is written that means the same."""
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
        return repr(float(value))
    if re.match(r"[A-Z][a-z]{2}, [0-9]", value):
        return str(date_of(value) or value)
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", value):
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    return value


# -- by feedparser and podcastparser


def read_with_feedparser(data: bytes) -> Feed:
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    channel = parsed.feed
    return Feed(
        {
            "title": _line(channel.get("title")),
            "link": channel.get("link"),
            "language": channel.get("language", "").lower(),
            "artwork": (channel.get("image") or {}).get("href"),
        },
        tuple(
            {
                "guid": _line(entry.get("id")),
                "title": _line(entry.get("title")),
                "date": entry.get("published_parsed")
                and datetime.fromtimestamp(timegm(entry.published_parsed), UTC),
                "link": entry.get("link"),
                "enclosure": next((e.get("href") for e in entry.get("enclosures", ())), None),
                "duration": seconds_of(entry.get("itunes_duration")),
                "notes": words_of(_said(entry)),
                "links": links_of(_said(entry)),
            }
            for entry in parsed.entries
        ),
    )


def _said(entry: Any) -> Any:
    contents = entry.get("content", ())  # content:encoded is HTML, itunes:summary is not
    whole_notes = [each.value for each in contents if each.type == "text/html"]
    texts = whole_notes or [each.value for each in contents] + [entry.get("summary", "")]
    return max(texts, key=len)


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def read_with_podcastparser(data: bytes) -> Feed | None:
    """Return the feed as podcastparser tells it; None for one that it can't read."""
    try:
        parsed = podcastparser.parse(f"{BASE}feed.xml", BytesIO(data))
    except (podcastparser.FeedParseError, ValueError):
        return None
    return Feed(
        {
            "title": _line(parsed.get("title")),
            "link": parsed.get("link"),
            "artwork": parsed.get("cover_url"),
        },
        tuple(
            {
                "guid": _line(each["guid"].removeprefix(BASE)),  # one that may be a link
                "title": _line(each["title"]),
                "date": datetime.fromtimestamp(each["published"], UTC),
                "link": each["link"],
                "enclosure": each["enclosures"][0]["url"] if each["enclosures"] else None,
                "duration": each["total_time"] or None,
                "number": each.get("number"),
                "explicit": _own_or(each.get("explicit"), parsed.get("explicit") or False),
                "chapters in the feed": [
                    (chapter["start"], chapter["title"]) for chapter in each.get("chapters", ())
                ],
            }
            for each in parsed["episodes"]
        ),
    )


Reader = Callable[[bytes], Feed | None]
READERS: Mapping[str, Reader] = {
    "lxml": read_with_lxml,
    "feedparser": read_with_feedparser,
    "podcastparser": read_with_podcastparser,
}
