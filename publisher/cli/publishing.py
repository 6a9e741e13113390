"""The site put where listeners find it."""

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import Option, commands, exit_code, say
from publisher.cli.options import WebFlags, at_option, root_option, web_options

if TYPE_CHECKING:
    from publisher.publish.pinging import Ping, Send

_TRUST = "What the settings may not allow by themselves"


@commands.command()
@click.argument("target", required=False, metavar="[TARGET]")
@click.option("--dry-run", is_flag=True, help="Build, and show what would be sent; send nothing.")
@click.option("--force", is_flag=True, help="Publish though there are errors, or a feed would go.")
@click.option(
    "--overwrite",
    cls=Option,
    section=_TRUST,
    is_flag=True,
    help="Replace files at the place that another program put there.",
)
@click.option(
    "--allow-outside",
    cls=Option,
    section=_TRUST,
    is_flag=True,
    envvar="PUBLISHER_ALLOW_OUTSIDE",
    help="Publish in folders and repositories of this machine outside of this one.",
)
@at_option
@web_options
@root_option
def publish(
    *,
    target: str | None,
    dry_run: bool,
    force: bool,
    overwrite: bool,
    allow_outside: bool,
    now: datetime,
    web: WebFlags,
    root: Path | None,
) -> None:
    """Build, then put the site where listeners find it: at TARGET, a [publish.<name>]."""
    from publisher.pipeline import build_repository
    from publisher.publish.failing import PublishError
    from publisher.publish.publishing import Wishes, publish, refuse_build
    from publisher.publish.registry import open_target, pick_place
    from publisher.publish.targets import Trust
    from publisher.reports.terminal import print_build
    from publisher.repository import open_network

    network = open_network(root)
    place = pick_place(network, target)
    trust = Trust(allow_outside, web.allow_private, overwrite)
    try:
        open_target(place, network, trust).close()  # what is not allowed is told before the build
        with web.watched() as watched:
            built = build_repository(network, (), now=now, web=watched)
        print_build(built.lines, built.report)
        if built.report.interrupted:
            sys.exit(exit_code(built.report, failed=True))
        refuse_build(built.report, complete=built.complete, force=force)
        wishes = Wishes(dry_run, force, web.verbose, trust)
        for line in publish(
            place, network, wishes, send=_told(allow_private=web.allow_private), say=say
        ):
            click.echo(line)
    except PublishError as error:
        for line in str(error).split("\n"):
            say(line)
        sys.exit(1)


def _told(*, allow_private: bool) -> "Send":
    """Return what tells hubs; whoever has none to tell imports no HTTP code."""

    def send(ping: "Ping", seconds: float) -> str | None:
        from publisher.publish.telling import HubClient

        with closing(HubClient(allow_private=allow_private)) as hub:
            return hub.send(ping, seconds)

    return send
