from datetime import UTC, datetime

import pytest

from publisher.feed.reading.values import flag, moment, seconds, size_bytes, whole

NEW_YEAR = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 2026 12:00:00 GMT",
        "Thu, 1 Jan 2026 13:00:00 +0100",
        "Thu, 01 Jan 2026 07:00:00 EST",
        "1 Jan 2026 12:00 +0000",
        "Mon, 01 Jan 26 12:00:00 Z",
        "2026-01-01T12:00:00Z",
        "2026-01-01 12:00:00",
        "Fri, 01 Jan 2026 12:00:00 GMT",  # it was a Thursday
        "Thu,1-Jan-2026 12:00:00",
        "Thu, 01 Jan 2026 13:00:00 GMT+1",
        "Thu, 01 Jan 2026 13:00:00 +01:00",
        "Thu, 01 Jan 2026 14:00:00 +0200 (EET)",
        "Thu, 01 Jan 2026 13:00:00 CET",
        "Do, 01 Jän 2026 13:00:00 MEZ",
        "1. Januar 2026, 12.00 Uhr",
        "1.1.2026 12:00",
        "jue, 01 ene 2026 12:00:00 GMT",
        "1 de enero de 2026 12:00",
        "jeu., 01 janv. 2026 12h00",
        "January 1st, 2026 - 12:00pm",
        "Thu Jan  1 12:00:00 UTC 2026",
        "2026/1/1 12:00",
        "1767268800",
        "1767268800000",
    ],
)
def test_dates_of_many_dialects(text: str) -> None:
    assert moment(text) == NEW_YEAR


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "soon", "1" * 5000, "9999-12-31T23:59:59-12:00", "0", "-1", "2026"),
        *("Thu, 118 Jun 2015 14:30:25 +0200", "Mon, 31 Feb 2022 10:00:00 +0000", "1/2/2026"),
        *("Thu, 01 Jan 2026 25:00:00 GMT", "Thu, 01 Jan 2026 13:00 pm", "1 Foo 2026"),
        *("Thu, 01 Jan 2026 12:00:00 +9900", "https://a.example/2026/13/41", "٠١.٠١.٢٠٢٦"),
    ],
)
def test_what_is_no_date(text: str | None) -> None:
    assert moment(text) is None


def test_midnight_may_end_a_day() -> None:
    assert moment("Wed, 31 Dec 2025 24:00:00 GMT") == datetime(2026, 1, 1, tzinfo=UTC)
    assert moment("2025-12-31T24:00:00Z") == datetime(2026, 1, 1, tzinfo=UTC)
    assert moment("Wed, 31 Dec 2025 23:59:60 GMT") == datetime(2026, 1, 1, tzinfo=UTC)


def test_years_of_two_digits() -> None:
    assert moment("1 Jan 99 00:00 GMT") == datetime(1999, 1, 1, tzinfo=UTC)
    assert moment("1 Jan 26 00:00 GMT") == datetime(2026, 1, 1, tzinfo=UTC)


def test_hostile_dates_end() -> None:
    for sign in ("1", "1.", "1 jan ", "jan 1 ", "1:", " ", "a", "é", "+1"):
        moment((sign * 200)[:200])
        seconds((sign * 200)[:200])
        size_bytes((sign * 200)[:200])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1800", 1800),
        ("30:00", 1800),
        ("0:30:00", 1800),
        ("1:02:03", 3723),
        (" 59 ", 59),
        ("1800.52", 1800),
        ("62:03", 3723),
        ("1h2m3s", 3723),
        ("1 Std. 2 Min. 3 Sek.", 3723),
        ("1 hour and 2 minutes", 3720),
        ("PT1H2M3S", 3723),
        ("62 min", 3720),
        ("1.5 hours", 5400),
        ("https://a.example/1.mp3", None),
        ("1:2:3:4", None),
        ("half an hour", None),
        ("-5", None),
        ("", None),
        (None, None),
    ],
)
def test_durations(text: str | None, value: int | None) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), (" 12 ", 12), ("-1", None), ("1e9", None), ("٣", None), ("9" * 17, None)],
)
def test_whole_numbers(text: str, value: int | None) -> None:
    assert whole(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("0", 0), ("-1", None), ("", None), (None, None), ("12 MB", None)),
        *(("1,234", 1234), ("1.234.567", 1234567), ("1 234 567", 1234567), ("1'234", 1234)),
        *(("1234 bytes", 1234), ("1234.0", 1234), ("1.234", None), ("1,23", None), ("1e6", None)),
    ],
)
def test_lengths(text: str | None, value: int | None) -> None:
    assert size_bytes(text) == value


def test_flags() -> None:
    assert [flag(word) for word in ("Yes", "true", "explicit")] == [True] * 3
    assert [flag(word) for word in ("no", "False", "clean")] == [False] * 3
    assert [flag(word) for word in (None, "", "maybe")] == [None] * 3
