"""How long it takes to check the links of 500 episodes, beside lychee on the same files.

    python -m tests.benchmarks.links [--rounds N] [--only ours|lychee] [SCENARIO …]

15,000 links, 5,020 of them unique, on 250 addresses of a server on this machine; nothing leaves
it. The two take turns, each run is a fresh process without a cache. Prints medians of time,
processor time, peak memory (PSS, all processes) and requests. `pip install -e '.[bench]'` brings
lychee 0.24; without it only ours is measured.
"""

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.links_inputs import SOUND_PATH, Input, Size, write_input
from tests.benchmarks.links_runs import Run, run_measured
from tests.benchmarks.links_scenarios import CACHED, SCENARIOS, Scenario
from tests.benchmarks.links_server import Certificates, Counts, Web, serving

LIMIT_SECONDS = 200.0
_TRUST = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
HTTP_CODE = re.compile(r"\b(?:requests|urllib3|http\.client|ssl)$", re.MULTILINE)


class Tool(NamedTuple):
    """One of the two. `fine` are the exit codes of a run that came to its end."""

    name: str
    command: tuple[str, ...]
    fine: tuple[int, ...]

    def on(self, scenario: Scenario, files: Input) -> tuple[str, ...]:
        flags = scenario.lychee if self.name == "lychee" else scenario.ours
        return (*self.command, *flags, str(files.episodes))


class Measured(NamedTuple):
    """A run, and what the server saw of it."""

    run: Run
    counts: Counts


def _ours() -> Tool:
    beside = str(Path(sys.executable).parent)
    command = shutil.which("publisher", path=beside) or "publisher"
    return Tool("ours", (command, "check", "--allow-private"), (0, 1))


def _lychee() -> Tool | None:
    beside = str(Path(sys.executable).parent)
    command = shutil.which("lychee", path=beside) or shutil.which("lychee")
    if command is None:
        return None
    version = subprocess.run([command, "--version"], check=True, capture_output=True, text=True)
    if " 0.24." not in version.stdout:
        sys.exit(f"lychee 0.24 is wanted; {command} is {version.stdout.strip()}")
    return Tool("lychee", (command, "--no-progress"), (0, 2))


@contextmanager
def _prepared(scenario: Scenario, certificates: Certificates) -> Iterator[tuple[Web, Input]]:
    secure = certificates if scenario.scheme == "https" else None
    with (
        serving(scenario.latency_seconds, secure) as web,
        tempfile.TemporaryDirectory() as folder,
    ):
        yield web, write_input(Path(folder), web, scenario.troubles, Size())


def _measure(
    tool: Tool,
    command: tuple[str, ...],
    web: Web,
    files: Input,
    certificates: Certificates,
    *,
    weigh: bool,
) -> Measured:
    """Run a command; ends the benchmark where it breaks."""
    trusted = {name: str(certificates.authority) for name in _TRUST}
    web.counts()
    run = run_measured(
        command, files.root, limit_seconds=LIMIT_SECONDS, environment=trusted, weigh=weigh
    )
    if run.code is not None and run.code not in tool.fine:
        sys.exit(f"{' '.join(command)} ended with {run.code}:\n{run.output[-4000:]}")
    counts = web.counts()
    print(f"  {tool.name}: {run.seconds:.2f} s, {counts.total()} requests", file=sys.stderr)
    return Measured(run, counts)


def compare(
    scenario: Scenario, tools: list[Tool], rounds: int, certificates: Certificates
) -> tuple[Input, dict[str, list[Measured]]]:
    """Let the tools take turns; one that didn't end in time isn't tried again.

    In a first turn more, their memory is looked at.
    """
    done: dict[str, list[Measured]] = {tool.name: [] for tool in tools}
    with _prepared(scenario, certificates) as (web, files):
        for turn in range(rounds + 1):
            for tool in tools if turn % 2 == 0 else reversed(tools):
                if any(measured.run.code is None for measured in done[tool.name]):
                    continue
                shutil.rmtree(files.root / ".publisher", ignore_errors=True)
                command = tool.on(scenario, files)
                measured = _measure(tool, command, web, files, certificates, weigh=turn == 0)
                done[tool.name].append(measured)
    return files, done


