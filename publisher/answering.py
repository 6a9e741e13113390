"""Links found → answered, judged and summed up in a report."""

from datetime import datetime
from typing import NamedTuple

from publisher.inspection import Inspected
from publisher.links.cache import open_cache
from publisher.links.check import Progress, check_urls
from publisher.links.exchange import WebPolicy
from publisher.links.own import OwnSite
from publisher.model import (
    CheckedLink,
    Link,
    LinkCheck,
    Network,
    Report,
    RuleSelection,
    Settings,
    Verdict,
)
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_answers
from publisher.rules.selection import select_findings


class Web(NamedTuple):
    """How far a run may ask the web. `progress` is called with (answered, all)."""

    offline: bool = False
    allow_private: bool = False
    progress: Progress | None = None


def report_on(
    inspected: Inspected,
    network: Network | None,
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
) -> Report:
    """Ask the web about every link found, apply the rules to the answers, and sum up."""
    checked, notices = answer_links(inspected, network, now, web)
    findings = (*inspected.findings, *judge_answers(checked, Context(now, network)))
    return Report(
        episodes=len(inspected.paths),
        findings=select_findings(findings, selection, inspected.comments),
        links=checked,
        notices=notices,
        noun="file" if network is None else "episode",
    )


def answer_links(
    inspected: Inspected, network: Network | None, now: datetime, web: Web
) -> tuple[tuple[CheckedLink, ...], tuple[str, ...]]:
    """Return an answer for every URL found, without fragment, and notices about the run."""
    by_url: dict[str, list[Link]] = {}
    for link in inspected.links:
        by_url.setdefault(link.url.partition("#")[0], []).append(link)
    settings = network.settings if network else Settings()
    with open_cache(network.root / ".publisher" / "cache.sqlite" if network else None) as cache:
        answers = check_urls(
            by_url,
            WebPolicy.of(settings.links, allow_private=web.allow_private, site=settings.site),
            now=now,
            cache=cache,
            own=own_site(inspected, settings),
            offline=web.offline,
            progress=web.progress,
        )
    checked = (
        CheckedLink(_as_written(url, answers.of(url)), tuple(links))
        for url, links in sorted(by_url.items())
    )
    return tuple(checked), answers.notices


def _as_written(url: str, check: LinkCheck | None) -> LinkCheck:
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
    shared = ("", "report/report.html", "report/report.json")
    return OwnSite.of(settings.site, (*shared, *inspected.published), inspected.pending)
