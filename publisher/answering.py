"""Links found → answered, judged and summed up in a report."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from publisher.inspection import Inspected
from publisher.links.cache import open_cache
from publisher.links.check import Answers, Progress, Recall, check_urls
from publisher.links.exchange import WebPolicy
from publisher.links.own import OwnSite
from publisher.model import (
    CheckedLink,
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
from publisher.rules.runner import judge_answers
from publisher.rules.selection import select_findings


class Web(NamedTuple):
    """How far a run may ask the web.

    `limits` holds those of `LinkPolicy` that stand in for the settings' own. `progress` and
    `trace` are as in `check_urls`. With `moves_twice`, what has moved for good is asked again
    until two runs have met it.
    """

    offline: bool = False
    allow_private: bool = False
    cache: bool = True
    limits: Mapping[str, Any] = MappingProxyType({})
    moves_twice: bool = False
    progress: Progress | None = None
    trace: Callable[[str], None] | None = None


def report_on(
    inspected: Inspected,
    network: Network | None,
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
) -> Report:
    """Ask the web about every link found, apply the rules to the answers, and sum up."""
    by_url: dict[str, list[Link]] = {}
    for link in inspected.links:
        by_url.setdefault(link.url.partition("#")[0], []).append(link)
    answers = _ask_about(by_url, inspected, network, now, web)
    checked = tuple(
        CheckedLink(_as_written(url, answers.of(url)), tuple(links))
        for url, links in sorted(by_url.items())
    )
    findings = (*inspected.findings, *judge_answers(checked, Context(now, network)))
    return Report(
        episodes=len(inspected.paths),
        findings=select_findings(findings, selection, inspected.comments),
        links=checked,
        notices=answers.notices,
        noun="file" if network is None else "episode",
        interrupted=answers.interrupted,
    )


def _ask_about(
    by_url: Mapping[str, list[Link]],
    inspected: Inspected,
    network: Network | None,
    now: datetime,
    web: Web,
) -> Answers:
    settings = network.settings if network else Settings()
    links = settings.links._replace(**web.limits)
    with open_cache(cache_file(network) if network and web.cache else None) as cache:
        return check_urls(
            by_url,
            WebPolicy.of(links, allow_private=web.allow_private, site=settings.site),
            now=now,
            cache=cache,
            recall=Recall(links.max_age, web.moves_twice),
            own=own_site(inspected, settings),
            expects=_expected_words(by_url, network),
            offline=web.offline,
            progress=web.progress,
            trace=web.trace,
        )


def cache_file(network: Network) -> Path:
    """Return where the answers of earlier runs are kept."""
    return network.root / ".publisher" / "cache.sqlite"


def _expected_words(
    by_url: Mapping[str, list[Link]], network: Network | None
) -> dict[str, tuple[str, ...]]:
    """Return the words that must stand on the pages of sponsors that name some."""
    expected: dict[str, tuple[str, ...]] = {}
    sponsors = network.sponsors if network else {}
    for id_, sponsor in sponsors.items():
        if not sponsor.expect:
            continue
        for url, links in by_url.items():
            if any(link.role is Role.SPONSOR and link.owner == id_ for link in links):
                expected[url] = tuple(dict.fromkeys((*expected.get(url, ()), *sponsor.expect)))
    return expected


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
