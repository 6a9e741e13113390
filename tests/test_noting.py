"""`publisher notes`: one form printed or copied, or all of them written."""

from pathlib import Path

import pyperclip
import pytest

from publisher.cli.notes import FORMS
from publisher.noting import FILES
from tests.commands import CONFIG, run, write

EPISODE = "feeds/talk/episodes/one.md"
FRONT = "---\ntitle: One\ndate: 2026-01-02\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "root", {**CONFIG, EPISODE: f"{FRONT}Words & more.\n"})
    return tmp_path / "root"


def test_every_form_is_offered_and_has_a_file() -> None:
    assert [str(form) for form in FILES] == list(FORMS)
    assert len(set(FILES.values())) == len(FILES)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_printed(root: Path, form: str) -> None:
    outcome = run("notes", "one", "--for", form, root=root)
    assert outcome.code == 0
    assert "Words &" in outcome.out
    assert outcome.err == ""


def test_all_forms_are_written(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new/out"
    outcome = run("notes", "one", "--all", str(folder), root=root)
    assert (outcome.code, outcome.err) == (0, "")
    names = [f"one{suffix}" for suffix in FILES.values()]
    assert outcome.out == "".join(f"wrote {folder / name}\n" for name in names)
    assert sorted(file.name for file in folder.iterdir()) == sorted(names)
    for form, name in zip(FORMS, names, strict=True):
        printed = run("notes", "one", "--for", form, root=root).out
        assert (folder / name).read_text(encoding="utf-8") == printed


def test_what_was_left_out_is_told_for_each(root: Path, tmp_path: Path) -> None:
    (root / EPISODE).write_text(FRONT + "Many words here.\n\n" * 400)
    outcome = run("notes", "one", "--all", str(tmp_path / "out"), root=root)
    assert outcome.code == 0
    assert [line.split(" (")[0] for line in outcome.err.splitlines()] == [
        f"{EPISODE}:1:1 F301 too long for {place}"
        for place in ("Apple Podcasts", "Spotify", "YouTube")
    ]


def test_no_link_is_followed(root: Path, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "out"
    outside.write_text("mine")
    folder.mkdir()
    (folder / "one.txt").symlink_to(outside)
    assert run("notes", "one", "--all", str(folder), root=root).code == 0
    assert outside.read_text() == "mine"
    assert not (folder / "one.txt").is_symlink()


def test_a_file_in_the_folders_place(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    outcome = run("notes", "one", "--all", str(tmp_path / "file/out"), root=root)
    assert outcome.code != 0
    assert "Traceback" not in outcome.err and "file" in outcome.err
    assert run("notes", "one", "--all", str(tmp_path / "file"), root=root).code == 2


def test_a_form_is_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    outcome = run("notes", "one", "--for", "text", "--copy", root=root)
    assert (outcome.code, outcome.out) == (0, "")
    assert copied[0].startswith("Words & more.\n")
    assert outcome.err == f"copied {len(copied[0])} characters\n"


@pytest.mark.parametrize(
    "options", [(), ("--copy",), ("--all", "x", "--copy"), ("--all", "x", "--for", "text")]
)
def test_options_that_exclude_each_other(root: Path, options: tuple[str, ...]) -> None:
    outcome = run("notes", "one", *options, root=root)
    assert outcome.code == 2
    assert "--for PLACE" in outcome.err
    assert not (root / "x").exists()
