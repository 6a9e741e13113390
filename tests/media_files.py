"""Audio files and pictures made on the spot: whole enough for whoever reads their heads."""

import io
import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, WXXX, CTOCFlags, Encoding

from publisher.rules.media.examples import mp3, png, wav

__all__ = [
    "flac",
    "m4a",
    "m4a_with_track",
    "mp3",
    "ogg_opus",
    "ogg_vorbis",
    "png",
    "tagged",
    "vbr",
    "wav",
    "xing",
]


def vbr() -> bytes:
    """Return a minute of MP3 whose bitrate varies, without a head that says so."""
    return (mp3(1, 32) + mp3(1, 192)) * 30


def xing(frames: int, size_bytes: int, sound: bytes) -> bytes:
    """Return `sound` behind a first frame that counts frames and bytes."""
    first = bytearray(mp3(1)[:384])
    first[21 : 21 + 16] = b"Xing" + struct.pack(">III", 3, frames, size_bytes)
    return bytes(first) + sound


def tagged(
    sound: bytes,
    chapters: Sequence[tuple[float, str, str | None]] = (),
    *,
    picture: bytes = b"",
    version: int = 4,
    contents: Sequence[str] | None = None,
) -> bytes:
    """Return `sound` behind an ID3 tag as mutagen writes it; chapters are start, title, URL."""
    tag = ID3()
    for number, (start, title, url) in enumerate(chapters):
        inner = [TIT2(encoding=Encoding.UTF16, text=[title])]
        if url:
            inner.append(WXXX(encoding=Encoding.LATIN1, desc="link", url=url))
        tag.add(CHAP(element_id=f"c{number}", start_time=int(start * 1000), sub_frames=inner))
    if contents is not None:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        tag.add(CTOC(element_id="toc", flags=flags, child_element_ids=list(contents)))
    if picture:
        tag.add(APIC(encoding=Encoding.UTF8, mime="image/png", type=3, desc="ü", data=picture))
    stream = io.BytesIO(sound)
    tag.save(stream, v2_version=version)
    return stream.getvalue()


def _box(name: bytes, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return struct.pack(">I", len(data) + 8) + name + data


def m4a(
    seconds: int = 60,
    *,
    brand: bytes = b"M4A ",
    video: bool = False,
    chapters: Sequence[tuple[float, str]] = (),
    picture: bytes = b"",
    sound: bytes = bytes(1000),
) -> bytes:
    """Return an MP4 file: its tables, and a few bytes of sound."""
    hertz = 44_100
    mvhd = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, seconds * 1000), bytes(80))
    mdhd = _box(b"mdhd", struct.pack(">IIIII", 0, 0, 0, hertz, seconds * hertz), bytes(4))
    stsd = _box(b"stsd", struct.pack(">II", 0, 0))
    minf = _box(b"minf", _box(b"stbl", stsd))
    tracks = [
        _box(
            b"trak",
            _box(b"mdia", mdhd, _box(b"hdlr", bytes(8), kind, bytes(12)), minf),
        )
        for kind in ((b"vide", b"soun") if video else (b"soun",))
    ]
    rows = b"".join(
        struct.pack(">QB", round(start * 10_000_000), len(title.encode())) + title.encode()
        for start, title in chapters
    )
    user = [_box(b"chpl", b"\1\0\0\0\0\0\0\0", bytes([len(chapters)]), rows)] if chapters else []
    if picture:
        data = _box(b"data", struct.pack(">II", 14, 0), picture)
        user.append(_box(b"meta", bytes(4), _box(b"ilst", _box(b"covr", data))))
    return (
        _box(b"ftyp", brand, bytes(4), b"isom")
        + _box(b"moov", mvhd, *tracks, _box(b"udta", *user))
        + _box(b"mdat", sound)
    )


