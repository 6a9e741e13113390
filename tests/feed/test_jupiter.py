"""Jupiter Broadcasting's 1,961 episodes, built from their own files: the feeds as published.

For one show there are two feeds as they were: of 2020, by the host that the episode files come
from, and of 2018, by the host before.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from tests.commands import Outcome, run
from tests.corpora import CORPORA, write_repository
from tests.feed.listening import Fields, read_with_lxml
from tests.feed.published import parse

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")

FEEDS = CORPORA.parent / "feeds"
COMPARED = ("date", "duration", "enclosure", "length", "media type", "title")


class Built(NamedTuple):
    outcome: Outcome
    counts: Mapping[str, int]  # of items, by show
    linux_unplugged: Mapping[str, Fields]  # by GUID


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write_repository("jupiterbroadcasting", tmp_path_factory.mktemp("jupiter"))
    outcome = run("build", "--offline", "--at", "2026-11-01T00:00:00Z", root=root)
    feeds = {file.parent.name: file.read_bytes() for file in root.glob("feeds/*/feed.xml")}
    counts = {show: len(parse(feed).findall("channel/item")) for show, feed in feeds.items()}
    items = read_with_lxml(feeds["linux-unplugged"]).items
    return Built(outcome, counts, {item["guid"]: item for item in items})


def test_every_episode_is_an_item_but_those_without_audio(built: Built) -> None:
    assert built.outcome.code == 0
    assert "Coder Radio: 553 episodes" in built.outcome.out
    assert "left out: 55 without audio" in built.outcome.out
    assert built.outcome.out.count("left out: ") == 1
    assert len(built.counts) == 8
    assert sum(built.counts.values()) == 1961 - 55


class Exceptional(NamedTuple):
    """Why a field differs in so many items; `explains` says of each that this is why."""

    items: int
    why: str
    explains: Callable[[Any, Any], bool]


FEED_2020 = {
    "title": Exceptional(
        384,
        "the number stood in each title; the files have a field for it",
        lambda theirs, ours: _letters(_bare(theirs)) == _letters(ours),
    ),
    "media type": Exceptional(
        100,
        "audio/mp3 is the name of no media type (RFC 3003)",
        lambda theirs, ours: (theirs, ours) == ("audio/mp3", "audio/mpeg"),
    ),
}
FEED_2018 = {
    "title": Exceptional(
        232,
        "the number stood in each title; the files have a field for it",
        lambda theirs, ours: _letters(_bare(theirs)) == _letters(ours),
    ),
    "enclosure": Exceptional(
        232,
        "the recordings were moved to another host",
        lambda theirs, ours: "fireside" not in theirs and "fireside" in ours,
    ),
    "length": Exceptional(
        232,
        "and lost the picture in their head by the move",
        lambda theirs, ours: abs(theirs - ours) < 60_000_000,
    ),
    "duration": Exceptional(
        18,
        "by a second; the old feed had one wrong, and some not at all",
        lambda theirs, ours: abs((theirs or ours) - ours) <= 1 or (theirs, ours) == (1947, 5038),
    ),
}


def _bare(title: str) -> str:
    """Return a title without the number before or behind it."""
    return re.sub(r"^(Episode )?\d+: |\W+(LINUX Unplugged|LUP?)\W*\d+$", "", title)


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title)).lower()


@pytest.mark.parametrize(
    ("name", "count", "exceptions"),
    [("linux-unplugged-2020", 384, FEED_2020), ("linux-unplugged-2018", 232, FEED_2018)],
)
def test_the_published_items_are_ours(
    name: str, count: int, exceptions: Mapping[str, Exceptional], built: Built
) -> None:
    published = read_with_lxml((FEEDS / f"{name}.xml").read_bytes()).items
    assert len({item["guid"] for item in published}) == count
    assert {item["guid"] for item in published} <= built.linux_unplugged.keys()
    differ = Counter[str]()
    for theirs in published:
        ours = built.linux_unplugged[theirs["guid"]]
        for field in COMPARED:
            if theirs[field] != ours[field]:
                differ[field] += 1
                excuse = exceptions.get(field)
                assert excuse is not None, (field, theirs, ours)
                assert excuse.explains(theirs[field], ours[field]), (theirs[field], ours[field])
    assert differ == {field: exception.items for field, exception in exceptions.items()}
