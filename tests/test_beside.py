"""Work in a second process: its result, its failures, and what becomes of it when nobody waits."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.beside import share_work, start_beside
from publisher.errors import ConfigError

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="no second process there")


@pytest.mark.parametrize("worthwhile", [True, False])
def test_the_result_comes_back(worthwhile: bool) -> None:
    this = os.getpid()
    big = "x" * 1_000_000
    result, process = start_beside(lambda: (big, os.getpid()), worthwhile=worthwhile)()
    assert result == big
    assert (process != this) is (worthwhile and sys.platform == "linux")


@pytest.mark.parametrize("worthwhile", [True, False])
def test_results_come_in_the_order_of_the_items(worthwhile: bool) -> None:
    def work(number: int) -> tuple[int, str]:
        time.sleep(0.01 * (number % 3))
        return number, "x" * 100_000

    numbers = list(range(20))
    results = share_work(work, numbers, worthwhile=worthwhile)
    assert [number for number, _ in results] == numbers
    assert {len(text) for _, text in results} == {100_000}


@linux
def test_the_largest_is_begun_first_and_stands_in_its_place(tmp_path: Path) -> None:
    def work(number: int) -> int:
        with (tmp_path / "begun").open("a") as begun:
            begun.write(f"{number} ")
        time.sleep(0.05)
        return number

    results = share_work(work, [1, 3, 2, 9], size=lambda number: number, worthwhile=True)
    assert results == [1, 3, 2, 9]
    begun = [int(number) for number in (tmp_path / "begun").read_text().split()]
    assert sorted(begun[:2]) == [3, 9]


@linux
def test_two_processes_share_the_work() -> None:
    def work(_: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    assert len(set(share_work(work, range(4), worthwhile=True))) == 2
    assert set(share_work(work, range(2), worthwhile=False)) == {os.getpid()}


@linux
@pytest.mark.parametrize("here", [True, False])
def test_what_either_process_raises_is_raised(here: bool, tmp_path: Path) -> None:
    this = os.getpid()

    def work(number: int) -> None:
        time.sleep(0.05)
        if (os.getpid() == this) is here:
            raise ConfigError(["a.toml:1:1: wrong"])
        (tmp_path / str(number)).touch()

    with pytest.raises(ConfigError, match=r"^a\.toml:1:1: wrong$"):
        share_work(work, range(100), worthwhile=True)
    for child in multiprocessing.active_children():
        child.join()
    assert 1 <= len(list(tmp_path.iterdir())) < 10  # after the failure nothing more was begun


@linux
def test_a_process_that_was_ended_is_no_success() -> None:
    this = os.getpid()

    def work(_: int) -> None:
        time.sleep(0.05)
        if os.getpid() != this:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="was ended"):
        share_work(work, range(2), worthwhile=True)


SCRIPT = """
import os, signal, sys, time
from pathlib import Path
from publisher.beside import share_work
this = os.getpid()
def work(number):
    if os.getpid() == this:
        while not Path(sys.argv[1]).exists():
            time.sleep(0.01)
        {end}
    else:
        Path(sys.argv[1]).write_text("begun")
        time.sleep(0.5)
        Path(sys.argv[1]).write_text("done")
    return "x" * 1_000_000
share_work(work, [0, 1], worthwhile=True)
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
        [sys.executable, "-c", SCRIPT.replace("{end}", "pass"), str(file)],
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
