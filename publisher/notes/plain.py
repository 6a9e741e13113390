"""Plain words for one line of notes."""

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def plain(text: str) -> str:
    """Return the text as one line without control characters or lone surrogates."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(UNPRINTABLE.sub("", text).split())
