"""The lists of sponsors for people."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from publisher.listing.sponsors import Phase, Surveyed, Use, days_left, phase_of
from publisher.listing.wording import lines_of, state_of, url_words
from publisher.model import Episode, Sponsor, Verdict
from publisher.reports.summary import counted
from publisher.reports.visible import short


def render_list(sponsors: Sequence[Surveyed], today: date) -> str:
    """Return a block for each sponsor: who, since and until when, how often, and its links."""
    if not sponsors:
        return "No sponsors in config/sponsors.toml.\n"
    return "".join(f"{line}\n" for each in sponsors for line in _block(each, today))


def _block(each: Surveyed, today: date) -> Iterator[str]:
    yield _head(each.sponsor, each.id, today)
    yield f"    {url_words(each.sponsor.url) if each.sponsor.url else 'no link'}"
    episodes = f"{counted(len(each.out), 'episode')} out, {len(each.to_come):,} to come"
    if each.worst is not None:
        state = state_of(each.worst)
        many = f"all {state}" if each.worst.verdict is Verdict.OK else f"the worst: {state}"
        links = counted(len(each.links), "link")
        episodes += f"; {links}, {many}" if len(each.links) > 1 else f"; its link: {state}"
    yield f"    {episodes}"


def _head(sponsor: Sponsor, id_: str, today: date) -> str:
    named = "" if sponsor.name == id_ else f" ({short(sponsor.name)})"
    return f"{short(id_)}{named}: {campaign_words(sponsor, today)}"


def campaign_words(sponsor: Sponsor, today: date) -> str:
    """Return a campaign's days, e.g. `until 2026-12-01 (9 days)` or `ended on 2026-11-01`."""
    phase, left = phase_of(sponsor, today), days_left(sponsor, today)
    if phase is Phase.ENDED:
        return f"ended on {sponsor.ends}"
    if phase is Phase.OPEN:
        return f"since {sponsor.starts}" if sponsor.starts else "no dates"
    if phase is Phase.PLANNED:
        return f"from {sponsor.starts}" + (f" until {sponsor.ends}" if sponsor.ends else "")
    remaining = "its last day" if left == 0 else counted(left or 0, "day")
    return f"until {sponsor.ends} ({remaining})"


def render_expiring(sponsors: Sequence[Surveyed], span: timedelta, today: date) -> str:
    """Return a block for each campaign, with the episodes to come that name its sponsor."""
    if not sponsors:
        return (
            f"No campaign ends by {today + span}, and none that is over is named by an episode "
            "to come.\n"
        )
    blocks = ("\n".join(_ending(each, today)) for each in sponsors)
    return "\n\n".join(blocks) + "\n"


def _ending(each: Surveyed, today: date) -> Iterator[str]:
    yield _head(each.sponsor, each.id, today)
    if not each.to_come:
        yield "    no episode to come names it"
    for episode in reversed(each.to_come):
        late = _is_late(episode, each.sponsor)
        note = ", after the campaign's end" if late else ""
        yield f"    {short(episode.source.path)}: {_when(episode)}{note}"


def _is_late(episode: Episode, sponsor: Sponsor) -> bool:
    return episode.published is not None and sponsor.is_over(episode.published.date())


def _when(episode: Episode) -> str:
    day = f"{episode.published.date()}" if episode.published else "no date"
    return f"{day}, a draft" if episode.draft else day


def render_where(
    id_: str, sponsor: Sponsor, uses: Sequence[Use], today: date, width: int | None
) -> str:
    """Return every place of a sponsor, with the link and code it has there."""
    lines = [_head(sponsor, id_, today)]
    for use in (use for use in uses if use.episode is None):
        lines += _use(use, f"for {use.show}" if use.show else "for all shows", width)
    episodes = {use.place.path for use in uses if use.episode is not None}
    lines += ["", f"In {counted(len(episodes), 'episode')}{':' if episodes else '.'}"]
    for use in uses:
        if use.episode is not None:
            coming = "" if use.is_out else ", to come"
            title = short(use.episode.title)
            lines += _use(use, f"{_when(use.episode)}{coming}: {title}", width)
    return "\n".join(lines) + "\n"


def _use(use: Use, about: str, width: int | None) -> Iterator[str]:
    yield f"  {short(str(use.place))}  {about}"
    said = url_words(use.url) if use.url else "no link of its own"
    said += f" ({state_of(use.check)})" if use.check is not None else ""
    said += f", code {short(use.code)}" if use.code else ""
    yield from lines_of(said, width)
