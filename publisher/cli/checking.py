"""Links and episode files: checked, and the rules explained."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import commands, say
from publisher.cli.options import root_option, web_options

if TYPE_CHECKING:
    from publisher.checking import Checked
    from publisher.model import Report, RuleSelection


def _in_a_folder(_: click.Context, __: click.Parameter, file: Path | None) -> Path | None:
    """Refuse a file in a folder that isn't there before the work begins."""
    if file is not None:
        folder = Path(os.path.realpath(file)).parent
        if not folder.is_dir():
            raise click.BadParameter(f"there is no folder {folder}; make it, or name another file")
    return file


@commands.command()
@click.argument("paths", nargs=-1, metavar="[PATHS…]", type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help="Mend in the files what can be mended.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option("--select", default="", metavar="CODES", help="Only these: L101,S (or beginnings).")
@click.option("--ignore", default="", metavar="CODES", help="All but these.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people, json for programs.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_in_a_folder,
    help="Write it here.",
)
@web_options
@root_option
def check(
    *,
    paths: tuple[Path, ...],
    fix: bool,
    diff: bool,
    select: str,
    ignore: str,
    form: str,
    output: Path | None,
    offline: bool,
    allow_private: bool,
    root: Path | None,
) -> None:
    """Check links and episode files. The whole repository, or PATHS (any Markdown or HTML)."""
    from publisher.answering import Web
    from publisher.checking import check_repository
    from publisher.reports.summary import counted
    from publisher.reports.terminal import progress
    from publisher.rules.fixing import diff_text, write_fixes

    def look() -> "Checked":
        with progress("Checking links") as step:
            return check_repository(
                root,
                paths,
                _selection(select, ignore),
                now=datetime.now(UTC),
                web=Web(offline, allow_private, step),
            )

    checked = look()
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
        checked = look()  # what is left stands elsewhere now; the web is remembered
    if not diff:
        _print_report(checked.report, form, output)
    sys.exit(1 if checked.report.fails else 0)


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


def _print_report(report: "Report", form: str, output: Path | None) -> None:
    if form == "text" and output is None:
        from publisher.reports.terminal import print_report

        print_report(report)
        return
    from publisher.reports import FORMATS
    from publisher.reports.summary import summarise, summary_lines
    from publisher.writing import write_output

    text = FORMATS[form](report)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, text.encode())
        findings, _ = summary_lines(summarise(report))
        say(f"wrote {output}: {findings}")
