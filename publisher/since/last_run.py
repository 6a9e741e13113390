"""`.publisher/last-run.json`: what the last run found, and the last one before it that differed.

Anybody may have written it: a pull request can bring one. What isn't just as we write it is none.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.model import Severity
from publisher.since.runs import PROBLEMS, RANKS, TEXT, Problem, Run
from publisher.writing import hide_from_git, write_if_changed

VERSION = 1
RUNS = 2
LIMIT_BYTES = 64 * 1024 * 1024  # RUNS times PROBLEMS, all texts long and in escapes

_CODE = re.compile(r"[A-Z][0-9]{3}")


def last_run_file(root: Path) -> Path:
    """Return where the runs of a repository are remembered."""
    return root / ".publisher" / "last-run.json"


def read_runs(file: Path) -> tuple[Run, ...]:
    """Return the last run and the one before it, or fewer; raises never."""
    if file.is_symlink() or file.parent.is_symlink():
        return ()
    try:
        kept = json.loads(read_bounded(file, LIMIT_BYTES))
        if not isinstance(kept, dict) or kept.get("version") != VERSION:
            return ()
        runs = tuple(map(_run, kept["runs"][:RUNS]))
    except (NotOrdinaryError, TooBigError, OSError, RecursionError):
        return ()
    except (ValueError, TypeError, KeyError):  # not what `write_runs` writes
        return ()
    return runs


def _run(kept: Any) -> Run:
    problems = [_problem(row) for row in kept["problems"][:PROBLEMS]]
    return Run(date.fromisoformat(kept["day"]), {problem.key: problem for problem in problems})


def _problem(row: Any) -> Problem:
    code, severity, known, path, url, message = row
    texts = (path, url, message)
    if not all(isinstance(text, str) and len(text) <= TEXT for text in texts):
        raise ValueError("no text")
    if not isinstance(known, bool) or severity not in RANKS or not _CODE.fullmatch(code):
        raise ValueError("no problem")
    return Problem(code, Severity(severity), known, path, url, message)


def write_runs(file: Path, runs: Sequence[Run]) -> None:
    """Write the runs, the last first, in a folder that git ignores; raises OSError.

    A symbolic link is not followed: it may come with a pull request.
    """
    if file.parent.is_symlink():
        raise OSError(f"{file.parent} is a symbolic link")
    file.parent.mkdir(parents=True, exist_ok=True)
    hide_from_git(file.parent)
    kept = [
        {"day": run.day.isoformat(), "problems": list(run.problems.values())} for run in runs[:RUNS]
    ]
    write_if_changed(file, json.dumps({"version": VERSION, "runs": kept}).encode())
