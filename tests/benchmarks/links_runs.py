"""A command run and measured from outside: time, processor, memory of all its processes."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SAMPLE_SECONDS = 0.05


class Run(NamedTuple):
    """What a command took. `code` is None where it didn't end in time and was ended.

    `peak_mb` is 0 where nobody looked.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    code: int | None
    output: str


def run_measured(
    command: tuple[str, ...],
    folder: Path,
    *,
    limit_seconds: float,
    environment: Mapping[str, str],
    weigh: bool,
) -> Run:
    """Run a command in a folder; whatever it started is ended with it, also by an interrupt.

    `weigh` looks at its memory, too, which holds it up: such a run's time means nothing.
    """
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**_inherited(), **environment},
            start_new_session=True,  # its processes are known by their session
        )
        watch = _Watch(process.pid)
        limit = threading.Timer(limit_seconds, watch.end)
        try:
            limit.start()
            if weigh:
                watch.start()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            limit.cancel()
            watch.stop()
            watch.end()
        output.seek(0)
        words = output.read().decode(errors="replace")
    return Run(
        seconds,
        usage.ru_utime + usage.ru_stime,
        watch.peak_kb / 1024,
        None if seconds >= limit_seconds else process.returncode,
        words,
    )


def _inherited() -> dict[str, str]:
    """Return our environment, without what would have every run compile all of Python anew."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class _Watch(threading.Thread):
    """Adds up the memory of a session's processes, again and again.

    PSS: what processes share is counted once. Where the system doesn't tell, it stays 0.
    """

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak_kb = 0
        self._session = session
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(SAMPLE_SECONDS):
            self.peak_kb = max(self.peak_kb, sum(map(_pss_kb, _members(self._session))))

    def stop(self) -> None:
        self._over.set()
        if self.is_alive():
            self.join()

    def end(self) -> None:
        """End every process of the session."""
        for pid in _members(self._session):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _members(session: int) -> list[int]:
    if not sys.platform.startswith("linux"):
        return [session]
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [pid for pid in pids if _is_of(pid, session)]


def _is_of(pid: int, session: int) -> bool:
    try:
        return os.getsid(pid) == session
    except OSError:
        return False


def _pss_kb(pid: int) -> int:
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1])
    return 0
