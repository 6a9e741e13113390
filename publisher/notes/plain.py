"""Plain words for one line of notes."""

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_ENDS = {
    **dict.fromkeys("\u202a\u202b", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def plain(text: str) -> str:
    """Return the text as one line without control characters or lone surrogates."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return closed(" ".join(UNPRINTABLE.sub("", text).split()))


def closed(text: str) -> str:
    """Return text that leaves the direction of what follows it alone.

    Overrides, which show letters in another order than they are written, are left out; embeddings
    and isolates are closed (Unicode Standard Annex 9, section 2).
    """
    if not _TURNS.search(text):
        return text
    ends: list[str] = []
    kept = []
    for character in _OVERRIDES.sub("", text):
        if character in _ENDS:
            ends.append(_ENDS[character])
        elif character in _ENDS.values():
            if not ends or ends[-1] != character:
                continue
            ends.pop()
        kept.append(character)
    return "".join((*kept, *reversed(ends)))
