"""Audio and pictures that the rules of family M are shown at: as small as they can be."""

import struct
import zlib
from collections.abc import Callable

from publisher.rules.catalogue import Example
from publisher.rules.feed.examples import SOUND, show_example

Make = Callable[[], bytes]

_FRAME_BYTES = 384  # at 128 kbit/s and 48,000 Hz: 24 ms


def mp3(seconds: int = 60, kbits: int = 128) -> bytes:
    """Return frames of silence: MPEG-1, Layer III, one channel, 48,000 Hz, no tags."""
    rate = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320).index(kbits) + 1
    header = bytes((0xFF, 0xFB, rate << 4 | 0x04, 0xC0))
    length = _FRAME_BYTES * kbits // 128
    return (header + bytes(length - 4)) * (seconds * 1000 // 24)


def wav(seconds: int = 1) -> bytes:
    """Return silence: PCM, one channel of 8 bits, 8,000 Hz."""
    sound = bytes([128]) * (8_000 * seconds)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8_000, 8_000, 1, 8)
    chunks = b"WAVE" + form + struct.pack("<4sI", b"data", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def png(
    width: int = 3000, height: int = 3000, colours: int = 2, *, moves: bool = False, weight: int = 0
) -> bytes:
    """Return the head of a PNG, without pixels (PNG, section 11.2): nobody here looks at them.

    `colours` is its colour type: 0 grey, 2 RGB, 6 RGB with transparency.
    """
    chunks = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0))]
    if moves:
        chunks.append(_chunk(b"acTL", struct.pack(">II", 2, 0)))
    chunks += [_chunk(b"IDAT", bytes(weight)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def turned_jpeg(width: int = 3000, height: int = 3000) -> bytes:
    """Return the head of a JPEG whose Exif says to turn it (Exif 2.32, section 4.5)."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHHI", 0x0112, 3, 1, 6, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\1\x11\0\2\x11\0\3\x11\0"
    marks = ((0xE1, exif), (0xC0, frame), (0xDA, b"\3\1\0\2\0\3\0\0?\0"))
    parts = (struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in marks)
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xd9"


def gif(width: int = 3000, height: int = 3000) -> bytes:
    """Return the head of a GIF and of its one picture (GIF89a, sections 18 and 20)."""
    size = struct.pack("<HH", width, height)
    return b"GIF89a" + size + bytes(3) + b"," + bytes(4) + size + b"\0\2\0;"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def audio_file_example(make: Make, fields: str = "", name: str = "1.mp3") -> Example:
    """Return an episode with this file as its audio, and `fields` of it."""
    audio = f"{{file: {name}{', ' if fields else ''}{fields}}}"
    text = f"---\ntitle: First\ndate: 2026-01-02\naudio: {audio}\n---\nNotes.\n"
    return Example(text, media={name: make})


def cover_example(make: Make, name: str = "cover.png") -> Example:
    """Return a show with this file as its artwork."""
    sound = show_example(artwork=f'"{name}"')
    return Example(sound.episode, sound.files, media={f"feeds/show/{name}": make})


def image_example(make: Make) -> Example:
    """Return a sound episode with this file as its image."""
    text = SOUND.replace("audio:", "image: episode.png\naudio:")
    return Example(text, media={"episode.png": make})


def with_picture(audio: bytes, picture: bytes) -> bytes:
    """Return MP3 audio behind a tag with this picture as its cover (ID3v2.3, section 4.15)."""
    frame = b"\0image/png\0\x03\0" + picture
    body = b"APIC" + struct.pack(">IH", len(frame), 0) + frame
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + body + audio
