"""Each row of the table, read back with lxml."""

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from publisher.feed.assemble import assemble_feed
from publisher.feed.elements import NAMESPACES
from publisher.feed.podcast_tags import TAGS
from publisher.model import (
    AlternateEnclosure,
    Block,
    Chapter,
    Chat,
    ContentLink,
    Credit,
    EpisodeType,
    ExtraTag,
    Funding,
    License,
    LiveItem,
    Location,
    Owner,
    Picture,
    Place,
    Profile,
    RemoteItem,
    SocialInteract,
    Soundbite,
    Trailer,
    Transcript,
    Txt,
    UpdateFrequency,
    ValueBlock,
    ValueRecipient,
)
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
            attributes(
                url="https://a.example/1.vtt", type="text/vtt", language="de", rel="captions"
            ),
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


@pytest.mark.parametrize(
    ("block", "allowed", "podcast", "itunes"),
    [
        (None, (), [], []),
        (Block(("block",)), (), [], []),
        (Block(("block",), everywhere=True), (), text("yes"), text("Yes")),
        (
            Block(("block",), everywhere=True),
            ("apple",),
            [("yes", {}), ("no", {"id": "apple"})],
            [],
        ),
        (Block(("block",), services=("apple",)), (), [("yes", {"id": "apple"})], text("Yes")),
        (Block(("block",), services=("amazon",)), (), [("yes", {"id": "amazon"})], []),
    ],
)
def test_who_must_not_list_the_show(
    block: Block | None, allowed: tuple[str, ...], podcast: Said, itunes: Said
) -> None:
    changes = {"block": block, "block_except": allowed}
    assert channel_says("podcast:block", **changes) == podcast
    assert channel_says("itunes:block", **changes) == itunes


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (UpdateFrequency((), "Weekly"), {"rrule": "FREQ=WEEKLY"}),
        (UpdateFrequency((), "Now and then"), {}),
        (UpdateFrequency((), "Weekly", "every week"), {}),
        (UpdateFrequency((), "Weekly", "freq=daily"), {"rrule": "FREQ=DAILY"}),
        (
            UpdateFrequency((), "Weekly", starts=datetime(2026, 1, 2, tzinfo=UTC)),
            {"rrule": "FREQ=WEEKLY", "dtstart": "2026-01-02T00:00:00+00:00"},
        ),
    ],
)
def test_how_often_episodes_come(given: UpdateFrequency, rule: dict[str, str]) -> None:
    assert channel_says("podcast:updateFrequency", update_frequency=given) == [(given.text, rule)]


def test_other_pages_of_the_feed_are_linked() -> None:
    plan = make_plan(make_episode(1))
    assert plan.channel is not None
    pages = (("first", "https://a.example/1?b&c"), ("next", "https://a.example/2"))
    channel = plan.channel._replace(pages=pages)
    root = etree.fromstring(b"".join(assemble_feed(channel, plan.items)))
    links = [each.attrib for each in root[0].findall("atom:link", namespaces=NAMESPACES)]
    assert links[1:] == [{"rel": rel, "href": url} for rel, url in pages]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("podcast:soundbite", {"soundbites": (Soundbite((), 1.0), Soundbite((), None, 5.0))}),
        ("podcast:funding", {"funding": (Funding((), None, "Give"), Funding((), "give.html"))}),
        ("podcast:location", {"location": (Location((), None, "geo:1,2"),)}),
        ("podcast:license", {"license": License((), None, "https://a.example")}),
        ("podcast:txt", {"txt": (Txt((), None, "verify"),)}),
        ("podcast:chat", {"chat": Chat((), "irc.example.com")}),
        ("podcast:socialInteract", {"social_interact": (SocialInteract((), "hive"),)}),
        ("podcast:contentLink", {"content_links": (ContentLink((), None, "Watch"),)}),
        ("podcast:image", {"images": (Picture((), None, alt="A"),)}),
        ("podcast:images", {"images": (Picture((), "https://a.example/a.jpg"),)}),
        ("podcast:alternateEnclosure", {"alternate_enclosures": (AlternateEnclosure(()),)}),
        ("podcast:value", {"value": (ValueBlock((), recipients=(ValueRecipient((), "Ann"),)),)}),
        ("podcast:value", {"value": (ValueBlock(()),)}),
        ("psc:chapters", {"chapters": (Chapter(0, "Hidden", listed=False),)}),
        ("podcast:season", {"season_name": "One"}),
        ("podcast:episode", {"number": None, "episode_display": "One"}),
    ],
)
def test_what_lacks_what_apps_need_is_left_out(name: str, item: dict[str, Any]) -> None:
    assert item_says(name, **item) == []


@pytest.mark.parametrize(
    ("name", "show"),
    [
        ("podcast:trailer", {"trailers": (Trailer((), "Soon", "https://a.example/t.mp3"),)}),
        ("podcast:podroll", {"podroll": (RemoteItem((), "no-uuid"),)}),
        ("podcast:publisher", {"publisher_feed": RemoteItem(())}),
        ("podcast:liveItem", {"live_items": (LiveItem((), "Live", "soon"),)}),
        ("podcast:updateFrequency", {"update_frequency": UpdateFrequency(())}),
        ("podcast:podping", {}),
    ],
)
def test_what_a_show_lacks_is_left_out(name: str, show: dict[str, Any]) -> None:
    assert channel_says(name, **show) == []


def test_geo_and_osm_that_are_none_are_left_out_alone() -> None:
    place = Location((), "Austin", "north", "X1")
    assert item_says("podcast:location", location=(place,)) == text("Austin")


def test_tags_of_ours_are_not_passed_on() -> None:
    guid = ExtraTag((), "guid", text="mine")
    podcast = NAMESPACES["podcast"]
    locked = ExtraTag((), "p:locked", podcast, "no")
    rating = ExtraTag((), "my:rating", "urn:my", "5", (("dc:a", "1"), ("b", "2")))
    assert len(item_says("guid", extra_tags=(guid,))) == 1
    assert channel_says("podcast:locked", extra_tags=(locked,)) == [
        ("yes", {"owner": "ann@example.com"})
    ]
    assert item_says("{urn:my}rating", extra_tags=(rating,)) == [
        ("5", {"{http://purl.org/dc/elements/1.1/}a": "1", "b": "2"})
    ]
