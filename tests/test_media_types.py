"""What a file is called tells what it is, behind queries and tracking prefixes too."""

from pathlib import Path

import pytest

from publisher.media_types import audio_type, extension, transcript_type
from publisher.model import Audio, Place, Transcript

HERE = Place("1.md")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/1.mp3", "audio/mpeg"),
        ("https://example.com/1.MP3?dest-id=9.ogg", "audio/mpeg"),
        ("https://op3.dev/e/example.com/1.m4a#t=1", "audio/x-m4a"),
        ("https://tracking.example.com/redirect.mp3/media.example.com/1.m4a", "audio/x-m4a"),
        ("https://example.com/1.mp4", "video/mp4"),
        ("https://example.com/v1.5/audio", None),
        ("https://example.com", None),
        ("", None),
    ],
)
def test_the_type_of_audio_at_a_url(url: str, expected: str | None) -> None:
    assert audio_type(Audio(HERE, url=url)) == expected


def test_the_type_of_an_audio_file() -> None:
    assert audio_type(Audio(HERE, file=Path("feeds/talk/what?.opus"))) == "audio/opus"


def test_a_given_type_goes_first() -> None:
    assert audio_type(Audio(HERE, url="https://example.com/1.mp3", type="audio/mp4")) == "audio/mp4"
    given = Transcript(HERE, url="https://example.com/1.txt", type="text/vtt")
    assert transcript_type(given) == "text/vtt"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1.vtt", "text/vtt"),
        ("1.srt", "application/x-subrip"),
        ("1.json", "application/json"),
        ("1.html", "text/html"),
        ("1.txt", "text/plain"),
        ("1.docx", None),
    ],
)
def test_the_type_of_a_transcript(name: str, expected: str | None) -> None:
    assert transcript_type(Transcript(HERE, file=Path(name))) == expected
    assert transcript_type(Transcript(HERE, url=f"https://example.com/{name}?x=1")) == expected


def test_a_question_mark_belongs_to_a_path_but_not_to_a_url() -> None:
    assert extension("a?b.mp3") == ".mp3"
    assert extension("https://example.com/a?b.mp3") == ""
