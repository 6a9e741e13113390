"""What an image file really is, told by its head."""

import io
import os
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publisher.artwork import LIMIT_BYTES, artwork_of, read_artwork
from publisher.rules.media.examples import gif, png, turned_jpeg
from publisher.scaffold.cover import cover_png


def picture(mode: str, form: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (30, 20)).save(stream, form, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "mode", "transparent"),
    [
        (picture("RGB", "JPEG"), "image/jpeg", "RGB", False),
        (picture("RGB", "JPEG", progressive=True), "image/jpeg", "RGB", False),
        (picture("CMYK", "JPEG"), "image/jpeg", "CMYK", False),
        (picture("L", "JPEG"), "image/jpeg", "L", False),
        (picture("RGB", "PNG"), "image/png", "RGB", False),
        (picture("RGBA", "PNG"), "image/png", "RGBA", True),
        (picture("P", "PNG"), "image/png", "P", False),
        (picture("P", "PNG", transparency=0), "image/png", "P", True),
        (picture("RGB", "WEBP"), "image/webp", "RGB", False),
        (picture("RGB", "TIFF"), "image/tiff", "RGB", False),
    ],
)
def test_type_size_and_colours(data: bytes, media_type: str, mode: str, transparent: bool) -> None:
    facts = artwork_of(data)
    assert (facts.type, facts.width, facts.height, facts.mode) == (media_type, 30, 20, mode)
    assert (facts.size_bytes, facts.transparent, facts.problem) == (len(data), transparent, None)
    assert not (facts.moves or facts.turned)


def test_what_moves_moves() -> None:
    more = [Image.new("RGB", (30, 20), "red")]
    assert artwork_of(picture("RGB", "PNG", save_all=True, append_images=more)).moves
    assert artwork_of(picture("RGB", "GIF", save_all=True, append_images=more)).moves
    assert not artwork_of(picture("RGB", "GIF")).moves


def test_what_exif_turns_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert artwork_of(picture("RGB", "JPEG", exif=exif)).turned
    exif[0x0112] = 1
    assert not artwork_of(picture("RGB", "JPEG", exif=exif)).turned


def test_pictures_without_pixels_are_judged_by_their_heads() -> None:
    assert (artwork_of(png(5, 6)).width, artwork_of(gif(5, 6)).height) == (5, 6)
    assert artwork_of(turned_jpeg(5, 6)).turned


def test_too_many_pixels_are_refused() -> None:
    assert "more pixels" in (artwork_of(png(60_000, 60_000)).problem or "")
    assert artwork_of(png(12_000, 12_000)).problem is None  # a rule says that it is too large


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a"]
)
def test_no_picture_is_a_problem(data: bytes) -> None:
    assert artwork_of(data).problem


@pytest.mark.parametrize("sample", [picture("RGB", "JPEG"), png(), gif(), picture("RGB", "WEBP")])
def test_nothing_raises(sample: bytes) -> None:
    chance = random.Random(7)
    for _ in range(200):
        data = bytearray(sample[: chance.randint(1, len(sample))])
        data[chance.randrange(len(data))] = chance.randrange(256)
        artwork_of(bytes(data))


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "cover.jpg"
    file.write_bytes(cover_png())
    facts = read_artwork(file)
    assert (facts.type, facts.width, facts.mode) == ("image/png", 1400, "RGB")
    assert "can't be read" in (read_artwork(tmp_path).problem or "")
    os.mkfifo(tmp_path / "pipe")
    assert "ordinary" in (read_artwork(tmp_path / "pipe").problem or "")
    with file.open("r+b") as stream:
        stream.truncate(LIMIT_BYTES + 1)
    assert "too large" in (read_artwork(file).problem or "")
    with pytest.raises(FileNotFoundError):
        read_artwork(tmp_path / "missing.png")
