"""A build that is killed leaves whole feeds and locks, and every item of a feed in a lock."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.commands import CONFIG, episode, run, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked here")

BUILD = ("build", "--offline", "--at", "2026-02-01")
CONFIRM = ("--republish", "001", "--republish", "002", "--forget", "003")
PASSED_OVER = ("index.html", ".css", ".js", ".json", ".gitignore")
"""Of pages and the like no feed depends on."""
SHOW = str(CONFIG["feeds/talk/show.toml"])


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network that was built, and in which everything has changed since."""
    root = tmp_path_factory.mktemp("before")
    episodes = {f"feeds/talk/episodes/00{n}.md": episode(n) for n in (1, 2, 3, 4)}
    song = episode(1).replace("1.mp3", "s.mp3")
    settings = f'{CONFIG["config/publisher.toml"]!s}[network]\ntitle = "All"\n'
    feeds = 'page_size = 1\n[[feeds]]\nname = "odd"\nexclude_tags = ["even"]\n'
    shows = {"feeds/talk/show.toml": SHOW + feeds, "feeds/song/show.toml": SHOW}
    write(root, {**CONFIG, **episodes, **shows, "feeds/song/episodes/s.md": song})
    write(root, {"config/publisher.toml": settings})
    assert run(*BUILD, root=root).code == 0
    files = {
        "001": episode(1, guid="mine"),
        "002": episode(2, date="2026-01-20", tags="[even]"),
        "005": episode(5),
        "006": episode(6),
    }
    write(root, {f"feeds/talk/episodes/{name}.md": text for name, text in files.items()})
    (root / "feeds/talk/episodes/003.md").unlink()
    write(root, {"feeds/talk/show.toml": SHOW + feeds.replace("= 1", "= 2")})
    write(root, {"feeds/song/episodes/t.md": episode(8)})
    return root


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build makes of it."""
    root = tmp_path_factory.mktemp("after") / "root"
    shutil.copytree(before, root)
    done = run(*BUILD, *CONFIRM, root=root)
    assert done.code == 0, done.out + done.err
    return outputs(root)


def outputs(root: Path) -> dict[str, bytes]:
    """Return feeds and locks by path."""
    files = [
        *root.glob("feeds/**/*.xml"),
        *root.glob("feeds/**/*.lock"),
        *root.glob("public/**/*.xml"),
    ]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def assert_whole(root: Path, allowed: dict[str, set[bytes]]) -> None:
    """Assert that each file is as it was or as it will be, and each item locked."""
    found = outputs(root)
    locked: set[str] = set()
    for name, data in found.items():
        if name.endswith(".lock"):
            locked |= json.loads(data)["items"].keys()
        else:
            assert data in allowed[name], name
    for name, data in found.items():
        if name.endswith(".xml"):
            guids = {each.text for each in etree.fromstring(data).iter("guid")}
            assert guids <= locked, name


def converges(root: Path, after: dict[str, bytes]) -> None:
    """Assert that the same command, or a plain one if all was done, comes to the same end."""
    if run(*BUILD, *CONFIRM, root=root).code == 2:  # some of it is confirmed already
        words = [
            word
            for option, slug in zip(CONFIRM[::2], CONFIRM[1::2], strict=True)
            if run(*BUILD, option, slug, root=root).code != 2
            for word in (option, slug)
        ]
        assert run(*BUILD, *words, root=root).code in (0, 2)
        assert run(*BUILD, root=root).code == 0
    assert outputs(root) == after


def kill_at(moment: int, root: Path) -> bool:
    """Build in a process that kills itself before its n-th change of the disk; say if it did."""
    child = os.fork()
    if child == 0:
        left = moment

        def counted(change: Callable[..., Any]) -> Callable[..., Any]:
            def changed(*arguments: Any, **options: Any) -> Any:
                nonlocal left
                left -= not str(arguments[-1]).endswith(PASSED_OVER)
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return change(*arguments, **options)

            return changed

        for name in ("replace", "unlink"):
            setattr(os, name, counted(getattr(os, name)))
        shutil.copy2 = counted(shutil.copy2)
        Path.unlink = counted(Path.unlink)  # type: ignore[method-assign]
        code = run(*BUILD, *CONFIRM, root=root).code
        os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False


def copies(before: Path, folder: Path) -> Iterator[Path]:
    number = 0
    while True:
        number += 1
        root = folder / str(number)
        shutil.copytree(before, root)
        yield root
        shutil.rmtree(root)


def test_killed_before_each_change_of_the_disk(
    before: Path, after: dict[str, bytes], tmp_path: Path
) -> None:
    was = outputs(before)
    names = was.keys() | after.keys()
    allowed = {name: {data[name] for data in (was, after) if name in data} for name in names}
    for moment, root in enumerate(copies(before, tmp_path), 1):
        killed = kill_at(moment, root)
        assert_whole(root, allowed)
        if not killed:
            assert outputs(root) == after
            assert moment > 20
            break
        if moment % 11 == 0:
            converges(root, after)


def test_killed_from_outside(before: Path, after: dict[str, bytes], tmp_path: Path) -> None:
    was = outputs(before)
    names = was.keys() | after.keys()
    allowed = {name: {data[name] for data in (was, after) if name in data} for name in names}
    for tenths, root in zip((5, 7, 8, 10), copies(before, tmp_path), strict=False):
        command = (sys.executable, "-m", "publisher", *BUILD, *CONFIRM)
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(tenths / 10)
        process.kill()
        process.wait()
        assert_whole(root, allowed)
        converges(root, after)
