"""Family M on the times of transcripts (M403 to M405): what is shown at the wrong moment."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from publisher.model import Episode, Severity
from publisher.rules.catalogue import Context, Problem, episode_rule
from publisher.rules.media.transcript_files import (
    EPISODES,
    SOUND_WORDS,
    VTT,
    TranscriptFile,
    place_of_line,
    read_transcripts,
    with_words,
)
from publisher.transcripts.captions import TIMING
from publisher.transcripts.cues import Form, Transcript, shown_clock

_MOST = 3  # problems of one kind told of one transcript
_LATE_SECONDS = 15.0  # by which words may follow the end of the audio: durations are rounded
_OVERLAP_SECONDS = 3.0  # people interrupt each other for less
_OVERLAPS = 0.1  # of all cues
_JUMP_BACK_SECONDS = 0.5
_ARROW = re.compile(r"^[^\n]{0,200}-->[^\n]*", re.MULTILINE)


@episode_rule(
    "M403",
    "transcript-times-go-back",
    severity=Severity.WARNING,
    summary="the times of a transcript go backwards, or can't be read",
    why="Apps walk through a transcript once: in Apple Podcasts and Pocket Casts the text stops "
    "following the voice, and what goes back is never shown.",
    fix="Correct the times, or put the cues in the order in which they are spoken.",
    bad=with_words(
        {f"{EPISODES}words.vtt": VTT.replace("00:00:04.000 -->", "00:00:00.000 -->", 1)}
    ),
    good=SOUND_WORDS,
)
def transcript_times_go_back(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        yield from islice(_wrong_times(each, transcript), _MOST)


def _wrong_times(each: TranscriptFile, transcript: Transcript) -> Iterator[Problem]:
    if transcript.form in (Form.VTT, Form.SRT):
        yield from _unread_times(each, transcript)
    latest = 0.0
    for index, cue in enumerate(transcript.cues):
        start, end = cue.start_seconds, cue.end_seconds
        if start is None:
            continue
        place = place_of_line(each, transcript.line_of(index))
        if end is not None and end < start:
            yield Problem(
                f"this cue of {each.name} ends at {shown_clock(end)}, before it begins at "
                f"{shown_clock(start)}: apps never show it. Correct its times",
                place,
            )
        elif start + _JUMP_BACK_SECONDS < latest:
            yield Problem(
                f"this cue of {each.name} begins at {shown_clock(start)}, after one at "
                f"{shown_clock(latest)}: apps that walk through the transcript don't show it, or "
                "stop following. Correct the time, or move it to its place",
                place,
            )
        latest = max(latest, start)


def _unread_times(each: TranscriptFile, transcript: Transcript) -> Iterator[Problem]:
    text = transcript.decoded.text
    for found in _ARROW.finditer(text):
        if TIMING.match(text, found.start()) is None:
            line = transcript.decoded.position(found.start())[0]
            yield Problem(
                f"the times on this line of {each.name} can't be read, so apps leave out what is "
                "said then: write them as 00:01:02.000 --> 00:01:04.500",
                place_of_line(each, line),
            )


@episode_rule(
    "M404",
    "transcript-overlaps",
    severity=Severity.WARNING,
    summary="many cues of a transcript are shown at the same time",
    why="Apps show one piece of text at a time. Where cues lie over each other for seconds, Apple "
    "Podcasts jumps to and fro, and caption players stack them over half the screen.",
    fix="End each cue where the next one begins; most editors have a command for it.",
    bad=with_words(
        {f"{EPISODES}words.vtt": VTT.replace("00:00:04.000\nHello", "00:00:08.000\nHello")}
    ),
    good=SOUND_WORDS,
)
def transcript_overlaps(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        over = [
            index
            for index, (cue, later) in enumerate(pairwise(transcript.cues))
            if cue.end_seconds is not None
            and later.start_seconds is not None
            and cue.start_seconds is not None
            and cue.start_seconds < later.start_seconds
            and cue.end_seconds - later.start_seconds > _OVERLAP_SECONDS
        ]
        if over and len(over) >= _OVERLAPS * len(transcript.cues):
            yield Problem(
                f"{len(over)} of {len(transcript.cues)} cues of {each.name} are still shown more "
                f"than {_OVERLAP_SECONDS:.0f} seconds into the next one, the first here: apps jump "
                "to and fro between them. End each cue where the next one begins",
                place_of_line(each, transcript.line_of(over[0])),
            )


@episode_rule(
    "M405",
    "transcript-beyond-audio",
    severity=Severity.WARNING,
    summary="a transcript goes on after the audio has ended",
    why="It is of another episode, or of the recording before it was cut: then the text in Apple "
    "Podcasts, Pocket Casts and web players runs away from the voice from the first cut on.",
    fix="Make the transcript of the audio that is published, or correct `duration`.",
    bad=with_words(
        {
            f"{EPISODES}words.vtt": VTT.replace("00:00:09", "00:29:00").replace(
                "\n\n00:00:04", "\n\n00:28:00"
            )
        }
    ),
    good=SOUND_WORDS,
)
def transcript_beyond_audio(episode: Episode, context: Context) -> Iterator[Problem]:
    duration = episode.audio.duration_seconds if episode.audio is not None else None
    if not duration:
        return
    for each, transcript in read_transcripts(episode, context):
        last = max((cue.start_seconds or 0.0 for cue in transcript.cues), default=0.0)
        if last > duration + _LATE_SECONDS:
            index = next(
                index
                for index, cue in enumerate(transcript.cues)
                if (cue.start_seconds or 0.0) > duration
            )
            yield Problem(
                f"{each.name} goes on until {shown_clock(last)}, but the audio ends at "
                f"{shown_clock(duration)}: apps show it beside the wrong words. Make it of the "
                "audio that is published, or correct the duration",
                place_of_line(each, transcript.line_of(index)),
            )
