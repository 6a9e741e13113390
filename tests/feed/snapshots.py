"""Snapshots of feeds, made without a feed; and those of the real feeds in the corpora."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from publisher.feed.reading.parsing import read_feed
from publisher.feed.reading.snapshot import FeedSnapshot, SnapshotEnclosure, SnapshotItem

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "feeds"
NAMES = sorted(file.name for file in FEEDS.glob("*.xml"))
FIRST = datetime(2026, 1, 1, 6, 30, tzinfo=UTC)


@cache
def real_feed(name: str) -> FeedSnapshot:
    return read_feed((FEEDS / name).read_bytes(), name)


@cache
def manifest() -> Mapping[str, Mapping[str, str]]:
    with (FEEDS / "manifest.tsv").open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row for row in csv.DictReader(stream, delimiter="\t")}


def make_item(number: int = 1, /, **changes: Any) -> SnapshotItem:
    item = SnapshotItem(
        title=f"Episode {number}",
        guid=f"guid-{number}",
        link=f"https://example.com/talk/{number}/",
        published=FIRST + timedelta(days=7 * number),
        published_text="some day",
        enclosure=SnapshotEnclosure(
            f"https://cdn.example.com/{number}.mp3", 12_000_000 + number, "audio/mpeg"
        ),
        duration_seconds=1800,
        number=number,
        description=f"Notes of {number}.",
        content=f'<p>Notes of {number}, <a href="https://example.org/{number}">read</a>.</p>',
    )
    return replace(item, **changes)


def make_feed(*items: SnapshotItem, **changes: Any) -> FeedSnapshot:
    """Return a feed with `items`, or with episodes 3, 2 and 1."""
    feed = FeedSnapshot(
        title="The Talk",
        description="Two people talk.",
        link="https://example.com/talk/",
        language="en",
        author="Ann Host",
        owner_name="Ann Host",
        owner_email="ann@example.com",
        artwork="https://example.com/cover.jpg",
        categories=(("Technology",),),
        explicit=False,
        guid="4d6a1e0b-9c43-5b6b-9f0e-7a4c1f0b6c11",
        feed_url="https://example.com/talk/feed.xml",
        items=items or tuple(make_item(number) for number in (3, 2, 1)),
    )
    return replace(feed, **changes)
