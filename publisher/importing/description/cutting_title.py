"""Where the title ends that has run into the first words of a description."""

import re

from publisher.importing.description.title_line import EPISODE, SEASON

_LONGEST = 160
_FEWEST_BEHIND = 30  # characters that follow, or the line is the title alone
_NUMBERED = re.compile(
    rf"\s*(?:[\[(]?{SEASON}[\s,:.–-]{{0,3}}{EPISODE}?\s?\d{{1,4}}|{EPISODE}\s*[#№]?\s?\d{{1,4}}"
    r"|[^\W_a-z][^:|#–—.!?\n]{1,50}?\s*#\s?\d{1,4})[\])]?"
    r"(?:\s*[:|·•.]|\s+[-–—]+(?=\s)|(?<=\d)(?=\s+[^\W\d_a-z]))\s*"
)
_END = re.compile(r"(?:[?!…][\"”“»]?|(?<=[\w\"”“»])\.|\))\s+(?=[\"“„«¿¡(]?[^\W_])")
_NUMBER_BEHIND = re.compile(
    rf"\s*[^\n]{{5,140}}?\s(?:[-–—|]\s+|\()(?:[^\s|]+\s+){{0,5}}?{EPISODE}\s*[#№]?\s?\d{{1,4}}\)?\s+(?=\S)"
)


def title_end(text: str, start: int, end: int) -> int | None:
    """Return where a title ends that begins the line `text[start:end]` and has lost its own."""
    limit = min(end, start + 2 * _LONGEST)
    if end - start < _FEWEST_BEHIND + 20:
        return None
    numbered = _NUMBERED.match(text, start, limit)
    if numbered is not None:
        at = numbered.end()
        opened = text.find("(", at, at + _LONGEST)
        for found in _END.finditer(text, at, min(limit, at + _LONGEST)):
            closes = text[found.start()] == ")"
            if closes and opened < 0:
                continue
            if not text[found.end()].islower() and end - found.end() >= _FEWEST_BEHIND:
                return found.end()
        return None
    behind = _NUMBER_BEHIND.match(text, start, limit)
    if behind is not None and end - behind.end() >= _FEWEST_BEHIND:
        return None if text[behind.end()].islower() else behind.end()
    return None
