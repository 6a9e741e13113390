"""The kinds of times: moments, durations, and places on the timeline of an episode."""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from publisher.config.tables import Kind, Reading, Rejected, Schema, quoted
from publisher.documents.parsed import Keys
from publisher.durations import parse_duration
from publisher.model import Value

_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[Tt]|\ +)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?"
    r"\ ?(?:(Z|z|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?"
)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
    r"(?:,? (\d{1,2}:\d{2}(?::\d{2})?))?"
)
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):([0-5]?\d(?:\.\d{1,9})?)")
_SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_LONGEST_SECONDS = 1_000_000.0  # eleven days
_DATE_FORMS = "write 2024-01-31 or 2024-01-31T18:00:00+01:00"


def read_moment(value: Value, zone: tzinfo) -> datetime:
    """Return an aware time; one that names no zone is in `zone`, a bare day is its midnight.

    Takes ISO 8601 and its relatives, `2024/01/31`, RFC 2822, `January 31, 2024`, days as 20240131,
    and seconds or milliseconds since 1970. Raises ValueError, with what is wrong in a podcaster's
    words.
    """
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=zone)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        moment = _from_number(value, zone)
    elif isinstance(value, str):
        moment = _from_text(value.strip(), zone)
    else:
        raise ValueError(f"is not a date; {_DATE_FORMS}")
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError("is in a year that can't be right")
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _from_text(text: str, zone: tzinfo) -> datetime:
    found = _MOMENT.fullmatch(_SLASHED.sub(r"\1-\2-\3", text, count=1))
    if found is None:
        if text.isascii() and text.isdigit() and len(text) < 16:
            return _from_number(int(text), zone)
        return _from_mail_date(text)
    utc, sign, ahead, ahead_minutes = found.groups()[7:]
    try:
        offset: tzinfo | None = UTC if utc else None
        if sign:
            delta = timedelta(hours=int(ahead), minutes=int(ahead_minutes or 0))
            offset = timezone(-delta if sign == "-" else delta)
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        microsecond = int((found[7] or "0")[:6].ljust(6, "0"))
        return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=offset)
    except ValueError:
        raise ValueError(f"is not in the calendar; {_DATE_FORMS}") from None


def _from_mail_date(text: str) -> datetime:
    from email.utils import parsedate_to_datetime  # rarely needed, and slow to import

    american = _IN_WORDS.fullmatch(text)
    if american:
        month, day, year, clock = american.groups()
        text = f"{day} {month[:3]} {year} {clock or '00:00'}"
    try:
        return parsedate_to_datetime(text[:80])
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError(f"is not a date; {_DATE_FORMS}") from None


def _from_number(value: float, zone: tzinfo) -> datetime:
    """Take seconds or milliseconds since 1970, or a day written as 20240131."""
    try:
        if 19_000_101 <= value <= 22_001_231:
            day = int(value)
            return datetime(day // 10_000, day // 100 % 100, day % 100, tzinfo=zone)
        seconds = value / 1000 if value >= 1e11 else value
        if seconds >= 1e8:
            whole = math.floor(seconds)
            moment = datetime.fromtimestamp(whole, UTC)
            return moment.replace(microsecond=round((seconds - whole) * 1000) % 1000 * 1000)
    except (ValueError, OverflowError, OSError):
        pass
    raise ValueError(f"is not a date; {_DATE_FORMS}")


def _moment(value: Value, at: Keys, reading: Reading) -> datetime:
    try:
        return read_moment(value, reading.zone)
    except ValueError as error:
        raise Rejected("E104", f"{reading.name(at)} {quoted(value)} {error}") from None


def read_seconds(value: Value) -> float | None:
    """Return seconds from a number, `h:mm:ss`, `mm:ss` or a number in quotes, else None."""
    seconds: float | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        # An integer may be longer than any float.
        seconds = float(value) if 0 <= value <= _LONGEST_SECONDS else None
    elif isinstance(value, time):  # TOML reads 01:02:03 as a time of day
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    elif isinstance(value, str):
        text = value.strip()
        clock = _CLOCK.fullmatch(text)
        if clock:
            seconds = int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + float(clock[3])
        elif _SECONDS.fullmatch(text):
            seconds = float(text)
    if seconds is None or not 0 <= seconds <= _LONGEST_SECONDS:
        return None
    return seconds


def _seconds(value: Value, at: Keys, reading: Reading) -> float:
    seconds = read_seconds(value)
    if seconds is None:
        raise reading.mismatch(at, value, 'a time such as "1:02:03", "12:34" or seconds')
    return seconds


def _whole_seconds(value: Value, at: Keys, reading: Reading) -> int:
    return round(_seconds(value, at, reading))


def _span(value: Value, at: Keys, reading: Reading) -> timedelta:
    try:
        return parse_duration(value if isinstance(value, str) else "")
    except ValueError:
        raise reading.mismatch(at, value, 'a span of time such as "12h", "7d" or "2w"') from None


_CLOCK_TIME: Schema = {
    "type": ["number", "string"],
    "minimum": 0,
    "pattern": r"^(?:(?:[0-9]{1,3}:)?[0-9]{1,4}:[0-5]?[0-9]|[0-9]{1,9})(?:\.[0-9]{1,9})?$",
}

MOMENT = Kind("a date", _moment, {"type": ["string", "number"]})
SECONDS = Kind("a time", _seconds, _CLOCK_TIME)
WHOLE_SECONDS = Kind("a time", _whole_seconds, _CLOCK_TIME)
SPAN = Kind("a span of time", _span, {"type": "string"})
