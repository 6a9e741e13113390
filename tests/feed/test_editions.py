"""Which feeds a show has: its pages, and those with some of its episodes."""

from datetime import timedelta

import pytest
from lxml import etree

from publisher.feed.assemble import assemble_feed
from publisher.feed.editions import Edition, editions, feed_names
from publisher.feed.elements import NAMESPACES
from publisher.feed.guids import podcast_guid
from publisher.feed.identity import identify
from publisher.feed.lock import Lock
from publisher.feed.plan import plan_items
from publisher.model import AlternateEnclosure, EnclosureSource, EpisodeType, FilteredFeed, Show
from tests.feed.builders import NOW, make_audio, make_episode, make_network, make_show, notes_of

SITE = "https://example.com/pods/talk"
VIDEO = AlternateEnclosure(
    ("alternate_enclosures", 0), "video/mp4", "https://cdn.example.com/1.mp4", size_bytes=9_000_000
)
EPISODES = (
    make_episode(1, season=1, type=EpisodeType.TRAILER, alternate_enclosures=(VIDEO,)),
    make_episode(2, season=1, tags=("Interview", "long")),
    make_episode(3, season=2, tags=("interview",), audio=make_audio(3, type="video/mp4")),
    make_episode(4, season=2, type=EpisodeType.BONUS),
)


def feeds_of(show: Show, lock: Lock | None = None) -> dict[str, Edition]:
    network = make_network(show)
    identity = identify(show, EPISODES, network, lock=lock or Lock(), now=NOW)
    return {each.name: each for each in editions(show, identity, network)}


def numbers(edition: Edition) -> list[int | None]:
    return [item.candidate.episode.number for item in edition.items]


def test_a_feed_is_in_one_piece_unless_pages_are_asked_for() -> None:
    (feed,) = feeds_of(make_show()).values()
    assert (feed.name, feed.channel.url, feed.channel.pages) == ("feed", f"{SITE}/feed.xml", ())
    assert numbers(feed) == [4, 3, 2, 1]
    (feed,) = feeds_of(make_show(page_size=4)).values()
    assert feed.channel.pages == ()


def test_pages_name_one_another() -> None:
    show = make_show(page_size=2, feed_url="https://feeds.example.org/talk")
    feeds = feeds_of(show)
    assert [*feeds] == [*feed_names(show, 4)] == ["feed", "feed-2"]
    first, second = feeds.values()
    assert (numbers(first), numbers(second)) == ([4, 3], [2, 1])
    urls = ("https://feeds.example.org/talk", f"{SITE}/feed-2.xml")
    assert (first.channel.url, second.channel.url) == urls
    assert first.channel.pages == (("first", urls[0]), ("next", urls[1]), ("last", urls[1]))
    assert second.channel.pages == (("first", urls[0]), ("previous", urls[0]), ("last", urls[1]))
    assert first.channel.guid == second.channel.guid
    assert second.channel.newest == EPISODES[1].published


def test_pages_are_linked_in_the_feed() -> None:
    show = make_show(page_size=1)
    second = feeds_of(show)["feed-2"]
    items = plan_items(show, second.items, make_network(show), notes_of)
    root = etree.fromstring(b"".join(assemble_feed(second.channel, items)))
    links = {
        each.get("rel"): each.get("href") for each in root.iterfind("channel/atom:link", NAMESPACES)
    }
    assert links == {
        "self": f"{SITE}/feed-2.xml",
        "first": f"{SITE}/feed.xml",
        "previous": f"{SITE}/feed.xml",
        "next": f"{SITE}/feed-3.xml",
        "last": f"{SITE}/feed-4.xml",
    }


def test_a_show_without_items_has_its_feed_all_the_same() -> None:
    assert [*feed_names(make_show(page_size=5), 0)] == ["feed"]


