"""Values as feeds write them, in many dialects → ours; None where nothing can be made of one."""

import re
from datetime import UTC, datetime

from publisher.feed.reading.dates import zoned_moment

_LONGEST = 200  # characters of a date, a number, a time
_YES = frozenset(("yes", "true", "explicit", "1"))
_NO = frozenset(("no", "false", "clean", "0"))
_PART = re.compile(r"\s*([0-9]{1,9})(?:\.[0-9]{0,9})?\s*")
_NUMBER = r"([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s?"
_UNITS = re.compile(
    rf"(?:pt)?(?:{_NUMBER}(?:h|hrs?|hours?|std|stunden?|horas?|heures?)\.?[\s,]{{0,3}})?"
    rf"(?:(?:and|und|y|et)\s)?(?:{_NUMBER}(?:m|mins?|minutes?|minuten?|minutos?|')\.?[\s,]{{0,3}})?"
    rf"(?:(?:and|und|y|et)\s)?(?:{_NUMBER}(?:s|secs?|seconds?|sek|sekunden?|segundos?|secondes?|''|\")"
    r"\.?)?"
)
_BYTES = re.compile(r"(?:\.0+)?\s{0,3}(?:bytes?)?\Z", re.IGNORECASE)
_GROUPS = re.compile(
    r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+|(?:\.[0-9]{3}){2,}|(?:[ \u00a0\u202f][0-9]{3})+)"
)
MOST_BYTES = 1 << 50  # nobody's audio is as long; a number beyond it is none


def moment(text: str | None) -> datetime | None:
    """Return the time of a pubDate in UTC, however it is written."""
    read = zoned_moment(text)
    return read.astimezone(UTC) if read is not None else None


def seconds(text: str | None) -> int | None:
    """Return an itunes:duration: seconds, M:SS or H:MM:SS; also `1h 2m 3s`, `62 min`, `PT1H2M`."""
    if not text or len(text) > _LONGEST:
        return None
    parts = [_PART.fullmatch(part) for part in text.split(":")]
    total = 0
    for part in parts:
        if part is None or len(parts) > 3:
            return _with_units(text)
        total = total * 60 + int(part[1])
    return total


def _with_units(text: str) -> int | None:
    found = _UNITS.fullmatch(text.strip().lower())
    if found is None or not any(found.groups()):
        return None
    hours, minutes, rest = (float(part.replace(",", ".")) if part else 0 for part in found.groups())
    return int(hours * 3600 + minutes * 60 + rest)


def whole(text: str | None) -> int | None:
    """Return a whole number that isn't negative."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 16:
        return None
    return int(digits) if int(digits) <= MOST_BYTES else None


def size_bytes(text: str | None) -> int | None:
    """Return an enclosure's length, also as `1,234,567` or `1234567 bytes`.

    `12 MB` is none: it is rounded, and apps that compare it with the file would load it again.
    """
    written = (text or "").strip()
    if len(written) > _LONGEST:
        return None
    written = _BYTES.sub("", written)
    return whole(
        re.sub("[,.' \u00a0\u202f]", "", written) if _GROUPS.fullmatch(written) else written
    )


def flag(text: str | None) -> bool | None:
    """Return what `yes`, `true`, `clean` and the like say."""
    word = (text or "").strip().lower()
    return True if word in _YES else False if word in _NO else None
