"""Transcripts read from texts."""

from publisher.transcripts.cues import Cue, Transcript
from publisher.transcripts.reading import read_transcript


def read(text: str) -> Transcript:
    return read_transcript(text.encode())


def cues_of(text: str) -> list[tuple[float | None, float | None, str | None, str]]:
    return [(cue.start_seconds, cue.end_seconds, cue.speaker, cue.text) for cue in read(text).cues]


def said(text: str) -> list[tuple[str | None, str]]:
    return [(cue.speaker, cue.text) for cue in read(text).cues]


def timed(start: float, end: float, text: str, speaker: str | None = None) -> Cue:
    return Cue(start, end, speaker, text)
