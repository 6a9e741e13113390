"""The bytes of the feed: complete, well-formed, and the same each time."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.feed.elements import NAMESPACES
from publisher.feed.lock import lock_bytes
from publisher.model import Credit, EpisodeType, Place, Transcript
from tests.feed.builders import (
    ROOT,
    FeedPlan,
    feed_of,
    make_audio,
    make_episode,
    make_person,
    make_plan,
    make_show,
)

GOLDEN = Path(__file__).parents[1] / "golden/feed"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
HERE = Place("1.md")
HOSTILE = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(
    ["]]>", "<![CDATA[", "</item>", "&amp;&#0;&nope;", "\x1b[31m", "<?xml?>", "\ud800", "-->", ""]
)


def golden_plan() -> FeedPlan:
    """Return a show with every tag that there is."""
    guest = make_person("Ben Guest", image=None, website="https://ben.example")
    return make_plan(
        make_episode(
            1,
            title='Tags & "quotes" <b>',
            guid="https://example.com/first?a&b",
            season=1,
            explicit=True,
            image="https://example.com/1.jpeg?v=2",
            people=(Credit(guest, "guest"),),
            transcripts=(
                Transcript(HERE, file=ROOT / "feeds/talk/episodes/1.vtt", language="en"),
                Transcript(HERE, url="https://example.com/1.srt"),
            ),
            body="First & last:\n\n<b>bold</b> ]]> end",
        ),
        make_episode(2, type=EpisodeType.BONUS, number=None, explicit=False),
        make_episode(
            3,
            published=datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
            audio=make_audio(
                3, url=None, file=ROOT / "feeds/talk/episodes/3/a b.m4a", duration_seconds=None
            ),
        ),
        make_episode(4, draft=True),
    )


@pytest.mark.parametrize("name", ["feed.xml", "feed.lock"])
def test_the_golden_feed(name: str) -> None:
    plan = golden_plan()
    built = feed_of(plan) if name == "feed.xml" else lock_bytes(plan.lock)
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(built)
    assert built == file.read_bytes()


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "UTC", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "3"},
    ],
)
def test_the_same_bytes_in_any_environment(environment: dict[str, str]) -> None:
    script = (
        "import locale, sys, warnings; warnings.simplefilter('ignore');\n"
        "try: locale.setlocale(locale.LC_ALL, '')\n"
        "except locale.Error: pass\n"
        "from tests.feed.test_assemble import golden_plan, feed_of\n"
        "sys.stdout.buffer.write(feed_of(golden_plan()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert run.stdout == feed_of(golden_plan())


def test_feeds_built_at_once_are_the_feeds_built_in_turn() -> None:
    alone = feed_of(golden_plan())
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: feed_of(golden_plan()), range(12))) == {alone}


def test_last_built_when_the_newest_item_came_out() -> None:
    plan = make_plan(make_episode(1), make_episode(2), make_episode(3, draft=True))
    root = etree.fromstring(feed_of(plan))
    assert root.findtext("channel/lastBuildDate") == "Sat, 03 Jan 2026 06:30:00 +0000"
    assert root.findtext("channel/item/pubDate") == "Sat, 03 Jan 2026 06:30:00 +0000"


def test_a_show_without_items_has_a_feed_without_a_date() -> None:
    root = etree.fromstring(feed_of(make_plan()))
    assert root.findtext("channel/title") == "Talk & Think"
    assert root.find("channel/lastBuildDate") is None
    assert root.find("channel/item") is None


def test_a_show_without_description_is_described_by_its_title() -> None:
    root = etree.fromstring(feed_of(make_plan(show=make_show(description=" \n", title=""))))
    assert root.findtext("channel/title") == "talk"
    assert root.findtext("channel/description") == "talk"


def test_descriptions_are_cut_and_content_is_not() -> None:
    long = "Some words.\n" * 500
    plan = make_plan(
        make_episode(1, body=long), show=make_show(description=long), notes=lambda e: (long, long)
    )
    root = etree.fromstring(feed_of(plan))
    for path in ("channel/description", "channel/item/description"):
        text = root.findtext(path) or ""
        assert 3900 < len(text.encode()) <= 4000
        assert text.endswith("Some words.\n…")
    assert root.findtext(f"channel/item/{CONTENT}") == long.strip()


def test_an_item_without_notes_is_described_by_its_title() -> None:
    plan = make_plan(make_episode(1), notes=lambda _: ("", "\n"))
    root = etree.fromstring(feed_of(plan))
    assert root.findtext("channel/item/description") == "Episode 1"
    assert root.find(f"channel/item/{CONTENT}") is None


def test_html_stands_in_cdata_and_cannot_end_it() -> None:
    html = "<p>a &amp; b ]]> </item></p>"
    data = feed_of(make_plan(make_episode(1), notes=lambda _: (html, "text")))
    assert b"<![CDATA[<p>a &amp; b ]]&gt; </item></p>]]>" in data
    item = etree.fromstring(data).find("channel/item")
    assert item is not None
    assert item.findtext(CONTENT) == "<p>a &amp; b ]]&gt; </item></p>"


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_text_makes_a_well_formed_feed(title: str, body: str, slug: str) -> None:
    episode = make_episode(
        1,
        title=title,
        body=body,
        guid=body,
        audio=make_audio(1, url=f"https://example.com/{slug}", type=body),
        people=(Credit(make_person(title, website=body, image=slug), title),),
        transcripts=(Transcript(HERE, url=body, type=title, language=slug),),
    )
    show = make_show(title=title, description=body, author=body, copyright=title, guid=slug)
    plan = make_plan(episode, show=show, notes=lambda _: (body, title))
    root = etree.fromstring(feed_of(plan))
    assert len(root.findall("channel/item")) == 1
    assert {each.prefix for each in root.iter() if each.prefix} <= {"content", *NAMESPACES}
    assert feed_of(plan) == feed_of(plan)


def test_the_feed_names_utc_dates_for_any_zone() -> None:
    zone = timezone(-timedelta(hours=9, minutes=30))
    moment = datetime(2026, 1, 1, 20, tzinfo=zone)
    plan = make_plan(make_episode(1, published=moment))
    root = etree.fromstring(feed_of(plan))
    for path in ("channel/item/pubDate", "channel/lastBuildDate"):
        assert root.findtext(path) == "Fri, 02 Jan 2026 05:30:00 +0000"
    assert next(iter(plan.lock.items.values())).published.astimezone(UTC).day == 2
