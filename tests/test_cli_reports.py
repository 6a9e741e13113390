"""One run of `publisher check`, several reports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.reports import FORMATS
from tests.commands import CONFIG, episode, run, write

BAD = "See [the show](www.example.com/show).\n"  # L101, an error


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {**CONFIG, "feeds/talk/episodes/1.md": episode(1, BAD)})


def check(root: Path, *options: str) -> tuple[str, str]:
    done = run("check", "--offline", *options, root=root)
    assert done.code == 1, done.err
    return done.out, done.err


def test_files_have_the_format_of_their_suffix_and_the_one_named_is_printed(root: Path) -> None:
    files = ("summary.md", "links.sarif", "links.xml", "links.json", "links.html", "links.txt")
    outputs = [part for file in files for part in ("--output", file)]
    out, err = check(root, "--format", "github", *outputs)
    assert out.startswith("::error file=feeds/talk/episodes/1.md,")
    assert (root / "summary.md").read_text().startswith("## Link report\n")
    assert json.loads((root / "links.sarif").read_text())["version"] == "2.1.0"
    assert (root / "links.xml").read_text().startswith("<?xml")
    assert json.loads((root / "links.json").read_text())["version"] == 1
    assert (root / "links.html").read_text().startswith("<!DOCTYPE html>")
    assert (root / "links.txt").read_text().startswith("feeds/talk/episodes/1.md:")
    assert [f"wrote {file}: 1 error" in err for file in files] == [True] * 6


def test_a_suffix_that_says_nothing_leaves_it_to_the_format(root: Path) -> None:
    out, _ = check(root, "--format", "json", "--output", "report.log")
    assert out == ""
    assert json.loads((root / "report.log").read_text())["version"] == 1


def test_without_a_format_it_is_text_and_files_keep_the_terminal_quiet(root: Path) -> None:
    assert check(root)[0].startswith("feeds/talk/episodes/1.md:")
    assert check(root, "--output", "report.log", "--output", "links.json")[0] == ""
    assert (root / "report.log").read_text().startswith("feeds/talk/episodes/1.md:")


def test_what_a_file_takes_is_not_printed_again(root: Path) -> None:
    assert check(root, "--format", "json", "--output", "links.json")[0] == ""


@pytest.mark.parametrize("form", ["junit", "sarif", "github", "markdown", "html"])
def test_every_format_can_be_printed(root: Path, form: str) -> None:
    assert "L101" in check(root, "--format", form)[0]


@pytest.mark.parametrize("form", FORMATS)
def test_a_log_in_ascii_is_no_fault(tmp_path: Path, form: str) -> None:
    (tmp_path / "é.md").write_text(BAD)
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "check", "--offline", "--format", form],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONIOENCODING": "ascii",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert b"L101" in done.stdout


def test_a_folder_that_is_not_there_is_refused_before_any_file_is_written(root: Path) -> None:
    done = run("check", "--output", "a.json", "--output", "missing/b.json", root=root)
    assert done.code == 2
    assert not (root / "a.json").exists()
