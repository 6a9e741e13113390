"""The links, as far as they are known: no command here asks the web."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.group import commands, say
from publisher.cli.options import at_option, root_option
from publisher.errors import UsageError

if TYPE_CHECKING:
    from publisher.listing.choosing import Wanted
    from publisher.model import Network, Verdict

BY = ("verdict", "sponsor", "host", "episode")


def _verdicts(_: click.Context, __: click.Parameter, text: str | None) -> "frozenset[Verdict]":
    """Return the verdicts that a list names."""
    from publisher.config.tables import did_you_mean
    from publisher.model import Verdict

    known = {verdict.value: verdict for verdict in Verdict}
    words = [word.strip().lower() for word in (text or "").split(",") if word.strip()]
    for word in words:
        if word not in known:
            hint = did_you_mean(word, known) or f"; there are: {', '.join(known)}"
            raise click.BadParameter(f"{word!r} is no verdict{hint}")
    return frozenset(known[word] for word in words)


@commands.command()
@click.argument("shows", nargs=-1, metavar="[SHOW…]")
@click.option("--by", type=click.Choice(BY), default="verdict", help="What makes a group.")
@click.option(
    "--verdict", "verdicts", metavar="WORDS", callback=_verdicts, help="Only these: dead,moved."
)
@click.option("--host", metavar="HOST", help="Only links to HOST and below it.")
@click.option("--sponsor", metavar="ID", help="Only links of this sponsor.")
@click.option("--episode", metavar="EPISODE", help="Only in this one: its file, number or slug.")
@click.option("--url", metavar="URL", help="Only this address, with its whole history.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@at_option
@root_option
def links(
    *,
    shows: tuple[str, ...],
    by: str,
    verdicts: "frozenset[Verdict]",
    host: str | None,
    sponsor: str | None,
    episode: str | None,
    url: str | None,
    as_json: bool,
    now: datetime,
    root: Path | None,
) -> None:
    """List what is known of every link, without asking. Of every show, or of each SHOW."""
    from publisher.listing.choosing import By, Wanted, choose, grouped
    from publisher.listing.json import render_links
    from publisher.listing.links import list_links
    from publisher.listing.printing import print_text, screen_for
    from publisher.listing.text import render_groups, render_one
    from publisher.repository import open_network

    network = open_network(root)
    wanted = Wanted(verdicts, url=url)
    wanted = _resolved(wanted, network, host=host, sponsor=sponsor, episode=episode)
    listing = list_links(network, shows, now)
    chosen = choose(listing.links, wanted)
    if as_json:
        print_text(render_links(chosen))
    elif len(chosen) == 1 or (chosen and url is not None):  # in several spellings
        screen = screen_for(whole=True)
        print_text("\n".join(render_one(known, screen) for known in chosen))
    else:
        groups = grouped(listing, chosen, By(by), network)
        print_text(render_groups(groups, screen_for(whole=not wanted.is_all)))
    for notice in listing.notices:
        say(notice)


def _resolved(
    wanted: "Wanted",
    network: "Network",
    *,
    host: str | None,
    sponsor: str | None,
    episode: str | None,
) -> "Wanted":
    """Return what is wanted with the user's words understood. Raises UsageError."""
    from publisher.links.urls import host_of
    from publisher.repository import find_episode, find_sponsor

    if host is not None:
        name = host_of(host if "://" in host else f"http://{host}")
        if not name:
            raise UsageError(f"{host!r} is no host; write example.com")
        wanted = wanted._replace(host=name.removeprefix("www."))
    if sponsor is not None:
        wanted = wanted._replace(sponsor=find_sponsor(network, sponsor).id)
    if episode is not None:
        wanted = wanted._replace(episode=find_episode(network, episode)[1].source.path)
    return wanted
