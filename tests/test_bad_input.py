"""Bad input gets one clear message, never a traceback, and no file is lost or half written."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.commands import CONFIG, Files, episode, run, write

ODD = "feeds/talk/episodes/009-odd.md"
ALIASES = "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)

UNREADABLE: dict[str, Files] = {
    "truncated YAML": {ODD: "---\ntitle: [One, two\ndate: 2026-01-01\n"},
    "broken YAML": {ODD: "---\ntitle: 'never closed\n---\nWords.\n"},
    "broken TOML": {ODD: "+++\ntitle = \n+++\nWords.\n"},
    "broken JSON": {ODD: '{"title": "One",\nWords.\n'},
    "a file of 50 MB": {ODD: "---\ntitle: Big\n---\n" + "words " * 9_000_000},
    "a binary file": {ODD: bytes(range(256)) * 40},
    "a folder named like an episode": {f"{ODD}/readme.txt": "hello"},
    "a YAML alias bomb": {ODD: f"---\na: &a [lol]\n{ALIASES}title: x\n---\n"},
    "a YAML alias in a circle": {ODD: "---\ntitle: &a [*a]\n---\n"},
    "deep YAML": {ODD: f"---\ntitle: {'[' * 5000}\n---\n"},
    "deep JSON": {ODD: f'{{"title": {"[" * 5000}}}\n'},
    "deep TOML": {ODD: f"+++\ntitle = {'[' * 5000}\n+++\n"},
}

WRONG: dict[str, Files] = {
    "a date that can't be": {ODD: episode(9, date="2024-13-45")},
    "a slug out of the root": {ODD: episode(9, slug="../../x")},
    "a sponsor that isn't there": {ODD: episode(9, sponsors="[globxe]")},
    "a person that isn't there": {ODD: episode(9, people="[adda]")},
    "audio out of the root": {ODD: episode(9, audio="{file: ../../../../etc/passwd}")},
    "a number that is none": {ODD: episode(9, season="nine")},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "repository", {**CONFIG, "feeds/talk/episodes/001.md": episode(1)})


def findings(root: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run("check", "--offline", "--format", "json", *arguments, root=root)
    assert done.err == ""
    found = json.loads(done.out)["findings"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("files", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cant_be_read_gives_one_error_and_stops_only_its_show(
    root: Path, files: Files
) -> None:
    assert run("build", "--offline", root=root).code == 0
    feed = (root / "feeds/talk/feed.xml").read_bytes()
    write(root, files)
    (found,) = findings(root)
    assert (found["code"], found["severity"], found["path"]) == ("E001", "error", ODD)
    assert found["line"] >= 1
    assert len(found["message"]) < 300
    done = run("build", "--offline", root=root)
    assert done.code == 1
    assert ODD in done.out
    assert done.err == ""
    assert (root / "feeds/talk/feed.xml").read_bytes() == feed


@pytest.mark.parametrize("files", WRONG.values(), ids=WRONG)
def test_a_wrong_field_gives_one_error_at_its_place(root: Path, files: Files) -> None:
    write(root, files)
    (found,) = (found for found in findings(root) if found["code"][0] in "EPS")
    assert found["path"] == ODD
    lines = (root / ODD).read_text().splitlines()
    assert lines[found["line"] - 1][found["column"] - 1 :].strip()
    assert found["line"] > 1
    assert "Traceback" not in run("build", "--offline", root=root).err


def test_a_link_out_of_the_root_is_not_read(root: Path) -> None:
    write(root.parent, {"secret.md": episode(9, title="Secret words")})
    (root / ODD).symlink_to(root.parent / "secret.md")
    (found,) = findings(root)
    assert (found["code"], found["path"]) == ("E001", ODD)
    run("build", "--offline", root=root)
    for file in root.rglob("*"):
        if file.is_file() and not file.is_symlink():
            assert b"Secret words" not in file.read_bytes()


def test_five_thousand_brackets_in_a_body_are_just_text(root: Path) -> None:
    write(root, {ODD: episode(9, body="[" * 5000 + "](" * 500 + "\n")})
    assert [finding["code"] for finding in findings(root)] == ["F232"]  # they are many, no more
    assert run("build", "--offline", root=root).code == 0


def test_terminal_escapes_and_markup_in_titles_are_shown_not_obeyed(root: Path) -> None:
    title = '"\\e[31mRed\\a [bold]loud[/bold] ::error::x <script>alert(1)</script>"'
    body = "[x](www.example.org/\x1b[31m)\n\n\x1b]0;title\x07 words\n"
    write(root, {ODD: episode(9, body, title=title)})
    for done in (
        run("check", "--offline", root=root),
        run("build", "--offline", root=root),
        run("notes", "009-odd", "--for", "text", root=root),
        run("notes", "009-odd", "--for", "nowhere", root=root),
        run("notes", "\x1b[31m", "--for", "text", root=root),
    ):
        assert "\x1b" not in done.out + done.err
        assert "\x07" not in done.out + done.err
    page = (root / "public/talk/009-odd/index.html").read_text()
    assert "<script>alert" not in page


def test_every_problem_of_the_config_is_told_at_once(root: Path) -> None:
    write(
        root,
        {
            "config/publisher.toml": 'siet = "x"\n[links]\ntimeout_seconds = "x"\n',
            "config/sponsors.toml": '[globex]\nurl = []\nstarts = "soon"\n',
            "config/people.toml": '[ada]\nname = "Ada"\ngithub = "not a name!"\n',
        },
    )
    done = run("build", root=root)
    assert done.code == 2
    assert done.out == ""
    lines = done.err.splitlines()
    assert len(lines) == 5
    assert 'did you mean "site"?' in lines[1]
    for start in (
        "config/publisher.toml:1:",
        "config/publisher.toml:3:",
        "config/sponsors.toml:2:",
        "config/sponsors.toml:3:",
        "config/people.toml:3:",
    ):
        assert any(line.startswith(start) for line in lines), (start, lines)
    assert not (root / "public").exists()


def test_broken_toml_names_its_line(root: Path) -> None:
    write(root, {"config/people.toml": '[ada]\nname = "Ada\n'})
    done = run("check", root=root)
    assert done.code == 2
    assert done.err.startswith("config/people.toml:2:")
    assert len(done.err.splitlines()) == 1


def test_a_broken_lock_is_never_overwritten(root: Path) -> None:
    write(root, {"feeds/talk/feed.lock": '{"version": 1, "items"'})
    done = run("build", "--offline", root=root)
    assert done.code == 2
    assert done.err.startswith("feeds/talk/feed.lock:1:")
    assert (root / "feeds/talk/feed.lock").read_text() == '{"version": 1, "items"'
    assert not (root / "feeds/talk/feed.xml").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_without_permission_to_write_there_is_one_message(root: Path) -> None:
    run("build", "--offline", root=root)
    feed = (root / "feeds/talk/feed.xml").read_bytes()
    write(root, {ODD: episode(9)})
    (root / "feeds/talk").chmod(0o500)
    try:
        done = run("build", "--offline", root=root)
    finally:
        (root / "feeds/talk").chmod(0o700)
    assert done.code == 2
    assert "feeds/talk" in done.err
    assert (root / "feeds/talk/feed.xml").read_bytes() == feed


def test_a_full_disk_leaves_the_old_feed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "--offline", root=root)
    feed = (root / "feeds/talk/feed.xml").read_bytes()
    write(root, {ODD: episode(9)})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "feeds/talk/feed.xml")

    monkeypatch.setattr("os.fsync", full)
    done = run("build", "--offline", root=root)
    assert done.code == 2
    assert done.err == "feeds/talk/feed.xml: No space left on device\n"
    assert (root / "feeds/talk/feed.xml").read_bytes() == feed
    assert not list((root / "feeds/talk").glob(".publisher-*"))
