"""The way of the data, in reading order.

config + episode files → links found → rules applied → notes rendered → feed assembled
→ site written → links checked → report. `inspection` does the first half; this module strings
the rest together. Everything that decides is told the time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urldefrag

from publisher.config import find_root, load_network
from publisher.documents import display_path
from publisher.errors import UsageError
from publisher.inspection import Inspected, inspect_files, inspect_network, text_files
from publisher.links.check import check_urls
from publisher.links.urls import fetch_key
from publisher.model import (
    CheckedLink,
    Finding,
    Link,
    LinkCheck,
    Network,
    Report,
    RuleSelection,
    Settings,
    Show,
    Verdict,
)
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_answers
from publisher.rules.selection import select_findings


@dataclass(frozen=True, slots=True)
class Web:
    """How far a run may ask the web. `progress` is called with (answered, all)."""

    offline: bool = False
    allow_private: bool = False
    progress: Callable[[int, int], None] | None = None


def open_network(root: Path | None) -> Network:
    """Load the configuration of the repository at `root`, or of the nearest one above.

    Raises UsageError where there is none, ConfigError where it is wrong.
    """
    found = root or find_root(Path.cwd())
    if found is None:
        raise UsageError(
            "no podcast repository here: neither config/publisher.toml nor feeds/*/show.toml in "
            f"{Path.cwd()} or above; start one with `publisher init`"
        )
    return load_network(found.resolve())


def pick_shows(network: Network, slugs: Sequence[str]) -> tuple[Show, ...]:
    """Return the shows named, or all; raises UsageError with a suggestion for an unknown one."""
    for slug in slugs:
        if slug not in network.shows:
            close = get_close_matches(slug, network.shows, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {_names(network)}"
            raise UsageError(f"there is no show {slug!r} in feeds/; {hint}")
    return tuple(network.shows[slug] for slug in slugs or sorted(network.shows))


def _names(network: Network) -> str:
    return ", ".join(sorted(network.shows)) or "none"


def check_repository(
    root: Path | None,
    paths: Sequence[Path],
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
) -> Report:
    """Check the repository at `root` or above, or only the files and folders of `paths`.

    Files that are no episodes of a show are checked as plain Markdown or HTML, with a config or
    without one.
    """
    root = root or find_root(paths[0].resolve() if paths else Path.cwd())
    if root is None:
        inspected = inspect_files(tuple(text_files(paths or (Path(),))), now)
        return report_on(inspected, None, selection, now=now, web=web)
    network = load_network(root.resolve())
    inspected = inspect_network(network, pick_shows(network, ()), now)
    if paths:
        inspected = _narrowed(inspected, tuple(text_files(paths)), now)
    return report_on(inspected, network, selection, now=now, web=web)


def _narrowed(inspected: Inspected, files: Sequence[Path], now: datetime) -> Inspected:
    """Keep what `inspected` says of `files`; those it doesn't know are inspected by themselves."""
    wanted = {display_path(file) for file in files}
    known = {source.path for source in inspected.sources}
    others = inspect_files([file for file in files if display_path(file) not in known], now)
    return Inspected(
        shows=tuple(
            replace(
                show, files=tuple(file for file in show.files if display_path(file.file) in wanted)
            )
            for show in inspected.shows
        ),
        documents=inspected.documents | others.documents,
        links=tuple(link for link in inspected.links if link.place.path in wanted) + others.links,
        findings=tuple(found for found in inspected.findings if found.place.path in wanted)
        + others.findings,
    )


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
        episodes=inspected.episode_count,
        findings=select_findings(findings, selection, inspected.documents),
        links=checked,
        notices=notices,
    )


def answer_links(
    inspected: Inspected, network: Network | None, now: datetime, web: Web
) -> tuple[tuple[CheckedLink, ...], tuple[str, ...]]:
    """Return an answer for every URL found, without fragment, and notices about the run."""
    by_url: dict[str, list[Link]] = {}
    for link in inspected.links:
        by_url.setdefault(link.url.partition("#")[0], []).append(link)
    keys = {url: fetch_key(url) for url in by_url}
    settings = network.settings if network else Settings()
    with open_cache(network.root / ".publisher" / "cache.sqlite" if network else None) as cache:
        answers = check_urls(
            sorted({key for key in keys.values() if key is not None}),
            WebPolicy.of(settings.links, allow_private=web.allow_private),
            now=now,
            cache=cache,
            own=own_site(inspected, settings, now),
            offline=web.offline,
            progress=web.progress,
        )
    checked = (
        CheckedLink(
            replace(answers.checks[key], url=url) if key is not None else _not_asked(url),
            tuple(by_url[url]),
        )
        for url, key in sorted(keys.items())
    )
    return tuple(checked), answers.notices


def _not_asked(url: str) -> LinkCheck:
    scheme, colon, _ = url.partition(":")
    if colon and scheme.lower() not in ("http", "https") and scheme.isalpha():
        return LinkCheck(url, Verdict.SKIPPED, f"a {scheme.lower()}: link, not on the web")
    return LinkCheck(url, Verdict.MALFORMED, "no address on the web: nobody can follow it")
