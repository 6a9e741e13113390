"""Show notes of one episode: printed, copied, or written in every form."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from publisher.cli.group import commands, say
from publisher.cli.options import at_option, root_option

FORMS = (
    *("html", "text", "markdown", "apple", "spotify", "youtube"),
    *("newsletter", "mastodon"),
)


@commands.command()
@click.argument("episode")
@click.option("--for", "form", type=click.Choice(FORMS), help="The place.")
@click.option("--copy", is_flag=True, help="Put the notes into the clipboard; print nothing.")
@click.option(
    "--all",
    "folder",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the notes for every place into files in DIR.",
)
@at_option
@root_option
def notes(
    *,
    episode: str,
    form: str | None,
    copy: bool,
    folder: Path | None,
    now: datetime,
    root: Path | None,
) -> None:
    """Print an episode's show notes as one place takes them: --for PLACE; or --all of them.

    EPISODE is its file, its number, its slug or SHOW/SLUG.
    """
    from publisher.notes.limits import Form
    from publisher.noting import render_notes_of, write_notes_of
    from publisher.repository import open_network

    if (form is None) == (folder is None):
        raise click.UsageError("say where the notes go: --for PLACE, or --all DIR")
    if copy and form is None:
        raise click.UsageError("--copy takes the notes for one place: say which by --for PLACE")
    network = open_network(root)
    if folder is not None:
        lines, findings = write_notes_of(network, episode, folder, now)
        for line in lines:
            click.echo(line)
    elif form is not None:
        text, findings = render_notes_of(network, episode, Form(form), now)
        if copy:
            say(_copied(text))
        else:
            click.echo(text)
    for finding in findings:
        say(f"{finding.place} {finding.code} {finding.message}")


def _copied(text: str) -> str:
    """Put a text into the clipboard, and say so."""
    from publisher.clipboard import copy_text

    terminal = sys.stderr if sys.stderr.isatty() else None
    return copy_text(text, terminal, over_ssh="SSH_CONNECTION" in os.environ)
