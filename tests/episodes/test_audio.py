"""What an episode leaves out of its audio is taken from the file."""

import os
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.model import Audio
from publisher.rules.catalogue import Example
from publisher.rules.media.examples import audio_file_example
from tests.builders import write_repository
from tests.media_files import m4a, mp3, vbr, wav


def audio(root: Path, data: bytes, fields: str = "", name: str = "1.mp3") -> Audio:
    write_repository(root, audio_file_example(lambda: data, fields, name))
    network = load_network(root.resolve())
    (show,) = network.shows.values()
    (read,) = read_episodes(show, network)
    assert read.episode is not None
    assert read.episode.audio is not None
    return read.episode.audio


def test_what_is_left_out_is_measured(tmp_path: Path) -> None:
    found = audio(tmp_path, mp3(60))
    assert (found.size_bytes, found.duration_seconds, found.type) == (960_000, 60, "audio/mpeg")
    assert found.measured is not None


def test_what_is_given_stays(tmp_path: Path) -> None:
    found = audio(tmp_path, mp3(60), "bytes: 1, duration: 2, type: audio/x-m4a")
    assert (found.size_bytes, found.duration_seconds, found.type) == (1, 2, "audio/x-m4a")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (m4a(), "1.m4a", "audio/x-m4a"),
        (m4a(brand=b"isom"), "1.m4a", "audio/x-m4a"),  # as the ending says: another name of it
        (wav(), "1.mp3", "audio/wav"),
        (m4a(brand=b"isom"), "1.mp4", "audio/mp4"),
    ],
)
def test_the_type_is_that_of_the_content(
    tmp_path: Path, data: bytes, name: str, media_type: str
) -> None:
    assert audio(tmp_path, data, name=name).type == media_type


def test_a_guess_is_no_duration(tmp_path: Path) -> None:
    assert audio(tmp_path, vbr()).duration_seconds is None


def test_a_short_sound_lasts_a_second(tmp_path: Path) -> None:
    assert audio(tmp_path, mp3(1)[:3840]).duration_seconds == 1


def test_a_file_out_of_the_root_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (tmp_path / "secret.mp3").write_bytes(mp3(60))
    write_repository(root, audio_file_example(bytes, name="other.mp3"))
    (root / "1.mp3").symlink_to(tmp_path / "secret.mp3")
    episode = root / "feeds/example-show/episodes/100-example.md"
    episode.write_text(episode.read_text().replace("other.mp3", "1.mp3"))
    network = load_network(root.resolve())
    (show,) = network.shows.values()
    (read,) = read_episodes(show, network)
    assert read.episode is not None
    assert read.episode.audio is None
    assert [finding.code for finding in read.findings] == ["E106"]


def test_a_pipe_or_a_folder_beside_an_episode_is_not_its_audio(tmp_path: Path) -> None:
    write_repository(tmp_path, Example("---\ntitle: x\ndraft: true\n---\n"))
    episodes = tmp_path / "feeds/example-show/episodes"
    for name in ("pipe", "folder"):
        (episodes / name).mkdir()
        (episodes / name / "index.md").write_text("---\ntitle: x\ndate: 2026-01-02\n---\n")
    os.mkfifo(episodes / "pipe/audio.mp3")
    (episodes / "folder/audio.mp3").mkdir()
    network = load_network(tmp_path.resolve())
    (show,) = network.shows.values()
    found = [read.episode for read in read_episodes(show, network)]
    assert [each.audio for each in found if each is not None] == [None, None, None]
