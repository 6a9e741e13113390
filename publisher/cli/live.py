"""`build --check-live`: what the web is asked once the build is done."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from publisher.cli.group import say
from publisher.cli.options import WebFlags

if TYPE_CHECKING:
    from publisher.model import Finding, Network
    from publisher.pipeline import Built

LEAST_SECONDS = 30.0
"""For one answer: a feed is longer than a page."""


def live_checks(
    network: "Network", slugs: Sequence[str], url: str, web: WebFlags
) -> "Callable[[Built], tuple[Built, bool]]":
    """Return what adds the live findings to a build, and says whether there are errors among them.

    Raises UsageError, before anything is built, where nobody knows which feed to ask for.
    """
    from publisher.live.checking import check_live, live_addresses, live_line
    from publisher.repository import pick_shows

    if web.offline:
        raise click.UsageError("--check-live asks the web: run it without --offline")
    wanted = live_addresses(network, pick_shows(network, slugs), url)

    def check(built: "Built") -> "tuple[Built, bool]":
        from publisher.asking import Web, web_policy
        from publisher.feed.reading.parsing import MOST_BYTES
        from publisher.model import Severity
        from publisher.web.fetching import Fetcher

        asked = Web(allow_private=web.allow_private, limits=web.limits)
        policy = web_policy(network, asked)
        seconds = max(LEAST_SECONDS, policy.timeout_seconds)
        fetcher = Fetcher(
            policy._replace(timeout_seconds=seconds), MOST_BYTES, trace=say if web.verbose else None
        )
        lines = list(built.lines)
        found: list[Finding] = []
        try:
            for show, address in wanted:
                here = check_live(show, address, network, fetch=fetcher.fetch, clock=time.monotonic)
                lines.append(live_line(show, address, here))
                found += here.findings
        finally:
            fetcher.close()
        report = replace(built.report, findings=(*built.report.findings, *found))
        fails = any(finding.severity is Severity.ERROR for finding in found)
        return built._replace(lines=tuple(lines), report=report), fails

    return check
