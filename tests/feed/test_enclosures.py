"""What players download: where it is, how long, and of what type."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.feed.enclosures import Enclosure, enclosure_of, in_feed, sendable_url, size_of
from publisher.model import Audio, Place
from tests.commands import CONFIG, episode, run, write
from tests.feed.builders import ROOT, make_audio, make_episode, make_network, make_show

HERE = Place("1.md")


def of(audio: Audio | None, file: Path | None = None, **show: str) -> Enclosure | None:
    episode = make_episode(1, audio=audio)
    if file is not None:
        episode = make_episode(1, audio=audio, file=file)
    return enclosure_of(
        episode, make_show(**show), make_network(make_show(**show)), lambda _: 4_000_000
    )


def test_a_url_stays_as_it_is() -> None:
    url = "https://op3.dev/e/cdn.example.com/1.m4a?x=1&y=%20#z"
    audio = make_audio(url=url, size_bytes=5_000_001)
    assert of(audio) == Enclosure(url, 5_000_001, "audio/x-m4a")


def test_an_unknown_length_is_0_and_an_unknown_type_mp3() -> None:
    audio = Audio(HERE, url="https://cdn.example.com/1")
    assert of(audio) == Enclosure("https://cdn.example.com/1", 0, "audio/mpeg")


def test_no_audio_no_enclosure() -> None:
    assert of(None) is None
    assert of(Audio(HERE, duration_seconds=3)) is None


def test_a_file_is_published_beside_its_page_with_its_own_size() -> None:
    audio = Audio(HERE, file=ROOT / "feeds/talk/episodes/dr. who?.mp3")
    url = "https://example.com/pods/talk/001-episode/dr.%20who%3F.mp3"
    assert of(audio) == Enclosure(url, 4_000_000, "audio/mpeg")


def test_a_given_length_goes_before_the_file() -> None:
    enclosure = of(Audio(HERE, file=ROOT / "1.mp3", size_bytes=77))
    assert enclosure is not None
    assert enclosure.length_bytes == 77


@pytest.mark.parametrize(
    ("episode", "audio", "expected"),
    [
        ("feeds/talk/episodes/1.md", "feeds/talk/episodes/1.mp3", "1.mp3"),
        ("feeds/talk/episodes/1.md", "feeds/talk/episodes/a b/1.mp3", "a%20b/1.mp3"),
        ("feeds/talk/episodes/1-x/index.md", "feeds/talk/episodes/1-x/a.mp3", "1-x/a.mp3"),
        ("feeds/talk/episodes/1.md", "feeds/talk/audio/1.mp3", "audio/1.mp3"),
        ("feeds/talk/episodes/1.md", "media/1.mp3", "media/1.mp3"),
    ],
)
def test_files_on_a_host_of_their_own(episode: str, audio: str, expected: str) -> None:
    enclosure = of(
        Audio(HERE, file=ROOT / audio), ROOT / episode, audio_base_url="https://cdn.example.com/t/"
    )
    assert enclosure is not None
    assert enclosure.url == f"https://cdn.example.com/t/{expected}"


def test_the_size_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "1.mp3").write_bytes(b"12345")
    assert size_of(tmp_path / "1.mp3") == 5
    assert size_of(tmp_path / "2.mp3") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/my show.mp3", "https://example.com/my%20show.mp3"),
        (
            "https://example.com/größe%20.mp3?a=ö",
            "https://example.com/gr%C3%B6%C3%9Fe%20.mp3?a=%C3%B6",
        ),
        ("https://bücher.example/1.mp3", "https://xn--bcher-kva.example/1.mp3"),
        ('https://example.com/"><x>', "https://example.com/%22%3E%3Cx%3E"),
        ("https://example.com/\ud800", "https://example.com/"),
    ],
)
def test_what_a_url_cannot_hold_is_encoded(url: str, expected: str) -> None:
    assert sendable_url(url) == expected


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_a_sendable_url_is_sent_as_it_is(path: str) -> None:
    url = sendable_url(f"https://example.com/{path}")
    assert url.isascii()
    assert sendable_url(url) == url


def test_a_feed_carries_prefixes_and_nothing_else_does() -> None:
    show = make_show(audio_prefixes=("https://op3.dev/e/",))
    bare = Enclosure("https://a.example/1.mp3", 5, "audio/mpeg")
    assert in_feed(bare, show, make_network(show)).url == "https://op3.dev/e/a.example/1.mp3"
    assert in_feed(bare, make_show(), make_network(make_show())) == bare


def test_a_show_can_do_without_the_networks_prefixes() -> None:
    network = make_network(make_show())
    with_prefix = network.settings._replace(audio_prefixes=("https://op3.dev/e/",))
    network = replace(network, settings=with_prefix)
    bare = Enclosure("https://a.example/1.mp3", 5, "audio/mpeg")
    assert in_feed(bare, make_show(), network).url == "https://op3.dev/e/a.example/1.mp3"
    assert in_feed(bare, make_show(audio_prefixes=()), network) == bare


def test_a_prefix_changes_the_feed_but_no_episodes_identity(tmp_path: Path) -> None:
    write(tmp_path, {**CONFIG, "feeds/talk/episodes/1.md": episode(1)})
    lock, feed = (tmp_path / "feeds/talk" / name for name in ("feed.lock", "feed.xml"))
    assert run("build", "--offline", root=tmp_path).code == 0
    before = lock.read_bytes()
    assert b"op3.dev" not in feed.read_bytes()
    config = tmp_path / "config/publisher.toml"
    config.write_text(config.read_text() + 'audio_prefixes = ["https://op3.dev/e/"]\n')
    assert run("build", "--offline", root=tmp_path).code == 0
    assert b'url="https://op3.dev/e/media.example.com/1.mp3"' in feed.read_bytes()
    assert lock.read_bytes() == before


def test_a_renamed_episode_is_known_behind_a_prefix_of_its_own(tmp_path: Path) -> None:
    first = tmp_path / "feeds/talk/episodes/1.md"
    write(tmp_path, {**CONFIG, "feeds/talk/episodes/1.md": episode(1)})
    run("build", "--offline", root=tmp_path)
    (guid,) = json.loads((tmp_path / "feeds/talk/feed.lock").read_text())["items"]
    text = first.read_text().replace("https://media", "https://op3.dev/e/media")
    first.unlink()
    (tmp_path / "feeds/talk/episodes/one.md").write_text(text.replace("bytes: 12345001, ", ""))
    run("build", "--offline", root=tmp_path)
    assert guid in (tmp_path / "feeds/talk/feed.xml").read_text()
