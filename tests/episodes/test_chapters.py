"""Where an episode's chapters are read, and which of several count."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from publisher.episodes import read_episodes
from publisher.model import Chapter, ChapterSource, Episode, Finding
from tests.episodes.builders import network_of, read_one, read_text, told

BODY = "0:00 In the body\n2:00 Two\n4:00 Three\n"
JSON = json.dumps(
    {
        "version": "1.2.0",
        "chapters": [{"startTime": n, "title": f"File {n}"} for n in (0, 100, 200)],
    }
)
PODLOVE = json.dumps([{"start": f"00:0{n}:00.000", "title": f"Podlove {n}"} for n in (0, 1, 2)])
LIST = "chapters: [{start: 0, title: Front matter}, {start: 60, title: More}]\n"


def read(
    root: Path, fields: str = "", body: str = "Notes.\n", **files: str
) -> tuple[Episode, list[Finding]]:
    """Read an episode in a folder of its own, with files beside it; `_` stands for the dot."""
    text = f"---\ntitle: First\ndate: 2026-01-05\n{fields}---\n{body}"
    folder = "feeds/show/episodes/first"
    beside = {f"{folder}/{name.replace('_', '.')}": text for name, text in files.items()}
    network = network_of(root, files={f"{folder}/index.md": text, **beside})
    [file] = read_episodes(network.shows["show"], network)
    assert file.episode is not None
    return file.episode, list(file.findings)


def titles(episode: Episode) -> list[str]:
    return [each.title for each in episode.chapters]


def test_the_body_counts_where_nothing_else_is_given(tmp_path: Path) -> None:
    episode, findings = read(tmp_path, body=BODY)
    assert findings == []
    assert titles(episode) == ["In the body", "Two", "Three"]
    assert episode.chapters_from is ChapterSource.BODY
    assert episode.body_chapters.chapters == episode.chapters
    assert episode.chapter_file is None


def test_a_file_goes_before_the_body(tmp_path: Path) -> None:
    episode, findings = read(tmp_path, body=BODY, chapters_json=JSON)
    assert findings == []
    assert titles(episode) == ["File 0", "File 100", "File 200"]
    assert episode.chapters_from is ChapterSource.FILE
    assert len(episode.body_chapters.chapters) == 3
    assert episode.chapter_file is not None
    assert episode.chapter_file.ready
    assert episode.chapter_file.file == Path("feeds/show/episodes/first/chapters.json")


def test_front_matter_goes_before_a_file(tmp_path: Path) -> None:
    episode, findings = read(tmp_path, LIST, BODY, chapters_json=JSON)
    assert findings == []
    assert titles(episode) == ["Front matter", "More"]
    assert episode.chapters_from is ChapterSource.FRONT_MATTER
    assert episode.chapter_file is None


@pytest.mark.parametrize("name", ["chapters_psc", "chapters_xml", "chapters_txt"])
def test_a_file_beside_the_episode_may_have_another_form(name: str, tmp_path: Path) -> None:
    text = "0:00 One\n1:00 Two\n2:00 Three\n"
    if not name.endswith("txt"):
        text = '<x><chapter start="0" title="One"/><chapter start="9" title="Two"/></x>'
    episode, _ = read(tmp_path, **{name: text})
    assert titles(episode)[:2] == ["One", "Two"]
    assert episode.chapter_file is not None
    assert not episode.chapter_file.ready


def test_an_episode_in_one_file_has_its_chapters_under_its_name(tmp_path: Path) -> None:
    text = "---\ntitle: First\ndate: 2026-01-05\n---\n"
    files = {
        "feeds/show/episodes/1-first.md": text,
        "feeds/show/episodes/1-first.chapters.json": PODLOVE,
        "feeds/show/episodes/chapters.json": JSON,
    }
    network = network_of(tmp_path, files=files)
    [file] = read_episodes(network.shows["show"], network)
    assert file.episode is not None
    assert titles(file.episode) == ["Podlove 0", "Podlove 1", "Podlove 2"]


@pytest.mark.parametrize(
    "fields",
    ["chapters: my.json\n", "chapters: {file: my.json}\n", "chapters: [{file: my.json}]\n"],
)
def test_a_file_is_named(fields: str, tmp_path: Path) -> None:
    episode, findings = read(tmp_path, fields, my_json=PODLOVE)
    assert findings == []
    assert titles(episode) == ["Podlove 0", "Podlove 1", "Podlove 2"]
    assert episode.chapter_file is not None
    assert (episode.chapter_file.place.line, episode.chapter_file.ready) == (4, False)


@pytest.mark.parametrize("fields", ["chapters: {0}\n", "chapters: {{url: '{0}'}}\n"])
def test_an_address_is_named_and_the_body_still_read(fields: str, tmp_path: Path) -> None:
    url = "https://cdn.example.com/chapters.json"
    episode, findings = read(tmp_path, fields.format(url), BODY)
    assert findings == []
    assert episode.chapter_file is not None
    assert episode.chapter_file.url == url
    assert episode.chapters_from is ChapterSource.BODY


def test_a_file_that_is_missing_or_elsewhere_is_told(tmp_path: Path) -> None:
    _, findings = read_one(tmp_path, "chapters: nowhere.json")
    assert [each[:3] for each in told(findings)] == [("E107", 5, 11)]
    _, findings = read_one(tmp_path, "chapters: ../../../../../etc/passwd")
    assert [each[:3] for each in told(findings)] == [("E106", 5, 11)]


def test_a_broken_file_is_told_and_the_body_counts(tmp_path: Path) -> None:
    episode, findings = read(tmp_path, "chapters: my.json\n", BODY, my_json="{")
    assert [each[:3] for each in told(findings)] == [("M307", 4, 11)]
    assert "my.json" in findings[0].message
    assert episode.chapters_from is ChapterSource.BODY
    assert episode.chapter_file is None


def test_a_link_out_of_the_repository_is_no_companion(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text(JSON)
    root = tmp_path / "root"
    text = "---\ntitle: First\ndate: 2026-01-05\n---\n"
    network = network_of(root, files={"feeds/show/episodes/first/index.md": text})
    (root / "feeds/show/episodes/first/chapters.json").symlink_to(tmp_path / "secret.json")
    [file] = read_episodes(network.shows["show"], network)
    assert file.episode is not None
    assert file.episode.chapters == ()


def test_chapters_in_the_audio_count_last(tmp_path: Path) -> None:
    embedded = (Chapter(0, "In the audio"),)
    with patch("publisher.episodes.chapters.embedded_chapters", return_value=embedded) as asked:
        episode, _ = read(tmp_path, audio_mp3="")
        assert (episode.chapters, episode.chapters_from) == (embedded, ChapterSource.AUDIO)
        asked.assert_called_once_with(tmp_path / "feeds/show/episodes/first/audio.mp3")
        episode, _ = read(tmp_path, body=BODY, audio_mp3="")
        assert episode.chapters_from is ChapterSource.BODY
        asked.assert_called_once()


def test_all_that_a_chapter_can_say(tmp_path: Path) -> None:
    episode, findings = read(
        tmp_path,
        "chapters:\n"
        "  - {start: '1:00', title: B, href: https://example.com/, img: cover.jpg, endTime: 90}\n"
        "  - {start: 0, title: A, end: '0:30', image: https://example.com/a.png}\n"
        "  - {start: 70, toc: false, image: /elsewhere.png}\n",
        cover_jpg="",
    )
    assert findings == []
    assert episode.chapters == (
        Chapter(0, "A", None, "https://example.com/a.png", 30, True, 1),
        Chapter(
            60, "B", "https://example.com/", "feeds/show/episodes/first/cover.jpg", 90, True, 0
        ),
        Chapter(70, "", None, "https://example.com/elsewhere.png", None, False, 2),
    )


def test_a_chapter_without_title_is_told_and_left_out(tmp_path: Path) -> None:
    episode, findings = read_one(tmp_path, "chapters: [{start: 0, title: A}, {start: 60}]")
    assert [each[:3] for each in told(findings)] == [("M305", 5, 34)]
    assert titles(episode) == ["A"]


def test_another_repository_may_mean_something_else_by_the_word(tmp_path: Path) -> None:
    show = '[fields]\nnumber = "episode"\n'
    text = "---\ntitle: First\ndate: 2026-01-05\nchapters: {}\n---\n"
    assert read_text(tmp_path / "a", text.format("Hello and goodbye"), show)[1] == []
    assert read_text(tmp_path / "b", text.format("gone.json"), show)[1] != []


def test_another_repository_names_its_chapters_otherwise(tmp_path: Path) -> None:
    show = '[fields]\nchapters = "marks.list"\n'
    episode, findings = read_text(
        tmp_path,
        "---\ntitle: First\ndate: 2026-01-05\nmarks:\n  list: [{startTime: 5, title: A}]\n---\n",
        show,
    )
    assert findings == []
    assert titles(episode) == ["A"]


def test_lines_in_the_front_matter(tmp_path: Path) -> None:
    lines = 'chapters: ["0:00 Hello", "(00:02:00) [Two](https://two.example/)", "4:00 - Bye"]\n'
    episode, findings = read(tmp_path, lines, BODY)
    assert findings == []
    assert [each.start_seconds for each in episode.chapters] == [0, 120, 240]
    assert titles(episode) == ["Hello", "Two", "Bye"]
    assert episode.chapters[1].url == "https://two.example/"
    assert episode.chapters_from is ChapterSource.FRONT_MATTER
