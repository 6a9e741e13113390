"""Family W: where sponsors' links end."""

from collections.abc import Iterator
from urllib.parse import unquote

from publisher.links.urls import host_of, shown, site_of
from publisher.model import Role, Severity, Sponsor, Verdict
from publisher.rules.catalogue import Answer, Context, Example, Problem, check_rule
from publisher.rules.targets import is_redirector, is_shortener

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
    sponsor = _sponsor_of(answer, context)
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
    sponsor = _sponsor_of(answer, context)
    final = answer.check.final_url
    if sponsor is None or not sponsor.mark or final is None or not has_arrived(answer):
        return
    if _carries(answer.link.url, sponsor.mark) and not _carries(final, sponsor.mark):
        yield Problem(f'the mark "{sponsor.mark}" gets lost: the link ends at {shown(final)}')


# ---------------------------------------------------------------- what a sponsor's is


def has_arrived(answer: Answer) -> bool:
    """Say whether the way ended at a page: only then its end is the link's."""
    return answer.check.verdict in (Verdict.OK, Verdict.MOVED)


def _sponsor_of(answer: Answer, context: Context) -> Sponsor | None:
    if answer.link.owner is None or context.network is None:
        return None
    return context.network.sponsors.get(answer.link.owner)


def _own_sites(answer: Answer, sponsor: Sponsor | None) -> set[str]:
    """Return the sites that are the sponsor's as far as its addresses tell.

    A redirector's address says nothing of the sponsor's own site; if all are such, no judgement.
    """
    urls = [answer.link.url]
    if sponsor is not None:
        urls += [sponsor.url or "", *(terms.url or "" for terms in sponsor.shows.values())]
    hosts = {host_of(url) for url in urls}
    return {site_of(host) for host in hosts if host and not hides_target(host)}


def _is_called(host: str, sponsor: Sponsor | None) -> bool:
    """Say whether a host bears the sponsor's name: campaigns often start on a tracker's domain."""
    if sponsor is None:
        return False
    name = "".join(letter for letter in sponsor.name.lower() if letter.isalnum())
    return len(name) >= 3 and name in site_of(host).replace("-", "").replace(".", "")


def hides_target(host: str) -> bool:
    """Say whether a host only sends visitors on, so that its address says nothing of the end."""
    return is_redirector(host) or is_shortener(host)


def _carries(url: str, mark: str) -> bool:
    return mark.casefold() in unquote(url).casefold()
