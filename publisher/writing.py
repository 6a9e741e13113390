"""Writing files so that a killed run leaves the old file whole."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_atomic(file: Path, data: bytes, *, durable: bool = False) -> None:
    """Replace `file` by `data` in one step: a temporary file beside it, then a rename.

    Folders are made as needed; the permissions of a file that is replaced are kept. A symbolic
    link is replaced, never followed. `durable` waits until the bytes and the new name are on the
    disk: for feeds, locks and sources, not for pages, where it would cost a third of a build.
    Raises OSError; nothing is left behind then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with temporary_beside(file) as temporary:
        handle = os.open(temporary, flags, 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        mode = _mode_of(file)
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(file)
    if durable:
        _flush_folder(file.parent)


@contextmanager
def temporary_beside(file: Path) -> Iterator[Path]:
    """Yield a path beside `file` at which nothing can stand yet; where work fails, nothing stays.

    Its name can't be guessed, so that no link can lie in wait there.
    """
    temporary = file.parent / f".publisher-{secrets.token_hex(8)}"
    try:
        yield temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_of(file: Path) -> int | None:
    """Return the permissions of the file to be replaced; None where there is none."""
    try:
        mode = file.lstat().st_mode
    except FileNotFoundError:
        return None
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None


def _flush_folder(folder: Path) -> None:
    """Make a rename last, so that the feed written next can't reach the disk before its lock."""
    if os.name == "nt":  # a folder can't be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_if_changed(file: Path, data: bytes, *, durable: bool = False) -> bool:
    """Write as `write_atomic` does, unless the file holds these bytes already; say whether."""
    if not file.is_symlink():
        try:
            with file.open("rb") as stream:
                if stream.read(len(data) + 1) == data:
                    return False
        except FileNotFoundError:
            pass
    write_atomic(file, data, durable=durable)
    return True
