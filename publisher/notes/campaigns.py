"""Which sponsors stand in an episode's notes, and with what: campaign dates and terms by show."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher.model import AfterEnd, Episode, Network, Show, Sponsor, Sponsorship
from publisher.notes.blocks import flatten, links_in
from publisher.notes.body import read_markdown_body
from publisher.notes.plain import plain
from publisher.notes.structure import SponsorBlock
from publisher.notes.urls import safe_url


def sponsor_blocks(
    episode: Episode, show: Show, network: Network, now: datetime
) -> tuple[SponsorBlock, ...]:
    """Return the sponsors to show, as `shown_sponsorships` has them."""
    return tuple(_shown(each, show) for each in shown_sponsorships(episode, show, network, now))


def shown_sponsorships(
    episode: Episode, show: Show, network: Network, now: datetime
) -> tuple[Sponsorship, ...]:
    """Return the sponsorships to show, in the episode's order, each sponsor once.

    A campaign is over when its last day lies before today and before the episode's day; then
    `after_end` of the sponsor, else the show's, else the settings', decides. One that has not
    begun is shown: the podcaster named it.
    """
    if not episode.sponsors:
        return ()
    day = day_of(now, show.timezone)
    if episode.published is not None:
        day = max(day, day_of(episode.published, show.timezone))
    shown: dict[str, Sponsorship] = {}
    for sponsorship in episode.sponsors:
        picked = _picked(sponsorship, show, network, day)
        if picked is not None:
            shown.setdefault(plain(picked.sponsor.name).casefold(), picked)
    return tuple(shown.values())


def _picked(
    sponsorship: Sponsorship, show: Show, network: Network, day: date
) -> Sponsorship | None:
    sponsor = sponsorship.sponsor
    if sponsor.ends is None or day <= sponsor.ends:
        return sponsorship
    after_end = sponsor.after_end or show.after_end or network.settings.after_end
    if after_end is AfterEnd.KEEP:
        return sponsorship
    other = network.sponsors.get(sponsor.swap_with or "")
    if after_end is AfterEnd.SWAP and other is not None and _runs(other, day):
        return Sponsorship(other, sponsorship.place)
    return None


def _runs(sponsor: Sponsor, day: date) -> bool:
    begun = sponsor.starts is None or sponsor.starts <= day
    return begun and (sponsor.ends is None or day <= sponsor.ends)


def _shown(sponsorship: Sponsorship, show: Show) -> SponsorBlock:
    sponsor = sponsorship.sponsor
    terms = sponsor.shows.get(show.slug)
    url = sponsorship.url or (terms and terms.url) or sponsor.url
    return SponsorBlock(
        name=plain(sponsor.name),
        url=safe_url(url) if url else None,
        tagline=plain(sponsor.tagline or ""),
        offer=plain(sponsor.offer or ""),
        code=plain(sponsorship.code or (terms and terms.code) or sponsor.code or ""),
        copy=read_markdown_body(sponsorship.copy or ""),
    )


def sponsored_beginnings(
    episode: Episode, show: Show, blocks: tuple[SponsorBlock, ...]
) -> tuple[str, ...]:
    """Return how the addresses that are paid for begin, without scheme and query.

    They are those of the episode's sponsors, also where their campaign is over, and those in the
    words of the sponsors shown.
    """
    urls: list[str | None] = [block.url for block in blocks]
    urls += (link.url for block in blocks for link in links_in(flatten(block.copy)))
    for sponsorship in episode.sponsors:
        terms = sponsorship.sponsor.shows.get(show.slug)
        urls += (sponsorship.url, terms.url if terms else None, sponsorship.sponsor.url)
    return tuple(sorted({_beginning(url) for url in urls if url} - {""}))


def is_sponsored(url: str, beginnings: tuple[str, ...]) -> bool:
    """Say whether `url` leads to a page whose address begins as one of `beginnings`."""
    address = url.partition("://")[2].removeprefix("www.")
    return address.startswith(beginnings) and any(
        address.startswith(beginning) and address[len(beginning) : len(beginning) + 1] in _ENDS
        for beginning in beginnings
    )


_ENDS = ("", "/", "?", "#")


def _beginning(url: str) -> str:
    address = url.partition("://")[2].removeprefix("www.")
    return address.partition("#")[0].partition("?")[0].rstrip("/")


def day_of(moment: datetime, timezone: str) -> date:
    """Return the day of a moment in a show's time zone; UTC where the zone is unknown."""
    return moment.astimezone(_zone(timezone)).date()


@lru_cache
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
