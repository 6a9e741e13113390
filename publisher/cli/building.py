"""Shows and episodes: started and built."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from publisher.cli.group import commands, exit_code
from publisher.cli.live import live_checks
from publisher.cli.options import WebFlags, at_option, root_option, web_options


@commands.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--ci", type=click.Choice(["github"]), help="Write a workflow that checks the show notes, too."
)
@click.option(
    "--adopt",
    metavar="PATH",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Write config for the episodes that are in the repository PATH already.",
)
@click.option("--dry-run", is_flag=True, help="With --adopt: say what would be written.")
@root_option
def init(
    folder: Path, ci: str | None, adopt: Path | None, dry_run: bool, root: Path | None
) -> None:
    """Start a show in DIR (below --root): config, a show and a first episode to fill in.

    With --adopt, the episodes that another tool (Hugo, Jekyll, Eleventy, Astro …) reads are built
    where they lie.
    """
    if adopt is None:
        if dry_run:
            raise click.UsageError("--dry-run goes with --adopt")
        from publisher.scaffold import init_repository

        lines: Iterable[str] = init_repository(root / folder if root else folder, ci)
    else:
        from publisher.adopting import adopt_repository

        if folder != Path():
            raise click.UsageError("with --adopt, config is written into PATH: leave DIR out")
        path = root / adopt if root else adopt
        lines = adopt_repository(path, now=datetime.now(UTC), ci=ci, dry_run=dry_run)
    for line in lines:
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
@click.option(
    "--republish",
    multiple=True,
    metavar="SLUG",
    help="The episode's guid, date or kind of audio changes for good; SHOW/ for the show's guid.",
)
@click.option(
    "--forget", multiple=True, metavar="SLUG", help="The episode leaves the feed for good."
)
@click.option(
    "--check-live",
    "live_url",
    is_flag=False,
    flag_value="",
    metavar="[URL]",
    help="Then ask the live feed, and its files, as apps do; default: the show's own address.",
)
@web_options
@root_option
def build(
    *,
    shows: tuple[str, ...],
    drafts: bool,
    now: datetime,
    strict: bool,
    republish: tuple[str, ...],
    forget: tuple[str, ...],
    live_url: str | None,
    web: WebFlags,
    root: Path | None,
) -> None:
    """Write show notes, feed.xml and the link report. Of every show, or of each SHOW."""
    from publisher.feed.confirming import Confirmed
    from publisher.pipeline import build_repository
    from publisher.reports.terminal import print_build
    from publisher.repository import open_network

    network = open_network(root)
    check_live = live_checks(network, shows, live_url, web) if live_url is not None else None
    with web.watched() as watched:
        built = build_repository(
            network,
            shows,
            now=now,
            drafts=drafts,
            web=watched,
            confirmed=Confirmed(republish, forget),
        )
    live_errors = False
    if check_live is not None and not built.report.interrupted:
        built, live_errors = check_live(built)
    print_build(built.lines, built.report)
    failed = not built.complete or live_errors or (strict and built.report.fails)
    sys.exit(exit_code(built.report, failed=failed))
