"""The lines of a body that begin or end with a time, in every way that shows write them.

`- **[00:36](#t=00:36)** Title`, `[@12:34] Title`, `(00:12:34) Title`, `12:34 -- Title`,
`[12:34 Title](https://…)`, `<strong>4:00</strong> - Title`, `| 0:00 | Title |`, `0:00–1:30 Title`,
`**Title** 00:54`, and titles that go on in the next line of a list.
"""

import re
from typing import NamedTuple

from publisher.chapters.titles import read_title

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # letters of scripts that need no spaces
_TIME = re.compile(
    r"(?<![A-Za-z0-9:.,/=+\\-])(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])"
    rf"(?:\.[0-9]{{1,3}})?+(?![^\W{_UNSPACED}]|[:.,][0-9])"
)
# Times in digits that aren't ASCII's, or with a wide colon: 12：34, ١٢:٣٤.
_FOREIGN_TIME = re.compile(r"(?<!\d)\d{1,3}(?:[:：]\d\d){1,2}(?!\d)")
_FOREIGN_SIGN = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff1a]")  # of those a digit or colon
_ANCHOR_OF_TIME = re.compile(
    r"^([^\w<\n]{0,24})(<a\s[^<>]{0,500}>)"
    r"([\s(\[]{0,4}[0-9]{1,3}(?::[0-5][0-9]){1,2}[\s)\]]{0,4})</a>",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE = re.compile(r"[\W_]{0,24}+(?:[0-9]{1,3}[.)][\W_]{1,12}+)?+")
_AFTER = re.compile(
    r"(?:[ \t]*+(?:-{1,2}|–|—|to|bis)[ \t]*+(?P<end>(?:[0-9]{1,2}:)?[0-9]{1,3}:[0-5][0-9])"
    r"(?:\.[0-9]{1,3})?+(?![\w:]))?+"
    r"(?:[ \t]*+(?P<closed>\\?+[\])）】」}])(?P<link>\([^()\s]*+\))?+)?+[\])）】」}*_~`]*+"
)
_BETWEEN = " \t\r\u00a0-–—:|•·→»=.,>"
_OF_DAY = re.compile(
    r"\s*+(?:[ap]\.?m\b|uhr\b|h\b|hrs?\b|horas?\b|heures?\b|o['’]clock|utc\b|gmt\b|cest\b"
    r"|[cepm][ds]?t\b)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s\])）】*_~`|.]*+(?:\(#[^()\s]*+\))?+[\s\])）】*_~`|.]*+")
_IN_PROSE = re.compile(
    r"\b(?:at|around|about|from|until|till|to|by|um|ab|bis|gegen|às|vers|@)\s*+\Z"
)
_ITEM = re.compile(r"[ \t]*+(?:[-*+•]|[0-9]{1,3}[.)])[ \t]")
_HAS_TIME = re.compile(r"[0-9]:[0-5][0-9]")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE_TAG = re.compile(
    r"(?<!`)</?(?:br|p|li|ul|ol|dl|dt|dd|tr|table|tbody|div|h[1-6]|section)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_WORD_TAG = re.compile(
    r"(?<!`)</?(?:strong|b|em|i|u|span|time|td|th|code|small|font)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters of a title as it is written, addresses and all
_LONGEST_BEFORE = 300  # of one that stands before its time
_MOST = 5000  # lines with a time; a list of chapters has no more
_MOST_LINES = 3  # that a title goes on


class Entry(NamedTuple):
    """A line with a time and a title; `at` is the code point of the time.

    `marked`: written as nothing but a moment of the recording is (`#t=…`, `[@…]`). `padded`: the
    time begins with a 0 that it doesn't need. `of_day`: it looks like a time of day.
    """

    at: int
    start_seconds: int
    end_seconds: int | None
    title: str
    url: str | None
    marked: bool
    padded: bool
    of_day: bool


def has_times(body: str) -> bool:
    """Say whether anything in the body looks like a time; most bodies have nothing."""
    return _HAS_TIME.search(body) is not None or _has_foreign_times(body)


def _has_foreign_times(text: str) -> bool:
    return (
        not text.isascii()
        and _FOREIGN_SIGN.search(text) is not None
        and _FOREIGN_TIME.search(text) is not None
    )


def flatten(body: str) -> str:
    """Return the body with the lines that a reader sees, every character at its place.

    Code and comments are blank, and so are the tags of words; those of lines are line ends.
    """
    text = body
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\\\n" in text:  # a hard line break
        text = text.replace("\\\n", " \n")
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(_blank, text)
    if "<" in text:
        text = _WORD_TAG.sub(_blank, _LINE_TAG.sub(_line_end, _COMMENT.sub(_blank, text)))
        if "</a>" in text:
            text = _ANCHOR_OF_TIME.sub(_line_before, text)
    return _FOREIGN_TIME.sub(_in_ascii, text) if _has_foreign_times(text) else text


def _line_before(found: re.Match[str]) -> str:
    return f"{found[1]}{' ' * (len(found[2]) - 1)}\n{found[3]}    "


def _in_ascii(found: re.Match[str]) -> str:
    return "".join(str(int(sign)) if sign.isdecimal() else ":" for sign in found[0])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _line_end(found: re.Match[str]) -> str:
    return "\n" + " " * (len(found[0]) - 1)


def find_entries(text: str) -> tuple[list[Entry], list[Entry]]:
    """Return the lines that begin with a time, and those that end with one."""
    leading: list[Entry] = []
    trailing: list[Entry] = []
    position = seen = 0
    while seen < _MOST and (found := _next_time(text, position)) is not None:
        start = text.rfind("\n", position, found.start()) + 1 or position
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        if found.start() - start <= 48 and _BEFORE.fullmatch(text, start, found.start()):
            _keep(leading, _leading(text, start, found, end))
        elif end - start <= _LONGEST_BEFORE:
            *_, last = _TIME.finditer(text, found.start(), end)
            if _BEHIND.fullmatch(text, last.end(), end):
                _keep(trailing, _trailing(text, start, last))
        position, seen = end + 1, seen + 1
    return leading, trailing


def _next_time(text: str, position: int) -> re.Match[str] | None:
    """Return the next time; the short pattern leaps over most of the text."""
    near = _HAS_TIME.search(text, position)
    return None if near is None else _TIME.search(text, max(position, near.start() - 6))


def _keep(entries: list[Entry], entry: Entry | None) -> None:
    if entry is not None:
        entries.append(entry)


def _leading(text: str, start: int, found: re.Match[str], end: int) -> Entry | None:
    seconds = _seconds(found[0])
    after = _AFTER.match(text, found.end(), end)
    if seconds is None or after is None or text.startswith("-->", after.end() + 1):
        return None
    before = text[start : found.start()].rstrip("*_ ")
    title = text[after.end() : min(end, after.end() + _LONGEST)].lstrip(_BETWEEN).rstrip()
    if before.lstrip().startswith("|"):
        title = title.partition("|")[0]
    if after["closed"] is None and before.endswith(("[", "(")):
        title = f"[{title}" if before[-1] == "[" else title.removesuffix(")")
    if title.strip("*_~` "):
        title = _gone_on(text, title, end, item=_ITEM.match(text, start, end) is not None)
    else:
        title = _next_line(text, end)
    words, url = read_title(title)
    if not any(map(str.isalnum, words)):
        return None
    link = after["link"] or ""
    marked = "#t=" in link or before.endswith("[@")
    return Entry(
        found.start(),
        seconds,
        _seconds(after["end"]) if after["end"] else None,
        words,
        url,
        marked,
        _is_padded(found[0]),
        _OF_DAY.match(text, found.end(), end) is not None,
    )


def _next_line(text: str, end: int) -> str:
    """Return what stands below a time that stands alone: `3:30`, an empty line, `* Title`."""
    for _ in range(_MOST_LINES):
        start = end + 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _LONGEST_BEFORE)].strip()
        if line:
            item = _ITEM.match(line)
            is_title = not line.startswith("#") and not _HAS_TIME.search(line)
            return (line[item.end() :] if item else line) if is_title else ""
    return ""


