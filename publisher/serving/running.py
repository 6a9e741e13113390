"""`publisher serve`: build, show, wait for a change, build again; until Ctrl-C."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from publisher.asking import Web
from publisher.documents import display_path
from publisher.model import Report
from publisher.rehearsing import Rehearsal, report_of
from publisher.reports.summary import counted, summarise, summary_lines
from publisher.serving.rebuilding import Rebuilder
from publisher.serving.responses import words_of
from publisher.serving.stage import Stage
from publisher.serving.watching import changes

Say = Callable[[str], None]
_NAMED = 3  # files that a line names


@dataclass(frozen=True, slots=True)
class Show:
    """What `keep_showing` needs: how to build, where to show, and whom to tell."""

    rebuilder: Rebuilder
    stage: Stage
    web: Web
    say: Say
    clock: Callable[[], float] = time.monotonic  # seconds

    def build(self, changed: Iterable[str] = ()) -> None:
        """Build once and show it; whatever goes wrong is shown instead, and the last site stays."""
        began = self.clock()
        try:
            rehearsal = self.rebuilder.rebuild()
            self.stage.show(rehearsal)
            seconds = self.clock() - began
            report = report_of(rehearsal, self.web)
            if report.interrupted:
                raise KeyboardInterrupt  # it ended the asking, and was meant for all of it
            self.stage.show(rehearsal, report)
        except Exception as error:  # whatever half a file brings about, the next save mends it
            self._fail(words_of(error))
        else:
            self._tell(rehearsal, report, seconds, tuple(changed))

    def _fail(self, error: str) -> None:
        self.stage.fail(error)
        for line in error.splitlines():
            self.say(line)
        self.say("The pages stay as they were; mend the file and save it.")

    def _tell(
        self, rehearsal: Rehearsal, report: Report, seconds: float, changed: tuple[str, ...]
    ) -> None:
        if changed:
            what = f"{_names(changed)} changed: built again"
        else:
            episodes = sum(len(read.files) for read in rehearsal.shows)
            shows = counted(len(rehearsal.shows), "show")
            what = f"{counted(episodes, 'episode')} of {shows}: built"
        found, _ = summary_lines(summarise(report))
        self.say(f"{what} in {seconds:.2f} s. {found}")


def keep_showing(show: Show, ended: Event) -> None:
    """Build after every change until `ended`; what changes during a build is built afterwards."""
    while not ended.is_set():
        watched = show.rebuilder.watched
        built = False
        for changed in changes(watched, show.rebuilder.root, ended):
            if changed or not built:
                show.build(changed)
                _settle(first=not built)
                built = True
                if show.rebuilder.watched != watched:
                    break


def _settle(*, first: bool) -> None:
    """Leave what is kept for good out of what Python looks through for garbage."""
    if first:
        gc.collect()
        gc.freeze()


def _names(changed: tuple[str, ...]) -> str:
    names = sorted(display_path(Path(each)) for each in changed)
    more = f" and {counted(len(names) - _NAMED, 'more file')}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
