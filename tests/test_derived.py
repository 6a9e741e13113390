"""What a build makes of an episode's own files: where it stands, and that it is written once."""

import json
import os
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.config import load_network
from publisher.derived import chapters_url, derived_files
from publisher.inspection import list_shows, read_show
from publisher.model import Chapter, ChapterFile, ChapterSource, Episode, Network
from publisher.pipeline import build_repository
from publisher.public import PublicFolder
from tests.builders import NOW, inspect
from tests.config.builders import write
from tests.notes.builders import PLACE, make_episode, make_network

BODY = "## Chapters\n\n0:00 Hello\n5:00 News & [more](https://example.com/more)\n9:00 Bye\n"
EPISODE = f"""\
---
title: First
date: 2026-01-05
audio: {{url: "https://media.example.com/1.mp3", bytes: 12345678, duration: "20:00"}}
---
{BODY}"""
JSON = '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hi"}], "author": "Ann"}'
FOLDER = "feeds/show/episodes/first"
URL = "https://pods.example.com/show/first/chapters.json"
CHAPTERS = (Chapter(0, "A"), Chapter(60, "B", image="feeds/show/b.png"))


def repository(root: Path, **files: str) -> Path:
    """Write a repository with one episode in a folder of its own; `_` stands for the dot."""
    beside = {f"{FOLDER}/{name.replace('_', '.')}": text for name, text in files.items()}
    every = {
        "config/publisher.toml": 'site = "https://pods.example.com"\n',
        "feeds/show/show.toml": 'title = "The Show"\ndescription = "Talks."\n',
        f"{FOLDER}/index.md": EPISODE,
        **beside,
    }
    return write(root, every)


def build(root: Path) -> Network:
    network = load_network(root.resolve())
    build_repository(network, (), now=NOW, web=Web(offline=True))
    return network


def episode_in(network: Network) -> Episode:
    [listed] = list_shows(network, network.shows.values())
    [episode] = read_show(listed, network, NOW).episodes
    return episode


def test_chapters_of_the_body_are_built_as_json_and_named_in_the_feed(tmp_path: Path) -> None:
    repository(tmp_path)
    build(tmp_path)
    data = json.loads((tmp_path / "public/show/first/chapters.json").read_bytes())
    assert data["version"] == "1.2.0"
    assert data["podcastName"] == "The Show"
    assert data["chapters"][1] == {
        "startTime": 300,
        "title": "News & more",
        "url": "https://example.com/more",
    }
    feed = (tmp_path / "feeds/show/feed.xml").read_text()
    assert f'<podcast:chapters url="{URL}" type="application/json+chapters"/>' in feed
    assert '<psc:chapter start="00:05:00.000" title="News &amp; more"' in feed


def test_two_builds_make_the_same_bytes_and_a_withdrawn_list_goes(tmp_path: Path) -> None:
    repository(tmp_path)
    build(tmp_path)
    made = tmp_path / "public/show/first/chapters.json"
    first, facts = made.read_bytes(), made.stat()
    build(tmp_path)
    assert made.read_bytes() == first
    assert made.stat().st_mtime_ns == facts.st_mtime_ns
    episode = tmp_path / f"{FOLDER}/index.md"
    episode.write_text(EPISODE.replace(BODY, "Notes.\n"))
    build(tmp_path)
    assert not made.exists()


def test_json_that_apps_read_is_published_as_it_is(tmp_path: Path) -> None:
    repository(tmp_path, chapters_json=JSON)
    network = build(tmp_path)
    assert (tmp_path / "public/show/first/chapters.json").read_text() == JSON
    assert URL in (tmp_path / "feeds/show/feed.xml").read_text()
    assert derived_files(episode_in(network), network) == ()


def test_other_forms_are_made_into_json(tmp_path: Path) -> None:
    repository(tmp_path, chapters_txt="0:00 Hi\n0:30 There\n")
    build(tmp_path)
    data = json.loads((tmp_path / "public/show/first/chapters.json").read_bytes())
    assert [each["title"] for each in data["chapters"]] == ["Hi", "There"]
    assert not (tmp_path / "public/show/first/chapters.txt").exists()


def test_own_links_to_what_is_made_are_known(tmp_path: Path) -> None:
    repository(tmp_path)
    assert "show/first/chapters.json" in inspect(tmp_path).published


def test_the_list_is_told_without_making_it() -> None:
    network = make_network()
    episode = make_episode(chapters=CHAPTERS, chapters_from=ChapterSource.FRONT_MATTER)
    [made] = derived_files(episode, network)
    assert (made.path, made.type, made.rel) == (
        "show/one/chapters.json",
        "application/json+chapters",
        "chapters",
    )
    assert json.loads(made.make())["chapters"][1]["img"].endswith("/show/one/b.png")
    assert derived_files(make_episode(), network) == ()


@pytest.mark.parametrize(
    ("file", "url"),
    [
        (None, "https://example.com/show/one/chapters.json"),
        (
            ChapterFile(PLACE, url="https://cdn.example/c.json", ready=True),
            "https://cdn.example/c.json",
        ),
        (ChapterFile(PLACE, url="ftp://cdn.example/c.json", ready=True), None),
        (
            ChapterFile(PLACE, file=Path("feeds/show/mine.json"), ready=True),
            "https://example.com/show/one/mine.json",
        ),
        (
            ChapterFile(PLACE, file=Path("feeds/show/mine.psc")),
            "https://example.com/show/one/chapters.json",
        ),
    ],
)
def test_where_apps_find_the_chapters(file: ChapterFile | None, url: str | None) -> None:
    network = make_network(site="https://example.com")
    assert chapters_url(make_episode(chapters=CHAPTERS, chapter_file=file), network) == url


def test_nothing_is_found_where_there_are_no_chapters_or_no_site() -> None:
    assert chapters_url(make_episode(), make_network()) is None
    assert chapters_url(make_episode(chapters=CHAPTERS), make_network(site=None)) is None


def test_what_is_as_old_as_its_source_is_not_made_again(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("a")
    calls: list[int] = []

    def make() -> bytes:
        calls.append(1)
        return b"made"

    for _ in range(2):
        PublicFolder(tmp_path, "show").make("show/one/a.json", make, source)
    assert len(calls) == 1
    os.utime(source, ns=(1, 1))
    PublicFolder(tmp_path, "show").make("show/one/a.json", make, source)
    assert len(calls) == 2
    assert (tmp_path / "public/show/one/a.json").read_bytes() == b"made"


def test_what_the_build_wrote_at_a_path_stays(tmp_path: Path) -> None:
    public = PublicFolder(tmp_path, "show")
    public.write("show/one/a.json", b"first")
    public.make("show/one/A.json", lambda: b"second")
    assert [file.name for file in (tmp_path / "public/show/one").iterdir()] == ["a.json"]
