"""Which runs are remembered, and that a build that changes nothing writes the same report."""

from pathlib import Path

import pytest

from tests.commands import CONFIG, episode, run, write

BAD = "See [the show](www.example.com/show).\n"  # L101, an error
MEMORY = ".publisher/last-run.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {f"feeds/talk/episodes/{n}.md": episode(n, BAD) for n in (1, 2)}
    return write(tmp_path, {**CONFIG, **files})


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--fix",),
        ("--format", "json"),
    ],
)
def test_a_whole_check_is_remembered(root: Path, options: tuple[str, ...]) -> None:
    run("check", "--offline", *options, root=root)
    assert (root / MEMORY).exists()


@pytest.mark.parametrize(
    "options",
    [
        ("feeds/talk/episodes/1.md",),
        ("--select", "L"),
        ("--ignore", "L"),
        ("--no-cache",),
        ("--update-baseline",),
    ],
)
def test_a_part_is_not_and_changes_no_memory(root: Path, options: tuple[str, ...]) -> None:
    run("check", "--offline", *options, root=root)
    assert not (root / MEMORY).exists()
    run("check", "--offline", root=root)
    before = (root / MEMORY).read_bytes()
    write(root, {"feeds/talk/episodes/3.md": episode(3, BAD)})
    run("check", "--offline", *options, root=root)
    assert (root / MEMORY).read_bytes() == before


def test_a_check_says_on_its_page_what_was_mended(root: Path) -> None:
    run("check", "--offline", root=root)
    done = run("check", "--offline", "--fix", "--output", "links.html", root=root)
    assert done.code == 0, done.err
    page = (root / "links.html").read_text()
    assert "2 mended" in page
    assert "All is well" in page


def build(root: Path, day: str) -> str:
    done = run("build", "--offline", "--at", day, root=root)
    assert done.code == 0, done.err
    return (root / "public/report/index.html").read_text()


def test_building_again_writes_the_same_page(root: Path) -> None:
    first = build(root, "2026-02-01")
    assert "This is the first run that is remembered." in first
    assert build(root, "2026-02-01") == first
    write(root, {"feeds/talk/episodes/3.md": episode(3, BAD)})
    second = build(root, "2026-02-02T08:00:00Z")
    assert "Since the run of 2026-02-01: 1 new." in second
    assert build(root, "2026-02-02T20:00:00Z") == second
    third = build(root, "2026-02-05")
    assert "Nothing has changed since 2026-02-02. Then, after 2026-02-01: 1 new." in third
    assert build(root, "2026-02-05") == third


def test_a_build_of_one_show_of_several_is_not_remembered(root: Path) -> None:
    write(root, {"feeds/song/show.toml": CONFIG["feeds/talk/show.toml"]})
    run("build", "--offline", "talk", root=root)
    assert not (root / MEMORY).exists()
    run("build", "--offline", root=root)
    assert (root / MEMORY).exists()
