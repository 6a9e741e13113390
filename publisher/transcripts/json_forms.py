"""JSON that services and apps write: the podcast namespace's, Podlove's, AssemblyAI's, Whisper's.

The podcast namespace's is that of its document "transcripts": `segments` with `speaker`,
`startTime`, `endTime` and `body`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from publisher.transcripts.cues import (
    LIMIT_CUES,
    Cue,
    Found,
    UnreadableError,
    clean_name,
    clean_text,
    seconds_of,
    whole_milliseconds,
)

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_WORDS_PER_CUE = 40
_SENTENCE_END = (".", "?", "!", "…")


class _Dialect(NamedTuple):
    """The keys of one way to write cues; `unit` is what a number of its times counts."""

    name: str
    start: str
    end: str
    text: str
    speakers: tuple[str, ...]
    unit: float = 1.0


_PODCASTINDEX = _Dialect("podcastindex", "startTime", "endTime", "body", ("speaker",))
_PODLOVE = _Dialect("podlove", "start", "end", "text", ("voice", "speaker"))
_ASSEMBLYAI = _Dialect("assemblyai", "start", "end", "text", ("speaker",), 0.001)
_WHISPER = _Dialect("whisper", "start", "end", "text", ("speaker",))


def read_json(text: str) -> Found:
    """Read a transcript in JSON. Raises UnreadableError."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableError("its JSON is broken") from None
    dialect, items = _items(value)
    if len(items) > LIMIT_CUES:
        raise UnreadableError(f"it has more than {LIMIT_CUES:,} cues")
    cues = [cue for item in items if isinstance(item, Mapping) and (cue := _cue(item, dialect))]
    language = value.get("language_code", value.get("language")) if isinstance(value, dict) else ""
    known = isinstance(language, str) and _LANGUAGE.fullmatch(language) is not None
    tag = str(language).replace("_", "-") if known else None
    return Found(cues, [-1] * len(cues), tag, dialect.name)


def _items(value: Any) -> tuple[_Dialect, list[Any]]:
    """Return who writes JSON like this, and its cues."""
    if isinstance(value, list) and _have(value, "text"):
        return _PODLOVE, value
    if isinstance(value, dict):
        if isinstance(segments := value.get("segments"), list):
            return (_PODCASTINDEX if _have(segments, "body") else _WHISPER), segments
        if isinstance(utterances := value.get("utterances"), list):
            return _ASSEMBLYAI, utterances
        if isinstance(words := value.get("words"), list):
            return _ASSEMBLYAI, _in_sentences(words)
        if isinstance(cues := value.get("transcript"), list):
            return _PODLOVE, cues
        if isinstance(parts := value.get("transcription"), list):
            return _WHISPER, [_timed(part) for part in parts]
    raise UnreadableError(
        "it is no transcript that is known: JSON of the podcast namespace has "
        '{"version": "1.0.0", "segments": […]}'
    )


def _timed(part: object) -> object:
    """Return a part as whisper.cpp writes it, its times where the others have them."""
    times = part.get("timestamps") if isinstance(part, dict) else None
    if not isinstance(part, dict) or not isinstance(times, dict):
        return part
    return {**part, "start": times.get("from"), "end": times.get("to")}


def _have(items: list[Any], key: str) -> bool:
    return not items or any(isinstance(item, dict) and key in item for item in items[:20])


def _in_sentences(words: list[Any]) -> list[dict[str, Any]]:
    """Return words, each with its times, put together: to a sentence's end or the next speaker."""
    cues: list[dict[str, Any]] = []
    heard: list[str] = []
    for word in words:
        if not isinstance(word, dict) or not isinstance(word.get("text"), str):
            continue
        speaker = word.get("speaker")
        full = len(heard) >= _WORDS_PER_CUE or bool(heard and heard[-1].endswith(_SENTENCE_END))
        if not heard or full or cues[-1]["speaker"] != speaker:
            heard = []
            cues.append({"speaker": speaker, "start": word.get("start")})
        heard.append(word["text"])
        cues[-1] |= {"text": " ".join(heard), "end": word.get("end")}
    return cues


def _cue(item: Mapping[str, Any], dialect: _Dialect) -> Cue | None:
    text = item.get(dialect.text)
    words = clean_text(text) if isinstance(text, str) else ""
    if not words:
        return None
    speaker = next((item[key] for key in dialect.speakers if item.get(key) not in (None, "")), None)
    return Cue(
        _seconds(item.get(dialect.start), dialect.unit),
        _seconds(item.get(dialect.end), dialect.unit),
        clean_name(str(speaker)) if isinstance(speaker, str | int) else None,
        words,
    )


def _seconds(value: object, unit: float) -> float | None:
    """Return the time of a number, or of "00:01:02.5"."""
    if isinstance(value, str):
        clock = _CLOCK.fullmatch(value.strip())
        return whole_milliseconds(seconds_of(*clock.groups())) if clock else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return whole_milliseconds(value * unit)
    except OverflowError:
        return None
