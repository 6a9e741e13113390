"""From a save on the disk to what is shown, and back after a mistake."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.model import Report
from publisher.rehearsing import Rehearsal, report_of
from publisher.serving.running import Show, keep_showing
from publisher.serving.stage import Stage
from publisher.serving.watching import is_worth_a_build
from tests.commands import episode, run, write
from tests.serving.builders import FILES, rebuilder

ROOT = Path("/shows")
WAIT_SECONDS = 30.0  # a test that would pass never waits so long


@pytest.mark.parametrize(
    "path",
    [
        "feeds/talk/episodes/001.md",
        "feeds/talk/episodes/001/audio.mp3",
        "feeds/talk/show.toml",
        "config/people.toml",
        "config/theme/theme.css",
        "content/public/one.md",
    ],
)
def test_what_is_written_is_built(path: str) -> None:
    assert is_worth_a_build(str(ROOT / path), ROOT)


@pytest.mark.parametrize(
    "path",
    [
        "public/index.html",
        ".publisher/cache.sqlite",
        ".git/index",
        "feeds/talk/episodes/.001.md.swp",
        "feeds/talk/episodes/001.md~",
        "feeds/talk/episodes/4913",
        "feeds/talk/episodes/#001.md#",
        "feeds/talk/episodes/.#001.md",
        "feeds/talk/episodes/~$notes.md",
        "feeds/talk/.publisher-0123456789abcdef",
        "feeds/talk/episodes/audio.mp3.part",
        "content/node_modules/a/readme.md",
    ],
)
def test_what_editors_and_builds_write_is_not(path: str) -> None:
    assert not is_worth_a_build(str(ROOT / path), ROOT)


class Watched:
    """A site that is watched, and what was said of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stage = Stage()
        self.said: list[str] = []
        self.rebuilder = rebuilder(root)
        self.web = Web(offline=True)

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while not holds():
            assert time.monotonic() < end, self.said
            time.sleep(0.01)

    def page(self, path: str) -> bytes:
        scene = self.stage.scene
        return scene.made(path) if path in scene.contents else b""


@contextmanager
def watched(root: Path) -> Iterator[Watched]:
    found, ended = Watched(root), threading.Event()
    show = Show(found.rebuilder, found.stage, found.web, found.said.append)
    thread = threading.Thread(target=keep_showing, args=(show, ended))
    thread.start()
    try:
        found.until(lambda: bool(found.said))
        yield found
    finally:
        ended.set()
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive()


def test_a_save_is_shown(tmp_path: Path) -> None:
    with watched(write(tmp_path, FILES)) as site:
        assert "4 episodes" in site.said[0] or "5 episodes" in site.said[0]
        file = tmp_path / "feeds/talk/episodes/001-one.md"
        file.write_text(file.read_text() + "\nFresh words.\n")
        site.until(lambda: b"Fresh words." in site.page("talk/001-one/index.html"))
        site.until(lambda: len(site.said) == 2)
        assert "001-one.md changed: built again in" in site.said[1]


def test_a_new_show_and_its_episodes_are_shown(tmp_path: Path) -> None:
    with watched(write(tmp_path, FILES)) as site:
        write(
            tmp_path,
            {
                "feeds/third/show.toml": FILES["feeds/talk/show.toml"],
                "feeds/third/episodes/1.md": episode(1),
            },
        )
        site.until(lambda: site.page("third/1/index.html") != b"")


def test_a_mistake_is_said_and_the_next_save_mends_it(tmp_path: Path) -> None:
    with watched(write(tmp_path, FILES)) as site:
        before = site.page("talk/001-one/index.html")
        settings = tmp_path / "config/publisher.toml"
        sound = settings.read_text()
        settings.write_text("site = \n")
        site.until(lambda: site.stage.scene.error != "")
        assert "config/publisher.toml:1" in site.stage.scene.error
        assert site.page("talk/001-one/index.html") == before
        settings.write_text(sound + "\n")
        site.until(lambda: site.stage.scene.error == "")
        assert "The pages stay as they were; mend the file and save it." in site.said


