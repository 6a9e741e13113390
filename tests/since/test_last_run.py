"""The file between two runs, which anybody may have written."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import publisher.rules  # noqa: F401
from publisher.model import Changes, Severity
from publisher.since import with_changes
from publisher.since.last_run import LIMIT_BYTES, last_run_file, read_runs, write_runs
from publisher.since.runs import PROBLEMS, TEXT, Run, problems_of
from tests.reports.samples import HOSTILE, finding, hostile_report, report

TODAY = date(2026, 2, 8)
ROW = ["W101", "error", False, "1.md", "https://a.example/", "dead link"]
GOOD: dict[str, Any] = {"version": 1, "runs": [{"day": "2026-02-01", "problems": [ROW]}]}


def kept(root: Path, data: bytes) -> Path:
    file = last_run_file(root)
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    return file


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    found = report([finding(message=text, path=text, url=text) for text in HOSTILE])
    runs = (Run(TODAY, problems_of(found)), Run(date(2026, 2, 1), {}))
    file = last_run_file(tmp_path)
    write_runs(file, runs)
    assert read_runs(file) == runs
    assert (file.parent / ".gitignore").read_text() == "*\n"
    assert [each.name for each in file.parent.iterdir() if each.name.startswith(".publ")] == []


BROKEN = [
    b"",
    b"no json",
    b"\xff\xfe",
    b"[]",
    b"[" * 100_000,
    b'{"version": 1}',
    json.dumps({**GOOD, "version": 2}).encode(),
    json.dumps({**GOOD, "runs": 5}).encode(),
    json.dumps({**GOOD, "runs": [5]}).encode(),
    json.dumps({**GOOD, "runs": [{"day": "soon", "problems": []}]}).encode(),
    json.dumps({**GOOD, "runs": [{"day": "2026-02-01", "problems": {"a": 1}}]}).encode(),
    *(
        json.dumps({**GOOD, "runs": [{"day": "2026-02-01", "problems": [row]}]}).encode()
        for row in (
            ROW[:-1],
            [*ROW[:-1], None],
            [*ROW[:-1], "x" * (TEXT + 1)],
            ["W101<script>", *ROW[1:]],
            [7, *ROW[1:]],
            ["W101", "info", *ROW[2:]],
            ["W101", [], *ROW[2:]],
            ["W101", "error", 1, *ROW[3:]],
        )
    ),
]


@pytest.mark.parametrize("data", BROKEN)
def test_what_we_did_not_write_is_no_memory_and_no_error(tmp_path: Path, data: bytes) -> None:
    kept(tmp_path, data)
    assert read_runs(last_run_file(tmp_path)) == ()
    assert with_changes(report(), tmp_path, TODAY).changes == Changes(TODAY)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_any_value_is_no_error(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    root = tmp_path_factory.mktemp("root")
    kept(root, json.dumps({"version": 1, "runs": [{"day": value, "problems": value}]}).encode())
    assert read_runs(last_run_file(root)) == ()


def test_a_good_file_is_a_memory(tmp_path: Path) -> None:
    [run] = read_runs(kept(tmp_path, json.dumps(GOOD).encode()))
    assert run.day == date(2026, 2, 1)
    assert [problem.url for problem in run.problems.values()] == ["https://a.example/"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = kept(tmp_path, b"")
    os.truncate(file, LIMIT_BYTES + 1)
    assert read_runs(file) == ()


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "last-run.json").write_text(json.dumps(GOOD))
    (tmp_path / ".publisher").symlink_to(elsewhere)
    before = (elsewhere / "last-run.json").read_bytes()
    assert read_runs(last_run_file(tmp_path)) == ()
    assert with_changes(report(), tmp_path, TODAY).notices
    assert (elsewhere / "last-run.json").read_bytes() == before


def test_a_link_in_the_files_place_is_replaced(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    (tmp_path / ".publisher").mkdir()
    last_run_file(tmp_path).symlink_to(victim)
    assert with_changes(report(), tmp_path, TODAY).notices == ()
    assert victim.read_text() == "mine"
    assert not last_run_file(tmp_path).is_symlink()


def test_a_pipe_in_its_place_makes_nobody_wait(tmp_path: Path) -> None:
    (tmp_path / ".publisher").mkdir()
    os.mkfifo(last_run_file(tmp_path))
    assert read_runs(last_run_file(tmp_path)) == ()


def test_the_memory_is_bounded_and_keeps_the_errors() -> None:
    found = [
        finding("E109", Severity.WARNING, "a" * 9_999, f"{n}.md") for n in range(PROBLEMS + 50)
    ]
    problems = problems_of(report([*found, finding("S101", Severity.ERROR, "fail", "zzz.md")]))
    assert len(problems) == PROBLEMS
    assert any(each.code == "S101" for each in problems.values())
    assert max(len(each.message) for each in problems.values()) == TEXT


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_remembered_as_text(tmp_path: Path, text: str) -> None:
    with_changes(hostile_report(text), tmp_path, TODAY)
    assert len(read_runs(last_run_file(tmp_path))) == 1
