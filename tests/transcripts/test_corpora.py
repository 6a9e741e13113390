"""Real transcripts, in every form and dialect of the corpora."""

from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest

from publisher.transcripts.cues import Form, Transcript, UnreadableError
from publisher.transcripts.reading import read_transcript, read_transcript_file
from publisher.transcripts.writing import makeable_forms, paragraphs, write_transcript
from tests.corpora import CORPORA

TRANSCRIPTS = CORPORA.parent / "transcripts"
CHAPTERS = sorted(TRANSCRIPTS.glob("*chapters*"))
FILES = sorted(set(TRANSCRIPTS.glob("*.*")) - {*CHAPTERS, TRANSCRIPTS / "manifest.tsv"})

pytestmark = pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason="the corpora are not here")


def read(name: str) -> Transcript:
    return read_transcript_file(TRANSCRIPTS / name)


def voices(name: str) -> Counter[str | None]:
    return Counter(cue.speaker for cue in read(name).cues)


@pytest.mark.parametrize(
    ("name", "form", "cues", "is_timed"),
    [
        ("arresteddevops-ai-sdlc.md", Form.TEXT, 174, False),
        ("arresteddevops-chatops.txt", Form.TEXT, 244, False),
        ("changelog-391.md", Form.TEXT, 290, False),
        ("engineeringkiosk-116.assemblyai.json", Form.JSON, 100, True),
        ("forschergeist-045.podlove.json", Form.JSON, 149, True),
        ("greensoftware-60.md", Form.TEXT, 153, False),
        ("haskell-interlude-60.markdown", Form.TEXT, 126, False),
        ("namespace-example.html", Form.HTML, 10, False),
        ("namespace-example.json", Form.JSON, 5, True),
        ("namespace-example.srt", Form.SRT, 222, True),
        ("namespace-example.vtt", Form.VTT, 7, True),
        ("podlovers-003.podlove.json", Form.JSON, 675, True),
        ("pythonbytes-400.vtt", Form.VTT, 307, True),
        ("rustacean-zola.md", Form.TEXT, 134, False),
        ("talkpython-000.vtt", Form.VTT, 52, True),
        ("talkpython-001.txt", Form.TEXT, 460, False),
        ("talkpython-299.vtt", Form.VTT, 1109, True),
        ("talkpython-yt-382.vtt", Form.VTT, 1579, True),
        ("virtualcoffee-1_0.srt", Form.SRT, 54, True),
        ("virtualcoffee-1_1.srt", Form.SRT, 1101, True),
    ],
)
def test_each_is_read(name: str, form: Form, cues: int, is_timed: bool) -> None:
    transcript = read(name)
    assert (transcript.form, len(transcript.cues), transcript.is_timed) == (form, cues, is_timed)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("arresteddevops-ai-sdlc.md", {"Matty", "Hannah", "Robert"}),
        ("engineeringkiosk-116.assemblyai.json", {"A", "B", "C"}),
        ("greensoftware-60.md", {"Chris Adams", "Kate Goldenring"}),
        (
            "haskell-interlude-60.markdown",
            {"Niki Vazou", "Matthías Páll Gissurarson", "NV", "Tom Ellis", "TE", "MPG", "Narrator"},
        ),
        ("namespace-example.html", {"Travis", "Gilon", "Sarah"}),
        ("namespace-example.srt", {"Travis", "Gilon", "Sarah"}),
        ("namespace-example.vtt", {"Sarah", "Gillian"}),
        ("namespace-example.json", {"Darth Vader", "Luke"}),
        ("podlovers-003.podlove.json", {"Alex", "Eric", "Simon", "Michi"}),
        (
            "rustacean-zola.md",
            {"Ben Striegel", "Jeremy Jung", "Jeremy", "Vincent Prouillet", "Vincent"},
        ),
        ("talkpython-299.vtt", {None}),
        (
            "virtualcoffee-1_0.srt",
            {
                *("Bekah Hawrot Weigel", "Bekah", "Dan Ott", "Dan", "Nick Taylor"),
                *("Marie Antons", "Tori Crawford", "Kirk Shillingford"),
            },
        ),
        ("forschergeist-045.podlove.json", {None, "timpritlove", "lyndalroper"}),
        ("virtualcoffee-1_1.srt", {"Bekah", "Dan", "Nick"}),
    ],
)
def test_the_speakers_are_told_apart(name: str, names: set[str | None]) -> None:
    assert set(voices(name)) == names


def _still(before: str | None, name: str | None) -> str | None:
    return name or before


def test_times_in_prose() -> None:
    assert [cue.start_seconds for cue in read("talkpython-001.txt").cues[:4]] == [0, 8, 41, 45]
    assert [cue.start_seconds for cue in read("haskell-interlude-60.markdown").cues[:3]] == [
        15,
        19,
        20,
    ]


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.name)
def test_chapters_are_no_transcript(file: Path) -> None:
    with pytest.raises(UnreadableError):
        read_transcript_file(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_whatever_is_written_is_read_again(file: Path) -> None:
    transcript = read_transcript_file(file)
    assert makeable_forms(is_timed=transcript.is_timed)
    for form in makeable_forms(is_timed=transcript.is_timed):
        again = read_transcript(write_transcript(transcript, form))
        assert again.form is form
        meant = tuple(paragraphs(transcript.cues)) if form is Form.HTML else transcript.cues
        speakers = [cue.speaker for cue in meant]
        if form is Form.SRT:  # which can't say that nobody speaks
            speakers = list(accumulate(speakers, _still))
        assert [cue.speaker for cue in again.cues] == speakers
        assert [cue.text.split() for cue in again.cues] == [cue.text.split() for cue in meant]
        assert [cue.start_seconds for cue in again.cues] == [cue.start_seconds for cue in meant]
