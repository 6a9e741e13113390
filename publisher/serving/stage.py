"""What is shown just now, to as many threads as ask for it."""

from collections.abc import Mapping
from hashlib import sha256
from threading import Condition, Lock

from publisher.model import Report
from publisher.public import Contents
from publisher.rehearsing import Rehearsal, report_pages

_SHORT = 16  # hexadecimal digits that tell two versions of a page apart


class Scene:
    """A state of the site, complete in itself. `error` says why a later one could not be made.

    Before the first that could be made there is no `rehearsal`, and no page. `made` are pages of
    the rehearsal that were made already.
    """

    def __init__(
        self,
        number: int,
        rehearsal: Rehearsal | None = None,
        report: Report | None = None,
        error: str = "",
        made: Mapping[str, bytes] | None = None,
    ) -> None:
        self.number = number
        self.rehearsal = rehearsal
        self.report = report
        self.error = error
        self.contents: Mapping[str, Contents] = {
            **(rehearsal.contents if rehearsal is not None else {}),
            **(report_pages(report) if report is not None else {}),
        }
        self._made = dict(made or {})
        self._lock = Lock()

    def made_of(self, rehearsal: Rehearsal | None) -> Mapping[str, bytes]:
        """Return the pages of a rehearsal that were made, if it is this one's."""
        if rehearsal is None or rehearsal is not self.rehearsal:
            return {}
        with self._lock:
            return {path: data for path, data in self._made.items() if path in rehearsal.contents}

    def made(self, path: str) -> bytes:
        """Return the bytes at a path that holds no file of the repository, made only once.

        Raises KeyError, or whatever goes wrong while it is made.
        """
        make = self.contents[path]
        if not callable(make):
            raise KeyError(path)
        with self._lock:  # two that make the same page would only be in each other's way
            if path not in self._made:
                self._made[path] = make()
            return self._made[path]


def version_of(data: bytes) -> str:
    """Return what tells one version of a page from another."""
    return sha256(data).hexdigest()[:_SHORT]


class Stage:
    """Holds the scene that is shown, and lets others wait for the next one."""

    def __init__(self) -> None:
        self._scene = Scene(0)
        self._changed = Condition()
        self._closed = False

    @property
    def scene(self) -> Scene:
        return self._scene

    @property
    def closed(self) -> bool:
        return self._closed

    def show(self, rehearsal: Rehearsal, report: Report | None = None) -> None:
        """Show a site; until its own report is there, the last one's findings stay."""
        last = self._scene
        report = report if report is not None else last.report
        made = last.made_of(rehearsal)
        self._change(Scene(last.number + 1, rehearsal, report, made=made))

    def fail(self, error: str) -> None:
        """Show the last site, and say why there is no newer one."""
        now = self._scene
        made = now.made_of(now.rehearsal)
        self._change(Scene(now.number + 1, now.rehearsal, now.report, error, made))

    def wait(self, number: int, seconds: float) -> int:
        """Return the number of the scene once it isn't `number` any more, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._scene.number != number, seconds)
            return self._scene.number

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _change(self, scene: Scene) -> None:
        with self._changed:
            self._scene = scene
            self._changed.notify_all()
