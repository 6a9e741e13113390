"""A plan in words: what needs a person first, then what is written, in counts."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.importing.plan.adding import ConfigStep
from publisher.importing.plan.planning import FileStep, ImportPlan, Outcome
from publisher.reports.summary import counted

_MOST = 10  # paths of one kind that are named

_COUNTED = (  # what was done, what would be done
    (Outcome.NEW, "new", "would be new"),
    (Outcome.UPDATED, "brought up to date", "would be brought up to date"),
    (Outcome.UNCHANGED, "unchanged", "unchanged"),
    (Outcome.KEPT, "kept as you edited it", "would be kept as you edited it"),
    (Outcome.CONFLICT, "kept, though the feed differs", "would be kept, though the feed differs"),
    (Outcome.FOREIGN, "kept, for it was yours before", "would be kept, for it is yours"),
    (Outcome.REMOVED, "left out, since you deleted it", "left out, since you deleted it"),
)


def plan_lines(
    plan: ImportPlan, *, dry_run: bool = False, verbose: bool = False
) -> tuple[str, ...]:
    """Return what is said of a plan that was carried out, or, with `dry_run`, would be.

    Conflicts come first; `verbose` names every file, else the first of each kind are named.
    """
    most = len(plan.files) if verbose else _MOST
    lines = [*_source(plan), *_conflicts(plan, most), *_config_problems(plan, most)]
    lines += _moved(plan, most)
    lines += _counts(plan, dry_run=dry_run)
    named = (Outcome.NEW, Outcome.UPDATED) if dry_run or verbose else (Outcome.UPDATED,)
    for outcome in (*named, *((Outcome.KEPT, Outcome.REMOVED) if verbose else ())):
        lines += _listed(plan, outcome, most)
    lines += (line for step in plan.configs for line in _added(plan, step, dry_run=dry_run))
    if plan.is_empty and not dry_run and plan.record == plan.before:
        lines.append("nothing to write: all is here already")
    return (*lines, *(("nothing was written (--dry-run)",) if dry_run else ()))


def _source(plan: ImportPlan) -> Iterator[str]:
    old, new = plan.before.source, plan.record.source
    if old and new and old != new:
        yield f"{plan.show} was imported from {shown(old, 200)} before, now from {shown(new, 200)}"


def _conflicts(plan: ImportPlan, most: int) -> Iterator[str]:
    told = [step for step in plan.files if step.outcome in _WHY]
    for step in told[:most]:
        path = _shown(plan, step.path)
        if step.link:
            yield f"{path}: kept: a link, a folder or no readable file stands there"
        else:
            yield f"{path}: kept: {_WHY[step.outcome]}"
    if told[most:]:
        yield f"… and {len(told) - most:,} more files kept"
    if any(not step.link for step in told):
        yield "to have the feed's version of such a file instead: import again with --take PATH"


_WHY: Mapping[Outcome, str] = {
    Outcome.CONFLICT: "you edited it, and the feed has changed since",
    Outcome.FOREIGN: "it was there before, and differs from the feed",
}


def _config_problems(plan: ImportPlan, most: int) -> Iterator[str]:
    for step in plan.configs:
        path = _shown(plan, step.path)
        for each in step.differing[:most]:
            name = f"{each.table}.{each.key}" if each.table else each.key
            there, wanted = shown(str(each.there), 80), shown(str(each.wanted), 80)
            yield f'{path}:{each.line}: {shown(name)} stays "{there}"; the feed has "{wanted}"'
        if step.differing[most:]:
            yield f"{path}: … and {len(step.differing) - most:,} more values stay as they are"
        for table, keys in [*step.refused.items()][:most]:
            where = f"[{shown(table)}]" if table else "the top"
            yield (
                f"{path}: no place was found for {where}: {_some(keys)}; write them there by hand"
            )


def _moved(plan: ImportPlan, most: int) -> Iterator[str]:
    moved = [step for step in plan.files if step.moved_from]
    if moved and plan.record != plan.before:
        for step in moved[:most]:
            yield f"{_shown(plan, step.path)} is the episode that was {step.moved_from} before"
        if moved[most:]:
            yield f"… and {len(moved) - most:,} more that you moved"


def _counts(plan: ImportPlan, *, dry_run: bool) -> Iterator[str]:
    """Yield what became of how many episodes, then of the files besides, each by its name."""
    episodes = Counter(step.outcome for step in plan.files if step.guid is not None)
    told = [
        f"{episodes[outcome]:,} {would if dry_run else was}"
        for outcome, was, would in _COUNTED
        if episodes[outcome]
    ]
    if told:
        count = counted(episodes.total(), "episode")
        whole = told[0].partition(" ")[2] if len(told) == 1 else ", ".join(told)
        yield f"feeds/{plan.show}: {count}: {whole}"
    others = [step for step in plan.files if step.guid is None]
    for outcome, was, would in _COUNTED:
        names = [posixpath.basename(step.path) for step in others if step.outcome is outcome]
        if names:
            yield f"feeds/{plan.show}: {_some(names)}: {would if dry_run else was}"


def _listed(plan: ImportPlan, outcome: Outcome, most: int) -> Iterator[str]:
    steps: Sequence[FileStep] = [
        step for step in plan.files if step.outcome is outcome and not _is_lock(step)
    ]
    for step in steps[:most]:
        yield f"  {outcome}: {_shown(plan, step.path)}"
    if steps[most:]:
        yield f"  … and {len(steps) - most:,} more {outcome} (-v names them all)"


def _shown(plan: ImportPlan, path: str) -> str:
    return display_path(plan.root / path)


def _is_lock(step: FileStep) -> bool:
    return step.path.endswith(".lock")


def _added(plan: ImportPlan, step: ConfigStep, *, dry_run: bool) -> Iterator[str]:
    if step.data is None:
        return
    verb = "would get" if dry_run else "new" if step.is_new else "got"
    tables = [name or ", ".join(keys) for name, keys in step.added.items()]
    yield f"{_shown(plan, step.path)}: {verb}: {_some(tables)}"


def _some(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    told = ", ".join(shown(name) for name in names[:_MOST])
    return told if len(names) <= _MOST else f"{told} and {len(names) - _MOST:,} more"
