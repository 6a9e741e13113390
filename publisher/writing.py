"""Writing files so that a killed run leaves the old file whole."""

import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

REMNANT = re.compile(r"\.publisher-[0-9a-f]{16}")
"""The name of a temporary file, which stays where a run is killed."""


def write_atomic(file: str | Path, data: bytes, *, durable: bool = False) -> None:
    """Replace `file` by `data` in one step: a temporary file beside it, then a rename.

    Folders are made as needed; the permissions of a file that is replaced are kept. A symbolic
    link is replaced, never followed. `durable` waits until the bytes and the new name are on the
    disk: for feeds, locks and sources, not for pages, where it would cost a third of a build.
    Raises OSError; nothing is left behind then.
    """
    _make_folder_of(file)
    _replace(file, data, _mode_of(file), durable=durable)


def write_if_changed(file: str | Path, data: bytes, *, durable: bool = False) -> bool:
    """Write as `write_atomic` does, unless the file holds these bytes already; say whether."""
    mode = None if _make_folder_of(file) else _mode_of(file)
    if mode is not None:
        with open(file, "rb") as stream:
            if stream.read(len(data) + 1) == data:
                return False
    _replace(file, data, mode, durable=durable)
    return True


def hide_from_git(folder: Path) -> None:
    """Let git ignore a folder that we keep for ourselves, with all that is in it."""
    write_if_changed(folder / ".gitignore", b"*\n")


def write_parts_if_changed(
    file: str | Path, parts: Iterable[bytes], *, durable: bool = False
) -> bool:
    """Write as `write_if_changed` does, part by part: never is all of it in memory."""
    mode = _mode_of(file)
    _make_folder_of(file)
    with temporary_beside(file) as temporary:
        same = mode is not None
        with (
            open(temporary, "xb") as stream,
            open(file if mode is not None else os.devnull, "rb") as old,
        ):
            for part in parts:
                stream.write(part)
                same = same and old.read(len(part)) == part
            same = same and not old.read(1)
            if durable and not same:
                stream.flush()
                os.fsync(stream.fileno())
        if same:
            os.unlink(temporary)
        else:
            _put(temporary, file, mode, durable=durable)
    return not same


def write_output(file: str | Path, data: bytes) -> None:
    """Write what the user wants in `file`: into a pipe or a device, or in place of a file.

    The user's own link stays and is followed. Raises OSError.
    """
    try:
        ordinary = stat.S_ISREG(os.stat(file).st_mode)
    except FileNotFoundError:
        ordinary = True
    if ordinary:
        write_atomic(os.path.realpath(file), data)
        return
    try:
        with open(file, "wb") as stream:
            stream.write(data)
    except OSError as error:
        error.filename = os.fspath(file)  # a full device's error names none
        raise


def _replace(file: str | Path, data: bytes, mode: int | None, *, durable: bool) -> None:
    with temporary_beside(file) as temporary:
        with open(temporary, "xb", buffering=0) as stream:
            left = memoryview(data)
            while left:  # what a disk that fills up took is not all
                left = left[stream.write(left) :]
            if durable:
                os.fsync(stream.fileno())
        _put(temporary, file, mode, durable=durable)


def _make_folder_of(file: str | Path) -> bool:
    """Make the folder of a file as needed; say whether it is new, so that nothing is in it."""
    folder = os.path.dirname(file) or os.curdir
    try:
        os.mkdir(folder)  # that of nearly each page, whose show has one
    except OSError:
        os.makedirs(folder, exist_ok=True)
        return False
    return True


def _put(temporary: str, file: str | Path, mode: int | None, *, durable: bool) -> None:
    if mode is not None:
        os.chmod(temporary, mode)
    os.replace(temporary, file)
    if durable:
        _flush_folder(os.path.dirname(file) or os.curdir)


@contextmanager
def temporary_beside(file: str | Path) -> Iterator[str]:
    """Yield a path beside `file` at which nothing can stand yet; where work fails, nothing stays.

    Its name can't be guessed, so that no link can lie in wait there. An OSError of the work names
    `file`, unless it is about another file than these two.
    """
    temporary = os.path.join(os.path.dirname(file), f".publisher-{secrets.token_hex(8)}")
    try:
        yield temporary
    except BaseException as error:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        if isinstance(error, OSError) and error.errno:
            _name(error, file, temporary)
        raise


def _name(error: OSError, file: str | Path, temporary: str) -> None:
    """Let a failure name the file that is meant; a full disk's error names none."""
    names = (error.filename, error.filename2)
    if temporary in names or names == (None, None):
        error.filename = os.fspath(file)


def _mode_of(file: str | Path) -> int | None:
    """Return the permissions of the file to be replaced; None where there is none."""
    try:
        mode = os.lstat(file).st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None


def _flush_folder(folder: str) -> None:
    """Make a rename last, so that the feed written next can't reach the disk before its lock."""
    if os.name == "nt":  # a folder can't be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