def flac(seconds: int = 60, picture: bytes = b"") -> bytes:
    """Return the head of a FLAC file (RFC 9639, section 8)."""
    hertz = 44_100
    packed = hertz << 44 | 1 << 41 | 15 << 36 | hertz * seconds
    info = struct.pack(">HH", 4096, 4096) + bytes(6) + packed.to_bytes(8, "big") + bytes(16)
    blocks = [bytes([0 if picture else 0x80]) + len(info).to_bytes(3, "big") + info]
    if picture:
        block = struct.pack(">II", 3, 9) + b"image/png" + struct.pack(">IIIIII", 0, 0, 0, 0, 0, 0)
        block = block[:-4] + struct.pack(">I", len(picture)) + picture
        blocks.append(b"\x86" + len(block).to_bytes(3, "big") + block)
    return b"fLaC" + b"".join(blocks) + bytes(500)


def _page(number: int, position: int, packet: bytes) -> bytes:
    """Return a page of Ogg with one packet (RFC 3533, section 6); nobody here sums it up."""
    flags = {0: 2}.get(number, 0) | (4 if position else 0)
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, 7, number, 0, len(lacing))
    return head + lacing + packet


def _comments(values: Mapping[str, str]) -> bytes:
    rows = [f"{key}={value}".encode() for key, value in values.items()]
    listed = b"".join(struct.pack("<I", len(row)) + row for row in rows)
    return struct.pack("<I", 4) + b"test" + struct.pack("<I", len(rows)) + listed


def ogg_opus(seconds: int = 60, comments: Mapping[str, str] | None = None) -> bytes:
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 2, 0, 48_000, 0, 0)
    return (
        _page(0, 0, head)
        + _page(1, 0, b"OpusTags" + _comments(comments or {}))
        + _page(2, seconds * 48_000, bytes(200))
    )


def ogg_vorbis(seconds: int = 60, comments: Mapping[str, str] | None = None) -> bytes:
    head = b"\1vorbis" + struct.pack("<IBIiiiBB", 0, 1, 44_100, 0, 96_000, 0, 0xB8, 1)
    return (
        _page(0, 0, head)
        + _page(1, 0, b"\3vorbis" + _comments(comments or {}) + b"\1")
        + _page(2, seconds * 44_100, bytes(200))
    )


def m4a_with_track(chapters: Sequence[tuple[float, str]], *, per_chunk: int = 1) -> bytes:
    """Return an MP4 file with its chapters in a text track, as Apple's programs write it."""
    samples = [struct.pack(">H", len(title.encode())) + title.encode() for _, title in chapters]
    starts = [round(start * 1000) for start, _ in chapters] + [1_000_000]
    lengths = [after - before for before, after in pairwise(starts)]
    rows = b"".join(struct.pack(">II", 1, length) for length in lengths)
    sizes = b"".join(struct.pack(">I", len(sample)) for sample in samples)
    chunks = range(0, len(samples), per_chunk)

    def moov(first: int) -> bytes:
        offsets = [first + sum(map(len, samples[:index])) for index in chunks]
        listed = b"".join(struct.pack(">I", offset) for offset in offsets)
        stbl = _box(
            b"stbl",
            _box(b"stts", struct.pack(">II", 0, len(lengths)), rows),
            _box(b"stsz", struct.pack(">III", 0, 0, len(samples)), sizes),
            _box(b"stsc", struct.pack(">IIIII", 0, 1, 1, per_chunk, 1)),
            _box(b"stco", struct.pack(">II", 0, len(offsets)), listed),
        )
        tkhd = [
            _box(b"tkhd", struct.pack(">IIII", 0, 0, 0, number), bytes(64)) for number in (1, 2)
        ]
        mdhd = _box(b"mdhd", struct.pack(">IIIII", 0, 0, 0, 1000, 60_000), bytes(4))
        kinds = (_box(b"hdlr", bytes(8), kind, bytes(12)) for kind in (b"soun", b"text"))
        sound, text = (_box(b"mdia", mdhd, kind, _box(b"minf", stbl)) for kind in kinds)
        tref = _box(b"tref", _box(b"chap", struct.pack(">I", 2)))
        return _box(b"moov", _box(b"trak", tkhd[0], tref, sound), _box(b"trak", tkhd[1], text))

    head = _box(b"ftyp", b"M4A ", bytes(4), b"isom")
    first = len(head) + len(moov(0)) + 8
    return head + moov(first) + _box(b"mdat", *samples)
