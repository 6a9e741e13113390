"""`publisher init --adopt`: a repository that another tool reads, built where it lies."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from publisher.adopting.files import files_of
from publisher.adopting.proposing import Proposal, propose
from publisher.adopting.saying import decided, left_over, nothing_found, to_fill_in
from publisher.asking import Web
from publisher.baseline import BASELINE
from publisher.baseline.updating import update_baseline
from publisher.checking import check_repository
from publisher.config.shows import is_show_slug
from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.errors import UsageError
from publisher.model import Report, RuleSelection, Severity
from publisher.reports.summary import counted
from publisher.scaffold.naming import slug_of
from publisher.scaffold.repository import is_theirs, write_repository
from publisher.writing import write_atomic

_LET_BE = timedelta(days=90)
_LONGEST_LINE = 2_000
_MOST_KNOWN = 2_000  # entries of a baseline that anybody works off


def adopt_repository(
    folder: Path, *, now: datetime, ci: str | None = None, dry_run: bool = False
) -> Iterator[str]:
    """Write config for the repository at `folder`, and a baseline; yield what is told, by line.

    No file that is there is changed or overwritten, but for lines added to .gitignore. With
    `dry_run` nothing is written. Raises UsageError where there is nothing to adopt, or a show is
    there already; OSError.
    """
    for line in _told(folder.resolve(), folder, now, ci, dry_run=dry_run):
        yield shown(line, _LONGEST_LINE)  # names of files and keys are anybody's


def _told(
    root: Path, folder: Path, now: datetime, ci: str | None, *, dry_run: bool
) -> Iterator[str]:
    if not root.is_dir():
        raise UsageError(f"{folder} is no folder; name the one that the repository is in")
    if any(root.glob("feeds/*/show.toml")):
        raise UsageError(
            f"{display_path(root / 'feeds')} has shows already; `publisher check` says what is "
            "wrong with them"
        )
    proposal = propose(root, lambda names: _slug(names, root))
    if os.path.lexists(root / "config/people.toml"):  # it is kept: who hosts, may not be in it
        shows = tuple(show._replace(hosts=()) for show in proposal.shows)
        proposal = proposal._replace(shows=shows)
    if not proposal.shows:
        raise UsageError(f"nothing to adopt in {display_path(root)}: {nothing_found(proposal)}")
    shared = is_theirs(root)
    yield from decided(proposal)
    yield from _headed("can't be mapped:", left_over(proposal, root))
    if dry_run:
        files = files_of(proposal, {})
        yield from (f"would write {display_path(root / path)}" for path, _ in files)
    else:
        yield from _write(root, proposal, now, ci)
    yield from _headed("fill in by hand:", to_fill_in(proposal))
    yield from _next(root, proposal, shared=shared)


def _slug(names: Sequence[str], root: Path) -> str:
    """Return a name for a show's folder, of the first of its names that gives one."""
    found = next(filter(None, map(slug_of, (*names, root.name))), "my-show")
    return found if is_show_slug(found) else f"{found}-show"


def _headed(head: str, lines: Iterator[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if not index:
            yield head
        yield f"  {line}"


# ---------------------------------------------------------------- writing


def _write(root: Path, proposal: Proposal, now: datetime, ci: str | None) -> Iterator[str]:
    """Write the files and the baseline of what is found today."""
    fresh = not (root / "config/publisher.toml").exists()
    yield from write_repository(root, files_of(proposal, {}), ci)
    if (root / BASELINE).exists():
        yield f"kept  {display_path(root / BASELINE)}: it was there"
        return
    report = _checked(root, now)
    milder = _made_milder(report) if fresh else {}
    if milder:
        (path, data), *_ = files_of(proposal, dict.fromkeys(milder, "warning"))
        write_atomic(root / path, data)
        for code, count in milder.items():
            yield f"{code} is a warning for now: it was found {count:,} times"
        report = _checked(root, now)
    errors = _errors(report)
    update_baseline(
        root,
        report,
        today=now.date(),
        reason=f"there when the show was adopted on {now.date()}; not looked at yet",
        expires=now.date() + _LET_BE,
    )
    unread = sum(code.startswith("E0") for code in errors.elements())
    known = errors.total() - unread
    if known:
        until = now.date() + _LET_BE
        codes = ", ".join(f"{code} {count}×" for code, count in errors.most_common(6))
        yield (
            f"wrote {display_path(root / BASELINE)}: {counted(known, 'error')} of today fail no "
            f"check until {until} ({codes})"
        )
    if unread:
        yield f"{counted(unread, 'file')} can't be read, and `publisher check` fails until they can"


def _checked(root: Path, now: datetime) -> Report:
    web = Web(offline=True)
    return check_repository(root, (), RuleSelection(), now=now, web=web, excused=False).report


def _errors(report: Report) -> Counter[str]:
    return Counter(
        finding.code for finding in report.findings if finding.severity is Severity.ERROR
    )


def _made_milder(report: Report) -> Mapping[str, int]:
    """Return the rules broken so often that a baseline can't hold each time, and how often."""
    errors = _errors(report)
    milder: dict[str, int] = {}
    for code, count in errors.most_common():
        if errors.total() - sum(milder.values()) <= _MOST_KNOWN or code.startswith("E0"):
            break
        milder[code] = count
    return milder


def _next(root: Path, proposal: Proposal, *, shared: bool) -> Iterator[str]:
    if shared:
        yield (
            "mind: `publisher build` writes its site into public/, where there are files already; "
            "one of the same name, such as index.html, is replaced. Build in a copy, or move them"
        )
    if any((root / name).is_file() for name in ("_config.yml", "_config.yaml")):
        yield (
            "mind: Jekyll copies what it doesn't know: add `exclude: [config, feeds, public]` to "
            "its _config.yml"
        )
    where = "" if root == Path.cwd() else f"in {display_path(root)}: "
    yield f"next: {where}`publisher build --offline`, then `publisher serve` shows the site"
    feed = next(
        (url for show in proposal.shows if (url := show.facts.values.get("feed_url"))), "FEED"
    )
    yield (
        f"before the new feed takes the old one's place: `publisher diff {feed}` says what your "
        "subscribers would notice; apps load every episode anew whose GUID changes"
    )
