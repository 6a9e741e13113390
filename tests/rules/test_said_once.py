"""One slip makes one finding: what follows from it is not told again."""

from pathlib import Path

import pytest

from publisher.rules.catalogue import Example
from publisher.rules.feed.examples import EPISODE_FILE, SHOW_FILE, SOUND, show_example
from tests.builders import inspect, write_repository

AUDIO = 'audio: {url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: "20:00"}'
FAMILIES = ("E", "F", "M")
ABOUT_SHOWS = {"F115", "F124"}  # nothing is out yet; nothing said of being explicit


def codes(root: Path, episode: str, files: dict[str, str] | None = None, **media: bytes) -> str:
    for name, data in media.items():
        (root / f"{name}.mp3").write_bytes(data)
    write_repository(root, Example(episode, files or {}))
    found = {each.code for each in inspect(root).findings}
    return " ".join(sorted(code for code in found - ABOUT_SHOWS if code.startswith(FAMILIES)))


@pytest.mark.parametrize(
    ("audio", "expected"),
    [
        ("audio: gone.mp3", "E102"),
        ("audio: {file: gone.mp3}", "E107"),
        ("audio: {url: 1.mp3}", "E102"),
        ('audio: {url: ""}', "F201"),
        ("audio: {duration: 60}", "F201"),
        (AUDIO.replace("12345678", '"45 MB"'), "E102"),
        (AUDIO.replace("12345678", '""'), "F202"),
        (AUDIO.replace('"20:00"', "20 min"), "E102"),
        ("audio: {url: https://youtu.be/abc, bytes: 12345678, duration: 60}", "F214"),
        (AUDIO + "\nalternate_enclosures: [{file: gone.opus}]", "E107"),
        (AUDIO + "\nalternate_enclosures: [{title: Small}]", "F267"),
        (AUDIO + "\nchapters: [{start: soon, title: One}]", "E102"),
        (AUDIO + "\nchapters: [{title: One}]", "E103"),
    ],
)
def test_a_field_that_is_wrong(tmp_path: Path, audio: str, expected: str) -> None:
    assert codes(tmp_path, SOUND.replace(AUDIO, audio)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!doctype html><title>403 Forbidden</title>", "M101"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1000000\n", "M102"),
    ],
)
def test_a_file_that_is_no_audio(tmp_path: Path, data: bytes, expected: str) -> None:
    assert codes(tmp_path, SOUND.replace(AUDIO, "audio: {file: first.mp3}"), first=data) == expected


def test_a_slug_in_place_of_a_title(tmp_path: Path) -> None:
    text = SOUND.replace("title: First\n", "number: 1\nslug: 1-first\n")
    assert codes(tmp_path, text) == "E103"  # and not that the title begins with a number


def test_a_serial_episode_without_number(tmp_path: Path) -> None:
    serial = {SHOW_FILE: show_example(type='"serial"').files[SHOW_FILE]}
    third = SOUND.replace("title: First", "title: Third\nnumber: 3").replace("1.mp3", "3.mp3")
    bare = SOUND.replace("title: First", "title: Second").replace("01-02", "01-01")
    first = SOUND.replace("title: First", "title: First\nnumber: 1").replace("01-02", "01-01")
    first = first.replace("date: 2026-01-01", "date: 2025-12-31").replace("1.mp3", "0.mp3")
    beside = {EPISODE_FILE: bare, "feeds/show/episodes/0-first.md": first}
    assert codes(tmp_path, third, serial | beside) == "F224"
