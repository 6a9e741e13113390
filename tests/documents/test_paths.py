from pathlib import Path

import pytest

from publisher.documents.paths import display_path, is_inside


def test_display_path_is_relative_to_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    file = tmp_path / "a" / "x.md"
    monkeypatch.chdir(tmp_path)
    assert display_path(file) == "a/x.md"
    assert display_path(Path("a/x.md")) == "a/x.md"
    monkeypatch.chdir(tmp_path / "a")
    assert display_path(file) == "x.md"
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert display_path(file) == "../x.md"


def test_a_name_that_is_no_utf8_can_be_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert display_path(tmp_path / "caf\udce9.md") == "caf\ufffd.md"
    assert display_path(tmp_path / "café.md") == "café.md"


def test_is_inside_follows_links(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    (root / "in").mkdir(parents=True)
    (tmp_path / "root-2").mkdir()
    (root / "out").symlink_to(tmp_path / "root-2")
    (root / "back").symlink_to(root / "in")
    assert is_inside(root, root)
    assert is_inside(root / "in" / "missing.md", root)
    assert is_inside(root / "back", root)
    assert not is_inside(root / ".." / "root-2", root)
    assert not is_inside(root / "out" / "x.md", root)
    assert not is_inside(root / "a\0b", root)
