"""This run beside the last one: new, worse, better, mended."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from publisher.model import Change, Changes, Report, Verdict
from publisher.since.last_run import last_run_file, read_runs, write_runs
from publisher.since.runs import Problem, Run, carried_on, problems_of, unread_files, verdicts_of


def with_changes(report: Report, root: Path, today: date) -> Report:
    """Return the report of a whole run with what changed, and remember the run for the next one.

    A run that finds what the last one found is the same run again: it is compared with what that
    one was compared with. An interrupted run is neither compared nor remembered. Where the
    memory can't be written, a notice says so.
    """
    if report.interrupted:
        return report
    file = last_run_file(root)
    runs = read_runs(file)
    verdicts = verdicts_of(report, runs)
    found = carried_on(
        problems_of(report),
        runs[0].problems if runs else {},
        verdicts,
        unread_files(report),
    )
    now = Run(today, found)
    if not runs or runs[0].gist != now.gist:
        runs = (now, *runs[:1])
    else:
        runs = (runs[0]._replace(problems=found), *runs[1:])
    changed = replace(report, changes=compare(runs, verdicts))
    try:
        write_runs(file, runs)
    except OSError as error:
        told = f"{file.name} can't be written ({error}): the next run will not be compared"
        return replace(changed, notices=(*report.notices, told))
    return changed


def compare(runs: tuple[Run, ...], verdicts: Mapping[str, Verdict]) -> Changes:
    """Return how the first run differs from the second, where there is one."""
    now, *others = runs
    if not others:
        return Changes(now.day)
    old, new = others[0].problems, now.problems
    both = [(old[key], new[key]) for key in new if key in old]
    return Changes(
        now.day,
        others[0].day,
        new=_changes(
            [(each, "") for key, each in new.items() if not each.known and key not in old]
            + [(now, "known till now") for was, now in both if was.known and not now.known]
        ),
        worse=_changes((now, "a warning till now") for was, now in both if _rises(was, now)),
        better=_changes((now, "an error till now") for was, now in both if _rises(now, was)),
        mended=_changes(
            (each, _how_mended(each, verdicts)) for key, each in old.items() if key not in new
        ),
    )


def _rises(was: Problem, now: Problem) -> bool:
    return not was.known and not now.known and now.rank < was.rank


def _how_mended(problem: Problem, verdicts: Mapping[str, Verdict]) -> str:
    if not problem.of_the_web:
        return ""
    return "answers again" if problem.url in verdicts else "is not linked any more"


def _changes(pairs: Iterable[tuple[Problem, str]]) -> tuple[Change, ...]:
    """Return the problems in order, the worst first, each with what is said of it."""
    return tuple(
        Change(each.code, each.severity, each.message, each.path, each.url or None, how)
        for each, how in sorted(pairs, key=lambda pair: (pair[0].rank, *pair[0]))
    )
