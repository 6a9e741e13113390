"""Dates as feeds write them, in the dialects of hosts and languages → the time they mean.

RFC 2822 is what a pubDate should be (RSS 2.0); ISO 8601 is what many write. Where a day and a month
can't be told apart (`01/02/2026`), or the day isn't in the calendar, nothing is made of it.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_LONGEST = 200  # characters of a date

_USUAL = re.compile(
    r"(?:[A-Za-z]{3},\s)?[0-9]{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s[0-9]{4}"
    r"\s(?:[01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\s(?:[+-][0-9]{4}|GMT|UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)"
)
_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan january januar jaenner janner ene enero janv janvier janeiro gen gennaio januari",
            "feb february februar febrero fev fevr fevrier fevereiro febbraio februari",
            "mar march marz maerz mrz marzo mars marco maart mrt",
            "apr april abr abril avr avril aprile",
            "may mai mayo maio mag maggio mei",
            "jun june juni junio juin junho giu giugno",
            "jul july juli julio juil juillet julho lug luglio",
            "aug august ago agosto aout augustus",
            "sep sept september septiembre setiembre septembre set setembro settembre",
            "oct october okt oktober octubre octobre out outubro ott ottobre",
            "nov november noviembre novembre novembro",
            "dec december dez dezember dic diciembre decembre dezembro dicembre",
        ),
        1,
    )
    for word in words.split()
}
_HOURS = {
    **dict.fromkeys(("z", "gmt", "utc", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("cest", "mesz", "eet", "sast"), 2),
    **{"eest": 3, "msk": 3, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13},
    **{"ast": -4, "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6},
    **{"pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "brt": -3, "art": -3},
}
"""By the abbreviation of a zone, hours from UTC. One that we don't know counts as UTC."""

_TIME = re.compile(
    r"(?<![0-9.:-])0?([0-9]{1,2})\s?[:.h]\s?([0-9]{2})(?:\s?[:.]\s?([0-9]{2}))?(?:[.,][0-9]{1,9})?"
    r"(?![0-9:]|\.[0-9])\s{0,3}([ap])?(?(4)\.?m\b\.?)"
)
_OFFSET = re.compile(r"(?:gmt|utc)?\s{0,3}([+-])([0-9]{1,2}):?([0-9]{2})?(?![0-9])")
_LINK = r"[\s.,/-]{1,4}(?:de |del |of )?"
_DAY_FIRST = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}})(?:st|nd|rd|th|er|o|a)?{_LINK}([a-z]{{3,10}}){_LINK}"
    r"([0-9]{4}|[0-9]{2})(?![0-9])"
)
_MONTH_FIRST = re.compile(
    r"\b([a-z]{3,10})\.?\s{1,3}([0-9]{1,2})(?:st|nd|rd|th)?,?\s{1,3}([0-9]{4})(?![0-9])"
)
_YEAR_FIRST = re.compile(r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_DOTTED = re.compile(r"(?<![0-9])([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?![0-9])")
_CTIME = re.compile(
    r"\b([a-z]{3,10})\s{1,3}([0-9]{1,2})(?=\s{1,3}([0-9:]{5,8})(?:\s{1,3}([a-z+0-9-]{1,6}))?"
    r"\s{1,3}([0-9]{4})\Z)"
)
_EPOCH = re.compile(r"[0-9]{9,10}(?:[0-9]{3})?")


def zoned_moment(text: str | None) -> datetime | None:
    """Return the time that a text means, in the zone it names; UTC where it names none."""
    if not text or len(text) > _LONGEST:
        return None
    text = text.strip()
    try:
        if _USUAL.fullmatch(text):
            read = parsedate_to_datetime(text)
        elif _EPOCH.fullmatch(text):
            seconds = int(text) if len(text) < 12 else int(text) // 1000
            read = datetime.fromtimestamp(seconds, UTC)
        else:
            found = _iso(text) or _dialect(text)
            if found is None:
                return None
            read = found
        zoned = read if read.tzinfo else read.replace(tzinfo=UTC)
        zoned.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, OSError):
        return None
    return zoned


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _dialect(text: str) -> datetime | None:
    """Return a date with month names of several languages. Raises ValueError for one that isn't."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    day, at = _date(plain)
    if day is None:
        return None
    # What the date took is blank: `2.01.2026` is no time.
    rest = plain[: at[0]] + " " * (at[1] - at[0]) + plain[at[1] :]
    time = _TIME.search(rest)
    if time is None:
        return day
    hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
    if time[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (time[4] == "p")
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    day = day.replace(tzinfo=_zone(rest[time.end() :]))
    return day + timedelta(hours=hour, minutes=minute, seconds=second)


def _date(text: str) -> tuple[datetime | None, tuple[int, int]]:
    """Return the day that a text names, and where it does."""
    for pattern, order in (
        (_YEAR_FIRST, (0, 1, 2)),
        (_DOTTED, (2, 1, 0)),
        (_DAY_FIRST, (2, 1, 0)),
        (_MONTH_FIRST, (2, 0, 1)),
        (_CTIME, (4, 0, 1)),
    ):
        for found in pattern.finditer(text):
            parts = found.groups()
            month = _month(parts[order[1]])
            if month is not None:
                year = _year(parts[order[0]])
                return datetime(year, month, int(parts[order[2]])), found.span()  # noqa: DTZ001
    return None, (0, 0)


def _month(written: str) -> int | None:
    return int(written) if written.isdigit() else _MONTHS.get(written)


def _year(written: str) -> int:
    year = int(written)
    if year < 100:  # RFC 2822, section 4.3
        year += 2000 if year < 69 else 1900
    if not 1900 <= year <= 2200:
        raise ValueError(year)
    return year


def _zone(text: str) -> timezone:
    """Return the zone that follows a time."""
    text = text.strip(" ,(")
    found = _OFFSET.match(text)
    if found:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))
    name = re.match(r"[a-z]{1,5}", text)
    return timezone(timedelta(hours=_HOURS.get(name[0], 0) if name else 0))
