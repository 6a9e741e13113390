"""Where a report goes, and in which form: one run can feed several."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import Option, say
from publisher.cli.options import Command
from publisher.reports import FORMATS, format_of

if TYPE_CHECKING:
    from publisher.model import Report


def report_options(command: Command) -> Command:
    """Add `--format` and `--output` to a command, as `form` and `outputs`."""
    command = click.option(
        "--output",
        "outputs",
        cls=Option,
        section="The report",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_in_folders,
        metavar="FILE",
        help="Write it here, in the format of the suffix, else of --format. Can be repeated.",
    )(command)
    return click.option(
        "--format",
        "form",
        cls=Option,
        section="The report",
        type=click.Choice(list(FORMATS)),
        help="What is printed, unless a file of --output takes it; default: text.",
    )(command)


def _in_folders(_: click.Context, __: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Refuse a file in a folder that isn't there before the work begins."""
    for file in files:
        folder = Path(os.path.realpath(file)).parent
        if not folder.is_dir():
            raise click.BadParameter(f"there is no folder {folder}; make it, or name another file")
    return files


def write_report(report: "Report", form: str | None, outputs: Iterable[Path]) -> None:
    """Write the report into each file, and print it in `form` unless a file has that form.

    Without files it is printed in any case, as text where no form is named. What there is to say
    of the run itself (no network, interrupted) is told on standard error where no text is printed.
    """
    taken = {output: format_of(output.name) or form or "text" for output in outputs}
    for output, its_form in taken.items():
        _write(report, its_form, output)
    printed = form or (None if taken else "text")
    if printed in taken.values():
        printed = None
    if printed != "text":
        for notice in report.notices:
            say(notice)
    if printed is not None:
        _print(report, printed)


def _print(report: "Report", form: str) -> None:
    if form == "text":
        from publisher.reports.terminal import print_report

        print_report(report)
    else:
        encoding = sys.stdout.encoding or "utf-8"  # that of a log may not hold every letter
        shown = FORMATS[form](report).encode(encoding, "backslashreplace").decode(encoding)
        click.echo(shown, nl=False)


def _write(report: "Report", form: str, output: Path) -> None:
    from publisher.reports.summary import summarise, summary_lines
    from publisher.writing import write_output

    write_output(output, FORMATS[form](report).encode())
    findings, _ = summary_lines(summarise(report))
    say(f"wrote {output}: {findings}")
