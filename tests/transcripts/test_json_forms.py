"""JSON of the podcast namespace, Podlove, AssemblyAI and Whisper."""

import json
from typing import Any

import pytest

from publisher.transcripts.cues import UnreadableError
from tests.transcripts.builders import cues_of, read


def read_value(value: Any) -> list[tuple[float | None, float | None, str | None, str]]:
    return cues_of(json.dumps(value))


@pytest.mark.parametrize(
    ("value", "dialect"),
    [
        (
            {
                "version": "1.0.0",
                "segments": [{"speaker": "Ann", "startTime": 0.5, "endTime": 2, "body": "Hi"}],
            },
            "podcastindex",
        ),
        ([{"start": "00:00:00.500", "end": "0:02", "voice": "Ann", "speaker": "3", "text": "Hi"}],
         "podlove"),
        ({"transcript": [{"start": 0.5, "end": 2.0, "speaker": "Ann", "text": "Hi"}]}, "podlove"),
        ({"utterances": [{"speaker": "Ann", "start": 500, "end": 2000, "text": "Hi"}]},
         "assemblyai"),
        ({"segments": [{"start": 0.5, "end": 2.0, "text": " Hi", "speaker": "Ann"}]}, "whisper"),
        ({"transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:02,000"},
                             "offsets": {"from": 500}, "text": " Hi", "speaker": "Ann"}, 7]},
         "whisper"),
    ],
)  # fmt: skip
def test_dialects(value: Any, dialect: str) -> None:
    assert read_value(value) == [(0.5, 2.0, "Ann", "Hi")]
    assert read(json.dumps(value)).dialect == dialect


def test_words_are_put_together_to_sentences_of_one_speaker() -> None:
    words = [("Hello.", "A"), ("How", "A"), ("are", "A"), ("Fine", "B")]
    value = {
        "language_code": "en_us",
        "words": [
            {"text": text, "start": 100 * at, "end": 100 * at + 50, "speaker": who}
            for at, (text, who) in enumerate(words)
        ],
    }
    assert read_value(value) == [
        (0.0, 0.05, "A", "Hello."),
        (0.1, 0.25, "A", "How are"),
        (0.3, 0.35, "B", "Fine"),
    ]
    assert read(json.dumps(value)).language == "en-us"


def test_a_missing_end_is_where_the_next_begins() -> None:
    value = [{"start": "0:00", "end": "0:02", "text": "One"}, {"start": "0:02", "text": "Two"},
             {"start": "0:09", "end": "0:10", "text": "Three"}]  # fmt: skip
    assert [cue[1] for cue in read_value(value)] == [2.0, 9.0, 10.0]


@pytest.mark.parametrize(
    "text",
    [
        '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Intro"}]}',
        '[{"start": "0:00", "title": "Intro"}]',
        '{"segments": [',
        '{"segments": 3}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"segments": [{"body": 3}, 7, null, {"body": "  "}]}',
        '{"segments": [{"startTime": ' + "9" * 5000 + ', "body": "x"}]}',
    ],
)
def test_what_is_no_transcript_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        read(text)


@pytest.mark.parametrize("time", ["NaN", "-1", "1e999", "true", '"soon"', "null", "[]", "1e300"])
def test_a_time_that_is_none_is_left_out(time: str) -> None:
    text = f'{{"segments": [{{"startTime": {time}, "endTime": {time}, "body": "Hi"}}]}}'
    assert cues_of(text) == [(None, None, None, "Hi")]
