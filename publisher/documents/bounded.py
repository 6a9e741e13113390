"""Reading a file that anybody may have put there: an ordinary one, of bounded size, or none."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A pipe must not make us wait; Windows would translate line ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotOrdinaryError(Exception):
    """A pipe, a socket or a device stands where a file must be."""

    def __init__(self) -> None:
        super().__init__("this is not an ordinary file")


class TooBigError(Exception):
    """A file is larger than it may be."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__(size_bytes)
        self.size_bytes = size_bytes


def read_bounded(file: Path, limit_bytes: int) -> bytes:
    """Return what the file holds; links are followed, and nothing is waited for.

    Raises NotOrdinaryError, TooBigError, or OSError (IsADirectoryError for a folder).
    """
    with open_ordinary(file) as (opened, size_bytes):
        if size_bytes > limit_bytes:
            raise TooBigError(size_bytes)
        return _read_all(opened, size_bytes)


@contextmanager
def open_ordinary(file: Path) -> Iterator[tuple[int, int]]:
    """Yield a descriptor of an ordinary file, and its size in bytes; links are followed.

    Raises NotOrdinaryError, or OSError (IsADirectoryError for a folder).
    """
    opened = os.open(file, _FLAGS)
    try:
        found = os.fstat(opened)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(file))
        if not stat.S_ISREG(found.st_mode):
            raise NotOrdinaryError
        yield opened, found.st_size
    finally:
        os.close(opened)


def _read_all(opened: int, size_bytes: int) -> bytes:
    """Read the file as it was when opened; what is written to it meanwhile is not for us."""
    data = os.read(opened, size_bytes)
    while len(data) < size_bytes and (more := os.read(opened, size_bytes - len(data))):
        data += more
    return data
