"""Family W: where sponsors' links end."""

from collections.abc import Iterator

from publisher.links.redirectors import hides_target
from publisher.links.urls import host_of, shown, site_of
from publisher.model import Role, Severity, Sponsor, Verdict
from publisher.platforms import match_platform
from publisher.rules.catalogue import Answer, Context, Example, Problem, check_rule
from publisher.rules.sponsors import carries, is_campaign_page, own_urls, sponsor_of
from publisher.rules.targets import inherited, query_names, query_of, query_value
from publisher.web.front_pages import sends_to_front_page

# Whoever sells or invites there, it is not the sponsor's own site.
_SHARED = frozenset({
    "amazon", "apple", "calendly", "eventbrite", "getrevue", "google", "gumroad", "indiegogo",
    "kickstarter", "luma", "onelink", "shopify", "typeform", "zoom",
})  # fmt: skip
_ACME = "https://acme.example/?ref=show"
_EPISODE = (
    "---\ntitle: About data\ndate: 2026-03-01\n"
    "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n"
    "sponsors: [acme]\n---\nThanks.\n"
)


def _sponsored(answer: int | str, url: str = _ACME, *, expect: str = "") -> Example:
    sponsors = f'[acme]\nname = "Acme"\nurl = "{url}"\nmark = "ref=show"\n{expect}'
    return Example(_EPISODE, {"config/sponsors.toml": sponsors}, answers={url: answer})


@check_rule(
    "W110",
    "sponsor-elsewhere",
    severity=Severity.WARNING,
    summary="A sponsor's link ends on a site that is not the sponsor's",
    why="The campaign page is gone or the domain was sold: the visits you send earn nothing.",
    fix="Ask the sponsor for the address that counts, and correct config/sponsors.toml.",
    bad=_sponsored("302 https://parked.example.com/?ref=show"),
    good=_sponsored("302 https://www.acme.example/welcome?ref=show"),
)
def sponsor_elsewhere(answer: Answer, context: Context) -> Iterator[Problem]:
    final = host_of(answer.check.final_url or "")
    if answer.link.role is not Role.SPONSOR or not final or not has_arrived(answer):
        return
    sponsor = sponsor_of(answer.link, context)
    own = _own_sites(answer, sponsor)
    if not own or site_of(final) in own or _is_called(final, sponsor) or _is_like(final, own):
        return
    if is_shared_host(final):
        return
    name = sponsor.name if sponsor is not None else "the sponsor"
    yield Problem(f"the link to {name} ends on {final}, not on {' or '.join(sorted(own))}")


@check_rule(
    "W111",
    "mark-lost",
    severity=Severity.WARNING,
    summary="A sponsor's affiliate mark gets lost on the way",
    why="The sponsor can't tell that the listener came from you: no commission.",
    fix="Ask the sponsor whether the redirect counts the visit, or link to where it ends, marked.",
    bad=_sponsored("302 https://acme.example/welcome"),
    good=_sponsored("302 https://acme.example/welcome?ref=show"),
)
def mark_lost(answer: Answer, context: Context) -> Iterator[Problem]:
    sponsor = sponsor_of(answer.link, context)
    if sponsor is None or not sponsor.mark or not answer.check.final_url or not has_arrived(answer):
        return
    final = inherited(answer.check.final_url, answer.link.url)
    if not carries(answer.link.url, sponsor.mark) or hides_target(host_of(answer.link.url)):
        return  # a redirector's mark is for the redirector
    if not _survives(sponsor.mark, final):
        yield Problem(f'the mark "{sponsor.mark}" gets lost: the link ends at {shown(final)}')


@check_rule(
    "W116",
    "sponsor-front-page",
    severity=Severity.WARNING,
    summary="A sponsor's link ends at the sponsor's bare front page",
    why="So do the links of campaigns that are over, and then nobody counts the visit.",
    fix="Ask the sponsor whether visits still count; if so, ignore W116 for this link.",
    bad=_sponsored("302 https://acme.example/", "https://acme.example/listeners"),
    good=_sponsored("302 https://acme.example/?ref=show", "https://acme.example/listeners"),
)
def sponsor_front_page(answer: Answer, context: Context) -> Iterator[Problem]:
    if not is_sent_to_sponsors_front_page(answer, context):
        return
    sponsor = sponsor_of(answer.link, context)
    if sponsor is not None and sponsor.mark and carries(answer.link.url, sponsor.mark):
        return  # W111 says so
    name = sponsor.name if sponsor is not None else "the sponsor"
    final = shown(answer.check.final_url or "")
    yield Problem(f"the link to {name} ends at the front page, {final}: ask whether visits count")


