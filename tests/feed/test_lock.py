"""The lock is read as it was written; a broken one stops the work and stays."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import DocumentError
from publisher.feed.enclosures import Enclosure
from publisher.feed.lock import LIMIT_BYTES, Lock, LockedItem, lock_bytes, read_lock

ITEM = LockedItem(
    "001-first",
    datetime(2026, 1, 2, 6, 30, tzinfo=UTC),
    Enclosure("https://cdn.example.com/1.mp3", 12_000_001, "audio/mpeg"),
)
WRITTEN = lock_bytes(Lock("p", {"a": ITEM})).decode()
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)
ITEMS = st.builds(
    LockedItem,
    TEXTS,
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-5, minutes=-30))])),
    st.builds(Enclosure, TEXTS, st.integers(0, 2**40), TEXTS),
)


def test_the_file_is_sorted_with_one_item_a_line() -> None:
    data = lock_bytes(Lock("p", {"ß": ITEM, "a": ITEM}))
    lines = data.decode().splitlines()
    assert data.endswith(b"}\n")
    assert [line[4:7] for line in lines if "slug" in line] == ['"a"', '"ß"']
    assert json.loads(data)["items"]["a"] == {
        "slug": "001-first",
        "published": "2026-01-02T06:30:00Z",
        "enclosure": {
            "url": "https://cdn.example.com/1.mp3",
            "length": 12_000_001,
            "type": "audio/mpeg",
        },
    }


def test_further_feeds_stand_in_the_file_only_where_there_are_some() -> None:
    assert b"feeds" not in lock_bytes(Lock("p", {"a": ITEM}))
    assert json.loads(lock_bytes(Lock("p", {}, {"video": "v"})))["feeds"] == {"video": "v"}


def test_no_file_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "feed.lock") == Lock()


@settings(max_examples=50)
@given(
    st.builds(
        Lock,
        st.none() | TEXTS,
        st.dictionaries(TEXTS, ITEMS, max_size=4),
        st.dictionaries(TEXTS, TEXTS, max_size=2),
    )
)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, lock: Lock) -> None:
    file = tmp_path_factory.mktemp("lock") / "feed.lock"
    file.write_bytes(lock_bytes(lock))
    assert read_lock(file) == lock


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"1:1: .* not valid JSON"),
        ('{\n"version": 1,\n<<<<<<< HEAD\n', r"3:1: .* not valid JSON"),
        ("[" * 100_000, "doesn't hold"),
        ("[]", "'version' is missing"),
        ('{"version": 2, "items": {}}', "another publisher"),
        ('{"version": 1, "podcast_guid": 7, "items": {}}', "podcast_guid"),
        ('{"version": 1, "items": []}', "'items'"),
        ('{"version": 1, "items": {}, "feeds": []}', "'feeds' isn't a table"),
        ('{"version": 1, "items": {}, "feeds": {"video": 1}}', "'feeds' isn't a table"),
        ('{"version": 1, "items": {"a": 1}}', "'enclosure'"),
        ('{"version": 1, "items": {}, "items": {}}', "'items' stands there twice"),
        (WRITTEN.replace("02T06", "32T06"), "day is out of"),
        (WRITTEN.replace("00Z", "00"), "without its zone"),
        (WRITTEN.replace("2026-01-02T06:30:00Z", "0001-01-01T00:00:00+10:00"), "out of range"),
        (WRITTEN.replace("2026-01-02T06:30:00Z", "9999-12-31T23:00:00-10:00"), "out of range"),
        (WRITTEN.replace("12000001", '"1"'), "'length'"),
        ('{"version": 1, "items": {"a": 1' + "0" * 5000 + "}}", "doesn't hold"),
    ],
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "feed.lock"
    file.write_text(text)
    with pytest.raises(DocumentError, match=message) as caught:
        read_lock(file)
    assert re.search(r"feed\.lock:\d+:\d+: the lock of the feed .*git checkout", str(caught.value))
    assert "\n" not in str(caught.value)
    assert file.read_text() == text


ONE, TWO, OLD = (
    lock_bytes(Lock("p", dict.fromkeys(names, ITEM))).decode().splitlines()[4:-2]
    for names in (("b", "z"), ("d", "z"), ("z",))
)
HEAD, TAIL = WRITTEN.splitlines()[:4], WRITTEN.splitlines()[-2:]


@pytest.mark.parametrize(
    "between",
    [
        ["<<<<<<< HEAD", *ONE, "=======", *TWO, ">>>>>>> other"],
        ["<<<<<<< HEAD", *ONE, "||||||| 1a2b3c", *OLD, "=======", *TWO, ">>>>>>> other"],
        [*ONE, *TWO],
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_merge_keeps_the_items_of_both_sides(
    tmp_path: Path, between: list[str], end: str
) -> None:
    file = tmp_path / "feed.lock"
    file.write_bytes(end.join((*HEAD, *between, *TAIL, "")).encode())
    assert read_lock(file) == Lock("p", dict.fromkeys(("b", "d", "z"), ITEM))


def test_a_merge_of_two_words_on_one_item_is_left_to_people(tmp_path: Path) -> None:
    file = tmp_path / "feed.lock"
    other = [line.replace("12000001", "12000002") for line in OLD]
    file.write_text("\n".join((*HEAD, "<<<<<<< a", *OLD, "=======", *other, ">>>>>>> b", *TAIL)))
    with pytest.raises(DocumentError, match=r"'z' stands there twice"):
        read_lock(file)


@pytest.mark.parametrize(
    ("feed", "is_lost"),
    [
        ("<rss><channel><generator>podcast-publisher</generator><item></item>", True),
        ("<rss><channel><generator>podcast-publisher</generator></channel></rss>", False),
        ("<rss><channel><generator>another</generator><item></item>", False),
    ],
)
def test_a_lock_that_is_gone_from_beside_its_feed(tmp_path: Path, feed: str, is_lost: bool) -> None:
    (tmp_path / "feed.xml").write_text(feed)
    if not is_lost:
        assert read_lock(tmp_path / "feed.lock") == Lock()
        return
    with pytest.raises(DocumentError, match=r"feed\.lock:1:1: .* is gone.*git checkout HEAD"):
        read_lock(tmp_path / "feed.lock")


def test_a_binary_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    (tmp_path / "feed.lock").write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "folder").mkdir()
    for name in ("feed.lock", "folder"):
        with pytest.raises(DocumentError):
            read_lock(tmp_path / name)


def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "feed.lock").open("wb") as stream:
        stream.truncate(LIMIT_BYTES + 1)
    with pytest.raises(DocumentError, match=r"is larger than 64 MB.*git checkout"):
        read_lock(tmp_path / "feed.lock")
