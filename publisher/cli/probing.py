"""The audio of episodes: measured, compared, and its facts written."""

import sys
from pathlib import Path

import click

from publisher.cli.fetching import FetchFlags, fetch_options
from publisher.cli.group import commands, say
from publisher.cli.options import root_option


@commands.command()
@click.argument("episode", required=False)
@click.option("--write", is_flag=True, help="Write what is missing or wrong into the episodes.")
@click.option("--diff", is_flag=True, help="Show what --write would change; change nothing.")
@click.option("--offline", is_flag=True, help="Measure files only; don't ask the web.")
@fetch_options
@root_option
def probe(
    *,
    episode: str | None,
    write: bool,
    diff: bool,
    offline: bool,
    fetch: FetchFlags,
    root: Path | None,
) -> None:
    """Measure audio, here and on the web: of EPISODE (its file, slug or number), or of all."""
    from publisher.errors import UsageError
    from publisher.probing import known_audio, probe_episodes, render_probed, write_facts
    from publisher.probing.comparing import known_of
    from publisher.reports.summary import counted
    from publisher.repository import find_episode, open_network, pick_shows
    from publisher.rules.fixing import Fixes, diff_text, write_fixes

    network = open_network(root)
    if episode is None:
        known = known_audio(network, pick_shows(network, ()))
    else:
        one = known_of(*find_episode(network, episode))
        if one is None:
            raise UsageError(f"{episode!r} has no audio, or no front matter to say so")
        known = (one,)
    probed = []
    with fetch.fetcher() as fetcher:
        for each in probe_episodes(known, network, None if offline else fetcher):
            probed.append(each)
            if not diff:
                click.echo(render_probed(each, whole=episode is not None))
    facts = write_facts(probed)
    if diff:
        click.echo(diff_text(facts.files), nl=False)
    problems: tuple[str, ...] = facts.problems if write or diff else ()
    if write and not diff:
        written, problems = write_fixes(Fixes(facts.files, facts.problems))
        for fixed in written:
            say(f"{fixed.path}: wrote {counted(fixed.links, 'fact')}")
    for problem in problems:
        say(problem)
    left = any(each.problems or (each.faults() and not write) for each in probed)
    sys.exit(1 if left or (write and problems) else 0)
