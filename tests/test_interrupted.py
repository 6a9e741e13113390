"""Runs that are killed, interrupted, run side by side, or have no room: nothing learnt is lost."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tests.commands import CONFIG, write
from tests.hostile import hostile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals there")

ROOT = Path(__file__).parents[1]
CACHE = ".publisher/cache.sqlite"
UNSAVED_SECONDS = 2.0
"""Answers younger than that may be lost: one second, and what a busy machine adds to it."""


def notes(root: Path, urls: list[str]) -> Path:
    """Write a repository whose notes hold these links."""
    files = {
        f"notes/{number}.md": "".join(f"- <{url}>\n" for url in urls[number::10])
        for number in range(10)
    }
    return write(root, {**CONFIG, **files})


def environment() -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PUBLISHER_ALLOW_PRIVATE": "1", "PYTHONPATH": str(ROOT)}


def start(
    root: Path,
    *arguments: str,
    before: Callable[[], object] | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[str]:
    """Begin `publisher check` in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "publisher", "check", "notes", "--format", "json", *arguments],
        cwd=root,
        env={**environment(), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509  no threads of ours hold a lock
    )


def verdicts(out: str) -> dict[str, str]:
    links: list[dict[str, Any]] = json.loads(out)["links"]
    return {link["url"]: link["verdict"] for link in links}


def remembered(root: Path) -> set[str]:
    """Return what the cache knows, once it is known to be sound."""
    with closing(sqlite3.connect(root / CACHE)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not database.execute("SELECT 1 FROM sqlite_master").fetchall():
            return set()  # killed in the moment in which it began
        return {url for (url,) in database.execute("SELECT url FROM answers")}


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    ends_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends_at
        time.sleep(0.005)


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


# ---------------------------------------------------------------- killed


def killed_again_and_again(root: Path, seed: int) -> None:
    """Kill five runs at random moments, and let the sixth one finish."""
    chance = random.Random(seed)
    with hostile() as server:
        server.pause_seconds = 0.03
        urls = [*(server.url(f"/{number}") for number in range(1200)), server.url("/gone")]
        notes(root, urls)
        known: set[str] = set()
        for _ in range(5):
            begun = len(server.answered)
            run = start(root, "--per-host", "4")
            with suppress(subprocess.TimeoutExpired):
                run.wait(chance.uniform(0.1, 3.2))
            assert run.poll() is None, run.stderr and run.stderr.read()
            run.kill()
            killed_at = time.monotonic()
            run.communicate()
            wait_until(lambda group=run.pid: is_gone(group))  # type: ignore[misc]
            answered = server.answered[begun:]
            assert not known & {server.url(path) for _, path in answered}
            if not (root / CACHE).exists():
                assert not [path for at, path in answered if at < killed_at - UNSAVED_SECONDS]
                continue
            before, known = known, remembered(root)
            assert before <= known
            learnt = {server.url(path) for at, path in answered if at < killed_at - UNSAVED_SECONDS}
            assert learnt <= known
        begun = len(server.answered)
        run = start(root, "--per-host", "64")
        out, err = run.communicate(timeout=60)
        assert (run.returncode, err) == (1, "")
        assert {*verdicts(out)} == {*urls}
        assert [url for url, verdict in verdicts(out).items() if verdict != "ok"] == [urls[-1]]
        assert not known & {server.url(path) for _, path in server.answered[begun:]}
        assert remembered(root) == {*urls}


def test_twenty_runs_killed_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        ended = [
            threads.submit(killed_again_and_again, tmp_path / str(seed), seed) for seed in range(4)
        ]
        for each in ended:
            each.result()


# ---------------------------------------------------------------- interrupted


@pytest.mark.parametrize("count", [150, 900])
def test_an_interrupt_ends_in_a_complete_report(tmp_path: Path, count: int) -> None:
    with hostile() as server:
        server.pause_seconds = 0.05
        urls = [server.url(f"/{number}") for number in range(count)]
        run = start(notes(tmp_path, urls), "--per-host", "4")
        wait_until(lambda: len(server.answered) >= 60)
        asked = {server.url(path) for _, path in server.answered[:30]}
        os.killpg(run.pid, signal.SIGINT)
        out, err = run.communicate(timeout=20)
        wait_until(lambda: is_gone(run.pid))
    assert run.returncode == 130
    said = verdicts(out)
    assert {*said} == {*urls}
    assert {*said.values()} == {"ok", "skipped"}
    assert {url for url, verdict in said.items() if verdict == "ok"} == remembered(tmp_path)
    assert asked <= remembered(tmp_path)
    assert err.count("\n") == 1
    assert f"interrupted: addresses skipped: {[*said.values()].count('skipped')}\n" in err


@pytest.mark.parametrize("between_seconds", [0.0, 0.01, 0.1, 0.5])
def test_a_second_interrupt_ends_at_once(tmp_path: Path, between_seconds: float) -> None:
    with hostile() as server:
        urls = [server.url(f"/{number}", f"127.0.1.{number % 250}") for number in range(300)]
        urls += [server.url("/hang", f"127.0.2.{number}") for number in range(100)]
        run = start(notes(tmp_path, urls), "--timeout", "60")
        wait_until(lambda: len(server.asked("/hang")) > 20)
        for _ in range(2):
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGINT)
            time.sleep(between_seconds)
        _, err = run.communicate(timeout=20)
        wait_until(lambda: is_gone(run.pid))
    assert run.returncode in (130, 1)
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    remembered(tmp_path)


