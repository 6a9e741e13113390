"""A file is read as what it is, whatever its name; what is hostile is refused with a reason."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.transcripts.cues import LIMIT_BYTES, LIMIT_CUES, Form, UnreadableError
from publisher.transcripts.reading import (
    known_transcript,
    read_transcript,
    read_transcript_file,
    transcript_facts,
)

SRT = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n", Form.VTT),
        (SRT, Form.SRT),
        ('\n {"segments": [{"body": "Hello."}]}', Form.JSON),
        ("<p>Hello.</p>", Form.HTML),
        ("<!doctype html><title>x</title><body>Hello.", Form.HTML),
        ("Ann: Hello.", Form.TEXT),
        ("[00:00:01] Hello.", Form.TEXT),
        ("{% include x %}\n\n**Ann:** Hello.", Form.TEXT),
    ],
)
def test_the_content_tells_the_form(text: str, form: Form) -> None:
    assert read_transcript(text.encode()).form is form


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("¡Señor!".encode(), "utf-8"),
        ("¡Señor!".encode("utf-8-sig"), "utf-8"),
        ("¡Señor!".encode("latin-1"), "cp1252"),
        ("¡Señor!".encode("utf-16"), "utf-16-le"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    transcript = read_transcript(data)
    assert transcript.cues[0].text == "¡Señor!"
    assert transcript.decoded.encoding == encoding


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "nobody says a word"),
        (b"WEBVTT\n", "nobody says a word"),
        (b"ID3\x04\x00\x00\xff\xfb", "not a text file"),
        (b"x" * (LIMIT_BYTES + 1), "MB"),
        (SRT.encode() * (LIMIT_CUES + 1), "cues"),
        (b"a\n\n" * (LIMIT_CUES + 1), "paragraphs"),
        (b"<p>a" * (LIMIT_CUES + 1), "paragraphs"),
        (b'{"segments":[' + b'{"body":"a"},' * LIMIT_CUES + b'{"body":"a"}]}', "cues"),
    ],
)
def test_what_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "t"
    file.write_bytes(data)
    with pytest.raises(UnreadableError, match=reason):
        read_transcript_file(file)


def test_what_is_no_file(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none", Path("a\0b")):
        assert isinstance(known_transcript(file), UnreadableError)
        assert transcript_facts(file) is None
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(known_transcript(tmp_path / "pipe"), UnreadableError)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "t.srt"
    file.write_text(SRT)
    first = transcript_facts(file)
    assert first is not None
    assert first.is_timed
    file.write_text("Nothing but words.")
    second = transcript_facts(file)
    assert second is not None
    assert not second.is_timed


PIECES = st.sampled_from(
    ["WEBVTT", "\n", "\n\n", "00:01.000 --> 00:02.000", "1", "<v Ann>", "</v>", "<p>", "<cite>",
     "<time>", "0:01", "Ann:", "**Ann:** ", "[00:01]", "{", "}", '"segments"', ":", "[", "]",
     "&lt;", "# ", "> ", "---", "\\", "\r", "\ufeff", "\u2028", "\ud800", "é", "-->", "word "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        transcript = read_transcript(text.encode("utf-8", "surrogatepass"))
    except UnreadableError:
        return
    assert len(transcript.offsets) == len(transcript.cues)
    for index, cue in enumerate(transcript.cues):
        assert cue.text == cue.text.strip() != ""
        assert transcript.line_of(index) >= 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert read_transcript(data).cues
    except UnreadableError as error:
        assert str(error)
