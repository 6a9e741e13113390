"""What a report comes to: its counts, in a podcaster's words, and what to do next."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.links.urls import host_of
from publisher.model import Finding, Report, Severity, Verdict

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)  # the worst first

VERDICT_WORDS: Mapping[Verdict, str] = {  # "3 dead", "1 on a closed platform"; the worst first
    Verdict.DEAD: "dead",
    Verdict.SOFT_DEAD: "gone behind a page that answers",
    Verdict.CLOSED_PLATFORM: "on a closed platform",
    Verdict.MALFORMED: "that are no web address",
    Verdict.UNREACHABLE: "unreachable",
    Verdict.SERVER_ERROR: "failing at their server",
    Verdict.RATE_LIMITED: "asked too often to answer",
    Verdict.MOVED: "moved",
    Verdict.UNVERIFIABLE: "that only a person can check",
    Verdict.PENDING: "not out yet",
    Verdict.SKIPPED: "not checked",
    Verdict.OK: "fine",
}

MANY_ERRORS = 10  # from here on it helps to know with which site to begin
_HOST = re.compile(r"[\w.-]{1,60}", re.ASCII)

_in_order = attrgetter("place.path", "place.line", "place.column", "code", "message")


class Summary(NamedTuple):
    """The counts of a report. `links` and `verdicts` count places, `unique_urls` web addresses.

    `errors`, `warnings` and `infos` are those that aren't `known`.
    """

    episodes: int
    noun: str  # what `episodes` counts: "episode", or "file" where no show owns them
    links: int
    unique_urls: int
    errors: int
    warnings: int
    infos: int
    known: int
    fixable: int
    episodes_found: int  # episode files with an error or a warning
    configs_found: int  # TOML files with one
    unasked: int  # places of web addresses that nobody asked
    verdicts: Mapping[Verdict, int]
    worst_code: str | None
    worst_host: tuple[str, int] | None  # to which a fifth of many errors lead, and how many


def urgency(finding: Finding) -> int:
    """Return 0 for an error, then warning, known error, information, and what else is known."""
    if finding.known is not None:
        return 2 if finding.severity is Severity.ERROR else 4
    return {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 3}[finding.severity]


def sorted_findings(report: Report) -> list[Finding]:
    """Return the findings by path, line, column, code."""
    return sorted(report.findings, key=_in_order)


@lru_cache(maxsize=1)  # every form of the report asks for it
def summarise(report: Report) -> Summary:
    """Count what a report holds."""
    severities = Counter(found.severity for found in report.findings if found.known is None)
    serious = {
        finding.place.path for finding in report.findings if finding.severity is not Severity.INFO
    }
    configs = {path for path in serious if path.endswith(".toml")}
    verdicts: Counter[Verdict] = Counter()
    addresses: set[str] = set()
    unasked = 0
    for checked in report.links:
        check = checked.check
        verdicts[check.verdict] += len(checked.links)
        if is_url(check.url):
            addresses.add(check.url.partition("#")[0])
            if check.verdict is Verdict.SKIPPED:
                unasked += len(checked.links)
    return Summary(
        episodes=report.episodes,
        noun=report.noun,
        links=verdicts.total(),
        unique_urls=len(addresses),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        known=len(report.findings) - severities.total(),
        fixable=sum(1 for finding in report.findings if finding.replacement is not None),
        episodes_found=min(len(serious - configs), report.episodes),
        configs_found=len(configs),
        unasked=unasked,
        verdicts=verdicts,
        worst_code=_worst_code(report),
        worst_host=_worst_host(report),
    )


def _worst_code(report: Report) -> str | None:
    codes = ((urgency(finding), finding.code) for finding in report.findings)
    return min(codes, default=(0, None))[1]


def _worst_host(report: Report) -> tuple[str, int] | None:
    """Return the host to which most errors lead that aren't known, where it is one of many."""
    urls = [
        found.url
        for found in report.findings
        if found.severity is Severity.ERROR and found.known is None
    ]
    if len(urls) < MANY_ERRORS:
        return None
    hosts = Counter(host_of(url) for url in urls if url and is_url(url))
    for host, errors in sorted(hosts.items(), key=lambda item: (-item[1], item[0]))[:1]:
        if errors * 5 >= len(urls) and _HOST.fullmatch(host):
            return host, errors
    return None


def summary_lines(summary: Summary) -> tuple[str, str]:
    """Return a line about the findings and a line about the links."""
    return _findings_line(summary), _links_line(summary)


def _findings_line(summary: Summary) -> str:
    counts = [
        counted(summary.errors, "error"),
        counted(summary.warnings, "warning"),
        counted(summary.infos, "remark"),
        counted(summary.known, "known finding"),
    ]
    found = ", ".join(text for text in counts if text[0] != "0")
    episodes = counted(summary.episodes, summary.noun)
    if not found:
        return f"Nothing to mend in {episodes}."
    places = []
    if summary.episodes_found:
        places.append(f"{summary.episodes_found:,} of {episodes}")
    if summary.configs_found:
        places.append(counted(summary.configs_found, "config file"))
    return f"{found} in {' and '.join(places) or episodes}."


def _links_line(summary: Summary) -> str:
    if not summary.links:
        return "No links."
    fine_first = sorted(VERDICT_WORDS.items(), key=lambda item: item[0] is not Verdict.OK)
    verdicts = ", ".join(
        f"{summary.verdicts[verdict]:,} {word}"
        for verdict, word in fine_first
        if summary.verdicts.get(verdict)
    )
    addresses = counted(summary.unique_urls, "web address", "web addresses")
    return f"{counted(summary.links, 'link')} to {addresses}: {verdicts}."


def counted(number: int, word: str, plural: str | None = None) -> str:
    """Return `1 error`, `2,000 errors`."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def next_steps(summary: Summary) -> tuple[str, ...]:
    """Return what the podcaster does next, a line each; nothing where all is well."""
    steps = []
    if summary.worst_host:
        host, errors = summary.worst_host
        steps.append(f"Begin with {host}: {errors:,} of the {summary.errors:,} errors lead there.")
    if summary.fixable:
        mended = "one" if summary.fixable == 1 else f"{summary.fixable:,}"
        steps.append(f"`publisher check --fix` mends {mended} of them; `--diff` shows how.")
    if summary.worst_code:
        steps.append(f"`publisher rule {summary.worst_code}` says what a code means, and why.")
    if summary.unasked * 2 > summary.links:
        steps.append("Most links were not asked: `publisher check` with a network asks them.")
    return tuple(steps)