@check_rule(
    "W117",
    "words-missing",
    severity=Severity.WARNING,
    summary="A sponsor's page doesn't hold the words that it is expected to",
    why="The offer that listeners were promised has changed or is over.",
    fix="Open the page; if the offer is gone, ask the sponsor, else correct expect.",
    bad=_sponsored("a page without DATA20", expect='expect = ["DATA20"]\n'),
    good=_sponsored(200, expect='expect = ["DATA20"]\n'),
)
def words_missing(answer: Answer, context: Context) -> Iterator[Problem]:
    sponsor = sponsor_of(answer.link, context)
    if sponsor is None or not has_arrived(answer) or not is_campaign_page(answer.link, sponsor):
        return
    missing = [f'"{word}"' for word in answer.check.missing if word in sponsor.expect]
    if missing:
        yield Problem(
            f"the page of {sponsor.name} doesn't say {' nor '.join(missing)}, as far as can be "
            "seen without its scripts"
        )


# ---------------------------------------------------------------- what a sponsor's is


def has_arrived(answer: Answer) -> bool:
    """Say whether the way ended at a page: only then its end is the link's."""
    return answer.check.verdict in (Verdict.OK, Verdict.MOVED)


def _own_sites(answer: Answer, sponsor: Sponsor | None) -> set[str]:
    """Return the sites that are the sponsor's as far as its addresses tell.

    A redirector's address says nothing of the sponsor's own site; if all are such, no judgement.
    """
    urls = (answer.link.url, *(own_urls(sponsor) if sponsor is not None else ()))
    hosts = {host_of(url) for url in urls}
    return {site_of(host) for host in hosts if host and not hides_target(host)}


def _is_called(host: str, sponsor: Sponsor | None) -> bool:
    """Say whether a host bears the sponsor's name: campaigns often start on a tracker's domain."""
    if sponsor is None:
        return False
    name = "".join(letter for letter in sponsor.name.lower() if letter.isalnum())
    return len(name) >= 3 and name in site_of(host).replace("-", "").replace(".", "")


def _is_like(host: str, own: set[str]) -> bool:
    """Say whether a host is a sponsor's under another ending: acme.com for acme.io."""
    label = site_of(host).partition(".")[0]
    return len(label) >= 3 and any(label == site.partition(".")[0] for site in own)


def is_shared_host(host: str) -> bool:
    """Say whether everybody may have a page there: a platform's, a shop's, an app store's."""
    return match_platform(host) is not None or site_of(host).partition(".")[0] in _SHARED


def _survives(mark: str, final: str) -> bool:
    """Say whether the end of the way still tells whom the visit is from.

    That may be by the mark itself, by its value under another name (`utm_source=show`), or, for a
    mark in the path, by any parameters that took its place.
    """
    if carries(final, mark):
        return True
    _, equals, value = mark.rpartition("=")
    query = query_of(final)
    if not equals:
        return query != ""
    return any(query_value(final, name) == value for name in query_names(final))


def is_sent_to_sponsors_front_page(answer: Answer, context: Context) -> bool:
    """Say whether a sponsor's link leads from a page of its site to the front page, unmarked."""
    link, final = answer.link, answer.check.final_url
    if link.role is not Role.SPONSOR or final is None or "?" in final or "#" in final:
        return False
    if not (has_arrived(answer) or answer.check.verdict is Verdict.SOFT_DEAD):
        return False
    host = host_of(link.url)
    if hides_target(host) or site_of(host) != site_of(host_of(final)):
        return False
    sponsor = sponsor_of(link, context)
    if sponsor is not None and not is_campaign_page(link, sponsor):
        return False
    return sends_to_front_page(link.url, final)
