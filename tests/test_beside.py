"""Work in a second process: its result, its failures, and what becomes of it when nobody waits."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.beside import start_beside
from publisher.errors import ConfigError

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="no second process there")


@pytest.mark.parametrize("worthwhile", [True, False])
def test_the_result_comes_back(worthwhile: bool) -> None:
    big = "x" * 1_000_000
    assert start_beside(lambda: big, worthwhile=worthwhile)() == big


@linux
def test_what_it_raises_is_raised_where_one_waits() -> None:
    def fail() -> None:
        raise ConfigError(["a.toml:1:1: wrong"])

    wait = start_beside(fail, worthwhile=True)
    with pytest.raises(ConfigError, match=r"^a\.toml:1:1: wrong$"):
        wait()


@linux
def test_a_process_that_was_ended_is_no_success() -> None:
    wait = start_beside(lambda: os.kill(os.getpid(), signal.SIGKILL), worthwhile=True)
    with pytest.raises(RuntimeError, match="was ended"):
        wait()


SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from publisher.beside import start_beside
def work():
    Path(sys.argv[1]).write_text("begun")
    time.sleep(0.5)
    Path(sys.argv[1]).write_text("done")
    return "x" * 1_000_000
wait = start_beside(work, worthwhile=True)
while not Path(sys.argv[1]).exists():
    time.sleep(0.01)
{end}
"""


@linux
@pytest.mark.parametrize(
    "end",
    ["sys.exit(2)", "raise KeyboardInterrupt", "os.kill(os.getpid(), signal.SIGKILL)"],
)
def test_it_finishes_what_it_began_and_waits_for_nobody(tmp_path: Path, end: str) -> None:
    file = tmp_path / "file"
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{end}", end), str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,  # its output is open for as long as the second process lives
        check=False,
    )
    assert file.read_text() == "done"
    assert "BrokenPipe" not in done.stderr


@linux
def test_an_interrupt_of_both_ends_both(tmp_path: Path) -> None:
    file = tmp_path / "file"
    both = subprocess.Popen(
        [sys.executable, "-c", SCRIPT.replace("{end}", "wait()"), str(file)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not file.exists():
        time.sleep(0.01)
    os.killpg(both.pid, signal.SIGINT)
    _, said = both.communicate(timeout=20)
    assert both.returncode != 0
    assert said.count(b"Traceback") == 1  # this script's own
