"""Each row of the table, read back with lxml."""

from typing import Any

import pytest
from lxml import etree

from publisher.feed.elements import NAMESPACES
from publisher.feed.podcast_tags import TAGS
from publisher.model import Credit, EpisodeType, Owner, Place, Profile, Transcript
from tests.feed.builders import (
    feed_of,
    make_audio,
    make_episode,
    make_person,
    make_plan,
    make_show,
)

HERE = Place("1.md")
Said = list[tuple[str | None, dict[str, str]]]


def said(parent: Any, name: str) -> Said:
    return [(each.text, dict(each.attrib)) for each in parent.findall(name, namespaces=NAMESPACES)]


def channel_says(name: str, **show: Any) -> Said:
    root = etree.fromstring(feed_of(make_plan(make_episode(1), show=make_show(**show))))
    return said(root[0], name)


def item_says(name: str, **episode: Any) -> Said:
    root = etree.fromstring(feed_of(make_plan(make_episode(1, **episode))))
    return said(root.find("channel/item"), name)


def text(value: str) -> Said:
    return [(value, {})]


def attributes(**values: str) -> Said:
    return [(None, values)]


GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
SELF = {"rel": "self", "type": "application/rss+xml"}
ANN = {"role": "host", "img": "https://example.com/ann.jpg", "href": "https://github.com/ann"}
NOBODY = make_person("A" * 200, image="feeds/ann.jpg", profiles=())
HOSTILE = make_person(
    "Eve",
    image="data:image/png;base64,x",
    website="view-source:x",
    profiles=(Profile("mastodon", "file:///etc/passwd", HERE),),
)
BEN = make_person("Ben\x00 &\nco", image=None, website="https://ben.example")


@pytest.mark.parametrize(
    ("name", "show", "expected"),
    [
        (
            "atom:link",
            {"feed_url": "https://a.example/f?x&y"},
            [(None, {"href": "https://a.example/f?x&y", **SELF})],
        ),
        ("itunes:image", {"artwork": None}, []),
        (
            "itunes:image",
            {"artwork": "https://a.example/c.jpeg?v=2"},
            attributes(href="https://a.example/c.jpeg?v=2"),
        ),
        ("itunes:author", {}, text("Ann Host")),
        ("itunes:author", {"author": None}, text("Ann Host")),
        ("itunes:author", {"author": None, "owner": None}, []),
        ("itunes:owner", {"owner": None}, []),
        ("itunes:explicit", {"explicit": True}, text("true")),
        ("itunes:explicit", {}, text("false")),
        ("itunes:type", {"type": "serial"}, text("serial")),
        ("podcast:guid", {"guid": GUID}, text(GUID)),
        ("podcast:locked", {"locked": None}, []),
        ("podcast:locked", {"locked": False}, [("no", {"owner": "ann@example.com"})]),
        ("podcast:locked", {"owner": None}, text("yes")),
        ("podcast:person", {}, [("Ann Host", ANN)]),
        ("podcast:person", {"hosts": ()}, []),
        ("podcast:person", {"hosts": (NOBODY,)}, [("A" * 128, {"role": "host"})]),
        ("podcast:person", {"hosts": (HOSTILE,)}, [("Eve", {"role": "host"})]),
    ],
)
def test_what_the_channel_says(name: str, show: dict[str, Any], expected: Said) -> None:
    assert channel_says(name, **show) == expected


@pytest.mark.parametrize(
    ("name", "episode", "expected"),
    [
        ("pubDate", {}, text("Fri, 02 Jan 2026 06:30:00 +0000")),
        ("itunes:image", {}, []),
        (
            "itunes:image",
            {"image": "https://a.example/1.JPG"},
            attributes(href="https://a.example/1.JPG"),
        ),
        ("itunes:explicit", {}, []),
        ("itunes:explicit", {"explicit": True}, text("true")),
        ("itunes:explicit", {"explicit": False}, text("false")),
        ("itunes:duration", {}, text("1801")),
        ("itunes:duration", {"audio": make_audio(1, duration_seconds=None)}, []),
        ("itunes:duration", {"audio": make_audio(1, duration_seconds=0)}, []),
        ("itunes:episode", {"number": 196}, text("196")),
        ("itunes:episode", {"number": 0}, []),
        ("itunes:episode", {"number": None}, []),
        ("podcast:episode", {"number": 0}, text("0")),
        ("podcast:episode", {"number": None}, []),
        ("itunes:season", {"season": 2}, text("2")),
        ("podcast:season", {"season": 2}, text("2")),
        ("podcast:season", {}, []),
        ("itunes:episodeType", {"type": EpisodeType.TRAILER}, text("trailer")),
        ("podcast:person", {}, []),
        (
            "podcast:person",
            {"people": (Credit(BEN, "Guest"),)},
            [("Ann Host", ANN), ("Ben & co", {"role": "guest", "href": "https://ben.example"})],
        ),
        (
            "podcast:transcript",
            {"transcripts": (Transcript(HERE, url="https://a.example/1.vtt", language="de"),)},
            attributes(url="https://a.example/1.vtt", type="text/vtt", language="de"),
        ),
        ("podcast:transcript", {"transcripts": (Transcript(HERE, url="https://a.example/1"),)}, []),
    ],
)
def test_what_an_item_says(name: str, episode: dict[str, Any], expected: Said) -> None:
    assert item_says(name, **episode) == expected


def test_categories_hold_their_subcategories() -> None:
    root = etree.fromstring(feed_of(make_plan(make_episode(1))))
    top = root[0].findall("itunes:category", namespaces=NAMESPACES)
    assert [each.get("text") for each in top] == ["Society & Culture", "Technology"]
    assert said(top[0], "itunes:category") == attributes(text="Documentary")
    assert said(top[1], "itunes:category") == []


@pytest.mark.parametrize(
    ("email", "expected"), [("a@example.com", text("a@example.com")), (None, [])]
)
def test_the_owner(email: str | None, expected: Said) -> None:
    show = make_show(owner=Owner("Ann\nHost", email))
    owner = etree.fromstring(feed_of(make_plan(show=show))).find(
        "channel/itunes:owner", namespaces=NAMESPACES
    )
    assert said(owner, "itunes:name") == text("Ann Host")
    assert said(owner, "itunes:email") == expected


def test_forbidden_characters_are_dropped_from_texts_and_attributes() -> None:
    assert channel_says("itunes:author", author="A\x0bn\ud800n") == text("Ann")
    show = make_show(categories=(("Arts\x00",),))
    root = etree.fromstring(feed_of(make_plan(show=show)))
    assert said(root[0], "itunes:category") == attributes(text="Arts")


def test_every_row_is_of_a_known_namespace_and_says_something() -> None:
    for tag in TAGS:
        prefix, colon, _ = tag.name.rpartition(":")
        assert not colon or prefix in NAMESPACES
        assert tag.channel or tag.item
    assert len({tag.name for tag in TAGS}) == len(TAGS)
