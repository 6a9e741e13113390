"""How long `publisher serve` takes after a save, beside a whole build of the same network.

    python tests/benchmarks/serve.py [--rounds N]

Eight shows with 1,961 episodes, offline. Of each kind of change the median, in seconds: until the
page that was edited is there to be loaded, and until the findings are, too. Then how much longer a
whole `publisher build` takes, in the same run.
"""

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, only this file's own folder is known

from publisher.asking import Web  # noqa: E402
from publisher.rehearsing import report_of  # noqa: E402
from publisher.serving.rebuilding import Rebuilder  # noqa: E402
from publisher.serving.responses import respond  # noqa: E402
from publisher.serving.stage import Stage  # noqa: E402
from tests.corpora import write_repository  # noqa: E402

CORPUS = "jupiterbroadcasting"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SETTLE_SECONDS = 2.2  # after which a file counts as one that nobody is still writing


class Site:
    """The corpus, served without a server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stage = Stage()
        self.rebuilder = Rebuilder(root.resolve(), drafts=True, clock=lambda: NOW)

    def build(self, page: str) -> tuple[float, float]:
        """Build and load a page; return the seconds until it is there, and until findings are."""
        began = time.perf_counter()
        rehearsal = self.rebuilder.rebuild()
        self.stage.show(rehearsal)
        answer = respond(page, self.stage.scene)
        if answer.status != 200:
            raise SystemExit(f"{page}: {answer.status}")
        shown = time.perf_counter() - began
        self.stage.show(rehearsal, report_of(rehearsal, Web(offline=True)))
        respond(f"/_preview/state?page={page}", self.stage.scene)
        return shown, time.perf_counter() - began


def append(file: Path) -> None:
    """Write a line more: a link, or a comment where it is TOML."""
    mark = "#" if file.suffix == ".toml" else ""
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{mark}Another [link](https://example.org/new).\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    gc.set_threshold(500_000, 50, 100)  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        root = write_repository(CORPUS, Path(folder))
        time.sleep(SETTLE_SECONDS)
        measure(root, rounds)


def measure(root: Path, rounds: int) -> None:
    site = Site(root)
    print(f"first build              {site.build('/')[1]:6.2f}")
    gc.collect()
    gc.freeze()
    show = site.stage.scene.rehearsal
    if show is None:
        raise SystemExit("nothing was built")
    episode = show.shows[0].episodes[0]
    page, settings = f"/{episode.show}/{episode.slug}/", root / "config/publisher.toml"
    changes: dict[str, Callable[[], None]] = {
        "one episode changed": lambda: append(episode.file),
        "one episode touched": episode.file.touch,
        "nothing changed": lambda: None,
        "config changed": lambda: append(settings),
    }
    print("                          page   findings")
    medians = {}
    for name, change in changes.items():
        taken = []
        for _ in range(rounds if name != "config changed" else min(3, rounds)):
            change()
            taken.append(site.build(page))
        shown, all_of_it = (median(each) for each in zip(*taken, strict=True))
        medians[name] = all_of_it
        print(f"{name:24} {shown:6.2f}    {all_of_it:6.2f}")
    builds = []
    for _ in range(3):
        began = time.perf_counter()
        command = [sys.executable, "-m", "publisher", "build", "--offline", "--root", str(root)]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT)
        builds.append(time.perf_counter() - began)
    whole = median(builds)
    print(f"publisher build          {whole:6.2f}")
    print(f"a build takes {whole / medians['one episode changed']:.1f} times as long as a rebuild")


if __name__ == "__main__":
    main()
