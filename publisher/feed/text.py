"""Text as a feed may carry it: no characters XML forbids, no more bytes than apps take."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime

from publisher.rules.feed.channel import DESCRIPTION_LIMIT_BYTES

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r"))


def clean_text(text: str) -> str:
    """Drop what XML 1.0 can't carry (section 2.2), and end lines with LF."""
    if text.isprintable():
        return text
    try:
        data = text.encode()
        # Five times as fast as the pattern, for the text that needs nothing.
        clean = len(data.translate(None, _FORBIDDEN_BYTES + b"\r")) == len(data)
        if clean and b"\xef\xbf\xbe" not in data and b"\xef\xbf\xbf" not in data:
            return text
    except UnicodeEncodeError:  # a lone surrogate
        pass
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return `text` cleaned, as one line with single spaces: a title."""
    return " ".join(clean_text(text).split())


def shorten_text(text: str, limit_bytes: int = DESCRIPTION_LIMIT_BYTES) -> str:
    """Return `text` in at most `limit_bytes` of UTF-8, cut between paragraphs if it can be.

    Else it is cut between lines, else between words (so never inside a link), with an ellipsis.
    """
    if len(text) * 4 <= limit_bytes or len(data := text.encode()) <= limit_bytes:
        return text
    head = data[: limit_bytes - len("\n…".encode())].decode(errors="ignore")
    for gap in ("\n\n", "\n"):
        end = head.rfind(gap)
        if end > len(head) // 2:
            return head[:end].rstrip() + "\n…"
    end = max(head.rfind(" "), head.rfind("\n"))
    return head[:end].rstrip() + " …" if end > 0 else head + "…"


def decimal(number: float) -> str:
    """Return a number without needless zeros, to the thousandth: `73`, `1234.5`."""
    return f"{number:.3f}".rstrip("0").rstrip(".")


def rfc2822(moment: datetime) -> str:
    """Return an aware time as RSS writes it, in UTC and in English whatever the locale."""
    return format_datetime(moment.astimezone(UTC))
