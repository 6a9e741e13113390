"""What an audio file says of itself, whatever it is called."""

import os
from pathlib import Path

import pytest

from publisher.audio import probe, probe_pieces, same_type
from publisher.model import AudioFacts
from tests.media_files import flac, m4a, mp3, ogg_opus, ogg_vorbis, png, tagged, vbr, wav, xing

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345678\n"


def probed(folder: Path, data: bytes) -> AudioFacts:
    file = folder / "any.name"
    file.write_bytes(data)
    return probe(file)


@pytest.mark.parametrize(
    ("data", "media_type", "seconds", "channels"),
    [
        (mp3(60), "audio/mpeg", 60, 1),
        (tagged(mp3(60), picture=png()), "audio/mpeg", 60, 1),
        (tagged(tagged(mp3(60))), "audio/mpeg", 60, 1),
        (m4a(60), "audio/x-m4a", 60, None),
        (m4a(60, brand=b"isom"), "audio/mp4", 60, None),
        (m4a(60, brand=b"isom", video=True), "video/mp4", 60, None),
        (m4a(60, brand=b"M4V ", video=True), "video/x-m4v", 60, None),
        (m4a(60, brand=b"M4A ", video=True), "audio/x-m4a", 60, None),  # a chapter's picture
        (flac(60), "audio/flac", 60, 2),
        (ogg_opus(60), "audio/opus", 60, 2),
        (ogg_vorbis(60), "audio/ogg", 60, 1),
        (wav(5), "audio/wav", 5, 1),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(50), "video/webm", None, None),
    ],
)
def test_size_type_and_duration_are_those_of_the_content(
    tmp_path: Path, data: bytes, media_type: str, seconds: float | None, channels: int | None
) -> None:
    facts = probed(tmp_path, data)
    assert (facts.size_bytes, facts.type, facts.channels) == (len(data), media_type, channels)
    assert facts.duration_seconds == (pytest.approx(seconds, abs=0.1) if seconds else None)
    assert (facts.problem, facts.estimated, facts.missing_bytes) == (None, False, 0)


def test_the_bitrate_is_what_a_second_takes(tmp_path: Path) -> None:
    assert probed(tmp_path, mp3(10, 64)).bitrate == 64_000
    assert probed(tmp_path, wav(5)).bitrate == 64_000
    assert probed(tmp_path, mp3(10, 64)).sample_rate == 48_000


def test_frames_that_are_counted_tell_the_duration(tmp_path: Path) -> None:
    sound = vbr()
    facts = probed(tmp_path, xing(2500, len(sound) + 384, sound))
    assert facts.duration_seconds == pytest.approx(60)
    assert (facts.estimated, facts.missing_bytes) == (False, 0)


def test_a_varying_bitrate_without_a_head_is_only_estimated(tmp_path: Path) -> None:
    facts = probed(tmp_path, vbr())
    assert facts.estimated
    assert facts.bitrate is None


@pytest.mark.parametrize(
    "data",
    [xing(2500, 960_384, mp3(60))[:500_000], m4a(sound=bytes(100_000))[:-50_000], wav(9)[:40_000]],
)
def test_what_is_cut_off_misses_bytes(tmp_path: Path, data: bytes) -> None:
    assert probed(tmp_path, data).missing_bytes > 20_000


def test_a_first_frame_that_counts_no_bytes_promises_none(tmp_path: Path) -> None:
    head = bytearray(xing(2500, 0, mp3(10)))
    head[21 + 7] = 1
    assert probed(tmp_path, bytes(head)).missing_bytes == 0


def test_a_recording_of_unknown_length_is_not_cut_off(tmp_path: Path) -> None:
    data = bytearray(wav(5))
    data[4:8] = b"\xff" * 4
    assert probed(tmp_path, bytes(data)).missing_bytes == 0


def test_a_pointer_of_git_lfs_tells_the_size_of_the_audio(tmp_path: Path) -> None:
    facts = probed(tmp_path, POINTER)
    assert (facts.size_bytes, facts.is_pointer, facts.problem) == (12_345_678, True, None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n <!DOCTYPE html><title>404</title>", "a web page"),
        (b"<HTML>", "a web page"),
        (b"just some words\n" * 100, "a text file"),
        (png(), "a PNG image"),
        (b"PK\x03\x04" + bytes(100), "a ZIP archive"),
        (bytes(5000), "no audio can be found"),
        (os.urandom(50) + bytes(5000), "no audio can be found"),
        (b"ID3\4\0\0\x7f\x7f\x7f\x7f" + bytes(100), "no audio can be found"),
        (m4a()[:60], "broken or cut off (MP4)"),
        (b"fLaC", "broken or cut off (FLAC)"),
        (ogg_opus()[:60], "broken or cut off (Ogg Opus)"),
        (b"RIFF\0\0\0\0WAVE", "broken or cut off (WAV)"),
    ],
)
def test_what_can_not_be_played_is_said(tmp_path: Path, data: bytes, said: str) -> None:
    facts = probed(tmp_path, data)
    assert said in (facts.problem or "")
    assert facts.size_bytes == len(data)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    assert "ordinary" in (probe(tmp_path / "pipe.mp3").problem or "")


def test_a_folder_is_no_audio_and_nothing_is_nothing(tmp_path: Path) -> None:
    assert "can't be read" in (probe(tmp_path).problem or "")
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "missing.mp3")


@pytest.mark.parametrize("data", [mp3(60), m4a(sound=bytes(300_000)), flac()])
def test_the_beginning_tells_of_the_whole(data: bytes) -> None:
    facts = probe_pieces({0: data[:5_000]}, len(data))
    assert facts.duration_seconds == pytest.approx(60)
    assert facts.size_bytes == len(data)


def test_what_stands_behind_a_long_tag_is_a_piece_of_its_own() -> None:
    data = tagged(mp3(60), picture=bytes(20_000))
    start = len(data) - 960_000
    assert probe_pieces({0: data[:5_000]}, len(data)).duration_seconds is None
    pieces = {0: data[:5_000], start: data[start : start + 5_000]}
    assert probe_pieces(pieces, len(data)).duration_seconds == pytest.approx(60)


def test_a_piece_that_tells_nothing_but_its_kind_is_not_broken() -> None:
    data = ogg_opus()
    facts = probe_pieces({0: data[:60]}, len(data))
    assert (facts.type, facts.duration_seconds, facts.problem) == ("audio/opus", None, None)
    assert "web page" in (probe_pieces({0: b"<html>"}, 6).problem or "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("audio/mpeg", "audio/mp3", True),
        ("Audio/MPEG; charset=utf-8", "audio/mpeg", True),
        ("audio/mp4", "audio/x-m4a", True),
        ("audio/ogg", "audio/opus", True),
        ("video/mp4", "audio/mp4", False),
        ("audio/mpeg", "audio/x-m4a", False),
        ("", "audio/mpeg", False),
    ],
)
def test_one_thing_has_several_types(one: str, other: str, same: bool) -> None:
    assert same_type(one, other) is same
