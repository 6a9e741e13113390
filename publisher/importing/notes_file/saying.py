"""What an import of a description did, in words."""

from collections.abc import Iterator

from publisher.documents import display_path
from publisher.importing.description.understanding import Understanding
from publisher.importing.notes_file.making import Made
from publisher.importing.notes_file.placing import Home
from publisher.importing.plan.planning import FileStep, ImportPlan, Outcome
from publisher.reports.summary import counted

_OUTCOMES = {
    Outcome.NEW: ("wrote", "would write"),
    Outcome.UPDATED: ("brought up to date", "would bring up to date"),
    Outcome.UNCHANGED: ("unchanged", "unchanged"),
    Outcome.KEPT: ("kept, as you edited it", "would keep, as you edited it"),
    Outcome.CONFLICT: (
        "kept, though the description has changed: you edited it",
        "would keep, though the description has changed: you edited it",
    ),
    Outcome.FOREIGN: ("kept: it was there before", "would keep: it was there before"),
    Outcome.REMOVED: ("left out, since you deleted it", "left out, since you deleted it"),
}


def told(
    plan: ImportPlan, made: Made, home: Home, found: Understanding, *, dry_run: bool
) -> Iterator[str]:
    """Yield what was read, what was written where, and what is left to do."""
    number = f"{found.number}, " if found.number is not None else ""
    show = f" of {home.title}" if home.title else ""
    yield f"episode {number}“{made.title}”{show}: {', '.join(_parts(found)) or 'text only'}"
    for step in plan.files:
        yield _file_line(plan, step, dry_run=dry_run)
    for config in plan.configs:
        path = display_path(plan.root / config.path)
        if config.data is not None:
            names = [name or ", ".join(keys) for name, keys in config.added.items()]
            yield f"{'would add to' if dry_run else 'added to'} {path}: {', '.join(names)}"
        for each in config.differing:
            name = f"{each.table}.{each.key}" if each.table else each.key
            yield f"{path}:{each.line}: {name} stays “{each.there}”; the text has “{each.wanted}”"
        for table, keys in config.refused.items():
            yield f"{path}: no place was found for [{table}] {', '.join(keys)}; add it by hand"
    if found.body:
        words = counted(len(found.body.split()), "word")
        yield f"in the notes as they were: {words}; --explain shows why each part went where"
    written = any(step.data is not None for step in plan.files)
    yield from made.problems if written else ()
    if dry_run:
        yield "nothing was written (--dry-run)"


def _file_line(plan: ImportPlan, step: FileStep, *, dry_run: bool) -> str:
    return f"{_OUTCOMES[step.outcome][dry_run]} {display_path(plan.root / step.path)}"


def _parts(found: Understanding) -> Iterator[str]:
    people, sponsors, promos = len(found.people), len(found.sponsors), len(found.promos)
    accounts = len(found.socials) + len(found.platforms)
    if people:
        yield f"{people} {'person' if people == 1 else 'people'}"
    for count, noun in (
        (sponsors, "sponsor"),
        (promos, "promo"),
        (len(found.links), "link"),
        (len(found.chapters), "chapter"),
    ):
        if count:
            yield counted(count, noun)
    if accounts:
        yield f"{counted(accounts, 'account')} of the show"
    if found.transcript is not None:
        yield "a transcript made by a machine" if found.transcript.machine else "a transcript"
