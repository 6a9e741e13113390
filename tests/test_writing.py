"""Files are replaced whole, or not at all."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from publisher.writing import temporary_beside, write_atomic, write_output


@pytest.mark.parametrize("durable", [False, True])
def test_makes_folders_and_writes_the_bytes(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "a" / "b" / "feed.xml"
    write_atomic(file, b"<rss/>\r\n", durable=durable)
    assert file.read_bytes() == b"<rss/>\r\n"
    assert [each.name for each in file.parent.iterdir()] == ["feed.xml"]


def test_keeps_the_permissions_of_what_it_replaces(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(b"old")
    file.chmod(0o604)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o604


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_atomic(tmp_path / "feed.xml", b"")
    assert (tmp_path / "feed.xml").stat().st_mode == usual.stat().st_mode


def test_replaces_a_link_and_leaves_its_target_alone(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    link = tmp_path / "feed.xml"
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert target.read_bytes() == b"precious"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"
    assert link.stat().st_mode & 0o111 == 0


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomic(file, b"new", durable=True)
    assert caught.value.filename == str(file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_in_the_way_is_an_error_and_stays(tmp_path: Path) -> None:
    folder = tmp_path / "feed.xml"
    folder.mkdir()
    with pytest.raises(OSError) as caught:
        write_atomic(folder, b"new")
    assert caught.value.filename == str(folder)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_full_device_is_told_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    os.mkfifo(tmp_path / "device")
    monkeypatch.setattr("publisher.writing.open", fail, raising=False)
    with pytest.raises(OSError, match="No space left") as caught:
        write_output(tmp_path / "device", b"new")
    assert caught.value.filename == str(tmp_path / "device")


def test_what_is_wrong_with_another_file_names_that_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught, temporary_beside(tmp_path / "x") as temporary:
        shutil.copy2(tmp_path / "missing", temporary)
    assert caught.value.filename == str(tmp_path / "missing")
    with pytest.raises(OSError, match="has no number"), temporary_beside(tmp_path / "x"):
        raise OSError("this one has no number")


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    file = tmp_path / ("ü" * 125 + ".html")
    write_atomic(file, b"x")
    assert file.read_bytes() == b"x"
