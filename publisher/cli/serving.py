"""The preview: a site on 127.0.0.1 that follows every save."""

from datetime import UTC, datetime
from pathlib import Path

import click

from publisher.cli.group import commands, say
from publisher.cli.options import root_option


@commands.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    metavar="N",
    help="The port; default: 8000, or the next free one.",
)
@click.option("--open/--no-open", "opens", default=False, help="Open the browser, too.")
@click.option(
    "--drafts/--no-drafts", default=True, help="Show drafts and future episodes (default), or not."
)
@click.option("--check", "asks", is_flag=True, help="Ask the web about links after each change.")
@root_option
def serve(*, port: int | None, opens: bool, drafts: bool, asks: bool, root: Path | None) -> None:
    """Show the site on this machine while it is written: each save builds and reloads.

    Nothing is written: no feed, no lock, not public/. /_preview/ shows the notes as every app will.
    """
    from threading import Event

    from publisher.asking import Web
    from publisher.repository import repository_root
    from publisher.serving.rebuilding import Rebuilder
    from publisher.serving.running import Show, keep_showing
    from publisher.serving.server import open_server, serving
    from publisher.serving.stage import Stage

    rebuilder = Rebuilder(repository_root(root), drafts=drafts, clock=lambda: datetime.now(UTC))
    stage, ended = Stage(), Event()
    server = open_server(port, stage)
    try:
        with serving(server) as address:
            say(f"The site is at {address} and its notes in every app at {address}_preview/")
            say("Ctrl-C ends it.")
            if opens:
                click.launch(address)
            keep_showing(Show(rebuilder, stage, Web(offline=not asks, alone=True), say), ended)
    except KeyboardInterrupt:
        say("The preview has ended.")
