"""What stood in the repository at a commit, and which of today's findings that makes old."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.beside import start_beside
from publisher.changes.git import Git, StoredFile, open_git
from publisher.changes.tree import inspected_files, is_as_today, laid_out, place_in
from publisher.config import load_network
from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.errors import PublisherError
from publisher.inspection import Inspected, inspect_files, inspect_network, unite
from publisher.model import Finding, Report, RuleSelection
from publisher.repository import pick_shows
from publisher.rules.catalogue import CATALOGUE, Subject
from publisher.rules.selection import select_findings

_WORTH_A_PROCESS = 300  # files

Said = tuple[str, str, str]
"""What a finding says: path, code, and the URL it is about, else the message."""


@dataclass(frozen=True, slots=True)
class Before:
    """How often each link stood in each file then, and how often each thing was found.

    Paths are as messages show them, those of renamed files by today's name. `unchanged` are the
    files of a repository in which nothing changed: what is found there was found then.
    """

    ref: str  # as the user wrote it
    links: Mapping[tuple[str, str], int] = field(default_factory=dict)  # by path and URL
    findings: Mapping[Said, int] = field(default_factory=dict)
    unchanged: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()


def mark_old(findings: Sequence[Finding], before: Before) -> tuple[Finding, ...]:
    """Return the findings, those that were there before marked as known.

    About an answer of the web the link decides: it stood in the same file. Anything else is old if
    the same was found there. Of equal ones in a file as many are old as there were, the first ones.
    """
    words = f"already there at {shown(before.ref)}"
    seen: Counter[Said] = Counter()
    marked = []
    for finding in findings:
        said = _said(finding)
        path = finding.place.path
        if finding.url is not None and _is_of_the_web(finding):
            allowed = before.links.get((path, finding.url), 0)
        else:
            allowed = before.findings.get(said, 0)
        is_old = path in before.unchanged or seen[said] < allowed
        seen[said] += 1
        is_told = finding.known is not None or not is_old
        marked.append(finding if is_told else finding._replace(known=words))
    return tuple(marked)


def compare_with(
    ref: str,
    root: Path | None,
    files: Sequence[Path],
    selection: RuleSelection,
    now: datetime,
) -> Callable[[Report], Report]:
    """Begin to look at the repository as it was where today's branch left `ref`.

    `root` is that of the shows, resolved, if there are any; `files` are today's episodes and texts;
    `selection` says which rules count, now and then. Returns a function that marks in a report what
    is old. Raises UsageError where git, the repository or the commit is missing.
    """
    git = open_git(root or (files[0].resolve().parent if files else Path.cwd()))
    commit = git.common_ancestor(git.find_commit(ref))
    stored = git.list_files(commit)
    renames = git.list_renames(commit)
    former = _former_paths(files, git.top, {new: old for old, new in renames.items()})
    below = None if root is None else _below(root, git.top)
    relevant = inspected_files(stored, below, frozenset(former))
    if _is_unchanged(git, relevant, below, former):
        paths = frozenset(display_path(git.top / file.path) for file in relevant)
        unchanged = Before(ref, unchanged=paths)
        return lambda report: _marked(report, unchanged)
    names = {
        display_path(git.top / old): display_path(git.top / new) for old, new in renames.items()
    }
    past = _Past(ref, git, relevant, former, names, root, selection, now)
    before = start_beside(past.sum_up, worthwhile=len(relevant) > _WORTH_A_PROCESS)
    return lambda report: _marked(report, before())


def _marked(report: Report, before: Before) -> Report:
    findings = mark_old(report.findings, before)
    return replace(report, findings=findings, notices=(*report.notices, *before.notices))


class _Past(NamedTuple):
    """What is inspected: the files of a commit, of which `former` are texts that exist today.

    `names` are today's, as messages show them, of the files renamed since.
    """

    ref: str
    git: Git
    files: tuple[StoredFile, ...]
    former: tuple[str, ...]
    names: Mapping[str, str]
    root: Path | None
    selection: RuleSelection
    now: datetime

    def sum_up(self) -> Before:
        """Return what stood there and was found in it."""
        inspected, problem = self._inspect()
        findings = select_findings(inspected.findings, self.selection, inspected.comments)
        said = (_said(finding) for finding in findings)
        return Before(
            self.ref,
            Counter((self._today(link.place.path), link.url) for link in inspected.links),
            Counter((self._today(path), code, about) for path, code, about in said),
            notices=() if problem is None else (_plainly_compared(self.ref, problem),),
        )

    def _today(self, path: str) -> str:
        return self.names.get(path, path)

    def _inspect(self) -> tuple[Inspected, str | None]:
        """Return what the files say, and why their config said nothing, if so.

        Texts that no show owned then are read as plain ones.
        """
        here = Path.cwd()
        with laid_out(self.git, self.files, here) as disk, chdir(place_in(disk, here)):
            inspected, problem = Inspected(), None
            root = place_in(disk, self.root or self.git.top)
            if self.root is not None:
                try:
                    network = load_network(root)
                    inspected = inspect_network(network, pick_shows(network, ()), self.now)
                except PublisherError as error:
                    problem = str(error).partition("\n")[0]
            top = place_in(disk, self.git.top)
            texts = (file for path in self.former if (file := top / path).is_file())
            others = [file for file in texts if display_path(file) not in inspected.paths]
            return unite([inspected, inspect_files(others, root, self.now)]), problem


def _said(finding: Finding) -> Said:
    return finding.place.path, finding.code, finding.url or finding.message


def _is_of_the_web(finding: Finding) -> bool:
    rule = CATALOGUE.get(finding.code)
    return rule is not None and rule.subject is Subject.CHECK


def _former_paths(
    files: Iterable[Path], top: Path, old_names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what today's files were called then, from the top; those outside are left out."""
    folders: dict[str, str] = {}
    prefix = os.path.join(top, "")  # noqa: PTH118 (as below: thousands of files)
    former = []
    for file in files:
        folder, name = os.path.split(file)
        if folder not in folders:
            folders[folder] = os.path.realpath(folder)
        path = os.path.join(folders[folder], name)  # noqa: PTH118
        if path.startswith(prefix):
            today = path[len(prefix) :].replace(os.sep, "/")
            former.append(old_names.get(today, today))
    return tuple(former)


def _below(root: Path, top: Path) -> str:
    path = root.relative_to(top).as_posix()
    return "" if path == "." else f"{path}/"


def _is_unchanged(
    git: Git, relevant: Sequence[StoredFile], below: str | None, former: Sequence[str]
) -> bool:
    """Say whether today's files are those of then: none is changed, gone or new."""
    paths = frozenset(file.path for file in relevant)
    if not paths.issuperset(former) or not is_as_today(git, relevant):
        return False
    today = (StoredFile(path, "", 0) for path in git.list_today())
    return paths.issuperset(file.path for file in inspected_files(today, below, frozenset(former)))


def _plainly_compared(ref: str, problem: str) -> str:
    return (
        f"the config at {shown(ref)} can't be used, so only the links in the texts were compared, "
        f"and everything else counts as new: {shown(problem, 200)}"
    )
