"""What is written is read again as it was, by us and by others."""

import json
import string

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from publisher.transcripts.cues import Cue, Form, Transcript
from publisher.transcripts.reading import read_transcript
from publisher.transcripts.writing import makeable_forms, paragraphs, write_transcript
from tests.transcripts.builders import read, timed

VTT = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<v Ann & Co>1 &lt; 2</v>\n\n"
    "00:00:02.500 --> 01:00:03.000\n<v Ben>Yes,\nit is.</v>\n\n"
    "01:00:03.000 --> 01:00:04.000\n<v Ben>Really.</v>\n"
)


def written(text: str, form: Form) -> str:
    return write_transcript(read(text), form).decode()


def test_the_four_forms() -> None:
    assert written(VTT, Form.VTT) == VTT.replace("Ann & Co", "Ann &amp; Co")
    assert written(VTT, Form.SRT) == (
        "1\n00:00:01,000 --> 00:00:02,500\nAnn & Co: 1 < 2\n\n"
        "2\n00:00:02,500 --> 01:00:03,000\nBen: Yes,\nit is.\n\n"
        "3\n01:00:03,000 --> 01:00:04,000\nReally.\n"
    )
    assert json.loads(written(VTT, Form.JSON)) == {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ann & Co", "startTime": 1.0, "endTime": 2.5, "body": "1 < 2"},
            {"speaker": "Ben", "startTime": 2.5, "endTime": 3603.0, "body": "Yes,\nit is."},
            {"speaker": "Ben", "startTime": 3603.0, "endTime": 3604.0, "body": "Really."},
        ],
    }
    assert written(VTT, Form.HTML) == (
        '<!doctype html>\n<html>\n<head><meta charset="utf-8"><title>Transcript</title></head>\n'
        "<body>\n<cite>Ann &amp; Co:</cite>\n"
        '<time datetime="PT1S">0:01</time>\n<p>1 &lt; 2</p>\n<cite>Ben:</cite>\n'
        '<time datetime="PT2.5S">0:02</time>\n<p>Yes, it is. Really.</p>\n</body>\n</html>\n'
    )


def test_words_from_outside_stay_words() -> None:
    cue = timed(0, 1, "<script>x</script> --> <v Eve>", "</cite><b>")
    transcript = read_transcript(b"x")._replace(cues=(cue,))
    for form in (Form.VTT, Form.HTML):
        text = write_transcript(transcript, form, '"><script>').decode()
        assert "<script>" not in text
        assert "<b>" not in text
        assert text.count("-->") == (form is Form.VTT)


def test_without_times_only_html_is_written() -> None:
    transcript = read("Ann: Hello.\n\nBen: Hi.\n")
    assert makeable_forms(is_timed=transcript.is_timed) == (Form.HTML,)
    assert b"<p>Hi.</p>" in write_transcript(transcript, Form.HTML)
    with pytest.raises(ValueError, match="without times"):
        write_transcript(transcript, Form.VTT)


def test_paragraphs_end_with_a_sentence_or_the_speaker() -> None:
    words = "Ten words of a sentence that somebody says, on and on."
    cues = [timed(at, at + 1, words, "Ann" if at < 20 else "Ben") for at in range(30)]
    made = list(paragraphs(cues))
    assert [cue.speaker for cue in made] == ["Ann"] * 3 + ["Ben"] * 2
    assert all(cue.text.endswith(".") for cue in made)
    assert " ".join(cue.text for cue in made) == " ".join([words] * 30)
    assert [cue.start_seconds for cue in made] == [0, 8, 16, 20, 28]


LETTERS = st.sampled_from(string.ascii_letters + string.digits + " .,!?'\"&<>-éüñß中🎙\u00a0/()")
LINE = st.text(LETTERS, min_size=1, max_size=30).filter(
    lambda line: line == line.strip() and not line.isdigit() and "<" not in line[:-1]
)
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
NAME = st.sampled_from(["Ann", "Ben Müller", "Speaker 1", "Dr. No"])
MILLISECONDS = st.integers(0, 100 * 3600 * 1000)


@st.composite
def transcripts(draw: st.DrawFn, *, markup: bool) -> Transcript:
    """Times in order; either all speakers are known or none, as SubRip can't tell them apart."""
    count = draw(st.integers(1, 6))
    marks = sorted(draw(st.lists(MILLISECONDS, min_size=2 * count, max_size=2 * count)))
    text = st.one_of(TEXT, st.just("a < b <i> &amp; -> c")) if markup else TEXT
    named = draw(st.booleans())
    cues = tuple(
        Cue(
            marks[2 * at] / 1000,
            marks[2 * at + 1] / 1000,
            draw(NAME) if named else None,
            draw(text),
        )
        for at in range(count)
    )
    return read_transcript(b"x")._replace(cues=cues)


@given(transcripts(markup=True), st.sampled_from([Form.VTT, Form.JSON]))
def test_times_words_and_speakers_come_back(transcript: Transcript, form: Form) -> None:
    data = write_transcript(transcript, form)
    again = read_transcript(data)
    assert again.form is form
    assert again.cues == transcript.cues
    assert write_transcript(again, form) == data


@given(transcripts(markup=False))
def test_subrip_comes_back(transcript: Transcript) -> None:
    data = write_transcript(transcript, Form.SRT)
    again = read_transcript(data)
    assert again.form is Form.SRT
    assert again.cues == transcript.cues


@given(transcripts(markup=True))
def test_html_keeps_words_speakers_and_beginnings(transcript: Transcript) -> None:
    again = read_transcript(write_transcript(transcript, Form.HTML))
    meant = list(paragraphs(transcript.cues))
    assert [cue.speaker for cue in again.cues] == [cue.speaker for cue in meant]
    assert [cue.start_seconds for cue in again.cues] == [cue.start_seconds for cue in meant]
    assert " ".join(cue.text for cue in again.cues).split() == " ".join(
        cue.text for cue in transcript.cues
    ).split()  # fmt: skip


@given(transcripts(markup=False))
def test_other_readers_agree(transcript: Transcript) -> None:
    captions = webvtt.from_string(write_transcript(transcript, Form.VTT).decode())
    assert [(each.start_in_seconds, each.voice) for each in captions.captions] == [
        (int(cue.start_seconds or 0), cue.speaker) for cue in transcript.cues
    ]
    subtitles = list(srt.parse(write_transcript(transcript, Form.SRT).decode()))
    assert [each.start.total_seconds() for each in subtitles] == [
        cue.start_seconds for cue in transcript.cues
    ]
    assert [each.end.total_seconds() for each in subtitles] == [
        cue.end_seconds for cue in transcript.cues
    ]


@pytest.mark.parametrize("arrow", ["-->", "--->", "------>"])
def test_no_words_and_no_name_begin_a_cue(arrow: str) -> None:
    fake = f"00:00:07,000 {arrow} 00:00:09,000"
    cues = (Cue(1.0, 2.0, f"Ann {arrow}", f"1\n{fake}\nEvil"), Cue(3.0, 4.0, "Ann", fake))
    transcript = read(VTT)._replace(cues=cues)
    for form in (Form.SRT, Form.VTT):
        written = write_transcript(transcript, form).decode()
        assert written.count("-->") == 2
