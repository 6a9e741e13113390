"""A transcript → what a page shows of it, no more than the page has room for."""

from collections.abc import Iterable
from typing import NamedTuple

from publisher.notes.moments import write_clock
from publisher.site.views import CueView, ParagraphView, TranscriptView
from publisher.site.words import short_seconds
from publisher.transcripts.cues import Cue
from publisher.transcripts.writing import paragraph_groups

PARAGRAPH_BYTES = 220  # what the markup around a paragraph takes, at most
CUE_BYTES = 48


class PageTranscript(NamedTuple):
    """The transcript that an episode's page shows, and where all of it is, as in its view."""

    cues: tuple[Cue, ...]
    url: str | None = None
    json_url: str | None = None
    language: str | None = None


def view_transcript(transcript: PageTranscript, room_bytes: int) -> TranscriptView:
    """Return paragraphs that take no more than `room_bytes` as HTML, and where the rest begins."""
    shown: list[ParagraphView] = []
    speaker: str | None = None
    rest: Cue | None = None
    for group in paragraph_groups(transcript.cues):
        room_bytes -= _size_bytes(group)
        if room_bytes < 0:
            rest = group[0]
            break
        first = group[0]
        said = first.speaker or ""
        shown.append(
            ParagraphView(
                first.start_seconds,
                "" if first.start_seconds is None else write_clock(first.start_seconds),
                "" if said == speaker else said,
                tuple([_view(cue) for cue in group]),
            )
        )
        speaker = said
    return TranscriptView(
        tuple(shown),
        transcript.url,
        transcript.json_url,
        transcript.language,
        complete=rest is None,
        rest_seconds=rest.start_seconds if rest is not None else None,
    )


def _view(cue: Cue) -> CueView:
    seconds = cue.start_seconds
    return CueView(None if seconds is None else short_seconds(seconds), cue.text)


def _size_bytes(group: Iterable[Cue]) -> int:
    size = PARAGRAPH_BYTES
    for cue in group:
        text = cue.text
        escapes = text.count("&") + text.count("<") + text.count(">") + 2 * text.count('"')
        size += CUE_BYTES + 4 * escapes + (len(text) if text.isascii() else len(text.encode()))
        size += 4 * text.count("'")
    return size
