"""What stands between two addresses of a line whose breaks were lost: an end, headings, a label."""

import re
from collections.abc import Iterator

from publisher.importing.description.cutting_links import SeenLink
from publisher.importing.description.structure_words import lead_words

DASH = re.compile(r"(?<=\s)[-–—*·](?=\s)")
"""A sign that separates, or opens an item."""

_LONGEST_LABEL = 90  # characters
_LONGEST_SENTENCE = 60  # of one that is a label: a longer one is prose
_LONGEST_HEADING = 90
_WIDEST_GAP = 4000  # characters between two links that are looked through for a label

_CLOSES_LABEL = re.compile(r"\s*+(?:[:：|=]|-{1,2}>?|=>|[–—→➡►»⇒👉⮕]\ufe0f?)?\s*+[<(]?\Z")
_LABEL_END = re.compile(r"(?:[:：|=–—→➡►»⇒👉⮕-]|=>|->)\ufe0f?\s*[<]?\Z")
_CLOSED_BY_COLON = re.compile(r"[:：]\s*<?\Z")
_SENTENCE = re.compile(r"(?:(?<=[\w)\]”\"’'%][.!?…])[\"”’)]*|(?<=\)))\s+(?=\S)")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|vs|Nr|No|Ep|Prof|Sr|Sra|Vol|Inc|Jr|bzw|ca|etc|al|e\.g|i\.e|z\.B)\.\Z"
)
_COLON = re.compile(r"[:：]\s+(?=\S)")
_UPPER = "A-ZÄÖÜÉÁÍÓÚÑ"
_CAPS = re.compile(
    r"(?<![^\s).!?:|])(?i:(?<!code )(?<!código )(?<!cupón )(?<!cupom ))"  # a code is no heading
    rf"(?:[{_UPPER}0-9][{_UPPER}0-9&'’+/-]*+,?[ ]+){{0,9}}"
    rf"[{_UPPER}0-9][{_UPPER}0-9&'’+/-]++[ ]?[:：](?=\s|\Z)"
)
_LETTERS = re.compile(f"[{_UPPER}]")
_JOINS = re.compile(
    r"\s*+(?:[|–—~]|-(?=\s)|,|;|\+|&|/|and\b|und\b|y\b|oder\b|or\b|o\b|e\b|et\b|\()"
)
_SPACE = re.compile(r"\s+")
_BULLET = re.compile(r"(?<!\S)[-–—*·]\s+\Z")
_OPENING = "\"“„«‘'([*_¡¿#@"


def is_labelled(text: str, start: int, at: int) -> bool:
    """Say whether the words that end at `at`, before an address, announce it."""
    gap = text[max(start, at - 120) : at]
    return not gap.strip() or _LABEL_END.search(gap) is not None or _is_name(gap)


def breaks_in_gap(
    text: str, start: int, link: SeenLink, *, first: bool, labelled: bool
) -> Iterator[int]:
    """Yield the beginnings of lines in the gap before a link.

    It begins at `start`, behind the link before, unless this is the `first` of its line;
    `labelled` says that a label stood before that one.
    """
    at = link.start
    start = max(start, at - _WIDEST_GAP)
    yield from capitals(text, start, at)
    if not is_labelled(text, start, at):
        if labelled and not first:
            yield from breaks_behind(text, start, at)
        return
    if link.text is not None:
        return
    closes = _CLOSES_LABEL.search(text, max(start, at - 12), at)
    end = closes.start() if closes else at
    label = _label_start(text, start, end, link.start, first=first)
    if label is None:
        return
    bullet = _BULLET.search(text, max(start, label - 4), label)
    begin = bullet.start() if bullet else label
    heading = _heading_start(text, start, begin)
    if heading is not None:
        yield heading
    yield begin
    begin = begin if heading is None else heading
    if begin > start and not first:
        yield from breaks_behind(text, start, begin)


def breaks_behind(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where what follows a link that had a label is no longer said of it."""
    space = _SPACE.match(text, start, end)
    if space is not None and _JOINS.match(text, start, end) is None:
        if _begins(text, space.end(), end):
            yield space.end()
        return
    lead = lead_words().search(text, start, end)
    if lead is not None:
        yield lead.start()


def capitals(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the beginnings, and the ends, of headings in capitals: `MORE FROM US:`."""
    for found in _CAPS.finditer(text, start, end):
        if len(_LETTERS.findall(found[0])) >= 6:
            yield found.start()
            space = _SPACE.match(text, found.end(), end)
            yield space.end() if space else found.end()


def _is_name(words: str) -> bool:
    """Say whether words are a label by themselves: one to four, each with a capital."""
    parts = words.split()
    return 0 < len(parts) <= 4 and all(part[0].isupper() or part[0].isdigit() for part in parts)


def _begins(text: str, at: int, end: int) -> bool:
    """Say whether a line could begin at `at`: with a capital, a digit or a sign of its own."""
    while at < end and text[at] in _OPENING:
        at += 1
    return at < end and not text[at].islower() and text[at] not in ".,;:)]}&/|"


def _label_start(text: str, start: int, end: int, at: int, *, first: bool) -> int | None:
    """Return where the label of the link at `at` begins, which ends at `end`.

    None where the words before the link are no label.
    """
    if not text[start:end].strip():
        return at
    items = [
        each.end() for each in DASH.finditer(text, start, end) if _opens(text, each.end(), end)
    ]
    leads = [each.start() for each in lead_words().finditer(text, start, end)]
    colons = [each.end() for each in _COLON.finditer(text, start, end)]
    if colons and _CLOSED_BY_COLON.search(text, end, at):
        colons = [each for each in colons if end - each <= 25 and not _counts(text, each)]
    ends = [each.end() for each in _SENTENCE.finditer(text, start, end) if _is_end(text, each, end)]
    nearest = max((*items, *leads, *colons, *ends), default=start)
    if nearest in ends and nearest not in leads and end - nearest > _LONGEST_SENTENCE:
        return None
    if nearest == start and not first and _JOINS.match(text, start, end) is not None:
        return None
    space = _SPACE.match(text, nearest, end)
    nearest = space.end() if space else nearest
    return nearest if end - nearest <= _LONGEST_LABEL else None


def _opens(text: str, at: int, end: int) -> bool:
    space = _SPACE.match(text, at, end)
    return space is not None and _begins(text, space.end(), end)


def _counts(text: str, at: int) -> bool:
    """Say whether the colon before `at` stands behind a number: `Episode 8: The Title`."""
    return text[max(0, at - 12) : at].rstrip(" \t\n:：")[-1:].isdigit()


def _is_end(text: str, found: re.Match[str], end: int) -> bool:
    """Say whether a sentence ends here, and no abbreviation."""
    if not _begins(text, found.end(), end) and text[found.start() - 1] != ")":
        return False
    return not _ABBREVIATION.search(text, max(0, found.start() - 8), found.start())


def _heading_start(text: str, start: int, end: int) -> int | None:
    """Return where the heading begins that ends right before `end`, with its colon."""
    before = text[start:end].rstrip()
    if not before.endswith((":", "：")):
        return None
    stop = start + len(before) - 1
    items = (each.end() for each in DASH.finditer(text, start, stop))
    leads = (each.start() for each in lead_words().finditer(text, start, stop))
    ends = (e.end() for e in _SENTENCE.finditer(text, start, stop) if _is_end(text, e, stop))
    nearest = max((*items, *leads, *ends), default=start)
    space = _SPACE.match(text, nearest, stop)
    nearest = space.end() if space else nearest
    return nearest if stop - nearest <= _LONGEST_HEADING else None
