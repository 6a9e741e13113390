from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.config.times import MOMENT, WHOLE_SECONDS, read_moment, read_seconds
from tests.config.builders import take

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-01-31", "2024-01-31T00:00:00+01:00"),
        ("2024-07-31", "2024-07-31T00:00:00+02:00"),
        ("2024-7-3", "2024-07-03T00:00:00+02:00"),
        ("2024-01-31T18:00:00Z", "2024-01-31T18:00:00+00:00"),
        ("2024-01-31T18:00", "2024-01-31T18:00:00+01:00"),
        ("2024-01-31 18:00:00 -0600", "2024-01-31T18:00:00-06:00"),
        ("2018-11-20 22:58:11 +0000", "2018-11-20T22:58:11+00:00"),
        ("2024-01-31t18:00:00.5+05:30", "2024-01-31T18:00:00.500000+05:30"),
        ("2024-01-31 18:00:00 UTC", "2024-01-31T18:00:00+00:00"),
        ("Wed, 31 Jan 2024 18:00:00 -0500", "2024-01-31T18:00:00-05:00"),
        ("2024/1/31 18:00:00", "2024-01-31T18:00:00+01:00"),
        ("Jan 31, 2024", "2024-01-31T00:00:00+01:00"),
        ("Wednesday, January 31st, 2024 18:00", "2024-01-31T18:00:00+01:00"),
        ("20240131", "2024-01-31T00:00:00+01:00"),
        (20240131, "2024-01-31T00:00:00+01:00"),
        (1510756086658, "2017-11-15T14:28:06.658000+00:00"),
        ("1510756086658", "2017-11-15T14:28:06.658000+00:00"),
        (1510756086, "2017-11-15T14:28:06+00:00"),
        (datetime(2024, 1, 31, 18, tzinfo=UTC), "2024-01-31T18:00:00+00:00"),
        (datetime(2024, 1, 31, 18), "2024-01-31T18:00:00+01:00"),  # noqa: DTZ001
        (datetime(2024, 1, 31).date(), "2024-01-31T00:00:00+01:00"),  # noqa: DTZ001
    ],
)
def test_moments(value: str | int | datetime, iso: str) -> None:
    assert read_moment(value, BERLIN).isoformat() == iso


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2024-13-45", "not in the calendar"),
        ("2023-02-29", "not in the calendar"),
        ("2024-01-31T25:00", "not in the calendar"),
        ("2024-01-31T10:00+99:00", "not in the calendar"),
        ("tomorrow", "not a date"),
        ("Foo 31, 2024", "not a date"),
        ("01/31/2024", "not a date"),
        ("31.01.2024", "not a date"),
        ("0202-01-31", "year that can't be right"),
        ("9999-12-31", "year that can't be right"),
        (20241345, "not a date"),
        (7, "not a date"),
        (10**30, "not a date"),
        (-1, "not a date"),
        (True, "not a date"),
        (["2024-01-31"], "not a date"),
        ("9" * 400, "not a date"),
    ],
)
def test_what_is_no_moment(value: str | int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_moment(value, UTC)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_iso_dates_survive(moment: datetime, minutes: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert read_moment(moment.isoformat(), UTC) == moment


def test_a_bad_date_is_told_with_its_forms(tmp_path: Path) -> None:
    assert take(tmp_path, MOMENT, "v: 2024-13-45") == (
        None,
        ['v "2024-13-45" is not in the calendar; write 2024-01-31 or 2024-01-31T18:00:00+01:00'],
    )


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("1:02:03", 3723),
        ("43:21", 2601),
        ("00:43:21", 2601),
        ("90:00", 5400),
        ("3723", 3723),
        (3723, 3723),
        (12.5, 12.5),
        ("0:00:12.250", 12.25),
        ("0", 0),
    ],
)
def test_seconds(value: str | float, seconds: float) -> None:
    assert read_seconds(value) == seconds


@pytest.mark.parametrize(
    "value", ["", "1:2:3:4", "1:75", "-5", -5, "ten", True, None, [], 10**12, float("nan"), "1:99"]
)
def test_what_is_no_time(value: str | float | None) -> None:
    assert read_seconds(value) is None


def test_sexagesimal_traps(tmp_path: Path) -> None:
    assert take(tmp_path, WHOLE_SECONDS, "v: 1:02:03") == (3723, [])
    assert take(tmp_path, WHOLE_SECONDS, "v: 43:21") == (2601, [])
    value, [message] = take(tmp_path, WHOLE_SECONDS, "v: an hour")
    assert value is None
    assert '"1:02:03"' in message


def test_a_toml_time_of_day_is_a_duration(tmp_path: Path) -> None:
    from publisher.config.tables import Reading, Table
    from tests.documents.builders import toml

    document = toml(tmp_path, "v = 01:02:03\n")
    values = Table({"v": WHOLE_SECONDS}).read(document.fields, (), Reading(document))
    assert values == {"v": 3723}


@pytest.mark.parametrize("value", [10**400, -(10**400), 1e308, float("nan"), float("inf"), -1])
def test_numbers_beyond_all_reason_are_no_time(value: float) -> None:
    assert read_seconds(value) is None
