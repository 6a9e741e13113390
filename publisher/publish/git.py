"""A branch of a git remote, as GitHub Pages, GitLab Pages and Codeberg show it.

All of a run is one commit on top of what is there: visitors see the old site or the new one. It is
never forced; where somebody else was faster, it is made once more, on top of theirs.
"""

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from publisher.errors import UsageError
from publisher.model import GitPlace, Network
from publisher.publish.branch import HASH, Branch, Head
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME, SiteFile, Step
from publisher.publish.hashing import git_blob, hash_files
from publisher.publish.manifest import Entry, manifest_bytes
from publisher.publish.plan import Plan, Seen, There, folders_of
from publisher.publish.plumbing import Plumbing, open_plumbing
from publisher.publish.targets import Say, Trust
from publisher.reports.summary import counted

_MARKER = ".nojekyll"
"""Without it GitHub Pages leaves out what begins with an underscore."""

FILE_LIMIT_BYTES = 100 * 1024 * 1024
SITE_LIMIT_BYTES = 1024**3
"""GitHub refuses a push with a larger file, and Pages a larger site
(docs.github.com, "About large files" and "GitHub Pages limits")."""


def open_git_target(place: GitPlace, network: Network, trust: Trust) -> "GitTarget":
    """Return the target. Raises UsageError where the branch or the remote is not one to use."""
    folder = Path(tempfile.mkdtemp(prefix="publisher-"))
    try:
        git = open_plumbing(network.root, folder / "index", place.name)
        if git.ask("check-ref-format", f"refs/heads/{place.branch}").returncode != 0:
            raise UsageError(f'[publish.{place.name}] branch = "{place.branch}" is no branch name')
        if git.current_branch() == place.branch:
            raise UsageError(
                f"[publish.{place.name}] branch {place.branch!r} is the one that you work on: the "
                "site would mix with its sources. Name another, such as gh-pages"
            )
        git = git._replace(protocols=_protocols(git, place, trust))
        return GitTarget(place, git, folder, network.root / ".publisher")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _protocols(git: Plumbing, place: GitPlace, trust: Trust) -> tuple[str, ...]:
    """Return by which protocols git may reach the remote; none given are its own choice.

    A folder of this machine is nothing for a file of the repository to name: what lies in its
    hooks would run as ourselves. Raises UsageError.
    """
    remotes = git.read("remote").splitlines()
    if place.remote in remotes:
        return ()  # whoever may write .git/config may do anything here
    is_name = not re.search(r"[:/]", place.remote)
    if is_name:
        there = f"; there are: {', '.join(remotes)}" if remotes else "; it has none"
        raise UsageError(
            f"[publish.{place.name}] remote {place.remote!r} is no remote of this "
            f"repository{there}. Add it with `git remote add`, or write its address"
        )
    is_local = place.remote.startswith(("file:", "/", "."))
    if is_local and not trust.outside:
        raise UsageError(
            f"[publish.{place.name}] remote is a folder of this machine, and git runs what lies in "
            "its hooks; if it is right, run it with --allow-outside (or make it a remote with "
            "`git remote add`)"
        )
    return ("file",) if is_local else ("https", "ssh")


