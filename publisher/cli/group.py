"""The group that all commands belong to."""

import click

from publisher import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="publisher")
def commands() -> None:
    """Episode files go in; show notes, feed.xml and a link report come out."""


def say(message: str) -> None:
    """Write a line on standard error; the path in it may hold any character."""
    from publisher.reports.visible import visible

    click.echo(visible(message), err=True)
