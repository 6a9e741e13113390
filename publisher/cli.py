"""The commands: parse, call one function, print, exit code.

What costs time to import is imported by the command that needs it, so that `--help` answers at
once.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher import __version__
from publisher.options import at_option, root_option, web_options

if TYPE_CHECKING:
    from publisher.checking import Checked
    from publisher.model import Report, RuleSelection

FORMS = ("html", "text", "markdown", "apple", "spotify", "youtube")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def commands() -> None:
    """Episode files go in; show notes, feed.xml and a link report come out."""


@commands.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@root_option
def init(folder: Path, root: Path | None) -> None:
    """Start a show in DIR (below --root): config, a show and a first episode to fill in."""
    from publisher.scaffold import init_repository

    for line in init_repository(root / folder if root else folder):
        click.echo(line)


@commands.command()
@click.argument("show")
@click.argument("title")
@click.option("--guest", "guests", multiple=True, metavar="ID", help="A person of people.toml.")
@root_option
def new(show: str, title: str, guests: tuple[str, ...], root: Path | None) -> None:
    """Start an episode of SHOW: the next number, today's date, a draft."""
    from publisher.documents import display_path
    from publisher.repository import open_network, pick_shows
    from publisher.scaffold import new_episode

    network = open_network(root)
    (chosen,) = pick_shows(network, (show,))
    file = new_episode(network, chosen, title, guests, datetime.now(UTC))
    click.echo(f"wrote {display_path(file)}: a draft, until you take the line `draft: true` out")


@commands.command()
@click.argument("shows", nargs=-1, metavar="[SHOW…]")
@click.option("--drafts", is_flag=True, help="Make pages for drafts and future episodes too.")
@at_option
@click.option("--strict", is_flag=True, help="Exit 1 on findings of severity error.")
@web_options
@root_option
def build(
    *,
    shows: tuple[str, ...],
    drafts: bool,
    now: datetime,
    strict: bool,
    offline: bool,
    allow_private: bool,
    root: Path | None,
) -> None:
    """Write show notes, feed.xml and the link report. Of every show, or of each SHOW."""
    from publisher.answering import Web
    from publisher.model import Severity
    from publisher.pipeline import build_repository
    from publisher.reports.terminal import print_build, progress
    from publisher.repository import open_network

    network = open_network(root)
    with progress("Checking links") as step:
        built = build_repository(
            network, shows, now=now, drafts=drafts, web=Web(offline, allow_private, step)
        )
    print_build(built.lines, built.report)
    failed = not built.complete or (strict and built.report.count(Severity.ERROR) > 0)
    sys.exit(1 if failed else 0)


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
    from publisher.model import Severity
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
            _say(problem)
        click.echo(diff_text(fixes.files), nl=False)
    elif fix:
        written, problems = write_fixes(checked.fixes())
        for fixed in written:
            _say(f"{fixed.path}: mended {counted(fixed.links, 'link')}")
        for problem in problems:
            _say(problem)
        checked = look()  # what is left stands elsewhere now; the web is remembered
    if not diff:
        _print_report(checked.report, form, output)
    sys.exit(1 if checked.report.count(Severity.ERROR) else 0)


@commands.command()
@click.argument("episode")
@click.option("--for", "form", type=click.Choice(FORMS), required=True, help="The place.")
@at_option
@root_option
def notes(episode: str, form: str, now: datetime, root: Path | None) -> None:
    """Print an episode's show notes as one place takes them.

    EPISODE is its file, its number, its slug or SHOW/SLUG.
    """
    from publisher.notes.forms import Form
    from publisher.noting import render_notes_of
    from publisher.repository import open_network

    rendered, findings = render_notes_of(open_network(root), episode, Form(form), now)
    click.echo(rendered)
    for finding in findings:
        _say(f"{finding.place} {finding.code} {finding.message}")


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
        _say(f"wrote {output}: {findings}")


def _say(message: str) -> None:
    """Write a line on standard error; the path in it may hold any character."""
    from publisher.reports.visible import visible

    click.echo(visible(message), err=True)
