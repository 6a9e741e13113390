from datetime import UTC, datetime

import pytest

from publisher.feed.reading.values import flag, moment, seconds, whole

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
    ],
)
def test_dates_of_many_dialects(text: str) -> None:
    assert moment(text) == NEW_YEAR


@pytest.mark.parametrize(
    "text",
    [None, "", "soon", "Thu, 118 Jun 2015 14:30:25 +0200", "1" * 5000, "9999-12-31T23:59:59-12:00"],
)
def test_what_is_no_date(text: str | None) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1800", 1800),
        ("30:00", 1800),
        ("0:30:00", 1800),
        ("1:02:03", 3723),
        (" 59 ", 59),
        ("1800.52", 1800),
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


def test_flags() -> None:
    assert [flag(word) for word in ("Yes", "true", "explicit")] == [True] * 3
    assert [flag(word) for word in ("no", "False", "clean")] == [False] * 3
    assert [flag(word) for word in (None, "", "maybe")] == [None] * 3
