"""What was written is read as our build reads it, and compared with what was meant."""

import re
from collections.abc import Sequence
from html import unescape

from publisher.notes.body import html_of

CHECKED_CHARACTERS = 200_000
"""Longer notes aren't read back: that takes several times their size."""

_TAG = re.compile(r"<[^<>]*>")


def reads_back(markdown: str, words: Sequence[str], links: int) -> bool:
    """Say whether a reader of the Markdown sees these words and at least as many links."""
    html = html_of(markdown)
    if html.count("<a href=") < links:
        return False
    seen = unescape(_TAG.sub("", html))
    return "".join(seen.split()) == "".join("".join(words).split())
