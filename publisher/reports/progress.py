"""What people see while links are asked about: a bar, its pace, and whom it waits for."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from publisher.reports.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress

SLOW_HOSTS_TOLD = 3
STEADY_SECONDS = 0.5  # before that a pace says nothing: answers come in heaps
BAR_WIDTH = 12  # so that 80 columns have room for a host

Step = Callable[[int, int, Sequence[str]], None]


@contextmanager
def progress(label: str, stream: TextIO | None = None) -> Iterator[Step | None]:
    """Yield what a long work calls with (done, all, slow hosts); None where nobody watches.

    The bar stands on standard error, appears with the first step, and is gone at the end. Nobody
    watches a log, nor a run of CI (`CI` is set), which may have a terminal of its own.
    """
    stream = stream or sys.stderr
    if not stream.isatty() or _is_ci():
        yield None
        return
    bar = _Bar(label, stream)
    try:
        yield bar.step
    finally:
        bar.stop()


def _is_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


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
        elapsed_seconds = task.elapsed or 0.0
        rate = f"{done / elapsed_seconds:,.0f}/s" if elapsed_seconds > STEADY_SECONDS else ""
        self._progress.update(
            task.id, completed=done, total=total, rate=rate, slow=slow_words(slow)
        )

    def _start(self, total: int) -> "Progress":
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        from publisher.reports.terminal import console_on

        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=BAR_WIDTH),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}", markup=False),
            TextColumn(
                "{task.fields[slow]}",
                markup=False,
                table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"),
            ),
            console=console_on(self._stream),
            transient=True,
            expand=True,  # the hosts get what is left of the line, and no more
        )
        bar.add_task(self._label, total=total, rate="", slow="")
        bar.start()
        return bar

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()
