"""How long the whole build of a network takes, beside Hugo's on the same episode files.

    python tests/benchmarks/build.py [--out DIR] [--rounds N]

Eight shows with 1,961 episodes, sponsors and people resolved, offline, without search: a page for
each episode (player, chapters, notes, sponsors with codes, people, neighbours, OpenGraph, Twitter
card, JSON-LD), pages of shows, people and sponsors with every episode, 50 and 100 to a page, an
index, 404, sitemap and robots.txt, and a feed with notes, chapters and people for each show. Ours
also judges every link and writes the report. Each run is a fresh process of an installed tool
(compiled, as `pip install` leaves it) on emptied output; the two take turns. Without `hugo` on the
PATH only ours is measured.
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
from collections.abc import Mapping
from compileall import compile_dir
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, only this file's own folder is known

from publisher.site.assets import static_files  # noqa: E402
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
    environment: Mapping[str, str]

    def run(self) -> Run:
        """Build from nothing in a fresh process; ends the benchmark where that fails."""
        # Not deleted: ext4 without a journal makes files five times slower for half a minute then.
        for number, path in enumerate(path for each in self.made for path in self.site.glob(each)):
            if not number:
                earlier = tempfile.mkdtemp(dir=_earlier(self.site.parent))
            path.rename(Path(earlier, str(number)))
        with tempfile.TemporaryFile() as output:
            started = time.perf_counter()
            process = subprocess.Popen(
                self.command, cwd=self.site, stdout=output, stderr=output, env=self.environment
            )
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
        pages = sum(
            file.suffix == ".html" and not file.match("page/1/index.html")  # Hugo's redirects
            for file in files
        )
        feeds = [file.read_bytes() for file in files if file.name == "feed.xml"]
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
    settings = site / "config" / "publisher.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}search = false\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(_installed(site.parent / "installed"))}
    command = (sys.executable, "-m", "publisher", "build", "--offline")
    made = ("public", ".publisher", "feeds/*/feed.xml", "feeds/*/feed.lock")
    return Builder("publisher", command, site, made, environment)


def _installed(folder: Path) -> Path:
    """Return a folder with the package as `pip install` leaves it: compiled.

    Compiling it in each run, as happens where Python may write nothing, would take a second.
    """
    shutil.copytree(
        ROOT / "publisher", folder / "publisher", ignore=shutil.ignore_patterns("__pycache__")
    )
    compile_dir(folder, quiet=1)
    return folder


def hugo(site: Path, command: str) -> Builder:
    """Lay out the same episode files for Hugo, with templates that show the same."""
    source = CORPORA / CORPUS
    shutil.copytree(HUGO_TEMPLATES, site, dirs_exist_ok=True)
    occurring: set[str] = set()
    for show in jupiter_shows(source):
        section = site / "content" / show.slug
        section.mkdir(parents=True)
        shutil.copyfile(source / "show" / show.slug / "_index.md", section / "_index.md")
        for file in episode_files(source, show):
            text = file.read_text(encoding="utf-8")
            facts, end = json.JSONDecoder().raw_decode(text)
            # Its taxonomies, the fastest way to "every episode with", want people under one key.
            people = dict.fromkeys((*facts.get("hosts", ()), *facts.get("guests", ())))
            facts["people"] = list(people)
            occurring |= {*people, *facts.get("sponsors", ())}
            whole = json.dumps(facts, indent=2) + text[end:]
            (section / file.name).write_text(whole, encoding="utf-8")
    _lay_out_terms(site, "people", people_of(CORPUS, source), occurring)
    _lay_out_terms(site, "sponsors", sponsors_of(CORPUS, source), occurring)
    assets = site / "static" / "assets"
    assets.mkdir(parents=True)
    for path, content in static_files().items():
        (assets / Path(path).name).write_bytes(content)
    return Builder("hugo", (command, "--quiet"), site, ("public", "resources"), os.environ)


def _lay_out_terms(
    site: Path, name: str, table: Mapping[str, Mapping[str, Any]], occurring: set[str]
) -> None:
    """Write people or sponsors as data, and the title of the page of each who occurs."""
    data = site / "data"
    data.mkdir(exist_ok=True)
    named = {key: {**facts, "id": key} for key, facts in table.items()}
    (data / f"{name}.json").write_text(json.dumps(named), encoding="utf-8")
    for key in occurring & table.keys():
        folder = site / "content" / name / key
        folder.mkdir(parents=True)
        front = {
            "title": table[key]["name"],
            "description": table[key].get("tagline", ""),
            "id": key,
        }
        (folder / "_index.md").write_text(json.dumps(front), encoding="utf-8")


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
            report = json.loads((out / "publisher/public/report/report.json").read_bytes())
            links = report["summary"]["links"]
            print(f"publisher also judged {links:,} links, and wrote the link report")
            print(f"ratio      {first / second:6.2f} (publisher / hugo; below 1: we are faster)")
        else:
            print("hugo is not installed: nothing to compare with")


if __name__ == "__main__":
    main()
