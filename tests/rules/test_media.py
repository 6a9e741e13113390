"""Family M: what is found, and above all what isn't."""

from pathlib import Path

import pytest

from publisher.model import Finding
from publisher.rules.catalogue import Example
from publisher.rules.media.examples import (
    audio_file_example,
    cover_example,
    image_example,
    mp3,
    png,
    wav,
    with_picture,
)
from tests.builders import inspect, write_repository
from tests.media_files import flac, m4a, ogg_opus, vbr, xing


def media_findings(root: Path, example: Example) -> list[Finding]:
    write_repository(root, example)
    return [found for found in inspect(root).findings if found.code.startswith(("M1", "M2"))]


def codes(root: Path, example: Example) -> list[str]:
    return [found.code for found in media_findings(root, example)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (mp3(120), "1.mp3"),
        (mp3(120, 64), "1.mp3"),
        (mp3(30, 32), "1.mp3"),  # too short to be judged
        (xing(2500, len(vbr()) + 384, vbr()), "1.mp3"),
        (m4a(sound=bytes(700_000)), "1.m4a"),
        (m4a(sound=bytes(700_000), brand=b"isom"), "1.m4a"),
        (m4a(sound=bytes(700_000), brand=b"isom"), "1.mp4"),  # a video's ending, sound alone
        (ogg_opus(), "1.opus"),
        (ogg_opus(), "1.ogg"),
        (flac(), "1.flac"),
    ],
)
def test_sound_audio_is_not_complained_of(tmp_path: Path, data: bytes, name: str) -> None:
    assert codes(tmp_path, audio_file_example(lambda: data, name=name)) == []


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "1.mp3", ["M101"]),
        (m4a(sound=bytes(700_000)), "1.mp3", ["M107"]),
        (mp3(60), "1.m4a", ["M107"]),
        (m4a(brand=b"isom", video=True), "1.m4a", ["M107"]),
        (wav(61), "1.wav", []),
        (vbr(), "1.mp3", ["M110"]),
    ],
)
def test_a_file_has_the_findings_it_deserves(
    tmp_path: Path, data: bytes, name: str, expected: list[str]
) -> None:
    assert codes(tmp_path, audio_file_example(lambda: data, name=name)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("bytes: 960000, duration: 62, type: audio/mp3", []),
        ("bytes: 960001", ["M104"]),
        ('duration: "1:03"', ["M105"]),
        ("type: video/mp4", ["M106"]),
    ],
)
def test_what_an_episode_says_is_held_against_the_file(
    tmp_path: Path, fields: str, expected: list[str]
) -> None:
    assert codes(tmp_path, audio_file_example(mp3, fields)) == expected


def test_a_contradiction_is_told_where_it_is_written(tmp_path: Path) -> None:
    (found,) = media_findings(tmp_path, audio_file_example(mp3, "bytes: 12"))
    assert (found.place.line, found.place.column) == (4, 29)
    assert "960,000 bytes, not 12" in found.message


def test_a_pointer_is_told_of_only_where_it_would_be_published(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123456\n"
    assert codes(tmp_path, audio_file_example(lambda: pointer)) == ["M102"]
    show = tmp_path / "feeds/example-show/show.toml"
    show.write_text('audio_base_url = "https://media.example.com"\n' + show.read_text())
    assert [f.code for f in inspect(tmp_path).findings if f.code.startswith("M")] == []


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (png(1400, 1400), []),
        (png(1399, 1399), ["M202"]),
        (png(3001, 3001), ["M202"]),
        (png(3000, 1400), ["M204"]),
        (png(3000, 1000), ["M202", "M204"]),
        (png(colours=0), ["M207"]),
        (png(weight=512 * 1024), ["M208"]),
        (b"", ["M201"]),
        (png(600, 500, 6, moves=True), ["M202", "M204", "M207", "M209"]),
    ],
)
def test_covers(tmp_path: Path, cover: bytes, expected: list[str]) -> None:
    assert codes(tmp_path, cover_example(lambda: cover)) == expected


