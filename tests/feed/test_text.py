"""What goes into a feed is XML, and no longer than apps take."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.feed.text import clean_text, one_line, rfc2822, shorten_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x0bc\x1fd", "abcd"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("half \ud83d of it", "half  of it"),
        ("no\ufffechar\uffff", "nochar"),
        ("grüße 🎧 \u202e", "grüße 🎧 \u202e"),
    ],
)
def test_cleaning(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@settings(max_examples=100)
@given(ANY_TEXT)
def test_what_is_clean_is_xml_and_stays_as_it_is(text: str) -> None:
    clean = clean_text(text)
    element = etree.Element("x")
    element.text = clean
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean
    assert clean_text(clean) == clean


def test_a_title_is_one_line() -> None:
    assert one_line("  A\n title\x00\twith  gaps ") == "A title with gaps"


def test_short_text_stays() -> None:
    assert shorten_text("ü" * 2000) == "ü" * 2000


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("first\n\nsecond\nthird", 18, "first\n\nsecond\n…"),
        ("one first line\n\nanother paragraph", 27, "one first line\n…"),
        ("some words https://example.com/a/b", 24, "some words …"),
        ("x" * 20, 10, "xxxxxx…"),
    ],
)
def test_long_text_is_cut_at_the_widest_gap(text: str, limit: int, expected: str) -> None:
    assert shorten_text(text, limit) == expected
    assert len(expected.encode()) <= limit


@settings(max_examples=100)
@given(st.text(max_size=80), st.integers(8, 60))
def test_cut_text_fits_and_is_a_start(text: str, limit: int) -> None:
    short = shorten_text(text, limit)
    assert len(short.encode()) <= limit
    assert short == text or text.startswith(short.removesuffix("…").rstrip())


def test_dates_are_in_utc_and_english() -> None:
    moment = datetime(2026, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert rfc2822(moment) == "Sat, 28 Feb 2026 22:30:00 +0000"


@settings(max_examples=50)
@given(st.integers(0, 4_000_000_000))
def test_dates_are_read_back(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert parsedate_to_datetime(rfc2822(moment)) == moment
