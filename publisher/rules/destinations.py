"""Family W: where sponsors' links end."""

from collections.abc import Iterator

from publisher.links.urls import host_of, shown, site_of
from publisher.model import Role, Severity, Sponsor, Verdict
from publisher.rules.catalogue import Answer, Context, Example, Problem, check_rule
from publisher.rules.sponsors import carries, own_urls, sponsor_of
from publisher.rules.targets import hides_target

_ACME = "https://acme.example/?ref=show"
_EPISODE = (
    "---\ntitle: About data\ndate: 2026-03-01\n"
    "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n"
    "sponsors: [acme]\n---\nThanks.\n"
)
_SPONSORS = {"config/sponsors.toml": f'[acme]\nname = "Acme"\nurl = "{_ACME}"\nmark = "ref=show"\n'}


def _sponsored(answer: int | str) -> Example:
    return Example(_EPISODE, _SPONSORS, answers={_ACME: answer})


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
    if not own or site_of(final) in own or _is_called(final, sponsor):
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
    final = answer.check.final_url
    if sponsor is None or not sponsor.mark or final is None or not has_arrived(answer):
        return
    if carries(answer.link.url, sponsor.mark) and not carries(final, sponsor.mark):
        yield Problem(f'the mark "{sponsor.mark}" gets lost: the link ends at {shown(final)}')


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
