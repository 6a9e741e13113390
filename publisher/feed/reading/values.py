"""Values as feeds write them, in many dialects → ours; None where nothing can be made of one."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST = 200  # characters of a date, a number, a time
_YES = frozenset(("yes", "true", "explicit", "1"))
_NO = frozenset(("no", "false", "clean", "0"))
_PART = re.compile(r"\s*([0-9]{1,9})(?:\.[0-9]{0,9})?\s*")
MOST_BYTES = 1 << 50  # nobody's audio is as long; a number beyond it is none


def moment(text: str | None) -> datetime | None:
    """Return the time of a pubDate (RFC 822 or 2822, else ISO 8601); UTC where no zone is named."""
    if not text or len(text) > _LONGEST:
        return None
    read = None
    for parse in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            read = parse(text)
            break
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    if read is None:
        return None
    try:
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def seconds(text: str | None) -> int | None:
    """Return an itunes:duration: seconds, M:SS or H:MM:SS."""
    if not text or len(text) > _LONGEST:
        return None
    parts = [_PART.fullmatch(part) for part in text.split(":")]
    total = 0
    for part in parts:
        if part is None or len(parts) > 3:
            return None
        total = total * 60 + int(part[1])
    return total


def whole(text: str | None) -> int | None:
    """Return a whole number that isn't negative."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 16:
        return None
    return int(digits) if int(digits) <= MOST_BYTES else None


def flag(text: str | None) -> bool | None:
    """Return what `yes`, `true`, `clean` and the like say."""
    word = (text or "").strip().lower()
    return True if word in _YES else False if word in _NO else None
