"""ID3v2 tags, read in one pass (https://id3.org/id3v2.4.0-structure, and -chapters-1.0).

mutagen's reader copies the rest of the tag for every frame and unpacks whatever says it is
compressed, so a small file made for it takes hours, or all the memory.
"""

from collections.abc import Iterator
from typing import NamedTuple

from publisher.audio.bounded import BoundedFile
from publisher.audio.kinds import id3_size

MOST_FRAMES = 5_000
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_PACKED = {3: 0x00C0, 4: 0x000C}  # compressed or encrypted, by version
_UNSYNCHRONISED = 0x0002  # of a frame of version 4
_LENGTH_BEFORE = 0x0001
_OLD_NAMES = {"PIC": "APIC", "TT2": "TIT2"}
_HEADER_BYTES = 10


class Frame(NamedTuple):
    name: str
    data: bytes


class Tag(NamedTuple):
    """The frames of a tag that can be read, in their order; `version` is 2, 3 or 4."""

    version: int
    frames: tuple[Frame, ...]


def read_tag(media: BoundedFile, at: int = 0) -> Tag | None:
    """Return the ID3v2 tag at `at`; None where there is none."""
    media.seek(at)
    head = media.read(_HEADER_BYTES)
    size = id3_size(head)
    if size is None or head[3] not in (2, 3, 4):
        return None
    version, flags = head[3], head[5]
    data = media.read(size - _HEADER_BYTES)
    if flags & 0x80 and version < 4:
        data = _synchronised(data)
    start = 0
    if flags & 0x40 and version > 2:  # an extended header; its size counts itself in version 4
        start = _number(data[:4], 7) if version == 4 else 4 + _number(data[:4], 8)
    return Tag(version, tuple(frames_of(data, version, start)))


def frames_of(data: bytes, version: int, start: int = 0) -> Iterator[Frame]:
    """Yield the frames that stand in `data` one after another, but those that are packed."""
    at, header, name_length = start, (6, 10)[version > 2], (3, 4)[version > 2]
    for _ in range(MOST_FRAMES):
        name = data[at : at + name_length].decode("latin-1")
        if at + header > len(data) or not name.isalnum():
            return  # padding
        size = _frame_size(data, at, version)
        body = data[at + header : at + header + size]
        flags = _number(data[at + 8 : at + 10], 8) if version > 2 else 0
        at += header + size
        if flags & _PACKED.get(version, 0):
            continue
        if version == 4 and flags & _LENGTH_BEFORE:
            body = body[4:]
        if version == 4 and flags & _UNSYNCHRONISED:
            body = _synchronised(body)
        yield Frame(_OLD_NAMES.get(name, name), body)


def _frame_size(data: bytes, at: int, version: int) -> int:
    if version == 2:
        return _number(data[at + 3 : at + 6], 8)
    written = data[at + 4 : at + 8]
    plain = _number(written, 8)
    if version == 3:
        return plain
    # Old iTunes wrote plain numbers into version 4: then a frame follows there, and not here.
    wanted = _number(written, 7)
    if plain != wanted and not _fits(data, at + 10 + wanted) and _fits(data, at + 10 + plain):
        return plain
    return wanted


def _fits(data: bytes, at: int) -> bool:
    """Say whether a frame, padding or the end stands at `at`."""
    name = data[at : at + 4]
    return at == len(data) or (
        at < len(data) and (name.strip(b"\0") == b"" or (name.isalnum() and name.isupper()))
    )


def _number(data: bytes, bits: int) -> int:
    """Return the number in bytes of which `bits` count each."""
    total = 0
    for byte in data:
        total = total << bits | byte & (1 << bits) - 1
    return total


def _synchronised(data: bytes) -> bytes:
    """Take out the zeros that kept the tag from looking like sound (section 6.1)."""
    return data.replace(b"\xff\x00", b"\xff")


def text_of(data: bytes) -> str:
    """Return the text of a frame whose first byte names its encoding; the first, if several."""
    return _decoded(data[1:], data[0] if data else 0).partition("\0")[0].strip()


def address_of(data: bytes) -> str:
    """Return the address in a WXXX frame, after its description."""
    encoding = data[0] if data else 0
    _, rest = split_text(data[1:], encoding)
    return rest.partition(b"\0")[0].decode("latin-1").strip()


def split_text(data: bytes, encoding: int) -> tuple[str, bytes]:
    """Return the text that ends with a zero, and what follows it."""
    wide = encoding in (1, 2)
    step = 2 if wide else 1
    at = data.find(b"\0" * step)
    while wide and at % 2 and at >= 0:
        at = data.find(b"\0\0", at + 1)
    if at < 0:
        return _decoded(data, encoding), b""
    return _decoded(data[:at], encoding), data[at + step :]


def _decoded(data: bytes, encoding: int) -> str:
    name = _ENCODINGS[encoding] if encoding < len(_ENCODINGS) else "latin-1"
    return data.decode(name, "replace")
