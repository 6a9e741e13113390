"""Files are replaced whole, or not at all."""

import errno
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publisher.writing import (
    temporary_beside,
    write_atomic,
    write_output,
    write_parts_if_changed,
)


@pytest.mark.parametrize("durable", [False, True])
def test_makes_folders_and_writes_the_bytes(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "a" / "b" / "feed.xml"
    write_atomic(file, b"<rss/>\r\n", durable=durable)
    assert file.read_bytes() == b"<rss/>\r\n"
    assert [each.name for each in file.parent.iterdir()] == ["feed.xml"]


def test_what_the_system_takes_in_parts_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(io.FileIO):
        def write(self, data: Any) -> int:
            return super().write(memoryview(data)[:3])

    def slowly(file: str, mode: str, **_: int) -> io.FileIO:
        return Slow(file, mode.replace("b", ""))

    monkeypatch.setattr("publisher.writing.open", slowly, raising=False)
    write_atomic(tmp_path / "feed.xml", b"0123456789")
    monkeypatch.undo()
    assert (tmp_path / "feed.xml").read_bytes() == b"0123456789"


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


@pytest.mark.parametrize("durable", [False, True])
def test_parts_are_written_as_one_file_unless_it_is_there(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "a" / "feed.xml"
    assert write_parts_if_changed(file, iter((b"<rss>", b"", b"</rss>")), durable=durable)
    assert file.read_bytes() == b"<rss></rss>"
    before = file.stat()
    assert not write_parts_if_changed(file, (b"<rs", b"s></rss>"), durable=durable)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    for parts in ((b"<rss>",), (b"<rss></rss>", b"\n"), (b"<rss></rsS>",), ()):
        assert write_parts_if_changed(file, parts)
        assert file.read_bytes() == b"".join(parts)
    assert [each.name for each in file.parent.iterdir()] == ["feed.xml"]


def test_parts_that_fail_leave_the_old_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(b"old")

    def parts() -> Iterator[bytes]:
        yield b"new"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_parts_if_changed(file, parts())
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["feed.xml"]


def test_parts_replace_a_link_and_leave_its_target_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "feed.xml"
    target.write_bytes(b"new")
    link.symlink_to(target)
    assert write_parts_if_changed(link, (b"new",))
    assert not link.is_symlink()
