"""The forms that a build makes of an episode's transcripts, and what the feed says of them."""

from pathlib import Path

import pytest
from lxml import etree

from publisher.asking import Web
from publisher.config import load_network
from publisher.pipeline import build_repository
from publisher.rules.catalogue import Example
from tests.builders import NOW, SHOW, SOUND_EPISODE, write_repository

FOLDER = f"feeds/{SHOW}/episodes"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>Hello.\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\nAnn: Hello.\n"
JSON = '{"version": "1.0.0", "segments": [{"startTime": 1, "endTime": 4, "body": "Hello."}]}'
HTML = '<html lang="de"><cite>Ann:</cite><time>0:01</time><p>Hallo.</p></html>'
ASSEMBLYAI = '{"utterances": [{"speaker": "A", "start": 1000, "end": 4000, "text": "Hello."}]}'
CAPTIONS = {"text/vtt", "application/x-subrip", "application/json"}
_TAG = "{https://podcastindex.org/namespace/1.0}transcript"

Linked = tuple[str, str, str | None, str | None]


def build(root: Path, files: dict[str, str], front: str = "") -> list[Linked]:
    """Build a repository with these files beside its episode, and return what the feed links."""
    episode = SOUND_EPISODE.replace("---\nNotes", f"{front}---\nNotes")
    write_repository(root, Example(episode, {f"{FOLDER}/{n}": t for n, t in files.items()}))
    network = load_network(root.resolve())
    build_repository(network, (), now=NOW, web=Web(offline=True))
    feed = etree.parse(root / f"feeds/{SHOW}/feed.xml")
    return [
        (
            each.get("url").rpartition("/")[2],
            each.get("type"),
            each.get("language"),
            each.get("rel"),
        )
        for each in feed.iter(_TAG)
    ]


def made(root: Path) -> dict[str, str]:
    folder = root / "public" / SHOW / "100-example"
    return {file.name: file.read_text() for file in folder.iterdir() if file.name != "index.html"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("100-example.vtt", VTT), ("100-example.srt", SRT), ("100-example.json", JSON)],
)
def test_of_a_timed_one_all_others_are_made(tmp_path: Path, name: str, text: str) -> None:
    linked = build(tmp_path, {name: text})
    assert linked[0][0] == name
    assert {(each[0], each[1]) for each in linked} == {
        ("100-example.vtt", "text/vtt"),
        ("100-example.srt", "application/x-subrip"),
        ("100-example.json", "application/json"),
        ("100-example.html", "text/html"),
    }
    assert {each[1] for each in linked if each[3] == "captions"} == CAPTIONS
    files = made(tmp_path)
    assert set(files) == {each[0] for each in linked}
    assert files[name] == text
    assert "Hello." in files["100-example.html"]


def test_of_one_without_ends_only_html_is_made(tmp_path: Path) -> None:
    assert build(tmp_path, {"100-example.txt": "Ann: Hello.\n\nBen: Hi.\n"}) == [
        ("100-example.txt", "text/plain", None, None),
        ("100-example.html", "text/html", None, None),
    ]


def test_the_language_is_what_was_said_else_what_the_file_says(tmp_path: Path) -> None:
    linked = build(tmp_path, {"100-example.html": HTML})
    assert linked == [("100-example.html", "text/html", "de", None)]
    front = "transcripts: [{file: 100-example.html, language: de-AT}]\n"
    assert build(tmp_path, {}, front)[0][2] == "de-AT"


def test_languages_stand_side_by_side(tmp_path: Path) -> None:
    front = "transcripts: [{file: a.vtt, language: en}, {file: b.vtt, language: de}]\n"
    linked = build(tmp_path, {"a.vtt": VTT, "b.vtt": VTT}, front)
    assert {(name, language) for name, _, language, _ in linked} == {
        *((f"a.{end}", "en") for end in ("vtt", "srt", "json", "html")),
        *((f"b.{end}", "de") for end in ("vtt", "srt", "json", "html")),
    }


def test_the_fuller_of_two_is_the_source(tmp_path: Path) -> None:
    linked = build(tmp_path, {"100-example.txt": "Nobody: no.", "100-example.vtt": VTT})
    assert [each[1] for each in linked].count("text/html") == 1
    assert "Hello." in made(tmp_path)["100-example.html"]


def test_json_of_a_service_is_replaced(tmp_path: Path) -> None:
    linked = build(tmp_path, {"100-example.json": ASSEMBLYAI})
    assert {(each[0], each[1]) for each in linked} == {
        ("100-example.vtt", "text/vtt"),
        ("100-example.srt", "application/x-subrip"),
        ("100-example-transcript.json", "application/json"),
        ("100-example.html", "text/html"),
    }
    assert '"segments"' in made(tmp_path)["100-example-transcript.json"]


def test_of_what_cant_be_read_nothing_is_made(tmp_path: Path) -> None:
    assert build(tmp_path, {"100-example.vtt": "WEBVTT\n"}) == [
        ("100-example.vtt", "text/vtt", None, "captions")
    ]
    assert set(made(tmp_path)) == {"100-example.vtt"}


def test_a_transcript_elsewhere_is_linked_as_it_is(tmp_path: Path) -> None:
    front = "transcripts: [{url: https://example.com/1.srt}, {url: https://example.com/1.html}]\n"
    assert build(tmp_path, {}, front) == [
        ("1.srt", "application/x-subrip", None, "captions"),
        ("1.html", "text/html", None, None),
    ]


def test_a_folder_of_its_own_may_hold_markdown(tmp_path: Path) -> None:
    write_repository(tmp_path, Example(SOUND_EPISODE))
    folder = tmp_path / FOLDER / "101-more"
    folder.mkdir()
    (folder / "index.md").write_text(SOUND_EPISODE.replace("number: 1", "number: 2"))
    (folder / "transcript.md").write_text("**Ann:** Hello.\n")
    report = build_repository(
        load_network(tmp_path.resolve()), (), now=NOW, web=Web(offline=True)
    ).report
    assert "F208" not in {finding.code for finding in report.findings}
    text = (tmp_path / "public" / SHOW / "101-more/transcript.html").read_text()
    assert "<cite>Ann:</cite>" in text


def test_a_second_build_writes_nothing_and_a_change_shows(tmp_path: Path) -> None:
    build(tmp_path, {"100-example.vtt": VTT})
    file = tmp_path / "public" / SHOW / "100-example/100-example.srt"
    before = file.stat().st_ino
    build(tmp_path, {})
    assert file.stat().st_ino == before
    build(tmp_path, {"100-example.vtt": VTT.replace("Hello", "Good day")})
    assert "Good day" in file.read_text()


def test_the_page_offers_the_one_to_be_read(tmp_path: Path) -> None:
    build(tmp_path, {"100-example.vtt": VTT})
    page = (tmp_path / "public" / SHOW / "100-example/index.html").read_text()
    assert 'href="100-example.html">HTML</a>' in page
    assert 'href="100-example.vtt">VTT</a>' in page
    assert "100-example.srt" not in page
