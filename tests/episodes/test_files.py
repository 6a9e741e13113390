from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.episodes import episode_files
from tests.episodes.builders import network_of

PATHS = [
    "feeds/show/episodes/1-flat.md",
    "feeds/show/episodes/2-folder/index.md",
    "feeds/show/episodes/2-folder/other.md",
    "feeds/show/episodes/2026/3-deep.markdown",
    "feeds/show/episodes/2026/4-deep-folder/index.md",
    "feeds/show/episodes/_draft.md",
    "feeds/show/episodes/.hidden.md",
    "feeds/show/episodes/.git/x.md",
    "feeds/show/episodes/notes.txt",
    "feeds/show/episodes/5.md/x.txt",
    "feeds/show/readme.md",
    "old/shows/001 - One.md",
    "old/shows/002/index.md",
    "old/shows/003/deep/three.md",
    "old/shows/_index.md",
    "old/shows/.secret/four.md",
]


def found(tmp_path: Path, show: str = "", paths: Sequence[str] = PATHS) -> list[str]:
    network = network_of(tmp_path, show, dict.fromkeys(paths, ""))
    files = episode_files(network.shows["show"], network)
    return [file.relative_to(network.root).as_posix() for file in files]


def test_the_shows_own_folder(tmp_path: Path) -> None:
    assert found(tmp_path) == [
        "feeds/show/episodes/1-flat.md",
        "feeds/show/episodes/2-folder/index.md",
        "feeds/show/episodes/2026/3-deep.markdown",
        "feeds/show/episodes/2026/4-deep-folder/index.md",
        "feeds/show/episodes/5.md",
    ]


@pytest.mark.parametrize(
    ("glob", "files"),
    [
        ("old/shows/*.md", ["old/shows/001 - One.md"]),
        ("old/shows/*", ["old/shows/001 - One.md", "old/shows/002/index.md"]),
        (
            "old/shows/**/*.md",
            [
                "old/shows/001 - One.md",
                "old/shows/002/index.md",
                "old/shows/003/deep/three.md",
            ],
        ),
        ("old/*/00[0-9]/index.md", ["old/shows/002/index.md"]),
        ("nowhere/*.md", []),
    ],
)
def test_a_glob_below_the_root(tmp_path: Path, glob: str, files: list[str]) -> None:
    assert found(tmp_path, f'episodes = "{glob}"\n') == files


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    episodes = tmp_path / "feeds/show/episodes"
    episodes.mkdir(parents=True)
    (episodes / "again").symlink_to(episodes)
    (episodes / "self").symlink_to(episodes / "self")
    assert found(tmp_path, paths=["feeds/show/episodes/1.md"]) == ["feeds/show/episodes/1.md"]
    assert found(tmp_path, 'episodes = "feeds/**/*.md"\n', ()) == ["feeds/show/episodes/1.md"]


def test_a_show_without_episodes(tmp_path: Path) -> None:
    assert found(tmp_path, paths=()) == []


@pytest.mark.parametrize(
    ("conditions", "files"),
    [
        (["mp3"], ["blog/2.md", "blog/5.md"]),
        (["mp3", "layout=episode"], ["blog/2.md", "blog/3.md", "blog/5.md"]),
        (["audio.url"], ["blog/4.md", "blog/5.md"]),
        (["tags=podcast"], ["blog/1.md", "blog/5.md"]),
        (["bonus=true"], ["blog/3.md", "blog/5.md"]),
        (["nothing"], ["blog/5.md"]),
    ],
)
def test_only_files_with_certain_front_matter(
    tmp_path: Path, conditions: list[str], files: list[str]
) -> None:
    """A file that can't be read is among them: else nobody would learn of it."""
    pages = {
        "blog/1.md": "---\nmp3: ''\nlayout: post\ntags: [podcast, code]\n---\n",
        "blog/2.md": "---\nmp3: https://example.com/2.mp3\n---\n",
        "blog/3.md": "---\nlayout: episode\nbonus: true\n---\n",
        "blog/4.md": "---\naudio: {url: https://example.com/4.mp3}\n---\n",
        "blog/5.md": "---\ntitle: [\n---\n",
    }
    show = f'episodes = "blog/*.md"\nepisodes_with = {conditions}'
    network = network_of(tmp_path, show, pages)
    found = episode_files(network.shows["show"], network)
    assert [file.relative_to(network.root).as_posix() for file in found] == files


def test_a_file_that_changes_is_asked_again(tmp_path: Path) -> None:
    show = 'episodes = "blog/*.md"\nepisodes_with = ["mp3"]'
    network = network_of(tmp_path, show, {"blog/1.md": "---\ntitle: One\n---\n"})
    assert episode_files(network.shows["show"], network) == ()
    file = network.root / "blog/1.md"
    file.write_text("---\ntitle: One\nmp3: https://example.com/1.mp3\n---\n")
    assert episode_files(network.shows["show"], network) == (file,)
