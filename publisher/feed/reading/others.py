"""What lies where a feed should be, told by its first bytes: pages, recordings, archives, JSON."""

import re
import zlib

from publisher.feed.reading.repairing import decoded

_HEAD_BYTES = 4096

_SIGNATURES = (
    (b"ID3", "a recording"),
    (b"\xff\xfb", "a recording"),
    (b"\xff\xf3", "a recording"),
    (b"OggS", "a recording"),
    (b"fLaC", "a recording"),
    (b"RIFF", "a recording"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"%PDF", "a PDF"),
    (b"#EXTM3U", "a playlist"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ", "a compressed file (xz)"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
)
"""By how files begin: their own specifications."""

_GZIP = b"\x1f\x8b"  # RFC 1952, section 2.3.1
_START = re.compile(r"\A[\s\ufeff]*(?:<!--(?:(?!-->).)*-->\s*)?(?:<\?xml[^<>]*\?>\s*)?", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON_FEED = re.compile(r"jsonfeed\.org/version")


class UnpackingError(Exception):
    """A compressed file is broken, or holds more than it may."""


def unpacked(data: bytes, most_bytes: int) -> bytes:
    """Return what a gzip file holds, or the data where it is none.

    Raises UnpackingError, with the reason in words.
    """
    if not data.startswith(_GZIP):
        return data
    reader = zlib.decompressobj(wbits=31)
    try:
        found = reader.decompress(data, most_bytes + 1)
    except zlib.error:
        raise UnpackingError("it is compressed (gzip), and broken") from None
    if len(found) > most_bytes:
        raise UnpackingError(f"unpacked, the feed is larger than {most_bytes >> 20} MB")
    if not reader.eof:
        raise UnpackingError("it is compressed (gzip), and its end is missing: load it again")
    return found


def other_kind(data: bytes) -> str | None:
    """Return what data is that can't be a feed, in words; None where it may be one."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return f"this is {kind} and no feed"
    head = decoded(data[:_HEAD_BYTES])
    start = _START.match(head)
    text = head[start.end() :] if start else head
    if _PAGE.match(text):
        return "this is a web page (HTML) and no feed"
    if _JSON_FEED.search(text) and text.startswith("{"):
        return "this is a JSON Feed; podcast apps read RSS"
    if re.match(r'[{[]\s*["{\[\]}\d]', text):
        return "this is JSON and no feed"
    if "<" not in text and len(data) <= _HEAD_BYTES:
        return "this is text and no feed"
    return None
