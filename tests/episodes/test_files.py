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
