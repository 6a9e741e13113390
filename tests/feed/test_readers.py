"""Real clients read what is built, and find in it what the episodes say."""

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree

from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.feed.enclosures import sendable_url
from publisher.feed.lock import Lock
from publisher.feed.text import one_line
from publisher.model import Audio, Episode, Place
from tests.corpora import CORPORA, write_repository
from tests.feed.builders import (
    NOW,
    FeedPlan,
    feed_of,
    make_episode,
    make_plan,
    make_show,
    plan_feed,
)
from tests.feed.test_assemble import golden_plan

FEEDS = CORPORA.parent / "feeds"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HERE = Place("1.md")
MOST_ITEMS = 80
YEAR_3000 = datetime(3000, 1, 1, tzinfo=UTC)


def seconds_of(text: str | None) -> int | None:
    parts = [part for part in (text or "").strip().split(":") if part.strip().isdigit()]
    return sum(int(part) * 60**power for power, part in enumerate(reversed(parts))) or None


def date_of(text: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(text or "").replace(tzinfo=UTC)
    except ValueError:  # one feed has the 118th of June
        return None


def episodes_of(file: Path) -> Iterator[Episode]:
    """Read the items of a real feed, however broken, as episodes with their own GUIDs."""
    root = etree.parse(str(file), etree.XMLParser(recover=True, huge_tree=True)).getroot()
    for number, item in enumerate(list(root.iter("item"))[:MOST_ITEMS]):
        enclosure = item.find("enclosure")
        date = date_of(item.findtext("pubDate"))
        if enclosure is None or date is None or not enclosure.get("url", "").strip():
            continue
        length = enclosure.get("length") or ""
        yield make_episode(
            number,
            slug=f"e{number}",
            title=item.findtext("title") or "",
            guid=(item.findtext("guid") or "").strip() or None,
            published=date,
            body=item.findtext(CONTENT) or item.findtext("description") or "",
            audio=Audio(
                HERE,
                url=enclosure.get("url").strip(),
                size_bytes=int(length) if length.isdigit() else None,
                duration_seconds=seconds_of(item.findtext(f"{ITUNES}duration")),
                type=enclosure.get("type"),
            ),
        )


def plan_of(file: Path) -> FeedPlan:
    return make_plan(*episodes_of(file), show=make_show(title=file.stem), now=YEAR_3000)


def real_feeds() -> list[Any]:
    files = sorted(FEEDS.glob("*.xml"))
    if not files:
        return [pytest.param(FEEDS, marks=pytest.mark.skip("the corpora aren't here"))]
    return [pytest.param(file, id=file.stem) for file in files]


def read_with_feedparser(data: bytes) -> list[tuple[Any, ...]]:
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        (
            entry.id,
            entry.enclosures[0].href,
            int(entry.enclosures[0].length),
            entry.enclosures[0].type,
            int(entry.get("itunes_duration", 0)),
            datetime.fromtimestamp(timegm(entry.published_parsed), UTC),
        )
        for entry in parsed.entries
    ]


def read_with_podcastparser(data: bytes) -> dict[str, tuple[Any, ...]]:
    parsed = podcastparser.parse("https://example.com/feed.xml", BytesIO(data))
    return {
        entry["guid"]: (
            entry["enclosures"][0]["url"],
            entry["enclosures"][0]["file_size"],
            entry["enclosures"][0]["mime_type"],
            entry["total_time"],
            entry["published"],
        )
        for entry in parsed["episodes"]
    }


def expected(plan: FeedPlan) -> list[tuple[Any, ...]]:
    return [
        (
            item.guid,
            item.enclosure.url,
            item.enclosure.length_bytes,
            item.enclosure.type,
            (item.episode.audio and item.episode.audio.duration_seconds) or 0,
            item.published.astimezone(UTC).replace(microsecond=0),
        )
        for item in plan.items
    ]


def assert_clients_agree(plan: FeedPlan) -> None:
    data = feed_of(plan)
    wanted = expected(plan)
    assert read_with_feedparser(data) == wanted
    # -1 is podcastparser's word for a length of 0, and it knows dates in seconds.
    assert read_with_podcastparser(data) == {
        guid: (url, length or -1, kind, duration, int(date.timestamp()))
        for guid, url, length, kind, duration, date in wanted
    }
    titles = [each.findtext("title") for each in etree.fromstring(data).iter("item")]
    assert titles == [one_line(item.episode.title) or item.episode.slug for item in plan.items]


def test_clients_read_the_golden_feed() -> None:
    plan = golden_plan()
    assert len(plan.items) == 3
    assert_clients_agree(plan)


def test_feedparser_finds_channel_and_titles() -> None:
    parsed = feedparser.parse(BytesIO(feed_of(golden_plan())))
    channel = parsed.feed
    assert (channel.title, channel.language) == ("Talk & Think", "en-GB")
    assert channel.link == "https://example.com/pods/talk/"
    assert channel.author == "Ann Host"
    assert channel.image.href == "https://example.com/pods/talk/cover.png"
    assert channel.publisher_detail == {"name": "Ann Host", "email": "ann@example.com"}
    assert [tag.term for tag in channel.tags] == [
        "Society & Culture",
        "Documentary",
        "Technology",
    ]
    assert [link.href for link in channel.links if link.rel == "self"] == [
        "https://example.com/pods/talk/feed.xml"
    ]
    assert [entry.title for entry in parsed.entries][:2] == ["Episode 3", "Episode 2"]
    assert parsed.entries[2].content[0].value.startswith("<p>First & last:")


def test_podcastparser_finds_channel_and_notes() -> None:
    parsed = podcastparser.parse("https://example.com/feed.xml", BytesIO(feed_of(golden_plan())))
    assert parsed["title"] == "Talk & Think"
    assert parsed["cover_url"] == "https://example.com/pods/talk/cover.png"
    assert parsed["type"] == "episodic"
    assert [entry["title"] for entry in parsed["episodes"]][:2] == ["Episode 3", "Episode 2"]
    assert parsed["episodes"][2]["explicit"] is True
    assert parsed["episodes"][2]["description_html"].startswith("<p>First & last:")


@pytest.mark.parametrize("file", real_feeds())
def test_clients_read_what_is_built_from_a_real_feed(file: Path) -> None:
    plan = plan_of(file)
    assert_clients_agree(plan)
    assert {item.guid for item in plan.items} == set(plan.lock.items)
    assert plan_of(file).lock == plan.lock
    given = [each.guid for each in episodes_of(file)]
    unique = {guid for guid in given if guid and given.count(guid) == 1}
    assert unique <= {item.guid for item in plan.items}
    for item in plan.items:
        assert item.episode.audio is not None
        assert item.enclosure.url == sendable_url(item.episode.audio.url or "")


@pytest.fixture(scope="module", params=["arresteddevops", "jupiterbroadcasting", "syntax"])
def real_plans(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, FeedPlan]:
    """The feeds of real shows, made from their own episode files."""
    if not CORPORA.is_dir():
        pytest.skip("the corpora aren't here")
    root = write_repository(request.param, tmp_path_factory.mktemp("corpus")).resolve()
    network = load_network(root)
    return {
        show.slug: plan_feed(
            show,
            [file.episode for file in read_episodes(show, network) if file.episode],
            network,
            lock=Lock(),
            now=NOW,
            notes=lambda episode: (episode.body[:2000], episode.body[:2000]),
        )
        for show in network.shows.values()
    }


def test_clients_read_what_is_built_from_real_episode_files(
    real_plans: dict[str, FeedPlan],
) -> None:
    for plan in real_plans.values():
        assert len(plan.items) > 30
        assert_clients_agree(plan)