def test_an_image_of_several_episodes_is_told_of_once(tmp_path: Path) -> None:
    example = image_example(lambda: png(300, 300))
    write_repository(tmp_path, example)
    folder = tmp_path / "feeds/example-show/episodes"
    (folder / "101-more.md").write_text(example.episode.replace("1.mp3", "2.mp3"))
    found = [each for each in inspect(tmp_path).findings if each.code == "M203"]
    assert [each.place.path.rpartition("/")[2] for each in found] == ["100-example.md"]


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        (png(), []),
        (b"BM" + bytes(100), ["M211"]),
        (png(weight=1_100_000), ["M211"]),
    ],
)
def test_pictures_in_audio(tmp_path: Path, picture: bytes, expected: list[str]) -> None:
    assert codes(tmp_path, audio_file_example(lambda: with_picture(mp3(60), picture))) == expected


def test_prefixes_of_the_settings_are_told_of_once_and_there(tmp_path: Path) -> None:
    config = 'site = "https://a.example"\naudio_prefixes = ["https://chrt.fm/track/X/"]\n'
    example = Example("---\ntitle: x\ndraft: true\n---\n", {"config/publisher.toml": config})
    write_repository(tmp_path, example)
    other = tmp_path / "feeds/other/show.toml"
    other.parent.mkdir()
    other.write_text((tmp_path / "feeds/example-show/show.toml").read_text())
    found = [each for each in inspect(tmp_path).findings if each.code == "M121"]
    assert [each.place.path.rpartition("/")[2] for each in found] == ["publisher.toml"]
    assert found[0].place.line == 2


def test_a_closed_service_in_addresses_is_told_of(tmp_path: Path) -> None:
    text = "---\ntitle: x\ndate: 2026-01-02\naudio: {url: https://chtbl.com/track/X/a.example/1.mp3}\n---\n"
    found = media_findings(tmp_path, Example(text))
    assert [each.code for each in found] == ["M121"]
    assert "Chartable closed on 2024-12-12" in found[0].message


def test_behind_a_prefix_audio_is_still_the_same(tmp_path: Path) -> None:
    text = "---\ntitle: x\ndate: 2026-01-0{}\naudio: {{url: {}}}\n---\n"
    write_repository(tmp_path, Example(text.format(1, "https://a.example/1.mp3")))
    second = tmp_path / "feeds/example-show/episodes/2.md"
    second.write_text(text.format(2, "https://op3.dev/e/a.example/1.mp3"))
    found = [each for each in inspect(tmp_path).findings if each.code == "F205"]
    assert len(found) == 1


def test_what_is_measured_is_not_made_up(tmp_path: Path) -> None:
    write_repository(tmp_path, audio_file_example(mp3))
    folder = tmp_path / "feeds/example-show/episodes"
    for number in (1, 2, 3):
        (folder / f"{number}.mp3").write_bytes(mp3(60))
        (folder / f"{number}.md").write_text(
            f"---\ntitle: x\ndate: 2026-01-0{number}\naudio: {{file: {number}.mp3}}\n---\n"
        )
    assert not [each for each in inspect(tmp_path).findings if each.code in ("F203", "F204")]


def test_artwork_of_further_feeds_is_a_cover_too(tmp_path: Path) -> None:
    example = cover_example(png)
    write_repository(tmp_path, example)
    folder = tmp_path / "feeds/show"
    (folder / "video.png").write_bytes(png(500, 500))
    show = folder / "show.toml"
    show.write_text(show.read_text() + '[[feeds]]\nname = "video"\nartwork = "video.png"\n')
    (found,) = [each for each in inspect(tmp_path).findings if each.code == "M202"]
    assert found.place.path.endswith("show.toml")
    assert "video.png has 500 × 500 pixels" in found.message


def test_the_name_to_give_is_one_that_fits(tmp_path: Path) -> None:
    sound = m4a(sound=bytes(700_000))
    (finding,) = media_findings(tmp_path, audio_file_example(lambda: sound, name="1.mp3"))
    assert "rename it to .m4a or .m4b, or" in finding.message  # no raw AAC
