"""Family S: sponsors and their links."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from publisher.links.redirectors import hides_target
from publisher.links.urls import host_of, site_of
from publisher.model import Episode, Link, Severity, Sponsor, Syntax
from publisher.rules.catalogue import Context, Example, Problem, episode_rule, link_rule


def sponsor_example(
    sponsorship: str, sponsors: str, body: str = "", date: str = "2026-03-01"
) -> Example:
    """Return an episode with this entry in its sponsors, and this sponsors.toml."""
    return Example(
        f"---\ntitle: About data\ndate: {date}\n"
        f"sponsors: [{sponsorship}]\n"
        "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n---\n" + body,
        {"config/sponsors.toml": sponsors},
    )


ACME = '[acme]\nname = "Acme"\nurl = "https://acme.example/show"\n'


@episode_rule(
    "S103",
    "sponsor-without-link",
    severity=Severity.WARNING,
    summary="A sponsor has no link",
    why="Sponsors count the visits to their link; without one the read looks worthless.",
    fix="Add url to the sponsor in config/sponsors.toml.",
    bad=sponsor_example("acme", '[acme]\nname = "Acme"\n'),
    good=sponsor_example("acme", ACME),
)
def sponsor_without_link(episode: Episode, _: Context) -> Iterator[Problem]:
    for sponsorship in episode.sponsors:
        terms = sponsorship.sponsor.shows.get(episode.show)
        if not (sponsorship.url or sponsorship.sponsor.url or (terms and terms.url)):
            yield Problem(
                f"{sponsorship.sponsor.name} has no link; add its url in config/sponsors.toml",
                place=sponsorship.place,
            )


@link_rule(
    "S105",
    "mark-missing",
    severity=Severity.ERROR,
    summary="A sponsor's link doesn't carry the affiliate mark",
    why="The sponsor can't tell that the listener came from you: no commission, no next campaign.",
    fix="Use the address with the mark, as config/sponsors.toml gives it.",
    bad=sponsor_example(
        "{id: acme, url: https://acme.example/offer}", ACME + 'mark = "ref=show"\n'
    ),
    good=sponsor_example(
        "{id: acme, url: 'https://acme.example/offer?ref=show'}",
        ACME.replace("/show", "/?ref=show") + 'mark = "ref=show"\n',
    ),
)
def mark_missing(link: Link, context: Context) -> Iterator[Problem]:
    sponsor = sponsor_of(link, context)
    if sponsor is None or not sponsor.mark or carries(link.url, sponsor.mark):
        return
    if is_campaign_page(link, sponsor):
        yield Problem(f'the link to {sponsor.name} doesn\'t carry its mark, "{sponsor.mark}"')


@episode_rule(
    "S106",
    "not-the-sponsors-site",
    severity=Severity.WARNING,
    summary="An episode gives a sponsor's link that leads to another site than the sponsor's own",
    why="It is likely another sponsor's address, and both campaigns lose their visits.",
    fix="Correct the url in the episode, or the sponsor's in config/sponsors.toml.",
    bad=sponsor_example("{id: acme, url: https://example.org/show}", ACME),
    good=sponsor_example("{id: acme, url: https://go.acme.example/show}", ACME),
)
def not_the_sponsors_site(episode: Episode, _: Context) -> Iterator[Problem]:
    for sponsorship in episode.sponsors:
        own = {site_of(host_of(url)) for url in own_urls(sponsorship.sponsor)}
        host = host_of(sponsorship.url or "")
        if not own or not host or site_of(host) in own or hides_target(host):
            continue
        if all(hides_target(site) for site in own):
            continue
        yield Problem(
            f"{host} is not the site of {sponsorship.sponsor.name}, which is "
            f"{' or '.join(sorted(own))}",
            place=sponsorship.url_place or sponsorship.place,
            url=sponsorship.url,
        )


@link_rule(
    "S201",
    "http-sponsor",
    severity=Severity.WARNING,
    summary="A sponsor's link starts with http://",
    why="Browsers mark the page as not secure, and some warn before they open it: lost visits.",
    fix="Try the address with https://, and write that if it opens.",
    bad=sponsor_example("acme", ACME.replace("https", "http")),
    good=sponsor_example("acme", ACME),
)
def http_sponsor(link: Link, context: Context) -> Iterator[Problem]:
    if link.url[:7].lower() != "http://":
        return
    sponsor = sponsor_of(link, context)
    if sponsor is None or is_campaign_page(link, sponsor):
        yield Problem(
            "a sponsor's link starts with http://; write https:// if the page opens with it"
        )


# ---------------------------------------------------------------- what a sponsor's is


def sponsor_of(link: Link, context: Context) -> Sponsor | None:
    """Return the sponsor a link belongs to: of the config, else one written in the episode."""
    if link.owner is not None and context.network is not None:
        sponsor = context.network.sponsors.get(link.owner)
        if sponsor is not None:
            return sponsor
    for sponsorship in context.episode.sponsors if context.episode is not None else ():
        if link.url in (sponsorship.url, sponsorship.sponsor.url):
            return sponsorship.sponsor
    return None


def own_urls(sponsor: Sponsor) -> tuple[str, ...]:
    """Return every address the config gives for a sponsor."""
    terms = (terms.url for terms in sponsor.shows.values())
    return tuple(url for url in (sponsor.url, *terms) if url and host_of(url))


def is_campaign_page(link: Link, sponsor: Sponsor) -> bool:
    """Say whether a link is meant as the sponsor's own, not as further reading on its site."""
    if link.syntax is Syntax.FIELD:
        return True
    own = own_urls(sponsor)
    site, path = site_of(host_of(link.url)), _path(link.url)
    return any(site == site_of(host_of(url)) and path in ("", _path(url)) for url in own)


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0].strip("/")


def carries(url: str, mark: str) -> bool:
    """Say whether a URL has an affiliate mark: whole, anywhere in it, however it is encoded."""
    whole = rf"(?<![A-Za-z0-9]){re.escape(_plain(mark))}(?![A-Za-z0-9])"
    return re.search(whole, _plain(url), re.IGNORECASE) is not None


def _plain(url: str) -> str:
    # Twice: a redirector's address has the sponsor's in its query, encoded once more.
    return unquote(unquote(url)).replace("+", " ")
