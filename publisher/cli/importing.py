"""`publisher import`: a show that is published elsewhere becomes a folder here."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.fetching import FetchFlags, fetch_options
from publisher.cli.group import INTERRUPTED, commands, say
from publisher.cli.options import root_option

if TYPE_CHECKING:
    from publisher.importing.downloads.media import Media


@commands.command("import")
@click.argument("feed", required=False, metavar="FEED")
@click.option(
    "--notes",
    metavar="FILE",
    help="Make one episode of the description in this file, or - for what is piped in.",
)
@click.option(
    "--explain", is_flag=True, help="With --notes: say what each part was taken for, and why."
)
@click.option("--show", metavar="SLUG", help="The show's folder; default: made of its title.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--keep-boilerplate",
    is_flag=True,
    help="Leave in the notes what repeats in many episodes: sponsors, profiles, thanks.",
)
@click.option(
    "--media",
    is_flag=True,
    help="Download artwork, audio, chapters and transcripts, too, each beside its episode.",
)
@click.option(
    "--take",
    multiple=True,
    metavar="PATH",
    help="Write the feed's version of this file, though you edited or deleted it. Repeatable.",
)
@fetch_options
@root_option
def import_(
    *,
    feed: str | None,
    notes: str | None,
    explain: bool,
    show: str | None,
    dry_run: bool,
    keep_boilerplate: bool,
    media: bool,
    take: tuple[str, ...],
    fetch: FetchFlags,
    root: Path | None,
) -> None:
    """Make a show of FEED, a file or the address of a feed: show.toml, and a file per episode.

    Do it again whenever there are new episodes: what you edited is never touched. With -v all
    that was moved out of the notes, and all files, are named.
    """
    from publisher.importing.feed.folder import Asked, import_feed
    from publisher.reports.visible import visible

    if notes is not None and feed is None:
        _import_notes(notes, show, root, dry_run=dry_run, explain=explain)
        return
    if feed is None:
        raise click.UsageError("which feed? name a file, or the address of a feed")
    if notes is not None or explain:
        raise click.UsageError("--notes and --explain are for a description: give no feed then")
    asked = Asked(feed, show, root, take, keep_boilerplate, dry_run, fetch.verbose)
    if media:
        asked = asked._replace(download=fetch.downloader, told=_tell_of_download)
    try:
        with fetch.fetcher() as ask:
            for line in import_feed(asked, ask):
                click.echo(visible(line))
    except KeyboardInterrupt:
        say("interrupted: what has come stays; the same command goes on from there")
        sys.exit(INTERRUPTED)


def _import_notes(
    notes: str, show: str | None, root: Path | None, *, dry_run: bool, explain: bool
) -> None:
    from publisher.importing.notes_file import AskedNotes, import_notes
    from publisher.reports.visible import visible

    asked = AskedNotes(notes, sys.stdin, sys.stdout, show, root, dry_run, explain)
    for line in import_notes(asked):
        click.echo(visible(line))


def _tell_of_download(media: "Media") -> None:
    """Say on a terminal that a file has come; what failed is told at the end."""
    if media.path is not None and sys.stderr.isatty():
        say(f"{media.path} ({media.size_bytes / 1_000_000:,.1f} MB)")
