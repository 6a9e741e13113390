"""A branch of a remote: asked, fetched without a trace in the user's branches, and pushed to."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from publisher.publish.failing import PublishError, masked, said
from publisher.publish.files import MANIFEST_NAME
from publisher.publish.manifest import Entry, read_manifest
from publisher.publish.plumbing import Plumbing

HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Head(NamedTuple):
    """The remote: the commit of our branch, and the branch that it shows first."""

    commit: str | None
    default: str | None


class Branch(NamedTuple):
    """The branch `name` of `remote`. Everything raises PublishError where the remote fails."""

    git: Plumbing
    remote: str
    name: str

    @property
    def words(self) -> str:
        return f"branch {self.name} of {masked(self.remote)}"

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.name}"

    def ask_head(self) -> Head:
        """Ask the remote where the branch stands; nothing is fetched."""
        wanted = (self.remote, "HEAD", self._ref)
        done = self.git.ask("ls-remote", "--symref", "--end-of-options", *wanted, remote=True)
        if done.returncode != 0:
            raise PublishError(f"{self.words} can't be asked: {said(done.stderr)}")
        commit = default = None
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            value, _, name = line.partition("\t")
            if name == "HEAD" and value.startswith("ref: refs/heads/"):
                default = value.removeprefix("ref: refs/heads/")
            elif name == self._ref and HASH.fullmatch(value):
                commit = value
        return Head(commit, default)

    def fetch(self, commit: str) -> None:
        """Bring the branch's objects, of which nothing but this run knows."""
        if self.git.ask("cat-file", "-e", f"{commit}^{{tree}}").returncode == 0:
            return
        shallow = self.git.read("rev-parse", "--is-shallow-repository") == "true"
        done = self.git.ask(
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"),
            *("--refmap=", *(("--depth=1",) if shallow else ())),
            *("--end-of-options", self.remote, self._ref),
            remote=True,
        )
        if done.returncode != 0:
            raise PublishError(f"{self.words} can't be fetched: {said(done.stderr)}")

    def list_files(self, commit: str) -> dict[str, str]:
        listing = self.git.read("ls-tree", "-r", "-z", "--full-tree", commit)
        files = {}
        for row in listing.split("\0"):
            facts, _, path = row.partition("\t")
            if path:
                mode, _, name = facts.split(" ")
                files[path] = name if mode == "100644" else f"{mode} {name}"
        return files

    def own_files(self, files: Mapping[str, str]) -> dict[str, Entry]:
        name = files.get(MANIFEST_NAME, "")
        if not HASH.fullmatch(name):
            return {}
        return read_manifest(self.git.ask("cat-file", "blob", name).stdout)

    def push(self, commit: str) -> str | None:
        """Push without force; return why it was not taken, None where it was."""
        done = self.git.ask(
            *("push", "--quiet", "--porcelain", "--no-follow-tags", "--no-verify"),
            *("--end-of-options", self.remote, f"{commit}:{self._ref}"),
            remote=True,
        )
        if done.returncode == 0:
            return None
        rejected = [line for line in done.stdout.splitlines() if line.startswith(b"!")]
        return said(b"\n".join((*rejected, done.stderr)))
