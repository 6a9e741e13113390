from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.episodes import EpisodeFile, read_episodes
from tests.episodes.builders import network_of

FRONT = "---\ntitle: First\ndate: 2026-01-05\n{}\n---\n"
FOLDER = "feeds/show/episodes/197-someone"


def read(root: Path, front: str, files: Sequence[str], name: str, show: str = "") -> EpisodeFile:
    every = dict.fromkeys(files, "x") | {name: FRONT.format(front)}
    network = network_of(root, show, every)
    [file] = read_episodes(network.shows["show"], network)
    return file


def test_an_episode_in_a_folder_takes_what_lies_beside_it(tmp_path: Path) -> None:
    files = [f"{FOLDER}/{name}" for name in ("audio.mp3", "cover.jpg", "transcript.vtt", "x.png")]
    file = read(tmp_path, "", files, f"{FOLDER}/index.md")
    episode = file.episode
    assert episode is not None
    assert file.findings == ()
    assert episode.slug == "197-someone"
    assert episode.audio is not None
    assert episode.audio.file == Path(f"{FOLDER}/audio.mp3")
    assert episode.image == f"{FOLDER}/cover.jpg"
    assert [each.file for each in episode.transcripts] == [Path(f"{FOLDER}/transcript.vtt")]


@pytest.mark.parametrize(
    ("names", "audio"),
    [
        (["talk.m4a"], "talk.m4a"),
        (["audio.mp3", "jingle.mp3"], "audio.mp3"),
        (["one.mp3", "two.mp3"], None),
        (["audio.mp3", "audio.m4a"], None),
        (["notes.txt"], None),
    ],
)
def test_audio_only_if_it_clearly_is_the_episodes(
    tmp_path: Path, names: list[str], audio: str | None
) -> None:
    file = read(tmp_path, "", [f"{FOLDER}/{name}" for name in names], f"{FOLDER}/index.md")
    assert file.episode is not None
    found = file.episode.audio
    assert (found.file.name if found and found.file else None) == audio


def test_files_called_like_a_flat_episode(tmp_path: Path) -> None:
    base = "feeds/show/episodes/196-alex"
    files = [f"{base}.mp3", f"{base}.srt", "feeds/show/episodes/195-other.mp3"]
    file = read(tmp_path, "", [*files, "feeds/show/episodes/cover.jpg"], f"{base}.md")
    episode = file.episode
    assert episode is not None
    assert episode.audio is not None
    assert episode.audio.file == Path(f"{base}.mp3")
    assert [each.file for each in episode.transcripts] == [Path(f"{base}.srt")]
    assert episode.image is None


def test_what_is_named_goes_before_what_lies_there(tmp_path: Path) -> None:
    front = (
        "audio: {url: https://media.example.com/1.mp3}\nimage: other.png\ntranscripts: [words.txt]"
    )
    names = ("audio.mp3", "cover.jpg", "other.png", "transcript.vtt", "words.txt")
    file = read(tmp_path, front, [f"{FOLDER}/{name}" for name in names], f"{FOLDER}/index.md")
    episode = file.episode
    assert episode is not None
    assert episode.audio is not None
    assert (episode.audio.url, episode.audio.file) == ("https://media.example.com/1.mp3", None)
    assert episode.image == f"{FOLDER}/other.png"
    assert [each.file for each in episode.transcripts] == [Path(f"{FOLDER}/words.txt")]


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("talk.mp3", "feeds/show/episodes/talk.mp3"),
        ("../audio/talk.mp3", "feeds/show/audio/talk.mp3"),
        ("media/talk.mp3", "media/talk.mp3"),
        ("/media/talk.mp3", "media/talk.mp3"),
    ],
)
def test_paths_are_from_the_episode_or_from_the_root(
    tmp_path: Path, written: str, file: str
) -> None:
    front = f"audio: {{file: {written}}}"
    read_file = read(tmp_path, front, [file], "feeds/show/episodes/1.md")
    assert read_file.episode is not None
    assert read_file.episode.audio is not None
    assert read_file.episode.audio.file == Path(file)


def test_a_missing_audio_file(tmp_path: Path) -> None:
    front = "audio: {file: talk.mp3}"
    file = read(tmp_path / "a", front, [], "feeds/show/episodes/1.md")
    assert file.episode is not None
    assert file.episode.audio is None
    assert [each.code for each in file.findings] == ["E107"]
    # Media that live on another host are not in the repository.
    show = 'audio_base_url = "https://media.example.com"\n'
    file = read(tmp_path / "b", front, [], "feeds/show/episodes/1.md", show)
    assert file.episode is not None
    assert file.episode.audio is not None
    assert file.episode.audio.file == Path("feeds/show/episodes/talk.mp3")
    assert file.findings == ()


@pytest.mark.parametrize(
    ("written", "show", "url"),
    [
        ("/audio/1.mp3", "", "https://example.com/audio/1.mp3"),
        ("1.mp3", 'audio_base_url = "https://m.example.com/x/"\n', "https://m.example.com/x/1.mp3"),
        ("//cdn.example.com/1.mp3", "", "//cdn.example.com/1.mp3"),
        ("1.mp3", "", None),
    ],
)
def test_relative_addresses_of_audio(
    tmp_path: Path, written: str, show: str, url: str | None
) -> None:
    file = read(tmp_path, f"audio: {{url: {written}}}", [], "feeds/show/episodes/1.md", show)
    assert file.episode is not None
    audio = file.episode.audio
    assert (audio.url if audio else None) == url
    assert [each.code for each in file.findings] == ([] if url else ["E102"])


def test_an_image_may_be_a_path_of_the_site(tmp_path: Path) -> None:
    file = read(tmp_path, "image: /images/1.png", [], "feeds/show/episodes/1.md")
    assert file.episode is not None
    assert file.episode.image == "https://example.com/images/1.png"


def test_companions_that_lead_out_of_the_root_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.mp3").write_text("x")
    root = tmp_path / "root"
    (root / FOLDER).mkdir(parents=True)
    for name in ("audio.mp3", "cover.jpg", "transcript.vtt"):
        (root / FOLDER / name).symlink_to(tmp_path / "secret.mp3")
    file = read(root, "", [], f"{FOLDER}/index.md")
    assert file.episode is not None
    assert (file.episode.audio, file.episode.image, file.episode.transcripts) == (None, None, ())
