"""Links found → answered, judged and summed up in a report."""

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from publisher.asking import Asking, Web, address, asking, web_policy
from publisher.inspection import Inspected
from publisher.links.redirectors import is_redirector
from publisher.links.urls import host_of
from publisher.model import (
    About,
    CheckedLink,
    Finding,
    Link,
    LinkCheck,
    Network,
    Report,
    Role,
    RuleSelection,
    Settings,
    Verdict,
)
from publisher.rules.catalogue import Context
from publisher.rules.gone import GONE_CODES
from publisher.rules.runner import judge_answers
from publisher.rules.selection import select_findings
from publisher.web.archive import Clock, with_copies
from publisher.web.exchange import WebPolicy
from publisher.web.own import OwnSite


def report_on(
    inspected: Inspected,
    network: Network | None,
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
    asking: Asking,
) -> Report:
    """Take the web's answers about the links, which were offered, judge them, and sum up."""
    links = sorted(by_address(inspected.links).items())
    answers = asking.answers(own_site(inspected, network.settings) if network else None)
    checked = tuple(
        CheckedLink(as_written(url, answers.of(url)), tuple(same)) for url, same in links
    )
    findings = select_findings(
        (*inspected.findings, *judge_answers(checked, Context(now, network))),
        selection,
        inspected.comments,
    )
    notices = answers.notices
    if web.suggest and not web.offline and not answers.interrupted:
        findings, told = _with_copies(findings, inspected, web_policy(network, web), web)
        notices += told
    return Report(
        episodes=len(inspected.paths),
        findings=findings,
        links=checked,
        notices=notices,
        noun="file" if network is None else "episode",
        interrupted=answers.interrupted,
        about=_about(inspected, network, now),
    )


def network_report(inspected: Inspected, network: Network, *, now: datetime, web: Web) -> Report:
    """Ask about the links of a network, as far as `web` allows, and sum up by its settings."""
    with asking(network, web, now=now) as asked:
        asked.offer(inspected.links)
        rules = network.settings.rules
        return report_on(inspected, network, rules, now=now, web=web, asking=asked)


def _about(inspected: Inspected, network: Network | None, now: datetime) -> About:
    shows = network.shows.values() if network else ()
    sponsors = network.sponsors.items() if network else ()
    return About(
        day=now.astimezone(UTC).date(),
        episodes=inspected.episodes,
        shows={show.slug: show.title for show in shows},
        sponsors={sponsor_id: sponsor.name for sponsor_id, sponsor in sponsors},
    )


def by_address(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Return the links by URL, without its fragment."""
    by_url: dict[str, list[Link]] = {}
    for link in links:
        by_url.setdefault(address(link), []).append(link)
    return by_url


def _with_copies(
    findings: Sequence[Finding], inspected: Inspected, policy: WebPolicy, web: Web
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Add archived copies to the findings about pages that are gone; also return what to tell.

    Not to sponsors' and other links that pay: no visit to a copy is worth a commission.
    """
    paying = {
        link.place
        for link in inspected.links
        if link.role is Role.SPONSOR or is_redirector(host_of(link.url))
    }
    wanted = [each.code in GONE_CODES and each.place not in paying for each in findings]
    gone = [finding for finding, is_wanted in zip(findings, wanted, strict=True) if is_wanted]
    if not gone:
        return tuple(findings), ()
    from publisher.web.client import WebClient

    client = WebClient(policy, trace=web.trace)
    try:
        clock = Clock(time.monotonic, time.sleep)
        notes = inspected.episodes.items()
        days = {path: note.day for path, note in notes if note.day is not None}
        copied, told = with_copies(gone, days, client.ask, clock)
    finally:
        client.close()
    found = iter(copied)
    pairs = zip(findings, wanted, strict=True)
    both = (next(found) if is_wanted else each for each, is_wanted in pairs)
    return tuple(both), (told,) if told is not None else ()


def as_written(url: str, check: LinkCheck | None) -> LinkCheck:
    """Return the answer for a URL as it stands in a file, which may not be how it is asked."""
    if check is None:
        return _not_asked(url)
    return check if check.url == url else check._replace(url=url)


def _not_asked(url: str) -> LinkCheck:
    scheme, colon, _ = url.partition(":")
    if colon and scheme.lower() not in ("http", "https") and scheme.isalpha():
        return LinkCheck(url, Verdict.SKIPPED, f"a {scheme.lower()}: link, not on the web")
    return LinkCheck(url, Verdict.MALFORMED, "no address on the web: nobody can follow it")


def own_site(inspected: Inspected, settings: Settings) -> OwnSite | None:
    """Return what a build of these shows publishes; None where the settings name no site."""
    if settings.site is None or not inspected.published:
        return None
    shared = ("", "report/", "report/report.json")
    return OwnSite.of(settings.site, (*shared, *inspected.published), inspected.pending)