@pytest.mark.parametrize(
    ("feed", "expected"),
    [
        (FilteredFeed("x"), [4, 3, 2, 1]),
        (FilteredFeed("x", seasons=(2,)), [4, 3]),
        (FilteredFeed("x", tags=("INTERVIEW",)), [3, 2]),
        (FilteredFeed("x", tags=("interview",), exclude_tags=("Long",)), [3]),
        (FilteredFeed("x", types=(EpisodeType.TRAILER, EpisodeType.BONUS)), [4, 1]),
        (FilteredFeed("x", limit=3), [4, 3, 2]),
        (FilteredFeed("x", enclosure="video/mp4", limit=1), [3]),
        (FilteredFeed("x", enclosure="Video/MP4"), [3, 1]),
        (FilteredFeed("x", enclosure="audio/mpeg", seasons=(1,)), [2, 1]),
    ],
)
def test_what_a_filtered_feed_holds(feed: FilteredFeed, expected: list[int]) -> None:
    feeds = feeds_of(make_show(feeds=(feed,)))
    assert [*feeds] == ["feed", "x"]
    assert numbers(feeds["x"]) == expected


def test_a_variant_keeps_the_guid_and_takes_the_other_enclosure() -> None:
    feeds = feeds_of(make_show(feeds=(FilteredFeed("video", enclosure="video/mp4"),)))
    item, other = feeds["video"].items[-1], feeds["feed"].items[-1]
    assert item.guid == other.guid
    assert item.candidate.enclosure == ("https://cdn.example.com/1.mp4", 9_000_000, "video/mp4")
    assert other.candidate.enclosure.type == "audio/mpeg"


def test_a_variant_is_known_by_its_title_and_by_the_address_of_its_source() -> None:
    sources = (EnclosureSource((), "ipfs://x"), EnclosureSource((), "https://b.example/1.opus"))
    named = AlternateEnclosure((), "audio/opus", title="Low", sources=sources)
    show = make_show(feeds=(FilteredFeed("low", enclosure="low"),))
    episode = make_episode(1, alternate_enclosures=(named,))
    network = make_network(show)
    identity = identify(show, (episode,), network, lock=Lock(), now=NOW)
    _, low = editions(show, identity, network)
    assert low.items[0].candidate.enclosure.url == "https://b.example/1.opus"


def test_how_a_filtered_feed_presents_itself() -> None:
    feed = FilteredFeed("video", "On Video", "Moving.", "https://example.com/v.jpg")
    show = make_show(feeds=(feed, FilteredFeed("b")), new_feed_url="https://new.example.com/feed")
    feeds = feeds_of(show)
    channel = feeds["video"].channel
    assert (channel.show.title, channel.show.description) == ("On Video", "Moving.")
    assert channel.artwork == "https://example.com/v.jpg"
    assert channel.show.new_feed_url is None
    assert channel.url == f"{SITE}/video.xml"
    assert feeds["b"].channel.show.title == "Talk & Think (b)"


def test_another_feed_is_another_podcast_and_stays_it() -> None:
    show = make_show(feeds=(FilteredFeed("b"),))
    feed, other = feeds_of(show).values()
    assert other.channel.guid == podcast_guid(f"{SITE}/b.xml") != feed.channel.guid
    locked = {"b": "917393e3-1b1e-5cef-ace4-edaa54e1f810", "gone": "x"}
    lock = Lock(None, {}, locked)
    assert feeds_of(show, lock)["b"].channel.guid == locked["b"]
    after = identify(show, EPISODES, make_network(show), lock=lock, now=NOW).next_lock
    assert after.feeds == locked
    bad = Lock(None, {}, {"b": "no guid"})
    assert feeds_of(show, bad)["b"].channel.guid == other.channel.guid


def test_the_newest_of_a_page_dates_it() -> None:
    feeds = feeds_of(make_show(page_size=3))
    newest = EPISODES[0].published
    assert newest is not None
    assert feeds["feed-2"].channel.newest == newest
    assert feeds["feed"].channel.newest == newest + timedelta(days=3)


def test_without_a_site_there_is_none() -> None:
    show = make_show(feeds=(FilteredFeed("b"),))
    network = make_network(show, None)
    identity = identify(show, EPISODES, network, lock=Lock(), now=NOW)
    assert editions(show, identity, network) == ()
