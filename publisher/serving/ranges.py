"""Which bytes of a file are asked for (RFC 9110, section 14)."""

import re
from typing import NamedTuple

_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


class Span(NamedTuple):
    """The bytes from `first` on, before `end`."""

    first: int
    end: int


class UnsatisfiableError(Exception):
    """None of the bytes that are asked for is there."""


def wanted_span(header: str | None, size_bytes: int) -> Span | None:
    """Return the bytes that a `Range` asks for; None for all.

    Several ranges at once, and what can't be understood, ask for all: a server may ignore both.
    Raises UnsatisfiableError.
    """
    found = _RANGE.fullmatch(header) if header is not None else None
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        last = int(found[2])
        if last == 0 or size_bytes == 0:
            raise UnsatisfiableError
        return Span(max(0, size_bytes - last), size_bytes)
    first = int(found[1])
    last = int(found[2]) if found[2] else size_bytes - 1
    if found[2] and last < first:
        return None
    if first >= size_bytes:
        raise UnsatisfiableError
    return Span(first, min(last + 1, size_bytes))
