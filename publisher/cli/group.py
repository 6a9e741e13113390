"""The group that all commands belong to."""

from typing import TYPE_CHECKING

import click

from publisher import __version__

if TYPE_CHECKING:
    from publisher.model import Report


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def commands() -> None:
    """Episode files go in; show notes, feed.xml and a link report come out."""


def say(message: str) -> None:
    """Write a line on standard error; the path in it may hold any character."""
    from publisher.reports.visible import visible

    click.echo(visible(message), err=True)


INTERRUPTED = 130  # as shells do: 128 and the signal's number


def exit_code(report: "Report", *, failed: bool) -> int:
    """Return what a command answers that has looked at links."""
    if report.interrupted:
        return INTERRUPTED
    return 1 if failed else 0
