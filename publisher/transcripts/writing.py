"""A transcript → the forms that apps read. The same cues give the same bytes.

WebVTT as of the W3C; SubRip, JSON and HTML as the podcast namespace's document "transcripts" has
them.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from publisher.transcripts.cues import Cue, Form, Transcript, shown_clock

_LONG_PARAGRAPH = 400  # characters; it ends with the sentence then
_LONGEST_PARAGRAPH = 1200
_ARROW = re.compile(r"-{2,}+>")  # stands between the times of a cue, and nowhere else
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)]*\Z")


def makeable_forms(*, is_timed: bool) -> tuple[Form, ...]:
    """Return the forms that a transcript can be written in; all but HTML need times of all cues."""
    return tuple(_WRITERS) if is_timed else (Form.HTML,)


def write_transcript(transcript: Transcript, form: Form, language: str | None = None) -> bytes:
    """Write a transcript; raises ValueError for a form that it can't be written in."""
    if form not in makeable_forms(is_timed=transcript.is_timed):
        raise ValueError(f"a transcript without times can't become {form}")
    return _WRITERS[form](transcript.cues, language).encode()


def _vtt(cues: Iterable[Cue], _language: str | None) -> str:
    parts = ["WEBVTT"]
    for cue in cues:
        text = _vtt_text(cue.text)
        voice = f"<v {_vtt_text(cue.speaker)}>{text}</v>" if cue.speaker else text
        parts.append(f"{_times(cue, '.')}\n{voice}")
    return "\n\n".join(parts) + "\n"


def _vtt_text(text: str) -> str:
    return escape(text, quote=False)  # `>` too: an arrow `-->` would begin a cue


def _srt(cues: Iterable[Cue], _language: str | None) -> str:
    parts = []
    speaker = None
    for number, cue in enumerate(cues, 1):
        name = f"{cue.speaker}: " if cue.speaker and cue.speaker != speaker else ""
        speaker = cue.speaker
        text = _ARROW.sub("->", f"{name}{cue.text}")
        parts.append(f"{number}\n{_times(cue, ',')}\n{text}\n")
    return "\n".join(parts)


def _json(cues: Iterable[Cue], _language: str | None) -> str:
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": cue.start_seconds,
            "endTime": cue.end_seconds,
            "body": cue.text,
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def _html(cues: Iterable[Cue], language: str | None) -> str:
    lang = f' lang="{escape(language)}"' if language else ""
    lines = [
        f"<!doctype html>\n<html{lang}>",
        '<head><meta charset="utf-8"><title>Transcript</title></head>\n<body>',
    ]
    speaker: str | None = None
    for cue in paragraphs(cues):
        if cue.speaker != speaker:
            lines.append(f"<cite>{escape(cue.speaker + ':' if cue.speaker else '')}</cite>")
            speaker = cue.speaker
        if cue.start_seconds is not None:
            exact = f"{cue.start_seconds:.3f}".rstrip("0").rstrip(".")
            lines.append(f'<time datetime="PT{exact}S">{shown_clock(cue.start_seconds)}</time>')
        text = escape(cue.text, quote=False).replace("\n", "<br>")
        lines.append(f"<p>{text}</p>")
    return "\n".join([*lines, "</body>\n</html>\n"])


def paragraphs(cues: Iterable[Cue]) -> Iterator[Cue]:
    """Yield cues as paragraphs to be read: what one speaker says, up to a sentence's end.

    Cues without times are paragraphs already.
    """
    for group in paragraph_groups(cues):
        first = group[0]
        if not first.is_timed:
            yield first
            continue
        text = " ".join([cue.text for cue in group]).replace("\n", " ")
        yield first._replace(text=text, end_seconds=group[-1].end_seconds)


def paragraph_groups(cues: Iterable[Cue]) -> Iterator[tuple[Cue, ...]]:
    """Yield the cues that make a paragraph each; see `paragraphs`."""
    group: list[Cue] = []
    length = 0
    for cue in cues:
        if group and not _goes_on(group[-1], length, cue):
            yield tuple(group)
            group, length = [], 0
        group.append(cue)
        length += len(cue.text) + (1 if length > 0 else 0)
    if group:
        yield tuple(group)


def _goes_on(before: Cue, length: int, cue: Cue) -> bool:
    """Say whether a paragraph of `length` characters, `before` being its end, takes the cue."""
    if not (before.is_timed and cue.is_timed) or cue.speaker != before.speaker:
        return False
    if length >= _LONG_PARAGRAPH and _SENTENCE_END.search(before.text):
        return False
    return length + len(cue.text) < _LONGEST_PARAGRAPH


def _times(cue: Cue, point: str) -> str:
    return f"{_stamp(cue.start_seconds, point)} --> {_stamp(cue.end_seconds, point)}"


def _stamp(seconds: float | None, point: str) -> str:
    whole, milliseconds = divmod(round((seconds or 0) * 1000), 1000)
    hours, rest = divmod(whole, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}{point}{milliseconds:03}"


_WRITERS: Mapping[Form, Callable[[Iterable[Cue], str | None], str]] = {
    Form.VTT: _vtt,
    Form.SRT: _srt,
    Form.JSON: _json,
    Form.HTML: _html,
}
