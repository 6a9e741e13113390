"""Spans of time as people write them: `7d`, `2w`, `12h`, `30m`."""

import re
from datetime import timedelta

FORM = "write a number and a unit: 30m, 12h, 7d or 2w"
_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
# Five digits: no span is so long that a date plus it leaves the calendar unnoticed.
_SPAN = re.compile(r"([0-9]{1,5})([smhdw])", re.ASCII)


def parse_duration(text: str) -> timedelta:
    """Return the span that `text` says: whole seconds, minutes, hours, days or weeks.

    Zero is a span, too. Raises ValueError, with what to write, for anything else.
    """
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is not a span of time; {FORM}")
    number, unit = match.groups()
    return int(number) * _UNITS[unit]
