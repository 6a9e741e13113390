"""`publisher check`: files → inspected, the web asked, a report, and mends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from publisher.answering import report_on
from publisher.asking import Web, asking, remembers
from publisher.baseline import Baseline, mark_known, read_baseline
from publisher.config import find_root, load_network
from publisher.documents import display_path
from publisher.documents.text_files import text_files
from publisher.episodes import episode_files
from publisher.errors import UsageError
from publisher.inspection import Found, Inspected, inspect_files, inspect_network, unite
from publisher.model import Link, Network, Report, RuleSelection
from publisher.repository import pick_shows
from publisher.rules.catalogue import Context
from publisher.rules.fixing import Fixes, fix_files
from publisher.rules.selection import RULES_TABLE, merged_selection, refuse_unknown_codes
from publisher.since import with_changes


class Checked(NamedTuple):
    """What a check found, and what it takes to mend it."""

    report: Report
    links: tuple[Link, ...]
    context: Context
    selection: RuleSelection

    def fixes(self) -> Fixes:
        """Return what `--fix` changes; writes nothing."""
        return fix_files(
            self.report.findings, self.links, context=self.context, selection=self.selection
        )


def check_repository(
    root: Path | None,
    paths: Sequence[Path],
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
    since: str | None = None,
    excused: bool = True,
) -> Checked:
    """Check the repository at `root` or above, or only the files and folders of `paths`.

    Files that are no episodes of a show are checked as plain Markdown or HTML, with a config or
    without one. What stands in the baseline is marked as known (unless nothing shall be `excused`),
    and so is what was there already at the commit that `since` names.
    """
    refuse_unknown_codes(selection, "--select and --ignore")
    chosen = selection != RuleSelection()
    root = root or find_root(paths[0].resolve() if paths else Path.cwd())
    network = load_network(root) if root is not None else None
    if network is not None:
        refuse_unknown_codes(network.settings.rules, RULES_TABLE)
        selection = merged_selection(network.settings.rules, selection)
    baseline = read_baseline(network.root) if network and excused else Baseline()
    files = _files_of(paths, network)
    mark_old = None
    if since is not None:
        from publisher.changes.before import compare_with

        folder = network.root if network else None
        compared = files or _episode_files(network)
        mark_old = compare_with(since, folder, compared, selection, now)
    with asking(network, web, now=now) as asked:
        if network is not None and not paths:
            inspected = inspect_network(network, pick_shows(network, ()), now, asked.offer)
        else:
            inspected = _inspect_some(network, files, now, asked.offer)
        report = report_on(inspected, network, selection, now=now, web=web, asking=asked)
    if mark_old is not None:
        report = mark_old(report)
    report = mark_known(report, baseline.entries, now.date())
    whole = not paths and since is None and excused and not chosen
    if network is not None and whole and remembers(network, web):
        report = with_changes(report, network.root, now.astimezone(UTC).date())
    return Checked(report, inspected.links, Context(now, network), selection)


def _files_of(paths: Sequence[Path], network: Network | None) -> tuple[Path, ...]:
    """Return the files that `paths` name; without a config, and paths, those of this folder."""
    if network is not None:
        return tuple(text_files(paths))
    files = tuple(text_files(paths or (Path(),)))
    if not files:
        where = ", ".join(map(str, paths)) or str(Path.cwd())
        raise UsageError(f"nothing to check: no Markdown or HTML file in {where}")
    return files


def _episode_files(network: Network | None) -> tuple[Path, ...]:
    if network is None:
        return ()
    return tuple(file for show in pick_shows(network, ()) for file in episode_files(show, network))


def _inspect_some(
    network: Network | None, files: Sequence[Path], now: datetime, found: Found
) -> Inspected:
    """Inspect `files`: as episodes where they are some, else by themselves.

    What the shows publish stays whole: it decides about links to the own site.
    """
    if network is None:
        return inspect_files(files, Path.cwd(), now, found)
    wanted = frozenset(map(display_path, files))

    def found_there(links: Sequence[Link]) -> None:
        found([link for link in links if link.place.path in wanted])

    inspected = inspect_network(network, pick_shows(network, ()), now, found_there)
    known = inspected.paths
    strange = [file for file in files if display_path(file) not in known]
    others = inspect_files(strange, network.root, now, found)
    kept = replace(
        inspected,
        paths=wanted & known,
        links=tuple(link for link in inspected.links if link.place.path in wanted),
        findings=tuple(each for each in inspected.findings if each.place.path in wanted),
    )
    return unite([kept, others])