def describe(scenario: Scenario, files: Input, done: dict[str, list[Measured]]) -> str:
    """Return the lines of a scenario: one for each tool, and how they compare."""
    lines = [f"{scenario.name}: {scenario.summary}"]
    walls: dict[str, float] = {}
    all_ended = True
    for name, (weighed, *timed) in done.items():
        runs = timed or [weighed]
        walls[name] = median(each.run.seconds for each in runs)
        ended = all(each.run.code is not None for each in runs)
        all_ended = all_ended and ended
        wall = f"{walls[name]:6.2f} s" if ended else f"did not end in {LIMIT_SECONDS:.0f} s"
        lines.append(
            f"  {name:<7}{wall}, CPU {median(each.run.cpu_seconds for each in runs):5.2f} s, "
            f"peak {weighed.run.peak_mb:4.0f} MB, {_requests(runs, files)}"
            f"{_void(runs, files) if ended else ''}"
        )
    ratio = ""
    if len(walls) == 2:
        sign = "" if all_ended else "less than "
        ratio = f"{sign}{walls['ours'] / walls['lychee']:.3f} × lychee's; "
    lines.append(f"  {ratio}reach {scenario.reach}")
    return "\n".join(lines)


def _requests(runs: list[Measured], files: Input) -> str:
    per_sound = [
        sum(n for (_, path), n in each.counts.items() if path.startswith(SOUND_PATH)) / files.sound
        for each in runs
    ]
    total = median(each.counts.total() for each in runs)
    return f"{total:,.0f} requests, {median(per_sound):.3f} for each sound URL"


def _void(runs: list[Measured], files: Input) -> str:
    """Say so where a run didn't ask about every unique URL: then its time means nothing."""
    for each in runs:
        paths = {path for _, path in each.counts}
        sound = sum(path.startswith(SOUND_PATH) for path in paths)
        if sound != files.sound or not files.troubled <= paths:
            missing = ", ".join(sorted(files.troubled - paths))
            return (
                f" — VOID: asked {sound} of {files.sound} sound URLs{missing and '; not '}{missing}"
            )
    return ""


def cached(rounds: int, certificates: Certificates) -> str:
    """Measure runs that find everything remembered, and see what they import."""
    tool = _ours()
    with _prepared(CACHED, certificates) as (web, files):
        _measure(tool, tool.on(CACHED, files), web, files, certificates, weigh=False)
        command = (*tool.on(CACHED, files), "--format", "json", "--output", "report.json")
        weighed, *runs = (
            _measure(tool, command, web, files, certificates, weigh=turn == 0)
            for turn in range(rounds + 1)
        )
        report_mb = (files.root / "report.json").stat().st_size / 1e6
        traced = (sys.executable, "-X", "importtime", "-m", "publisher", *command[1:])
        traced_run = _measure(tool, traced, web, files, certificates, weigh=False).run
    asked = sum(each.counts.total() for each in runs)
    imported = sorted(set(HTTP_CODE.findall(traced_run.output)))
    return (
        f"{CACHED.name}: {CACHED.summary}\n"
        f"  ours   {median(each.run.seconds for each in runs):6.2f} s, "
        f"CPU {median(each.run.cpu_seconds for each in runs):5.2f} s, "
        f"peak {weighed.run.peak_mb:4.0f} MB, "
        f"{asked} requests, a report of {report_mb:.1f} MB, "
        f"HTTP code imported: {', '.join(imported) or 'none'}\n"
        f"  reach {CACHED.reach}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the check of 15,000 links beside lychee.")
    names = [scenario.name for scenario in (*SCENARIOS, CACHED)]
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("ours", "lychee"), help="leave the other out")
    arguments = parser.parse_args()
    chosen = arguments.scenarios or names
    if unknown := set(chosen) - set(names):
        parser.error(f"no scenario {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    rounds = max(1, arguments.rounds)
    tools = [tool for tool in (_ours(), _lychee()) if tool is not None]
    if len(tools) == 1:
        print("lychee is not installed: nothing to compare with", file=sys.stderr)
    tools = [tool for tool in tools if arguments.only in (None, tool.name)]
    with tempfile.TemporaryDirectory() as folder:
        certificates = Certificates.make(Path(folder))
        for scenario in SCENARIOS:
            if scenario.name in chosen and tools:
                print(scenario.name, file=sys.stderr)
                print(describe(scenario, *compare(scenario, tools, rounds, certificates)))
        if CACHED.name in chosen and arguments.only != "lychee":
            print(cached(rounds, certificates))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # what was started ends with us
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
