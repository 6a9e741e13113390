"""What people see while links are asked about: a bar, its pace, and whom it waits for."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from publisher.reports.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress

SLOW_HOSTS_TOLD = 3

Step = Callable[[int, int, Sequence[str]], None]


@contextmanager
def progress(label: str, stream: TextIO | None = None) -> Iterator[Step | None]:
    """Yield what a long work calls with (done, all, slow hosts); None where nobody watches.

    The bar stands on standard error, appears with the first step, and is gone at the end.
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield None
        return
    bar = _Bar(label, stream)
    try:
        yield bar.step
    finally:
        bar.stop()


def slow_words(hosts: Sequence[str]) -> str:
    """Return `waiting for a.example, b.example and 3 more`, or nothing."""
    if not hosts:
        return ""
    told = [visible(host) for host in hosts[:SLOW_HOSTS_TOLD]]
    more = len(hosts) - len(told)
    return f"waiting for {', '.join(told)}" + (f" and {more} more" if more else "")


class _Bar:
    """A progress bar that isn't drawn, and costs no import, until there is a first step."""

    def __init__(self, label: str, stream: TextIO) -> None:
        self._label = label
        self._stream = stream
        self._progress: Progress | None = None

    def step(self, done: int, total: int, slow: Sequence[str]) -> None:
        if self._progress is None:
            self._progress = self._start(total)
        task = self._progress.tasks[0]
        rate = f"{task.speed:,.0f} a second" if task.speed else ""
        self._progress.update(
            task.id, completed=done, total=total, rate=rate, slow=slow_words(slow)
        )

    def _start(self, total: int) -> "Progress":
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        from publisher.reports.terminal import console_on

        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TextColumn("{task.fields[slow]}", markup=False),
            console=console_on(self._stream),
            transient=True,
        )
        bar.add_task(self._label, total=total, rate="", slow="")
        bar.start()
        return bar

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