def _gone_on(text: str, title: str, end: int, *, item: bool) -> str:
    """Return the title with the lines it goes on in: in a list, or where a link isn't closed."""
    for _ in range(_MOST_LINES):
        following = text.find("\n", end + 1)
        following = len(text) if following < 0 else following
        line = text[end + 1 : min(following, end + _LONGEST)]
        open_link = title.count("[") > title.count("]") or title.count("](") > title.count(")")
        indented = item and line.startswith((" ", "\t")) and not _ITEM.match(line)
        if not (open_link or indented) or not line.strip() or _HAS_TIME.search(line):
            break
        title = f"{title} {line.strip()}"
        end = following
    return title


def _trailing(text: str, start: int, found: re.Match[str]) -> Entry | None:
    seconds = _seconds(found[0])
    title = text[start : found.start()]
    for _ in range(_MOST_LINES):
        if start == 0 or not title.startswith((" ", "\t")) or _ITEM.match(title):
            break
        before = text.rfind("\n", 0, start - 1) + 1
        if start - before > _LONGEST_BEFORE:
            break
        title, start = text[before:start] + title.lstrip(), before
    item = _ITEM.match(title)
    title = title[item.end() :] if item else title
    if seconds is None or _IN_PROSE.search(title[-12:]) or len(title) > _LONGEST_BEFORE:
        return None
    words, url = read_title(title.rstrip(" \t([（【「［*_"))
    if not any(map(str.isalpha, words)):
        return None
    return Entry(found.start(), seconds, None, words, url, False, _is_padded(found[0]), False)


def _seconds(clock: str) -> int | None:
    parts = [int(part) for part in clock.partition(".")[0].split(":")]
    if len(parts) == 3 and parts[1] > 59:
        return None
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds


def _is_padded(clock: str) -> bool:
    return clock.startswith("0") and (clock[1] != ":" or clock.count(":") == 2)