class GitTarget:
    """A branch. A fingerprint is the name that git gives a file's content."""

    def __init__(self, place: GitPlace, git: Plumbing, folder: Path, state: Path) -> None:
        self._place = place
        self._git = git
        self._folder = folder
        self._state = state
        self._branch = Branch(git, place.remote, place.branch)
        self._head = Head(None, None)
        self._own: frozenset[str] = frozenset()
        self._marker = folder / _MARKER
        self._marker.touch()

    @property
    def words(self) -> str:
        return self._branch.words

    def extra_files(self) -> tuple[SiteFile, ...]:
        facts = self._marker.stat()
        return (SiteFile(_MARKER, str(self._marker), 0, facts.st_mtime_ns, Step.ASSET),)

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        algorithm = self._git.read("rev-parse", "--show-object-format")
        if algorithm not in ("sha1", "sha256"):
            raise PublishError(f"this repository names its objects by {algorithm}: unknown here")
        return hash_files(files, git_blob(algorithm), self._state, f"git-{algorithm}")

    def look(self) -> There:
        self._head = self._branch.ask_head()
        if self._head.commit is None:
            self._own = frozenset()
            return There({}, {})
        self._branch.fetch(self._head.commit)
        files = self._branch.list_files(self._head.commit)
        entries = self._branch.own_files(files)
        self._refuse_default(files)
        self._own = frozenset(entries)
        seen = {path: Seen(name, path in entries) for path, name in files.items()}
        return There(seen, {path: files.get(path) for path in entries})

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:  # noqa: ARG002
        return frozenset()  # a name says it all

    def warnings(self, plan: Plan) -> tuple[str, ...]:
        large = [file.path for file in plan.files if file.size_bytes > FILE_LIMIT_BYTES]
        told = [
            f"{path} has more than 100 MB: GitHub refuses the push. Keep recordings at a media "
            "host, and name it in audio_base_url"
            for path in large[:3]
        ]
        if sum(file.size_bytes for file in plan.files) > SITE_LIMIT_BYTES:
            told.append(
                "the site has more than 1 GB: GitHub Pages takes no more, and every clone of the "
                "repository grows by it. Keep recordings at a media host (audio_base_url)"
            )
        return tuple(told)

    def deliver(self, plan: Plan, say: Say) -> None:
        sent = plan.to_send
        say(f"storing {counted(len(sent), 'file')} in git")
        names = self._git.write_blobs([file.source for file in sent])
        if names != [plan.fingerprints[file.path] for file in sent]:
            raise PublishError("files of public/ change while they are published; run it again")
        for is_last in (False, True):
            say(f"pushing one commit to {self.words}")
            problem = self._branch.push(self._commit(plan))
            if problem is None:
                return
            head = self._branch.ask_head()
            if is_last or head == self._head or head.commit is None:
                raise PublishError(f"{self.words} did not take the commit: {problem}")
            self._move_to(head, plan)

    def settle(self, plan: Plan) -> None:
        if plan.is_empty:  # only the list is to be written: it goes by a commit of its own
            problem = self._branch.push(self._commit(plan))
            if problem is not None:
                raise PublishError(f"{self.words} did not take the commit: {problem}")

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _refuse_default(self, files: dict[str, str]) -> None:
        """Refuse a branch that holds something else than a site: most likely the sources."""
        if self._place.branch == self._head.default and files and MANIFEST_NAME not in files:
            raise UsageError(
                f"[publish.{self._place.name}] {self.words} is the one that the remote shows "
                "first, and there is something else on it: the site would mix with it. Name "
                "another, such as gh-pages"
            )

    def _move_to(self, head: Head, plan: Plan) -> None:
        """Start from a newer commit of somebody else; what is theirs must not be in the way."""
        assert head.commit is not None  # noqa: S101
        self._head = head
        self._branch.fetch(head.commit)
        there = self._branch.list_files(head.commit)
        own = self._branch.own_files(there)
        wanted = {file.path for file in plan.files}
        folders = {folder for path in wanted for folder in folders_of(path)}
        for path, name in there.items():
            mine = path in own or path in self._own or path == MANIFEST_NAME
            if not mine and (path in folders or plan.fingerprints.get(path, name) != name):
                raise PublishError(f"{self.words}: somebody else put {path} there; run it again")

    def _commit(self, plan: Plan) -> str:
        """Return a commit with the site as it is to be, on top of what is there."""
        parent = self._head.commit
        self._git.own_index.unlink(missing_ok=True)
        self._git.read("read-tree", *((parent,) if parent else ("--empty",)))
        listed = {file.path: Entry("") for file in plan.files}
        (self._folder / "list").write_bytes(manifest_bytes(listed))
        [name] = self._git.write_blobs([str(self._folder / "list")])
        rows = [f"0 {'0' * len(name)}\t{path}" for path in plan.removed]
        rows += [f"100644 {plan.fingerprints[file.path]}\t{file.path}" for file in plan.files]
        rows.append(f"100644 {name}\t{MANIFEST_NAME}")
        given = "".join(f"{row}\0" for row in rows).encode()
        self._git.read("update-index", "-z", "--index-info", given=given)
        tree = self._git.read("write-tree")
        return self._git.read(
            *("commit-tree", tree, *(("-p", parent) if parent else ()), "-F", "-"),
            given=self._message(plan).encode(),
            variables=self._git.identity(),
        )

    def _message(self, plan: Plan) -> str:
        source = self._git.ask("rev-parse", "--verify", "--quiet", "HEAD").stdout.decode().strip()
        what = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.removed)} removed"
        from_commit = f"\n\nMade from {source}\n" if HASH.fullmatch(source) else "\n"
        return f"Publish the site: {what}{from_commit}"
