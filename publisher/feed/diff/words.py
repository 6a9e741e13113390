"""Show notes compared as listeners see them: their words, and where their links lead."""

import html
import re
from itertools import takewhile
from typing import NamedTuple

_TAG = re.compile(r"<[^<>]*>")
_HREF = re.compile(r"""\bhref\s{0,10}=\s{0,10}["']?([^"'<>\s]*)""", re.IGNORECASE)
_CONTEXT_WORDS = 2
_SHOWN_WORDS = 14


class Seen(NamedTuple):
    """What notes come to on a screen."""

    words: tuple[str, ...]
    links: tuple[str, ...]


def seen(notes: str) -> Seen:
    """Return the words of notes in HTML or plain text, and the addresses that they link."""
    links = tuple(html.unescape(url) for url in _HREF.findall(notes)) if "href" in notes else ()
    text = _TAG.sub(" ", notes) if "<" in notes else notes
    return Seen(tuple(html.unescape(text).split()), links)


def excerpts(old: Seen, new: Seen) -> tuple[str, str]:
    """Return the first words that differ, as they were and as they are, with a little around them.

    Where only links differ, the first of those.
    """
    if old.words == new.words:
        known, kept = frozenset(old.links), frozenset(new.links)
        before = next((url for url in old.links if url not in kept), "")
        after = next((url for url in new.links if url not in known), "")
        return before, after
    same = _common(old.words, new.words)
    rest = min(len(old.words), len(new.words)) - same
    tail = min(_common(old.words[::-1], new.words[::-1]), rest)
    return _part(old.words, same, tail), _part(new.words, same, tail)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part(words: tuple[str, ...], same: int, tail: int) -> str:
    start = max(0, same - _CONTEXT_WORDS)
    end = min(len(words) - tail + _CONTEXT_WORDS, len(words))
    shown = words[start : min(end, start + _SHOWN_WORDS)]
    before = "… " if start else ""
    after = " …" if start + len(shown) < len(words) else ""
    return f"{before}{' '.join(shown)}{after}"
