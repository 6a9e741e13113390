"""Links and episode files: checked, and the rules explained."""

import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import Option, commands, exit_code, say
from publisher.cli.options import WebFlags, root_option, web_options
from publisher.cli.reporting import report_options, write_report
from publisher.durations import parse_duration

if TYPE_CHECKING:
    from publisher.checking import Checked
    from publisher.model import RuleSelection

LET_BE = timedelta(days=90)
"""How long the baseline excuses an error, unless told otherwise."""


_MEND = "Mending"
_PICK = "What counts"
_KNOWN = "Errors that you know (config/baseline.toml)"


def _last_day(_: click.Context, __: click.Parameter, text: str | None) -> date | None:
    """Return the day that a date names, or that is so far ahead as a span says."""
    if text is None:
        return None
    today = datetime.now(UTC).date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        try:
            day = today + parse_duration(text)
        except ValueError as error:
            raise click.BadParameter(f"{error}, or a day such as 2027-01-31") from error
    if day < today:
        raise click.BadParameter(f"{day} is over; name a day to come")
    return day


@commands.command()
@click.argument("paths", nargs=-1, metavar="[PATHS…]", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--fix", cls=Option, section=_MEND, is_flag=True, help="Mend in the files what can be mended."
)
@click.option(
    "--diff",
    cls=Option,
    section=_MEND,
    is_flag=True,
    help="Show what --fix would change; change nothing.",
)
@click.option(
    "--suggest",
    cls=Option,
    section=_MEND,
    is_flag=True,
    help="Ask the Internet Archive for copies of pages that are gone.",
)
@click.option(
    "--select",
    cls=Option,
    section=_PICK,
    default="",
    metavar="CODES",
    help="Only these: L101,S (or beginnings).",
)
@click.option(
    "--ignore", cls=Option, section=_PICK, default="", metavar="CODES", help="All but these."
)
@click.option(
    "--changed",
    "since",
    cls=Option,
    section=_PICK,
    metavar="REF",
    help="Fail on what is new or edited since the branch left REF; tell the rest.",
)
@click.option(
    "--update-baseline",
    cls=Option,
    section=_KNOWN,
    is_flag=True,
    help="Write today's errors into it: from now on they fail no run.",
)
@click.option("--reason", cls=Option, section=_KNOWN, metavar="TEXT", help="Why they are let be.")
@click.option(
    "--expires",
    cls=Option,
    section=_KNOWN,
    metavar="90d|DATE",
    callback=_last_day,
    help="How long, or until when; default: 90 days.",
)
@report_options
@web_options
@root_option
def check(
    *,
    paths: tuple[Path, ...],
    fix: bool,
    diff: bool,
    suggest: bool,
    select: str,
    ignore: str,
    since: str | None,
    update_baseline: bool,
    reason: str | None,
    expires: date | None,
    form: str | None,
    outputs: tuple[Path, ...],
    web: WebFlags,
    root: Path | None,
) -> None:
    """Check links and episode files. The whole repository, or PATHS (any Markdown or HTML)."""
    from publisher.checking import check_repository
    from publisher.reports.summary import counted
    from publisher.rules.fixing import diff_text, write_fixes

    _agree_on_baseline(
        update_baseline,
        beside={"--reason": reason, "--expires": expires},
        without={
            **{"PATHS": paths, "--select": select, "--ignore": ignore, "--changed": since},
            **{"--fix": fix, "--diff": diff},
        },
    )

    def look(*, suggest: bool, moves_twice: bool = False) -> "Checked":
        with web.watched(moves_twice=moves_twice, suggest=suggest) as watched:
            return check_repository(
                root,
                paths,
                _selection(select, ignore),
                now=datetime.now(UTC),
                web=watched,
                since=since,
                excused=not update_baseline,
            )

    checked = look(suggest=suggest and not (fix or diff), moves_twice=fix or diff)
    if checked.report.interrupted:
        fix = diff = False  # whoever interrupts wants no more than the report
    elif update_baseline:
        checked = _with_new_baseline(checked, reason, expires)
    if diff:
        fixes = checked.fixes()
        for problem in fixes.problems:
            say(problem)
        click.echo(diff_text(fixes.files), nl=False)
    elif fix:
        written, problems = write_fixes(checked.fixes())
        for fixed in written:
            say(f"{fixed.path}: mended {counted(fixed.links, 'link')}")
        for problem in problems:
            say(problem)
        checked = look(suggest=suggest)  # what is left stands elsewhere now; the web is remembered
    if not diff:
        write_report(checked.report, form, outputs)
    sys.exit(exit_code(checked.report, failed=checked.report.fails))


def _agree_on_baseline(
    update: bool, *, beside: Mapping[str, object], without: Mapping[str, object]
) -> None:
    """Raise UsageError where options contradict each other.

    An update that looked at a part only would take the rest for mended.
    """
    for name, value in (without if update else beside).items():
        if value and update:
            raise click.UsageError(
                "--update-baseline looks at the whole repository, by all its rules: run it "
                f"without {name}"
            )
        if value:
            raise click.UsageError(f"{name} goes with --update-baseline")


def _with_new_baseline(checked: "Checked", reason: str | None, expires: date | None) -> "Checked":
    """Write the baseline, tell what changed in it, and return what it leaves to fail."""
    from publisher.baseline import BASELINE
    from publisher.baseline.updating import update_baseline
    from publisher.errors import UsageError

    network, now = checked.context.network, checked.context.now
    if network is None:
        raise UsageError(
            f"there is no podcast repository here to write {BASELINE} into; "
            "start one with `publisher init`"
        )
    report, told = update_baseline(
        network.root,
        checked.report,
        today=now.date(),
        reason=reason,
        expires=expires or now.date() + LET_BE,
    )
    for line in told:
        say(line)
    return checked._replace(report=report)


@commands.command()
@click.argument("code", required=False)
@click.option("--root", expose_value=False, help="Taken as by all commands; changes nothing.")
def rule(code: str | None) -> None:
    """Explain the rule CODE, or list all rules. `S` or `L1` lists those that begin so."""
    from publisher.rules.explain import explain_rule, list_rules

    click.echo(explain_rule(code) if code else list_rules())


def _selection(select: str, ignore: str) -> "RuleSelection":
    from publisher.model import RuleSelection

    def codes(text: str) -> tuple[str, ...]:
        return tuple(code.strip().upper() for code in text.split(",") if code.strip())

    return RuleSelection(select=codes(select), ignore=codes(ignore))