def test_a_repository_that_can_not_be_built_at_first(tmp_path: Path) -> None:
    with watched(write(tmp_path, {**FILES, "config/publisher.toml": "site = \n"})) as site:
        assert site.stage.scene.rehearsal is None
        assert site.stage.scene.error
        write(tmp_path, FILES)
        site.until(lambda: site.page("talk/001-one/index.html") != b"")


def test_a_save_during_a_build_is_built_afterwards(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    with watched(root) as site:
        real, inside = site.rebuilder.rebuild, threading.Event()
        go_on = threading.Event()

        def slow() -> object:
            made = real()
            inside.set()
            go_on.wait(WAIT_SECONDS)
            return made

        site.rebuilder.rebuild = slow  # type: ignore[method-assign, assignment]
        first, second = (
            root / "feeds/talk/episodes/001-one.md",
            root / "feeds/other/episodes/one.md",
        )
        first.write_text(first.read_text() + "\nFirst words.\n")
        assert inside.wait(WAIT_SECONDS)
        second.write_text(second.read_text() + "\nSecond words.\n")
        go_on.set()
        site.until(lambda: b"Second words." in site.page("other/one/index.html"))
        assert b"First words." in site.page("talk/001-one/index.html")


def test_a_build_beside_it_brings_no_endless_one(tmp_path: Path) -> None:
    """`publisher build` in another terminal writes into folders that are watched."""
    with watched(write(tmp_path, FILES)) as site:
        done = run("build", "--offline", "--at", "2026-06-01T12:00", root=tmp_path)
        assert done.code == 0, done.err
        file = tmp_path / "feeds/talk/episodes/002-two.md"
        file.write_text(file.read_text() + "\nThe last.\n")
        site.until(lambda: b"The last." in site.page("talk/002-two/index.html"))
        site.until(lambda: any("002-two.md" in line for line in site.said))
        said = len(site.said)
        assert said <= 5
        number = site.stage.wait(site.stage.scene.number, 0.7)
        assert number == site.stage.scene.number
        assert len(site.said) == said


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C can't be sent to one process there")
def test_ctrl_c_ends_it_quietly_and_nothing_was_written(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root))
    for words in ("init -q", "add -A", "commit -q -m first"):
        subprocess.run([*git, *words.split()], check=True)
    command = [sys.executable, "-m", "publisher", "serve", "--port", "0", "--root", str(root)]
    said: list[str] = []

    def heard() -> None:
        """Let Ctrl-C be heard, which whoever runs the tests behind a "&" has turned off."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509  no threads of ours hold a lock
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "built in" in line:
                break
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(WAIT_SECONDS) == 0, rest
    assert "http://127.0.0.1:" in said[0]
    assert "Traceback" not in rest
    found = subprocess.run([*git, "status", "--short"], check=True, capture_output=True, text=True)
    assert found.stdout == ""


def test_links_are_asked_about_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that has threads can't be doubled safely: its locks would stay held."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a second process")

    monkeypatch.setattr("publisher.web.askers._Beside", refuse)
    links = "".join(f"[{number}](http://127.0.0.1:9/{number})\n" for number in range(600))
    site = Watched(write(tmp_path, {**FILES, "feeds/talk/episodes/4.md": episode(4, links)}))
    site.web = Web(alone=True, allow_private=True, limits={"deadline_seconds": 5.0, "cache": False})
    Show(site.rebuilder, site.stage, site.web, site.said.append).build()
    assert site.stage.scene.error == ""
    assert site.stage.scene.report is not None


def test_an_interrupt_while_links_are_asked_about_ends_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(rehearsal: Rehearsal, web: Web) -> Report:
        return replace(report_of(rehearsal, web), interrupted=True)

    monkeypatch.setattr("publisher.serving.running.report_of", interrupted)
    site = Watched(write(tmp_path, FILES))
    with pytest.raises(KeyboardInterrupt):
        Show(site.rebuilder, site.stage, site.web, site.said.append).build()