# ---------------------------------------------------------------- side by side, and without room


def test_two_runs_at_once_share_a_cache(tmp_path: Path) -> None:
    with hostile() as server:
        server.pause_seconds = 0.01
        urls = [server.url(f"/{number}") for number in range(600)]
        notes(tmp_path, urls)
        runs = [start(tmp_path), start(tmp_path)]
        for run in runs:
            out, err = run.communicate(timeout=60)
            assert (run.returncode, err) == (0, "")
            assert {*verdicts(out)} == {*urls}
            assert {*verdicts(out).values()} == {"ok"}
        assert remembered(tmp_path) == {*urls}
        server.answered.clear()
        assert start(tmp_path).communicate(timeout=60)[1] == ""
        assert server.answered == []


def _no_room() -> None:
    """Let no file of this process grow beyond some pages: the disk is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


def _folder(root: Path) -> None:
    (root / CACHE).mkdir(parents=True)


def _file(root: Path) -> None:
    (root / ".publisher").write_text("")


def _dangling(root: Path) -> None:
    (root / ".publisher").symlink_to(root / "nowhere")


def _no_log(root: Path) -> None:
    """Take the name of the file that SQLite writes first."""
    (root / CACHE).parent.mkdir()
    (root / f"{CACHE}-wal").mkdir()


@pytest.mark.parametrize(
    ("prepare", "before"),
    [(None, _no_room), (_folder, None), (_file, None), (_dangling, None), (_no_log, None)],
)
@pytest.mark.parametrize("dead", [0, 1])
def test_without_a_cache_a_run_says_so_once_and_goes_on(
    tmp_path: Path,
    prepare: Callable[[Path], None] | None,
    before: Callable[[], None] | None,
    dead: int,
) -> None:
    with hostile() as server:
        urls = [server.url(f"/{number}") for number in range(700)]
        urls += [server.url("/gone")] * dead
        notes(tmp_path, urls)
        if prepare is not None:
            prepare(tmp_path)
        # Into a pipe: the report is no file that could grow too long.
        out, err = start(tmp_path, before=before).communicate(timeout=60)
    said = verdicts(out)
    assert {*said} == {*urls}
    assert [*said.values()].count("ok") == 700
    assert err.count("\n") == 1
    assert "nothing is remembered" in err


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_may_only_be_read_is_said_once(tmp_path: Path) -> None:
    with hostile() as server:
        urls = [server.url(f"/{number}") for number in range(30)]
        notes(tmp_path, urls)
        assert start(tmp_path).wait(60) == 0
        (tmp_path / CACHE).chmod(0o444)
        (tmp_path / CACHE).parent.chmod(0o555)
        run = start(tmp_path, "--max-age", "0s")
        _, err = run.communicate(timeout=60)
        assert run.returncode == 0
    assert err.count("\n") == 1


# ---------------------------------------------------------------- time is up


@pytest.mark.parametrize(("paths", "code"), [([], 0), (["/gone"], 1)])
def test_when_time_is_up_the_report_is_complete(
    tmp_path: Path, paths: list[str], code: int
) -> None:
    with hostile() as server:
        hanging = [server.url("/hang", f"127.0.2.{n}") for n in range(40)]
        other = [server.url(path) for path in ("/sound", *paths)]
        run = start(notes(tmp_path, hanging + other), "--deadline", "1", "--timeout", "25")
        # The server hangs for 30 seconds, and its requests may take 25.
        out, err = run.communicate(timeout=15)
        wait_until(lambda: is_gone(run.pid))
    assert run.returncode == code
    assert {url for url, verdict in verdicts(out).items() if verdict == "skipped"} == {*hanging}
    assert {*verdicts(out)} == {*hanging, *other}
    assert err == "time is up after 1 s: addresses skipped: 40; --deadline gives more time\n"
