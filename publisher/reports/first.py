"""What a podcaster does first: the verdict in one sentence, and a short list of steps."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from publisher.model import About, Severity, Verdict
from publisher.reports.problems import RANKS, Problem
from publisher.reports.summary import counted
from publisher.rules.catalogue import CATALOGUE

STEPS = 5
FIX = "publisher check --fix"

_BY_SITE = frozenset(
    (
        *(Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.UNREACHABLE, Verdict.SERVER_ERROR),
        *(Verdict.MOVED, Verdict.RATE_LIMITED),
    )
)
"""What happens to all pages of a site at once."""


class Step(NamedTuple):
    """One thing to do, that mends one problem or many. `code` is None for a command."""

    severity: Severity
    what: str  # may hold a command in backticks
    how: str
    code: str | None
    problems: tuple[Problem, ...]
    host: str = ""  # where many of its links lead

    @property
    def url(self) -> str | None:
        """The address, where all of it is about one."""
        return self.problems[0].finding.url if self.code and len(self.problems) == 1 else None

    @property
    def files(self) -> int:
        return len({file for problem in self.problems for file in problem.files})

    @property
    def places(self) -> int:
        return sum(1 + len(problem.places) for problem in self.problems)

    @property
    def where(self) -> str:
        """`13 places in 12 files, first feeds/a.md:3:5`, or the place."""
        first = str(self.problems[0].finding.place)
        if self.places == 1:
            return first
        inside = f" in {counted(self.files, 'file')}" if self.files > 1 else ""
        return f"{counted(self.places, 'place')}{inside}, first {first}"


def verdict(
    problems: Sequence[Problem], steps: Sequence[Step], about: About, *, unasked: bool
) -> str:
    """Return how it stands in one sentence, and with which of the `steps` to begin.

    `unasked` says that most links were not asked.
    """
    errors = [each for each in problems if _counts(each, Severity.ERROR)]
    warnings = [each for each in problems if _counts(each, Severity.WARNING)]
    asked = " Most links were not asked." if unasked else ""
    if errors and steps:
        return f"{_of_errors(errors)}: begin with {_beginning(steps[0], about)}.{asked}"
    if warnings:
        can_wait = counted(len(warnings), "warning")
        return f"Nothing is broken; {can_wait} can wait until the next episode.{asked}"
    return f"All is well: there is nothing to mend.{asked}"


def _of_errors(errors: Sequence[Problem]) -> str:
    gone = [each for each in errors if each.is_gone]
    said = _dead(gone) if gone else f"{counted(len(errors), 'error')} to mend"
    if not gone and (paid := sum(1 for each in errors if each.sponsors)):
        said += f", {paid:,} of them in sponsors' links"
    if gone and (others := len(errors) - len(gone)):
        said += f", and {counted(others, 'other error')} to mend"
    return said


def _dead(gone: Sequence[Problem]) -> str:
    paid = sum(1 for each in gone if each.sponsors)
    if len(gone) == 1:
        return "1 link is dead, and a sponsor's" if paid else "1 link is dead"
    sponsors = f", {paid:,} of them {'a sponsor' if paid == 1 else 'sponsors'}'" if paid else ""
    return f"{len(gone):,} links are dead{sponsors}{'s' if paid == 1 else ''}"


def _beginning(step: Step, about: About) -> str:
    """Return `Taro's link, which stands in 10 files`."""
    first = step.problems[0]
    stands = f", which stands in {step.files:,} files" if step.files > 1 else ""
    if step.code is None:
        mended = "one problem" if step.places == 1 else f"{step.places:,} problems"
        return f"`{FIX}`, which mends {mended}"
    if first.sponsors:
        return f"{_name(first.sponsors[0], about)}'s link{stands}"
    if step.host:
        return f"the {len(step.problems):,} links to {step.host}"
    if len(step.problems) > 1:
        return step.code + stands
    where = stands or f" in {first.finding.place.path}"
    return f"the link to {first.host}{where}" if first.host else f"{first.finding.place}{stands}"


def _name(sponsor_id: str, about: About) -> str:
    return about.sponsors.get(sponsor_id, sponsor_id)


def _counts(problem: Problem, severity: Severity) -> bool:
    return problem.finding.severity is severity and not problem.is_known


# ---------------------------------------------------------------- steps


def first_steps(problems: Iterable[Problem], about: About) -> tuple[list[Step], int]:
    """Return the first `STEPS` steps in order, and how many more there are.

    What one command or one change mends is one step: all that `--fix` can do, a sponsor's link in
    however many episodes, a site where many links are dead, a slip that stands in many files.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        if not problem.is_known and problem.finding.severity is not Severity.INFO:
            groups.setdefault(_one_step(problem), []).append(problem)
    ordered = sorted(groups.items(), key=lambda item: _urgency(item[1]))
    steps = [_step(key, group, about) for key, group in ordered[:STEPS]]
    return steps, len(ordered) - len(steps)


def _one_step(problem: Problem) -> tuple[str, ...]:
    """Return what problems have in common that are mended together."""
    found = problem.finding
    if found.replacement is not None:
        return ("fix",)
    if problem.sponsors:
        return "sponsor", found.code, problem.sponsors[0]
    if problem.check is not None and problem.check.verdict in _BY_SITE:
        return "host", found.code, problem.host
    return "code", found.code


def _urgency(group: Sequence[Problem]) -> tuple[object, ...]:
    first = min(group, key=lambda problem: problem.order)
    as_bad = (each for each in group if each.finding.severity is first.finding.severity)
    return (
        RANKS[first.finding.severity],
        not any(problem.sponsors for problem in as_bad),
        -len({file for problem in group for file in problem.files}),
        -max(problem.newest for problem in group),
        first.order,
    )


def _step(key: tuple[str, ...], group: Sequence[Problem], about: About) -> Step:
    problems = tuple(sorted(group, key=lambda problem: problem.order))
    first = problems[0].finding
    if key[0] == "fix":
        places = sum(1 + len(problem.places) for problem in problems)
        mends = "one problem" if places == 1 else f"{places:,} problems at once"
        how = "With `--diff` in place of `--fix` it shows what it would write."
        return Step(first.severity, f"`{FIX}` mends {mends}", how, None, problems)
    rule = CATALOGUE.get(first.code)
    what, how = (_sentence(rule.summary), rule.fix) if rule else (first.message, "")
    host = key[2] if key[0] == "host" and len(problems) > 1 else ""
    if key[0] == "sponsor":
        name = _name(key[2], about)
        what = f"{name}: {_lower(what)}"
        if problems[0].is_gone:
            how = f"Ask {name} for the address that counts. {how}"
    elif host:
        what = f"{len(problems):,} links to {host}: {_lower(what)}"
    elif len(problems) > 1:
        what = f"{what} ({len(problems):,} times)"
    elif problems[0].host and key[0] == "host":
        what = f"{problems[0].host}: {_lower(what)}"
    return Step(first.severity, what, how, first.code, problems, host)


def _lower(summary: str) -> str:
    """Return a summary as it goes on after a colon; an abbreviation at its beginning stays."""
    return summary if summary[1:2].isupper() else summary[:1].lower() + summary[1:]


def _sentence(summary: str) -> str:
    """Return a summary as it begins a line: some rules' begin small."""
    return summary[:1].upper() + summary[1:]
