"""What people see when a run is done: colours and tables on a terminal only.

rich is imported only when something is drawn: it costs more than a run answered by the cache.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from publisher.model import Report, Severity
from publisher.reports import text
from publisher.reports.grouping import Group, Told, by_file, tell, worst_first
from publisher.reports.summary import SEVERITIES, counted
from publisher.reports.users import without_users
from publisher.reports.visible import short, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

FINDINGS_A_GROUP = 20
GROUPS = 40
FEW_FINDINGS = 20  # that a build tells in full

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def print_report(
    report: Report,
    stream: TextIO | None = None,
    *,
    findings_a_group: int = FINDINGS_A_GROUP,
    groups: int = GROUPS,
) -> None:
    """Print findings by episode and the summary: a table on a terminal, else the text report.

    The table tells repeats once, puts errors first, and says how much it leaves out.
    """
    stream, report = stream or sys.stdout, without_users(report)
    if stream.isatty():
        found = worst_first(by_file(tell(report, once=SEVERITIES)))
        rest = "`publisher check --output report.txt` writes them all"
        _print_table(found, stream, findings_a_group, groups, rest)
        write_text(stream, text.closing(report) + "\n")
    else:
        write_text(stream, text.render(report))


def print_build(lines: Iterable[str], report: Report, stream: TextIO | None = None) -> None:
    """Print what a build wrote, then its findings, files with errors first.

    Where there are more than a few, a terminal shows the first of each file, and other streams
    leave out information: the report that a build writes has them all.
    """
    stream, report = stream or sys.stdout, without_users(report)
    write_text(stream, "".join(f"{visible(line)}\n" for line in lines))
    groups = worst_first(by_file(tell(report, once=SEVERITIES)))
    told = [row for group in groups for row in group.told]
    few = len(told) <= FEW_FINDINGS
    if stream.isatty():
        a_group, shown = (FEW_FINDINGS, FEW_FINDINGS) if few else (5, 10)
        _print_table(groups, stream, a_group, shown, "the link report shows them all")
    else:
        rows = told if few else filter(_matters, told)
        write_text(stream, "".join(f"{text.finding_line(row)}\n" for row in rows))
    write_text(stream, text.closing(report) + "\n")


def _matters(told: Told) -> bool:
    return told.finding.severity is not Severity.INFO


def write_text(stream: TextIO, content: str) -> None:
    """Write what the stream's encoding can't hold (a log in ASCII) as escapes."""
    encoding = stream.encoding or "utf-8"
    stream.write(content.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


# ---------------------------------------------------------------- the table


def _print_table(
    found: Sequence[Group], stream: TextIO, findings_a_group: int, groups: int, rest: str
) -> None:
    """Print the groups, as many as the limits allow; `rest` says where the others are."""
    if not found:
        return
    console = console_on(stream)
    for group in found[:groups]:
        console.print(_group_table(group, findings_a_group, stream.encoding or "utf-8"))
    if found[groups:]:
        left = sum(len(group.told) for group in found[groups:])
        files = counted(len(found) - groups, "more file")
        write_text(stream, f"… and {counted(left, 'more finding')} in {files}: {rest}.\n\n")


def console_on(stream: TextIO) -> "Console":
    from rich.console import Console

    # Nothing of a title, URL or message may be taken as markup, emoji code or number to colour.
    return Console(file=stream, markup=False, emoji=False, highlight=False)


def _group_table(group: Group, limit: int, encoding: str) -> "Table":
    from rich.table import Table
    from rich.text import Text

    def shown(content: str, style: str = "") -> Text:
        return Text(visible(content).encode(encoding, "backslashreplace").decode(encoding), style)

    table = Table(
        box=None,
        show_header=False,
        title=shown(group.path, "bold"),
        title_justify="left",
        padding=(0, 2, 0, 0),
    )
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for told in group.told[:limit]:
        found = told.finding
        style = _STYLES[found.severity] if found.known is None else "dim"
        where = f"{found.place.line}:{found.place.column}"
        table.add_row(
            shown(where, "dim"),
            shown(found.code, style),
            shown(found.severity, style),
            shown(f"{short(told.words)}{short(told.aside)}{told.repeat}"),
        )
    if len(group.told) > limit:
        table.add_row("", "", "", shown(f"… and {len(group.told) - limit:,} more", "dim"))
    table.add_row()
    return table
