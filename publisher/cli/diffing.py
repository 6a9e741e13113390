"""`publisher diff`: what subscribers would notice of a change to the feed."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.fetching import FetchFlags, fetch_options
from publisher.cli.group import commands, say
from publisher.cli.options import at_option, root_option

if TYPE_CHECKING:
    from publisher.diffing.values import Compared

FORMS = ("text", "json", "markdown")


@commands.command()
@click.argument("old", required=False, metavar="[OLD]")
@click.argument("new", required=False, metavar="[NEW]")
@click.option("--show", "shows", multiple=True, metavar="SHOW", help="Only this show. Repeatable.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="Default: text.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it here instead of printing it.",
)
@at_option
@fetch_options
@root_option
def diff(
    *,
    old: str | None,
    new: str | None,
    shows: tuple[str, ...],
    form: str,
    output: Path | None,
    now: datetime,
    fetch: FetchFlags,
    root: Path | None,
) -> None:
    """Say what subscribers would notice: between feeds, or the last commit and now.

    OLD and NEW are files, addresses, commits (the feed.xml of each show in them) or COMMIT:PATH.
    Without NEW it is what a build would write now; nothing is written. Exits 1 where something
    would hurt subscribers, 2 where a feed can't be read.
    """
    from publisher.diffing.comparing import Asked, compare_feeds

    with fetch.fetcher() as ask:
        compared = compare_feeds(Asked(old, new, shows, root), now=now, fetch=ask)
    _tell(compared, form, output)
    sys.exit(1 if any(each.diff.hurts for each in compared) else 0)


def _tell(compared: "Sequence[Compared]", form: str, output: Path | None) -> None:
    from publisher.diffing import json, markdown, text
    from publisher.diffing.wording import summary
    from publisher.reports.terminal import write_text
    from publisher.writing import write_output

    renders: dict[str, Callable[[Sequence[Compared]], str]] = {
        "text": text.render,
        "json": json.render,
        "markdown": markdown.render,
    }
    if output is not None:
        write_output(output, renders[form](compared).encode())
        for each in compared:
            say(f"wrote {output}: {summary(each.diff)}")
    elif form == "text":
        text.print_diff(compared, sys.stdout)
    else:
        write_text(sys.stdout, renders[form](compared))
