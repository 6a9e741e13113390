"""What kind of file it is, told by its first bytes and not by its name."""

from enum import StrEnum

from publisher.audio.bounded import BoundedFile

HEAD_BYTES = 512
_MOST_TAGS = 20


class Kind(StrEnum):
    """A container or stream that podcasts come in, or its media type where there is but one."""

    AAC = "audio/aac"
    AIFF = "audio/aiff"
    FLAC = "audio/flac"
    MATROSKA = "video/x-matroska"
    MP4 = "mp4"
    MPEG = "audio/mpeg"
    OGG = "audio/ogg"
    OPUS = "audio/opus"
    VORBIS = "vorbis"
    WAV = "audio/wav"
    WEBM = "video/webm"


_SAME = (
    {
        "audio/mpeg",
        "audio/mp3",
        "audio/mpg",
        "audio/mpeg3",
        "audio/x-mp3",
        "audio/x-mpg",
        "audio/x-mpeg",
        "audio/x-mpeg-3",
    },
    # Apps play AAC in MP4 under all of these (RFC 4337, and Apple's own).
    {"audio/mp4", "audio/x-m4a", "audio/m4a", "audio/x-m4b", "audio/aac", "audio/mp4a-latm"},
    {"video/mp4", "video/x-m4v", "video/m4v"},
    {"audio/ogg", "audio/opus", "audio/vorbis", "application/ogg", "audio/x-ogg"},  # RFC 5334
    {"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"},
    {"audio/flac", "audio/x-flac"},
    {"audio/aac", "audio/aacp", "audio/x-aac"},
    {"audio/aiff", "audio/x-aiff"},
    {"audio/webm", "video/webm"},
)


def same_type(one: str, other: str) -> bool:
    """Say whether two media types are names of one thing; parameters don't count."""
    first, second = (text.partition(";")[0].strip().lower() for text in (one, other))
    return first == second or any(first in group and second in group for group in _SAME)


_NOT_AUDIO = (  # how it begins, and what that is
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"%pdf-", "a PDF"),
    (b"pk\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89png", "a PNG image"),
    (b"gif8", "a GIF image"),
)


_STARTS = (  # what it begins with, what stands at its byte 4 or 8, and what it is then
    (b"", 4, b"ftyp", Kind.MP4),
    (b"fLaC", 0, b"", Kind.FLAC),
    (b"RIFF", 8, b"WAVE", Kind.WAV),
    (b"FORM", 8, b"AIF", Kind.AIFF),
    (b"OggS", 28, b"OpusHead", Kind.OPUS),
    (b"OggS", 28, b"\x01vorbis", Kind.VORBIS),
    (b"OggS", 0, b"", Kind.OGG),
)


def kind_of(head: bytes) -> Kind | None:
    """Return the kind that a file with this beginning (after its ID3 tags) claims to be."""
    for start, at, middle, kind in _STARTS:
        if head.startswith(start) and head.startswith(middle, at):
            return kind
    if head.startswith(b"\x1aE\xdf\xa3"):
        return Kind.WEBM if b"webm" in head[:64] else Kind.MATROSKA
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return Kind.AAC if head[1] & 0xF6 == 0xF0 else Kind.MPEG
    return None


def not_audio(head: bytes) -> str | None:
    """Return what a file is that surely is no audio, in words; None where that is open."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, words in _NOT_AUDIO:
        if start.startswith(beginning):
            return words
    signs = head.count(0) + sum(byte > 0x7F for byte in head)
    return "a text file" if head and not signs else None


def skip_tags(media: BoundedFile) -> tuple[int, bytes]:
    """Return where the file begins after its ID3v2 tags, and its first bytes from there.

    Some programs put one tag before another.
    """
    at = 0
    for _ in range(_MOST_TAGS):
        media.seek(at)
        head = media.read(HEAD_BYTES)
        size = id3_size(head)
        if size is None:
            break
        at += size
    return at, head


def id3_size(head: bytes) -> int | None:
    """Return how long the ID3v2 tag is that begins here, its header included (ID3v2.4, 3.1)."""
    if len(head) < 10 or not head.startswith(b"ID3") or any(byte > 0x7F for byte in head[6:10]):
        return None
    size = int.from_bytes(head[6:10], "big")
    inside = (
        (size & 0x7F) | (size >> 8 & 0x7F) << 7 | (size >> 16 & 0x7F) << 14 | (size >> 24) << 21
    )
    return 10 + inside + (10 if head[5] & 0x10 else 0)  # with a footer
