"""WebVTT and SubRip: captions with times.

WebVTT as the W3C's "WebVTT: The Web Video Text Tracks Format" says in sections 4 and 6; SubRip as
programs write it. Read generously: what one app writes, another must be able to publish.
"""

import re
from html import unescape

from publisher.transcripts.cues import (
    LIMIT_CUES,
    LONGEST_SECONDS,
    Cue,
    Found,
    UnreadableError,
    clean_name,
    clean_text,
    seconds_of,
)
from publisher.transcripts.speakers import split_leads

_TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?"
TIMING = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?=[ \t\r\n]|\Z)[^\n]*", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_BROKEN = re.compile(r"\n[^\n]*-->")
_COUNTER = re.compile(r"(?:\A|\n)[ \t]*\d{1,7}[ \t]*\Z")
_VOICE = re.compile(r"<v(?:\.[^\s<>&]{0,100})?[ \t]([^<>\n]{0,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]{0,200}>|<>|</>")
_SRT_TAG = re.compile(r"</?(?:b|i|u|s|font)(?:[ \t][^<>\n]{0,200})?>", re.IGNORECASE)
_ALIGNED = re.compile(r"\{\\[^{}\n]{0,40}\}")  # `{\an8}`: where on the screen
_LANGUAGE = re.compile(r"^language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})[ \t]*$",
                       re.IGNORECASE | re.MULTILINE)  # fmt: skip


def read_vtt(text: str) -> Found:
    """Read WebVTT: voices become speakers; styles, notes and regions are passed over."""
    header = _BLANK.split(text[:2000], maxsplit=1)[0]
    language = _LANGUAGE.search(header)
    return _found(text, language[1] if language else None, markup=True)


def read_srt(text: str) -> Found:
    """Read SubRip; speakers stand before a colon."""
    return _found(text, None, markup=False)


def _found(text: str, language: str | None, *, markup: bool) -> Found:
    timings = list(TIMING.finditer(text))
    if len(timings) > LIMIT_CUES:
        raise UnreadableError(f"it has more than {LIMIT_CUES:,} cues")
    ends = [*(found.start() for found in timings[1:]), len(text)][: len(timings)]
    voiced = markup and _VOICE.search(text) is not None
    said: list[tuple[re.Match[str], str | None, str]] = []
    for timing, end in zip(timings, ends, strict=True):
        payload = _payload(text[timing.end() : end], numbered=not markup)
        if voiced:
            said += ((timing, *part) for part in _voices(payload) if part[1])
        elif words := _plain(payload, markup):
            said.append((timing, None, words))
    if not voiced:
        parted = split_leads([words for _, _, words in said])
        pairs = zip(said, parted, strict=True)
        said = [(timing, who, words) for (timing, _, _), (who, words) in pairs if words]
    cues = [Cue(*_times(timing), who, words) for timing, who, words in said]
    return Found(cues, [timing.start() for timing, _, _ in said], language)


def _payload(between: str, *, numbered: bool) -> str:
    """Return a cue's text, of all that stands up to the next one's times."""
    if numbered:  # there, a cue may have blank lines; what is broken is none of its words
        cut = _BROKEN.search(between)
        return _COUNTER.sub("", (between[: cut.start()] if cut else between).rstrip())
    blank = _BLANK.search(between)
    return between[: blank.start()] if blank else between


def _times(timing: re.Match[str]) -> tuple[float | None, float | None]:
    hours, minutes, seconds, part, *rest = timing.groups()
    return _seconds(hours, minutes, seconds, part), _seconds(*rest)


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> float | None:
    told = seconds_of(hours, minutes, seconds, part)
    return told if told <= LONGEST_SECONDS else None


def _voices(payload: str) -> list[tuple[str | None, str]]:
    """Return the parts of a cue, each with its speaker."""
    pieces = _VOICE.split(payload)
    parts: list[tuple[str | None, str]] = [(None, _plain(pieces[0]))]
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.append((clean_name(unescape(name)), _plain(words)))
    return parts


def _plain(payload: str, markup: bool = True) -> str:
    if "<" in payload:
        payload = (_TAG if markup else _SRT_TAG).sub("", payload)
    if "{\\" in payload:
        payload = _ALIGNED.sub("", payload)
    if markup and "&" in payload:
        payload = unescape(payload)
    return clean_text(payload)
