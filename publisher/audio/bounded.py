"""A media file that gives away only so much: whoever parses it can't be led on for ever."""

import os
from collections.abc import Callable, Mapping

MOST_READS = 50_000
"""An hour of MP4 in pieces of a second has some 20,000 boxes, and each is one read."""

_AHEAD_BYTES = 4096  # parsers ask for two bytes and four, and the system takes its time for each

ReadAt = Callable[[int, int], bytes]
"""Returns the bytes from an offset on, at most so many; fewer at the end."""


class LedOnError(Exception):
    """The file makes its reader read more than any recording needs."""


class BoundedFile:
    """A file as parsers want it, of which no more than `limit_bytes` can be read.

    A read that asks for more than is left gets less, as at the end of a file; when nothing is
    left, or after MOST_READS, it raises LedOnError.
    """

    def __init__(self, read_at: ReadAt, size_bytes: int, limit_bytes: int) -> None:
        self.size_bytes = size_bytes
        self._read_at = read_at
        self._left = limit_bytes
        self._reads = 0
        self._at = 0
        self._ahead = b""
        self._ahead_at = 0

    def read(self, count: int = -1) -> bytes:
        if count < 0:
            count = self.size_bytes
        self._reads += 1
        if self._reads > MOST_READS or (count and not self._left):
            raise LedOnError
        count = max(0, min(count, self.size_bytes - self._at, self._left))
        data = self._taken(count)
        self._left -= len(data)
        self._at += len(data)
        return data

    def _taken(self, count: int) -> bytes:
        start = self._at - self._ahead_at
        if start >= 0 and start + count <= len(self._ahead):
            return self._ahead[start : start + count]
        if count >= _AHEAD_BYTES:
            return self._read_at(self._at, count)
        self._ahead, self._ahead_at = self._read_at(self._at, _AHEAD_BYTES), self._at
        return self._ahead[:count]

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset += self._at
        elif whence == os.SEEK_END:
            offset += self.size_bytes
        if offset < 0:
            raise OSError("before the start of the file")
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at


def read_from(descriptor: int) -> ReadAt:
    """Return what reads from an open file."""

    def read_at(offset: int, count: int) -> bytes:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, count)

    return read_at


def read_pieces(pieces: Mapping[int, bytes]) -> ReadAt:
    """Return what reads pieces of a file, by where they begin; between them nothing is read."""

    def read_at(offset: int, count: int) -> bytes:
        for start, data in pieces.items():
            if start <= offset < start + len(data):
                return data[offset - start : offset - start + count]
        return b""

    return read_at
