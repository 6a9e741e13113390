"""Single values of chapter files: times, and titles."""

import re

from publisher.chapters.titles import LONGEST

CLOCK = r"(?:([0-9]{1,3}):)?([0-9]{1,4}):([0-9]{1,2}(?:[.,][0-9]{1,9})?)"
"""The pattern of a time, with three groups."""

_TIME = re.compile(CLOCK)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
LONGEST_SECONDS = 1_000_000.0  # eleven days


class NotChaptersError(Exception):
    """A file holds no chapters; the message says why, in a podcaster's words."""


def read_clock(text: str) -> float | None:
    """Return seconds from `[h:]mm:ss[.fff]` or a number in digits."""
    clock = _TIME.fullmatch(text)
    if clock is not None:
        seconds = int(clock[1] or 0) * 3600 + int(clock[2]) * 60
        return whole(seconds + float(clock[3].replace(",", ".")))
    text = text.replace(",", ".")
    return whole(float(text)) if _NUMBER.fullmatch(text) else None


def whole(seconds: float) -> float | None:
    """Return seconds to the thousandth; None for more than any episode has."""
    return round(seconds, 3) if seconds <= LONGEST_SECONDS else None


def read_words(value: object) -> str:
    """Return a title on one line, without control characters."""
    text = value if isinstance(value, str) else ""
    printable = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST * 4])
    return " ".join(printable.split())[:LONGEST]
