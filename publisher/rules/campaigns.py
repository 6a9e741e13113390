"""Family S: the days of sponsors' campaigns."""

from collections.abc import Iterator
from datetime import timedelta

from publisher.model import AfterEnd, Episode, Severity, Sponsor
from publisher.rules.catalogue import (
    Context,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.sponsors import ACME, sponsor_example

SOON = timedelta(days=14)


@episode_rule(
    "S102",
    "outside-campaign",
    severity=Severity.WARNING,
    summary="A sponsor stands in an episode outside its campaign's dates",
    why="The sponsor pays for other weeks: the read is given away, or the code is not valid yet.",
    fix="Take the sponsor out, or correct starts and ends in config/sponsors.toml.",
    bad=sponsor_example("acme", ACME + "ends = 2026-01-31\n"),
    good=sponsor_example("acme", ACME + "ends = 2026-03-31\n"),
)
def outside_campaign(episode: Episode, _: Context) -> Iterator[Problem]:
    if episode.published is None:
        return
    day = episode.published.date()
    for sponsorship in episode.sponsors:
        sponsor = sponsorship.sponsor
        if sponsor.starts is not None and day < sponsor.starts:
            when = f"starts on {sponsor.starts}"
        elif sponsor.ends is not None and day > sponsor.ends:
            when = f"ended on {sponsor.ends}"
        else:
            continue
        yield Problem(
            f"the campaign of {sponsor.name} {when}, and this episode is of {day}",
            place=sponsorship.place,
        )


@show_rule(
    "S108",
    "campaign-ends-soon",
    severity=Severity.WARNING,
    summary="A campaign ends within two weeks, and episodes to come name its sponsor",
    why="An episode that slips by a week then gives the read away.",
    fix="Ask the sponsor to go on and correct ends in config/sponsors.toml, or plan without it.",
    bad=sponsor_example("acme", ACME + "ends = 2026-06-10\n", date="2026-06-09"),
    good=sponsor_example("acme", ACME + "ends = 2026-12-31\n", date="2026-06-09"),
)
def campaign_ends_soon(show: ShowEpisodes, context: Context) -> Iterator[Problem]:
    today = context.now.date()
    planned: dict[str, tuple[Sponsor, list[str]]] = {}
    for episode in show.episodes:
        if episode.is_out(context.now):
            continue
        for sponsor in {each.sponsor.name: each.sponsor for each in episode.sponsors}.values():
            if sponsor.ends_within(SOON, today) and not _is_after(episode, sponsor):
                planned.setdefault(sponsor.name, (sponsor, []))[1].append(episode.slug)
    for name, (sponsor, slugs) in sorted(planned.items()):
        more = f" and {len(slugs) - 3} more" if len(slugs) > 3 else ""
        yield Problem(
            f"the campaign of {name} ends on {sponsor.ends}, and what is to come names it: "
            f"{', '.join(slugs[:3])}{more}",
            place=sponsor.place,
        )


@episode_rule(
    "S109",
    "campaign-over",
    severity=Severity.WARNING,
    summary="An episode that is not out yet names a sponsor whose campaign has ended",
    why="Nobody pays for the read any more, and the code may have stopped working.",
    fix="Take the sponsor out, or correct ends in config/sponsors.toml.",
    bad=sponsor_example("acme", ACME + "ends = 2026-03-31\n", date="2026-03-01\ndraft: true"),
    good=sponsor_example("acme", ACME + "ends = 2027-03-31\n", date="2026-03-01\ndraft: true"),
)
def campaign_over(episode: Episode, context: Context) -> Iterator[Problem]:
    if episode.is_out(context.now):
        return
    for sponsorship in episode.sponsors:
        sponsor = sponsorship.sponsor
        if not sponsor.is_over(context.now.date()):
            continue
        # S102 has said so already of an episode with a later date.
        if not _is_after(episode, sponsor) and not gives_way(sponsor, context):
            yield Problem(
                f"the campaign of {sponsor.name} ended on {sponsor.ends}, and this episode is "
                "not out yet",
                place=sponsorship.place,
            )


def _is_after(episode: Episode, sponsor: Sponsor) -> bool:
    """Say whether an episode's own date lies behind the campaign's end."""
    if episode.published is None or sponsor.ends is None:
        return False
    return episode.published.date() > sponsor.ends


def gives_way(sponsor: Sponsor, context: Context) -> bool:
    """Say whether the notes leave the sponsor out by themselves once the campaign is over."""
    settings = context.network.settings if context.network is not None else None
    choices = (
        sponsor.after_end,
        context.show.after_end if context.show is not None else None,
        settings.after_end if settings is not None else None,
    )
    return next((choice for choice in choices if choice), AfterEnd.KEEP) is not AfterEnd.KEEP
