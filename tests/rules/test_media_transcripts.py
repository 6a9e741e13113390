"""M4xx: what is wrong with a transcript, and where."""

from pathlib import Path

import pytest

from publisher.model import Finding
from publisher.rules.catalogue import Example
from tests.builders import SOUND_EPISODE, inspect, write_repository

VTT = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>Hello.\n\n"
    "00:00:04.000 --> 00:00:09.000\n<v Ben>Welcome.\n"
)
SRT = "1\n00:00:01,000 --> 00:00:04,000\nHello.\n\n2\n00:00:04,000 --> 00:00:09,000\nWelcome.\n"


def found(root: Path, name: str, words: str | bytes, given: str = "") -> list[Finding]:
    """Return what M4xx says of an episode of 20 minutes with this transcript."""
    front = f"transcripts: [{given or f'/{name}'}]\n---\nNotes"
    data = words if isinstance(words, bytes) else words.encode()
    write_repository(
        root, Example(SOUND_EPISODE.replace("---\nNotes", front), media={name: lambda: data})
    )
    return [each for each in inspect(root).findings if each.code.startswith(("M4", "F208"))]


def codes(root: Path, name: str, words: str | bytes, given: str = "") -> str:
    return " ".join(each.code for each in found(root, name, words, given))


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("t.vtt", VTT, ""),
        ("t.srt", SRT, ""),
        ("t.txt", "Ann: Hello.", ""),
        ("t.md", "**Ann:** Hello.", ""),
        ("t.html", "<p>Hello.", ""),
        ("t.json", '{"segments": [{"startTime": 0, "endTime": 1, "body": "Hello."}]}', ""),
        ("t.vtt", "", "M401"),
        ("t.vtt", b"\x00\x01\x02", "M401"),
        ("t.json", '{"chapters": []}', "M401"),
        ("t.json", '{"segments": [', "M401"),
        ("t.vtt", SRT, "M402"),
        ("t.vtt", VTT.removeprefix("WEBVTT\n\n"), "M402"),
        ("t.srt", VTT, "M402"),
        ("t.html", "Ann: Hello.", "M402"),
        ("t.txt", VTT, "M402"),
        ("t.vtt", VTT.replace("00:00:09", "00:00:03"), "M403"),
        ("t.vtt", VTT + "\n00:00:02.000 --> 00:00:03.000\nBack.\n", "M403"),
        ("t.vtt", VTT.replace("--> 00:00:04.000", "--> soon"), "M403"),
        ("t.srt", SRT.replace("00:00:09,000", "soon"), "M403"),
        ("t.vtt", VTT.replace("00:00:04.000\n<v Ann>", "00:00:08.000\n<v Ann>"), "M404"),
        ("t.vtt", VTT.replace("00:00:04.000\n<v Ann>", "00:00:06.500\n<v Ann>"), ""),
        ("t.vtt", VTT + "\n00:20:14.000 --> 00:20:18.000\nBye.\n", ""),
        ("t.vtt", VTT + "\n00:20:16.000 --> 00:20:18.000\nBye.\n", "M405"),
        ("t.txt", "[00:00:01] Hello.\n\n[01:00:01] Bye.\n", "M405"),
        ("t.vtt", VTT.replace("Hello", "¡Señor!").encode("latin-1"), "M406"),
        ("t.vtt", VTT.encode("utf-16"), "M406"),
        ("t.vtt", VTT.encode("utf-8-sig"), ""),
        ("t.json", '{"utterances": [{"start": 0, "end": 900, "text": "Hi."}]}', "M407"),
    ],
)
def test_what_is_wrong(tmp_path: Path, name: str, words: str | bytes, expected: str) -> None:
    assert codes(tmp_path, name, words) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("{file: /t.html, language: en}", "M408"),
        ("{file: /t.html, language: de-AT}", ""),
        ("{file: /t.html}", ""),
        ("{file: /t.html, type: text/vtt}", "M402"),
        ("{file: /t.html, type: text/html; charset=utf-8}", ""),
        ("{url: https://example.com/t}", "F208"),
    ],
)
def test_what_was_said_of_it(tmp_path: Path, given: str, expected: str) -> None:
    assert codes(tmp_path, "t.html", '<html lang="de"><p>Hallo.', given) == expected


def test_the_place_is_the_line_in_the_transcript(tmp_path: Path) -> None:
    [finding] = found(tmp_path, "t.vtt", VTT + "\n00:00:02.000 --> 00:00:03.000\nBack.\n")
    assert (Path(finding.place.path).name, finding.place.line) == ("t.vtt", 9)
    assert "0:02" in finding.message
    assert "0:04" in finding.message


def test_a_thousand_faults_are_a_few_findings(tmp_path: Path) -> None:
    words = "WEBVTT\n\n" + "00:00:09.000 --> 00:00:01.000\nBack.\n\n" * 1000
    assert len(found(tmp_path, "t.vtt", words)) == 3


def test_a_transcript_that_is_not_named_is_its_own_place(tmp_path: Path) -> None:
    first = "feeds/show/episodes/1-first"
    beside = {f"{first}.srt": VTT, f"{first}.md": SOUND_EPISODE}
    write_repository(tmp_path, Example("---\ntitle: x\ndraft: true\n---\n", beside))
    (finding,) = (each for each in inspect(tmp_path).findings if each.code == "M402")
    assert finding.place is not None
    assert (Path(finding.place.path).name, finding.place.line) == ("1-first.srt", 1)
