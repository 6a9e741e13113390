"""Sponsors, as far as they are known: no command here asks the web."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from publisher.cli.group import commands, say
from publisher.cli.options import at_option, root_option
from publisher.durations import parse_duration

json_option = click.option("--json", "as_json", is_flag=True, help="For programs.")


@commands.group()
def sponsors() -> None:
    """Sponsors: campaigns, episodes, and every place that names one."""


@sponsors.command("list")
@json_option
@at_option
@root_option
def list_sponsors(*, as_json: bool, now: datetime, root: Path | None) -> None:
    """List every sponsor: its campaign, its episodes, and the worst of its links."""
    from publisher.listing import sponsors_json, sponsors_text
    from publisher.listing.links import list_links
    from publisher.listing.printing import print_text
    from publisher.listing.sponsors import survey
    from publisher.repository import open_network

    network = open_network(root)
    listing = list_links(network, (), now)
    surveyed = survey(network, listing, now)
    form = sponsors_json if as_json else sponsors_text
    print_text(form.render_list(surveyed, now.date()))
    for notice in listing.notices:
        say(notice)


@sponsors.command()
@click.argument("sponsor", metavar="ID")
@json_option
@at_option
@root_option
def where(sponsor: str, *, as_json: bool, now: datetime, root: Path | None) -> None:
    """Say where the sponsor ID is named, with which link and code."""
    from publisher.listing import sponsors_json, sponsors_text
    from publisher.listing.links import list_links
    from publisher.listing.printing import print_text, screen_for
    from publisher.listing.sponsors import uses_of
    from publisher.repository import find_sponsor, open_network

    network = open_network(root)
    found = find_sponsor(network, sponsor)
    listing = list_links(network, (), now)
    uses = uses_of(found, listing, now)
    id_ = found.id or sponsor
    if as_json:
        print_text(sponsors_json.render_where(id_, found, uses, now.date()))
    else:
        width = screen_for(whole=True).width
        print_text(sponsors_text.render_where(id_, found, uses, now.date(), width))
    for notice in listing.notices:
        say(notice)


def _span(_: click.Context, __: click.Parameter, text: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@sponsors.command("expiring")
@click.option(
    "--within", default="14d", metavar="14d", callback=_span, help="How far ahead; default: 14d."
)
@json_option
@at_option
@root_option
def expiring_sponsors(
    *, within: timedelta, as_json: bool, now: datetime, root: Path | None
) -> None:
    """List campaigns that end soon, or are over and still named by episodes to come.

    Exits 1 if there are any, so that a job on a timer can tell.
    """
    from publisher.listing import sponsors_json, sponsors_text
    from publisher.listing.links import NOTHING_KNOWN, list_links
    from publisher.listing.printing import print_text
    from publisher.listing.sponsors import expiring, survey
    from publisher.repository import open_network

    network = open_network(root)
    listing = list_links(network, (), now)
    surveyed = survey(network, listing, now)
    found, today = expiring(surveyed, within, network, now), now.date()
    if as_json:
        print_text(sponsors_json.render_expiring(found, today))
    else:
        print_text(sponsors_text.render_expiring(found, within, today))
    for notice in listing.notices:
        if notice != NOTHING_KNOWN:  # what the web says makes no difference here
            say(notice)
    sys.exit(1 if found else 0)
