"""Every tag, from the words in show.toml and an episode to the feed."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from publisher.asking import Web
from publisher.config import load_network
from publisher.feed.elements import NAMESPACES
from publisher.feed.podcast_tags import TAGS
from publisher.pipeline import build_repository
from publisher.rules.feed.own_tags import CHANNEL_TAGS, ITEM_TAGS
from tests.feed.builders import NOW
from tests.feed.everything import (
    EPISODE,
    GUID,
    NODE,
    OTHER,
    SHOW,
    read_feed,
    write_everything,
)

Said = tuple[str | None, dict[str, str]]
SITE = "https://pods.example.com/talk"
LIVE = "podcast:liveItem"


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    root = tmp_path_factory.mktemp("everything")
    write_everything(root)
    return read_feed(root)


def said(parent: Any, path: str) -> list[Said]:
    found = parent.findall(path, namespaces=NAMESPACES)
    return [((each.text or "").strip() or None, dict(each.attrib)) for each in found]


def only(text: str | None = None, **attributes: str) -> list[Said]:
    return [(text or None, {key.replace("_", "-"): value for key, value in attributes.items()})]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("itunes:title", only("Talk & More")),
        ("itunes:subtitle", only("Two people talk")),
        ("itunes:keywords", only("talk,thought")),
        ("itunes:complete", only("Yes")),
        ("itunes:block", []),
        ("itunes:new-feed-url", only("https://new.example.com/talk.xml")),
        ("itunes:applepodcastsverify", only("8c011b37-3cc1-4bb9-8c38-example")),
        (
            "atom:link",
            [
                (
                    None,
                    {"href": f"{SITE}/feed.xml", "rel": "self", "type": "application/rss+xml"},
                ),
                (None, {"href": "https://hub.example.com/", "rel": "hub"}),
            ],
        ),
        ("podcast:medium", only("podcast")),
        ("podcast:locked", only("yes", owner="ann@example.com")),
        ("podcast:block", [("yes", {"id": "amazon"}), ("no", {"id": "apple"})]),
        (
            "podcast:image",
            [
                (
                    None,
                    {
                        "href": f"{SITE}/wide.png",
                        "alt": "A microphone",
                        "aspect-ratio": "16/9",
                        "width": "1600",
                        "height": "900",
                        "type": "image/png",
                        "purpose": "artwork social",
                    },
                ),
                (None, {"href": "https://example.com/square.jpg", "width": "600"}),
            ],
        ),
        ("podcast:images", only(srcset="https://example.com/square.jpg 600w")),
        (
            "podcast:location",
            [
                (
                    "Austin, TX",
                    {"geo": "geo:30.2672,-97.7431", "osm": "R113314", "country": "us"},
                ),
                ("Berlin", {"rel": "creator"}),
            ],
        ),
        ("podcast:license", only("cc-by-4.0")),
        ("podcast:funding", only("Support the show", url="https://example.com/give")),
        (
            "podcast:value",
            only(type="lightning", method="keysend", suggested="0.00000005000"),
        ),
        (
            "podcast:value/podcast:valueRecipient",
            [
                (None, {"name": "Ann", "type": "node", "address": NODE, "split": "95"}),
                (
                    None,
                    {
                        "name": "Host",
                        "type": "lnaddress",
                        "address": "host@example.com",
                        "customKey": "818818",
                        "customValue": "x",
                        "split": "5",
                        "fee": "true",
                    },
                ),
            ],
        ),
        (
            "podcast:socialInteract",
            only(
                protocol="activitypub",
                uri="https://social.example.com/@ann/1",
                accountId="@ann",
                accountUrl="https://social.example.com/@ann",
                priority="1",
            ),
        ),
        (
            "podcast:chat",
            only(server="irc.example.com", protocol="irc", accountId="@ann", space="#talk"),
        ),
        ("podcast:txt", only("naj3eEZaWVVY9a38", purpose="verify")),
        (
            "podcast:updateFrequency",
            only("Every other Monday", complete="true", rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ),
        ("podcast:podping", only(usesPodping="true")),
        (
            "podcast:trailer",
            only(
                "Coming soon",
                pubdate="Wed, 31 Dec 2025 23:00:00 +0000",
                url=f"{SITE}/trailer.mp3",
                length="2048",
                type="audio/mpeg",
                season="2",
            ),
        ),
        ("podcast:podroll/podcast:remoteItem", only(feedGuid=OTHER)),
        (
            "podcast:publisher/podcast:remoteItem",
            only(
                feedGuid=OTHER,
                feedUrl="https://example.com/publisher.xml",
                medium="publisher",
            ),
        ),
        (
            "podcast:remoteItem",
            only(feedGuid=OTHER, itemGuid="episode-1", medium="music", title="A song"),
        ),
        (
            LIVE,
            only(
                status="pending",
                start="2026-07-01T20:00:00+02:00",
                end="2026-07-01T22:00:00+02:00",
            ),
        ),
        (f"{LIVE}/title", only("We are live")),
        (f"{LIVE}/description", only("Come & join")),
        (f"{LIVE}/link", only("https://example.com/live")),
        (
            f"{LIVE}/guid",
            only("392b9a71-5973-5373-a8d6-63382cc9965f", isPermaLink="false"),
        ),
        (
            f"{LIVE}/enclosure",
            only(url="https://stream.example.com/talk.mp3", length="0", type="audio/mpeg"),
        ),
        (f"{LIVE}/itunes:image", only(href="https://example.com/live.jpg")),
        (
            f"{LIVE}/podcast:person",
            [
                ("Ann Host", {"role": "host", "img": "https://example.com/ann.jpg"}),
                ("Ben Guest", {"role": "guest"}),
            ],
        ),
        (f"{LIVE}/podcast:contentLink", only("Watch", href="https://video.example.com/live")),
        (f"{LIVE}/podcast:alternateEnclosure", only(type="application/x-mpegURL")),
        (
            f"{LIVE}/podcast:alternateEnclosure/podcast:source",
            only(uri="https://stream.example.com/a.m3u8"),
        ),
        (f"{LIVE}/podcast:license", only("cc0-1.0")),
        (f"{LIVE}/podcast:chat", only(server="irc.example.com", protocol="irc")),
        ("{http://www.spotify.com/ns/rss}limit", only(recentCount="3")),
        ("{https://example.com/ns}rating", only("5 < 6")),
        ("{https://example.com/ns}rating/{https://example.com/ns}by", only("me")),
        (
            "{https://example.com/ns}rating/{http://purl.org/dc/elements/1.1/}date",
            only("2026"),
        ),
    ],
)
def test_what_show_toml_says(path: str, expected: list[Said], feed: Any) -> None:
    assert said(feed[0], path) == expected


ALTERNATE = "podcast:alternateEnclosure"
SPLIT = "podcast:value/podcast:valueTimeSplit"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("link", only("https://example.com/talk/first")),
        ("category", only("beginnings")),
        ("itunes:title", only("The first one")),
        ("itunes:subtitle", only("In short.")),
        ("itunes:author", only("Ann and Ben")),
        ("itunes:keywords", only("first,start")),
        ("itunes:block", only("Yes")),
        ("podcast:season", only("2", name="The second")),
        ("podcast:episode", only("1", display="Ch. 1")),
        (
            "podcast:person",
            [
                ("Ann Host", {"role": "host", "img": "https://example.com/ann.jpg"}),
                (
                    "Ben Guest",
                    {
                        "role": "cover art designer",
                        "group": "visuals",
                        "href": "https://ben.example.com",
                    },
                ),
            ],
        ),
        (
            "podcast:soundbite",
            [
                ("Why", {"startTime": "73", "duration": "60"}),
                (None, {"startTime": "100.25", "duration": "15.5"}),
            ],
        ),
        ("psc:chapters", only(version="1.2")),
        (
            "psc:chapters/psc:chapter",
            [
                (None, {"start": "00:00:00.000", "title": "Hello"}),
                (
                    None,
                    {
                        "start": "01:01:02.500",
                        "title": "Bye",
                        "href": "https://example.com/bye",
                    },
                ),
            ],
        ),
        (
            ALTERNATE,
            [
                (
                    None,
                    {
                        "type": "audio/opus",
                        "length": "4000000",
                        "bitrate": "96000",
                        "title": "High quality",
                        "default": "true",
                    },
                ),
                (
                    None,
                    {
                        "type": "video/mp4",
                        "length": "99",
                        "height": "720",
                        "lang": "en",
                        "rel": "video",
                        "codecs": "avc1",
                    },
                ),
            ],
        ),
        (
            f"{ALTERNATE}/podcast:source",
            [
                (None, {"uri": f"{SITE}/first/first.opus"}),
                (None, {"uri": "ipfs://QmX33"}),
                (
                    None,
                    {
                        "uri": "https://example.com/1.torrent",
                        "contentType": "application/x-bittorrent",
                    },
                ),
                (None, {"uri": "https://cdn.example.com/1.mp4"}),
            ],
        ),
        (
            f"{ALTERNATE}/podcast:integrity",
            only(type="sri", value="sha384-ExVqijgYHm15"),
        ),
        ("podcast:contentLink", only("Watch", href="https://video.example.com/1")),
        ("media:thumbnail", only(url=f"{SITE}/first/episode.png")),
        (
            "podcast:image",
            [(None, {"href": f"{SITE}/first/episode-wide.png", "aspect-ratio": "16/9"})],
        ),
        ("podcast:images", []),
        ("podcast:location", only("Birmingham Civil Rights Museum")),
        ("podcast:license", only("my-licence-v1", url="https://example.com/licence")),
        ("podcast:funding", only(None, url="https://example.com/give/1")),
        ("podcast:socialInteract", only(protocol="disabled")),
        ("podcast:chat", only(server="matrix.example.com", protocol="matrix")),
        ("podcast:txt", only("a word")),
        ("podcast:value", only(type="lightning", method="keysend")),
        (
            SPLIT,
            [
                (
                    None,
                    {
                        "startTime": "60",
                        "duration": "237",
                        "remoteStartTime": "174",
                        "remotePercentage": "95",
                    },
                ),
                (None, {"startTime": "600", "duration": "60"}),
            ],
        ),
        (f"{SPLIT}/podcast:remoteItem", only(feedGuid=OTHER, itemGuid="song")),
        (
            f"{SPLIT}/podcast:valueRecipient",
            only(name="Ben", type="lnaddress", address="ben@example.com", split="1"),
        ),
        ("{http://purl.org/dc/elements/1.1/}creator", only("Ann")),
    ],
)
def test_what_an_episode_says(path: str, expected: list[Said], feed: Any) -> None:
    assert said(feed.find("channel/item"), path) == expected


def test_the_podcast_guid_makes_that_of_a_live_item() -> None:
    assert GUID in SHOW  # else the one expected above says nothing


def test_every_row_of_the_table_is_exercised(feed: Any) -> None:
    channel, item = feed[0], feed.find("channel/item")
    silent = {
        (tag.name, where)
        for tag in TAGS
        for where, says, parent in (
            ("channel", tag.channel, channel),
            ("item", tag.item, item),
        )
        if says and parent.find(tag.name, namespaces=NAMESPACES) is None
    }
    # A channel that blocks all but Apple, an episode without widths, one feed of one show.
    assert silent <= {
        ("itunes:block", "channel"),
        ("itunes:explicit", "item"),
        ("podcast:images", "item"),
        ("podcast:transcript", "item"),
        ("podcast:chapters", "item"),
        ("source", "item"),
    }


def test_which_tags_are_ours() -> None:
    by_feedgen = {"title", "link", "description", "docs", "generator", "language"}
    by_feedgen |= {"lastBuildDate", "copyright", "image", "item"}
    assert {tag.name for tag in TAGS if tag.channel} | by_feedgen == CHANNEL_TAGS
    assert {tag.name for tag in TAGS if tag.item} == ITEM_TAGS


def test_namespaces_are_declared_once_and_an_extra_tags_where_it_stands(feed: Any) -> None:
    assert feed.nsmap == NAMESPACES
    item = feed.find("channel/item")
    (extra,) = item.findall("{http://purl.org/dc/elements/1.1/}creator")
    assert extra.nsmap == {**NAMESPACES, "dc": "http://purl.org/dc/elements/1.1/"}
    assert all(each.nsmap == NAMESPACES for each in item.iter() if each is not extra)


HOSTILE = "]]>&amp;<script>\\u202E"


def test_hostile_values_stay_values(tmp_path: Path) -> None:
    show, episode = SHOW, EPISODE
    for value in ("Support the show", "Austin, TX", "A microphone", "@ann", "A song", "5 < 6"):
        show = show.replace(f'"{value}"', f'"{HOSTILE}{value}"')
    for value in ("Ch. 1", "High quality", "a word", "Why", "Watch"):
        episode = episode.replace(f": {value}", f': "{HOSTILE}\\u0001\\uFFFE{value}"')
    write_everything(tmp_path, show, episode)
    feed = read_feed(tmp_path)
    assert feed.xpath("//*[local-name() = 'script']") == []
    item = feed.find("channel/item")
    said_now = "]]>&amp;<script>\u202e"
    assert said(feed[0], "podcast:funding")[0][0] == f"{said_now}Support the show"
    assert said(feed[0], "podcast:chat")[0][1]["accountId"] == f"{said_now}@ann"
    assert said(feed[0], "{https://example.com/ns}rating")[0][0] == f"{said_now}5 < 6"
    assert said(item, "podcast:txt")[0][0] == f"{said_now}a word"
    assert said(item, ALTERNATE)[0][1]["title"] == f"{said_now}High quality"


@pytest.mark.parametrize("given", ["../../../../outside.opus", "/etc/passwd", "../.hidden/a.opus"])
def test_no_file_outside_the_repository_is_published(given: str, tmp_path: Path) -> None:
    root = tmp_path / "root"
    write_everything(root, episode=EPISODE.replace("first.opus", given))
    (tmp_path / "outside.opus").write_bytes(b"x")
    feed = read_feed(root)
    # Without the file nobody knows of what type the rest is.
    assert said(feed.find("channel/item"), f"{ALTERNATE}/podcast:source") == [
        (None, {"uri": "https://cdn.example.com/1.mp4"})
    ]
    assert b"outside" not in etree.tostring(feed)


def test_other_recordings_stand_where_the_show_keeps_its_audio(tmp_path: Path) -> None:
    show = SHOW.replace('title = "Talk"', 'title = "Talk"\naudio_base_url = "https://cdn.example"')
    write_everything(tmp_path, show, EPISODE.replace("first.opus", "elsewhere/first.opus"))
    item = read_feed(tmp_path).find("channel/item")
    assert said(item, f"{ALTERNATE}/podcast:source")[0][1] == {
        "uri": "https://cdn.example/elsewhere/first.opus"
    }
    assert "length" not in said(item, ALTERNATE)[0][1]


def test_what_the_feed_names_is_published(tmp_path: Path) -> None:
    write_everything(tmp_path)
    network = load_network(tmp_path.resolve())
    build_repository(network, (), now=NOW, web=Web(offline=True))
    public = tmp_path / "public/talk"
    for name in ("trailer.mp3", "wide.png", "cover.png"):
        assert (public / name).stat().st_size == (tmp_path / "feeds/talk" / name).stat().st_size
    for name in ("first.mp3", "first.opus", "episode.png", "episode-wide.png"):
        assert (public / "first" / name).is_file()
    feed = etree.fromstring((tmp_path / "feeds/talk/feed.xml").read_bytes())
    urls = feed.xpath("//@url | //@href | //@uri")
    ours = {url for url in urls if url.startswith(f"{SITE}/") and not url.endswith("/")}
    missing = {
        url
        for url in ours
        if not (public / url.removeprefix(f"{SITE}/").partition("?")[0]).is_file()
    }
    assert missing == set()
