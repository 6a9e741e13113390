"""`publisher check`: files → inspected, the web asked, a report, and mends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.answering import Web, report_on
from publisher.config import find_root, load_network
from publisher.documents import display_path
from publisher.errors import UsageError
from publisher.inspection import Inspected, inspect_files, inspect_network, text_files, unite
from publisher.model import Link, Report, RuleSelection
from publisher.repository import pick_shows
from publisher.rules.catalogue import Context
from publisher.rules.fixing import Fixes, fix_files
from publisher.rules.selection import RULES_TABLE, merged_selection, refuse_unknown_codes


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
) -> Checked:
    """Check the repository at `root` or above, or only the files and folders of `paths`.

    Files that are no episodes of a show are checked as plain Markdown or HTML, with a config or
    without one.
    """
    refuse_unknown_codes(selection, "--select and --ignore")
    root = root or find_root(paths[0].resolve() if paths else Path.cwd())
    network = load_network(root) if root is not None else None
    if network is None:
        files = tuple(text_files(paths or (Path(),)))
        if not files:
            where = ", ".join(map(str, paths)) or str(Path.cwd())
            raise UsageError(f"nothing to check: no Markdown or HTML file in {where}")
        inspected = inspect_files(files, Path.cwd(), now)
    else:
        refuse_unknown_codes(network.settings.rules, RULES_TABLE)
        selection = merged_selection(network.settings.rules, selection)
        inspected = inspect_network(network, pick_shows(network, ()), now)
        if paths:
            inspected = _narrowed(inspected, tuple(text_files(paths)), network.root, now)
    report = report_on(inspected, network, selection, now=now, web=web)
    return Checked(report, inspected.links, Context(now, network), selection)


def _narrowed(inspected: Inspected, files: Sequence[Path], root: Path, now: datetime) -> Inspected:
    """Keep what `inspected` says of `files`; those it doesn't know are inspected by themselves.

    What the shows publish stays whole: it decides about links to the own site.
    """
    wanted = frozenset(map(display_path, files))
    known = inspected.paths
    others = inspect_files([file for file in files if display_path(file) not in known], root, now)
    kept = replace(
        inspected,
        paths=wanted & known,
        links=tuple(link for link in inspected.links if link.place.path in wanted),
        findings=tuple(found for found in inspected.findings if found.place.path in wanted),
    )
    return unite([kept, others])
