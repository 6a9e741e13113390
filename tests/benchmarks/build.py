"""How long the whole build of a network takes, beside Hugo's on the same episode files.

    python tests/benchmarks/build.py [--out DIR] [--rounds N]

Eight shows with 1,961 episodes, sponsors and people resolved, offline: a page for each episode
and show, and a feed with notes and enclosures for each show. Each run is a fresh process on
emptied output; the two take turns. Without `hugo` on the PATH only ours is measured.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, only this file's own folder is known

from tests.corpora import (  # noqa: E402
    CORPORA,
    episode_files,
    jupiter_shows,
    people_of,
    sponsors_of,
    write_repository,
)

CORPUS = "jupiterbroadcasting"
HUGO_TEMPLATES = Path(__file__).parent / "hugo"
LIMIT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Builder:
    """One of the two: how it is called and where. `made` are the paths emptied before a run."""

    name: str
    command: tuple[str, ...]
    site: Path
    made: tuple[str, ...]

    def run(self) -> Run:
        """Build from nothing in a fresh process; ends the benchmark where that fails."""
        # Not deleted: ext4 without a journal makes files five times slower for half a minute then.
        for number, path in enumerate(path for each in self.made for path in self.site.glob(each)):
            if not number:
                earlier = tempfile.mkdtemp(dir=_earlier(self.site.parent))
            path.rename(Path(earlier, str(number)))
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            process = subprocess.Popen(self.command, cwd=self.site, stdout=output, stderr=output)
            limit = threading.Timer(LIMIT_SECONDS, process.kill)
            limit.start()
            _, status, usage = os.wait4(process.pid, 0)  # the one way to this process's own peak
            seconds = time.perf_counter() - started
            limit.cancel()
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            if process.returncode:
                words = output.read().decode(errors="replace")
                sys.exit(f"{self.name} ended with {process.returncode}:\n{words}")
        return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)

    def count(self) -> str:
        """Say what was built."""
        public = self.site / "public"
        files = [file for file in public.rglob("*") if file.is_file()]
        pages = sum(file.name == "index.html" for file in files)
        feeds = [file.read_bytes() for file in files if file.suffix == ".xml"]
        items = sum(feed.count(b"<item>") for feed in feeds)
        size_mb = sum(file.stat().st_size for file in files) / 1e6
        return f"{pages:,} pages, {len(feeds)} feeds with {items:,} items, {size_mb:.0f} MB"


def _earlier(out: Path) -> Path:
    """Return where what earlier runs made goes."""
    folder = out / "earlier"
    folder.mkdir(exist_ok=True)
    return folder


def ours(site: Path) -> Builder:
    write_repository(CORPUS, site)
    command = shutil.which("publisher", path=str(Path(sys.executable).parent)) or "publisher"
    made = ("public", ".publisher", "feeds/*/feed.xml", "feeds/*/feed.lock")
    return Builder("publisher", (command, "build", "--offline"), site, made)


def hugo(site: Path, command: str) -> Builder:
    """Lay out the same episode files for Hugo, with templates that show the same."""
    source = CORPORA / CORPUS
    shutil.copytree(HUGO_TEMPLATES, site, dirs_exist_ok=True)
    for show in jupiter_shows(source):
        section = site / "content" / show.slug
        section.mkdir(parents=True)
        shutil.copyfile(source / "show" / show.slug / "_index.md", section / "_index.md")
        for file in episode_files(source, show):
            shutil.copyfile(file, section / file.name)
    data = site / "data"
    data.mkdir()
    for name, table in (
        ("people", people_of(CORPUS, source)),
        ("sponsors", sponsors_of(CORPUS, source)),
    ):
        (data / f"{name}.json").write_text(json.dumps(table), encoding="utf-8")
    return Builder("hugo", (command, "--quiet"), site, ("public", "resources"))


def measure(builders: list[Builder], rounds: int) -> dict[str, list[Run]]:
    """Let the builders take turns, so that what else the machine does hits both."""
    runs: dict[str, list[Run]] = {builder.name: [] for builder in builders}
    for turn in range(rounds):
        for builder in builders if turn % 2 == 0 else reversed(builders):
            runs[builder.name].append(builder.run())
    return runs


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the build of a network of 1,961 episodes.")
    parser.add_argument("--out", type=Path, help="keep both sites here (a new or empty folder)")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if not (CORPORA / CORPUS).is_dir():
        sys.exit(f"{CORPORA / CORPUS} is not there: nothing to build")
    with tempfile.TemporaryDirectory() as temporary:
        out: Path = arguments.out or Path(temporary)
        if out.exists() and any(out.iterdir()):
            parser.error(f"{out} is not empty")
        builders = [ours(out / "publisher")]
        if found := shutil.which("hugo"):
            builders.append(hugo(out / "hugo", found))
        runs = measure(builders, max(1, arguments.rounds))
        shutil.rmtree(out / "earlier", ignore_errors=True)
        for builder in builders:
            times = [run.seconds for run in runs[builder.name]]
            cpu = median(run.cpu_seconds for run in runs[builder.name])
            peak = max(run.peak_mb for run in runs[builder.name])
            print(
                f"{builder.name:<10} {median(times):6.2f} s median of {len(times)} "
                f"({min(times):.2f} to {max(times):.2f}), "
                f"{cpu:.2f} s of CPU, peak {peak:.0f} MB; {builder.count()}"
            )
        if found:
            first, second = (median(run.seconds for run in runs[b.name]) for b in builders)
            print(f"ratio      {first / second:6.2f} (publisher / hugo; below 1: we are faster)")
        else:
            print("hugo is not installed: nothing to compare with")


if __name__ == "__main__":
    main()
