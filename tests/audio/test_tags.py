"""Chapters and pictures in audio files."""

from pathlib import Path

import pytest

from publisher.audio import Picture, embedded_chapters, embedded_picture
from tests.media_files import flac, m4a, m4a_with_track, mp3, ogg_opus, ogg_vorbis, png, tagged

CHAPTERS = [(0.0, "Intro", None), (61.5, "Größe ✓", "https://example.com/a")]
COMMENTS = {
    "CHAPTER000": "00:00:00.000",
    "CHAPTER000NAME": "Intro",
    "CHAPTER001": "00:01:01.500",
    "CHAPTER001NAME": "Größe ✓",
    "CHAPTER001URL": "https://example.com/a",
}


def write(folder: Path, data: bytes) -> Path:
    file = folder / "audio"
    file.write_bytes(data)
    return file


@pytest.mark.parametrize(
    "data",
    [
        tagged(mp3(1), CHAPTERS),
        tagged(mp3(1), CHAPTERS, version=3),
        tagged(mp3(1), CHAPTERS[::-1], picture=png(), contents=["c0", "c1"]),
        tagged(b"", CHAPTERS),
        ogg_opus(comments=COMMENTS),
        ogg_vorbis(comments=COMMENTS),
    ],
)
def test_chapters_are_read_in_the_order_of_time(tmp_path: Path, data: bytes) -> None:
    found = embedded_chapters(write(tmp_path, data))
    assert [(each.start_seconds, each.title, each.url) for each in found] == CHAPTERS
    assert all(each.listed for each in found)


def test_chapters_of_mp4(tmp_path: Path) -> None:
    found = embedded_chapters(write(tmp_path, m4a(chapters=[(0, "Intro"), (61.5, "Größe ✓")])))
    assert [(each.start_seconds, each.title) for each in found] == [(0, "Intro"), (61.5, "Größe ✓")]


@pytest.mark.parametrize("per_chunk", [1, 2, 3])
def test_chapters_in_a_track_of_mp4(tmp_path: Path, per_chunk: int) -> None:
    chapters = [(0.0, "Intro"), (61.5, "Größe ✓"), (120.0, "Ende")]
    found = embedded_chapters(write(tmp_path, m4a_with_track(chapters, per_chunk=per_chunk)))
    assert [(each.start_seconds, each.title) for each in found] == chapters


def test_what_no_table_of_contents_lists_is_told_apart(tmp_path: Path) -> None:
    found = embedded_chapters(write(tmp_path, tagged(mp3(1), CHAPTERS, contents=["c1"])))
    assert [each.listed for each in found] == [False, True]


def test_chapters_without_a_title_are_left_out(tmp_path: Path) -> None:
    assert embedded_chapters(write(tmp_path, tagged(mp3(1), [(0, " ", None)]))) == ()


@pytest.mark.parametrize("data", [b"", mp3(1), m4a(), flac(), b"<html>", tagged(mp3(1))[:15]])
def test_without_chapters_there_are_none(tmp_path: Path, data: bytes) -> None:
    assert embedded_chapters(write(tmp_path, data)) == ()
    assert embedded_chapters(tmp_path / "missing") == ()
    assert embedded_chapters(tmp_path) == ()


@pytest.mark.parametrize(
    "data",
    [
        tagged(mp3(1), picture=png()),
        tagged(mp3(1), CHAPTERS, picture=png(), version=3),
        m4a(picture=png()),
        flac(picture=png()),
    ],
)
def test_the_cover_is_found(tmp_path: Path, data: bytes) -> None:
    assert embedded_picture(write(tmp_path, data)) == Picture(png(), "image/png")


@pytest.mark.parametrize("data", [b"", mp3(1), m4a(), flac(), ogg_opus()])
def test_without_a_cover_there_is_none(tmp_path: Path, data: bytes) -> None:
    assert embedded_picture(write(tmp_path, data)) is None


def test_a_tag_of_version_2_2(tmp_path: Path) -> None:
    picture = b"\0PNG\3desc\0" + png()
    frame = b"PIC" + len(picture).to_bytes(3, "big") + picture
    data = b"ID3\2\0\0\0\0" + bytes([len(frame) >> 7, len(frame) & 0x7F]) + frame + mp3(1)
    assert embedded_picture(write(tmp_path, data)) == Picture(png(), "image/png")


def test_sizes_as_old_itunes_wrote_them(tmp_path: Path) -> None:
    picture = b"\3image/png\0\3\0" + b"\x99" * 300
    body = b"APIC" + len(picture).to_bytes(4, "big") + bytes(2) + picture
    body += b"TIT2" + (2).to_bytes(4, "big") + bytes(2) + b"\3x"
    size = bytes([len(body) >> 7, len(body) & 0x7F])
    found = embedded_picture(write(tmp_path, b"ID3\4\0\0\0\0" + size + body))
    assert found == Picture(b"\x99" * 300, "image/png")
