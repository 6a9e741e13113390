"""Audio files made to do harm: little is read of them, and nothing raises."""

import random
import struct
import tracemalloc
import zlib
from pathlib import Path

import pytest

from publisher.audio import embedded_chapters, embedded_picture, probe
from publisher.audio.bounded import MOST_READS, BoundedFile, LedOnError, read_pieces
from tests.media_files import flac, m4a, m4a_with_track, mp3, ogg_opus, ogg_vorbis, png, tagged, wav

SAMPLES = [
    tagged(mp3(1), [(0, "A", "https://a.example/")], picture=png(), contents=["c0"]),
    m4a(chapters=[(0, "A")], picture=png()),
    m4a_with_track([(0, "A"), (1.5, "B")]),
    flac(picture=png()),
    ogg_opus(comments={"CHAPTER001": "00:00:01", "CHAPTER001NAME": "x"}),
    ogg_vorbis(),
    wav(1),
]


def look(file: Path) -> None:
    """Do all that is done with an audio file; none of it may raise."""
    probe(file)
    embedded_chapters(file)
    embedded_picture(file)


@pytest.mark.parametrize("sample", SAMPLES)
def test_cut_off_anywhere(tmp_path: Path, sample: bytes) -> None:
    file = tmp_path / "audio"
    for end in range(0, min(len(sample), 700), 3):
        file.write_bytes(sample[:end])
        look(file)


@pytest.mark.parametrize("sample", SAMPLES)
def test_with_any_byte_wrong(tmp_path: Path, sample: bytes) -> None:
    chance = random.Random(7)
    file = tmp_path / "audio"
    for _ in range(150):
        data = bytearray(sample)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(min(len(data), 600))] = chance.choice([0, 1, 0x7F, 0x80, 0xFF])
        file.write_bytes(data)
        look(file)


def _id3(body: bytes) -> bytes:
    return b"ID3\4\0\0" + bytes(len(body) >> n & 0x7F for n in (21, 14, 7, 0)) + body


def _bomb() -> bytes:
    """Return a tag with a packed picture of 200 MB."""
    packed = zlib.compress(bytes(200_000_000), 9)
    size = bytes(len(packed) + 4 >> n & 0x7F for n in (21, 14, 7, 0))
    return _id3(b"APIC" + size + b"\0\x09" + bytes(4) + packed)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_bomb(), id="packed"),
        pytest.param(_id3((b"CHAP\0\0\0\1\0\0x") * 190_000), id="many-frames"),
        pytest.param(
            m4a()[:32] + struct.pack(">I4s", 8_000_000, b"moov") + b"\0\0\0\x08free" * 1_000_000,
            id="many-boxes",
        ),
        pytest.param(m4a()[:20] + b"".join(b"\x7f\0\0\0moov" for _ in range(3000)), id="deep"),
        pytest.param(ogg_opus()[:28] + (b"OggS" + bytes(23)) * 100_000, id="many-pages"),
        pytest.param(b"\xff\xfb" * 1_000_000, id="many-syncs"),
        pytest.param(b"RIFF\xff\xff\xff\x7fWAVE" + b"junk\0\0\0\0" * 300_000, id="many-chunks"),
    ],
)
def test_little_memory_is_taken(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "audio"
    file.write_bytes(data)
    tracemalloc.start()
    try:
        look(file)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 40_000_000


def test_a_reader_is_not_led_on() -> None:
    media = BoundedFile(read_pieces({0: bytes(10_000)}), 10_000, 6_000)
    assert len(media.read()) == 6_000
    with pytest.raises(LedOnError):
        media.read(1)
    media = BoundedFile(read_pieces({0: bytes(10)}), 10, 10)
    for _ in range(MOST_READS):
        media.read(0)
    with pytest.raises(LedOnError):
        media.read(0)
    with pytest.raises(OSError, match="before"):
        media.seek(-1)
