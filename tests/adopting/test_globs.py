from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.adopting.globs import choose_glob, matches
from publisher.episodes import episode_files
from tests.episodes.builders import network_of

PAGES = [
    "a/1.md",
    "a/2.md",
    "a/_index.md",
    "a/about.md",
    "a/b/3.md",
    "a/b/c/4.md",
    "a/d/index.md",
    "a/e/index.md",
    "other/ep-1.md",
    "other/ep-2.md",
    "other/team.md",
    "odd/[1].md",
    "odd/x*.md",
]
GLOBS = ["a/*.md", "a/**/*.md", "a/*/*.md", "a/*/index.md", "**/index.md", "a/[0-9]*.md", "o*/e*"]


@pytest.mark.parametrize("glob", GLOBS)
def test_what_a_glob_matches_is_what_a_build_finds(glob: str, tmp_path: Path) -> None:
    network = network_of(tmp_path, f'episodes = "{glob}"', dict.fromkeys(PAGES, ""))
    built = episode_files(network.shows["show"], network)
    found = {path for path in PAGES if matches(path, glob) and not path.endswith("_index.md")}
    assert {file.relative_to(network.root).as_posix() for file in built} == found


@pytest.mark.parametrize(
    ("episodes", "glob", "strays"),
    [
        (["a/1.md", "a/2.md"], "a/[0-9]*.md", ()),
        (["a/1.md", "a/2.md", "a/about.md"], "a/*.md", ()),
        (["other/ep-1.md", "other/ep-2.md"], "other/ep-*.md", ()),
        (["a/d/index.md", "a/e/index.md"], "a/*/index.md", ("a/b/index.md",)),
        (["a/2.md", "a/about.md"], "a/*.md", ("a/1.md",)),
        (["a/1.md", "a/b/3.md", "a/b/c/4.md"], "a/**/[0-9]*.md", ("a/2.md",)),
        (["odd/[1].md"], "odd/[[]*.md", ()),
    ],
)
def test_the_glob_finds_each_episode_and_little_else(
    episodes: Sequence[str], glob: str, strays: tuple[str, ...]
) -> None:
    chosen = choose_glob(episodes, sorted([*PAGES, "a/b/index.md"]))
    assert chosen == (glob, strays, ())
