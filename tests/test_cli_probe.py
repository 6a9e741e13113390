"""`publisher probe`: audio measured, compared and written, as a user runs it."""

from pathlib import Path

import pytest

from tests.commands import CONFIG, run, write
from tests.loopback import serve
from tests.media_files import mp3, wav

SOUND = mp3(60)
EPISODES = Path("feeds/talk/episodes")


def repository(root: Path, episodes: dict[str, str], media: dict[str, bytes]) -> None:
    files: dict[str, str | bytes] = {**episodes, **media}
    write(root, {**CONFIG, **{f"{EPISODES}/{name}": data for name, data in files.items()}})


def episode(audio: str) -> str:
    return f"---\ntitle: One # first\ndate: 2026-01-02\naudio: {audio}\n---\nNotes.\n"


def test_what_is_wrong_is_shown_against_what_was_measured(tmp_path: Path) -> None:
    wrong = episode("{file: 1.mp3, bytes: 12, duration: 5:00, type: audio/x-m4a}")
    repository(tmp_path, {"1.md": wrong}, {"1.mp3": SOUND})
    found = run("probe", root=tmp_path)
    assert found.code == 1
    assert "feeds/talk/episodes/1.md: One" in found.out
    assert "bytes     12 → 960,000" in found.out
    assert "duration  5:00 → 1:00" in found.out
    assert "type      audio/x-m4a → audio/mpeg" in found.out
    assert (tmp_path / EPISODES / "1.md").read_text() == wrong


def test_only_what_is_wrong_is_written_and_only_once(tmp_path: Path) -> None:
    repository(
        tmp_path,
        {"1.md": episode("{file: 1.mp3, bytes: 12, duration: 1:01}")},
        {"1.mp3": SOUND},
    )
    diff = run("probe", "--diff", root=tmp_path)
    assert "+audio: {file: 1.mp3, bytes: 960000, duration: 1:01}" in diff.out
    found = run("probe", "--write", root=tmp_path)
    assert found.code == 0
    assert "feeds/talk/episodes/1.md: wrote 1 fact\n" in found.err
    after = (tmp_path / EPISODES / "1.md").read_text()
    assert after == episode("{file: 1.mp3, bytes: 960000, duration: 1:01}")
    again = run("probe", "--write", root=tmp_path)
    assert (again.code, again.err) == (0, "")
    assert "all right: 960,000 bytes, 1:00, audio/mpeg" in again.out
    assert (tmp_path / EPISODES / "1.md").read_text() == after
    assert run("probe", "--diff", root=tmp_path).out == ""


def test_a_file_that_is_here_needs_no_numbers(tmp_path: Path) -> None:
    repository(tmp_path, {"1.md": episode("{file: 1.mp3}")}, {"1.mp3": SOUND})
    found = run("probe", root=tmp_path)
    assert found.code == 0
    assert "all right" in found.out
    run("probe", "1", "--write", root=tmp_path)
    after = (tmp_path / EPISODES / "1.md").read_text()
    assert after == episode('{file: 1.mp3, bytes: 960000, duration: "1:00"}')


def test_an_enclosure_on_the_web_is_asked(tmp_path: Path) -> None:
    with serve(files={"/1.mp3": ("audio/mpeg", SOUND)}) as web:
        url = web.url("/1.mp3")
        repository(tmp_path, {"1.md": episode(f'{{url: "{url}"}}')}, {})
        offline = run("probe", "--offline", root=tmp_path)
        assert (offline.code, web.total) == (0, 0)
        assert "not asked" in offline.out
        refused = run("probe", root=tmp_path)
        assert (refused.code, web.total) == (1, 0)
        assert "address is private" in refused.out
        found = run("probe", "--allow-private", "--write", root=tmp_path)
        assert "bytes     missing → 960,000" in found.out
        assert sorted(method for method, _ in web.requests) == ["GET", "HEAD"]
    after = (tmp_path / EPISODES / "1.md").read_text()
    assert after == episode(f'{{url: "{url}", bytes: 960000, duration: "1:00"}}')


def test_what_can_not_be_reached_or_played_fails(tmp_path: Path) -> None:
    with serve() as web:
        url = web.url("/status/404")
        repository(
            tmp_path,
            {"1.md": episode(f'{{url: "{url}"}}'), "2.md": episode("{file: 2.mp3}")},
            {"2.mp3": b"<html>no</html>"},
        )
        found = run("probe", "--allow-private", "--write", root=tmp_path)
    assert found.code == 1
    assert "! no audio comes from there: the server answers 404" in found.out
    assert "! this is a web page, and no audio" in found.out
    assert (tmp_path / EPISODES / "2.md").read_text() == episode("{file: 2.mp3}")


def test_a_show_that_maps_its_fields_says_what_is_called_how(tmp_path: Path) -> None:
    text = "---\ntitle: One\ndate: 2026-01-02\nfile: 1.wav\n---\n"
    repository(tmp_path, {"1.md": text}, {"1.wav": wav(5)})
    show = tmp_path / "feeds/talk/show.toml"
    mapped = '\n[fields]\n"audio.file" = "file"\n"audio.bytes" = "size"\n'
    show.write_text(show.read_text() + mapped)
    found = run("probe", "--write", root=tmp_path)
    assert found.code == 1
    assert "duration can't be written there; say under [fields] in show.toml" in found.err
    after = (tmp_path / EPISODES / "1.md").read_text()
    assert after == text.replace("1.wav\n", "1.wav\nsize: 40044\n")


@pytest.mark.parametrize("name", ["nothing", "2"])
def test_an_episode_that_has_no_audio_is_refused(tmp_path: Path, name: str) -> None:
    repository(tmp_path, {"2.md": "---\ntitle: x\ndraft: true\n---\n"}, {})
    found = run("probe", name, root=tmp_path)
    assert found.code == 2
    assert "probe" not in found.out


def test_control_characters_of_a_title_do_nothing(tmp_path: Path) -> None:
    text = '---\ntitle: "a\\e[31mb"\ndate: 2026-01-02\naudio: {file: 1.mp3}\n---\n'
    repository(tmp_path, {"1.md": text}, {"1.mp3": SOUND})
    assert "\x1b" not in run("probe", root=tmp_path).out
