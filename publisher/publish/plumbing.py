"""git's plumbing, run so that the user's checkout, index and branches stay as they are.

Objects are added to the repository's store, where nothing names them until they are pushed. No
hook runs, no file goes through a filter, and no remote helper is started.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from publisher.errors import UsageError
from publisher.publish.failing import PublishError, said

_LOCAL_SECONDS = 600
_REMOTE_SECONDS = 3600  # to push a season's recordings
_SETTINGS = (
    *("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "safe.bareRepository=explicit", "-c", "gc.auto=0", "-c", "maintenance.auto=false"),
    *("-c", "protocol.ext.allow=never"),
    *("-c", "push.followTags=false", "-c", "push.gpgSign=false", "-c", "core.quotePath=false"),
    *("-c", "submodule.recurse=false", "-c", "fetch.recurseSubmodules=false"),
    *("-c", "push.recurseSubmodules=no", "-c", "core.splitIndex=false", "-c", "index.sparse=false"),
    *("--no-pager", "--literal-pathspecs"),
)
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}


class Plumbing(NamedTuple):
    """A repository at `top`; `own_index` is a file of our own that stands in for its index."""

    program: str
    top: Path
    own_index: Path
    protocols: tuple[str, ...] = ("https", "ssh")  # empty: as git itself allows, never `ext`

    def read(
        self,
        *arguments: str,
        given: bytes = b"",
        variables: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Return what a command prints, without its last newline. Raises PublishError."""
        done = self.ask(*arguments, given=given, variables=variables)
        if done.returncode != 0:
            raise PublishError(f"git {arguments[0]} failed: {said(done.stderr)}")
        return os.fsdecode(done.stdout).removesuffix("\n")

    def ask(
        self,
        *arguments: str,
        given: bytes = b"",
        remote: bool = False,
        variables: Mapping[str, str] = MappingProxyType({}),
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command; `variables` are further ones of its environment."""
        own = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
        seconds = _REMOTE_SECONDS if remote else _LOCAL_SECONDS
        allowed = [f"protocol.{each}.allow=always" for each in self.protocols]
        protocols = ["protocol.allow=never", *allowed] if allowed else []
        settings = (*_SETTINGS, *(word for each in protocols for word in ("-c", each)))
        try:
            return subprocess.run(  # noqa: S603 (no shell; what comes from settings is checked)
                [self.program, *settings, *arguments],
                cwd=self.top,
                env={
                    **own,
                    **_ENVIRONMENT,
                    "GIT_INDEX_FILE": os.fspath(self.own_index),
                    **variables,
                },
                input=given,
                capture_output=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            message = f"git {arguments[0]} took more than {seconds} seconds and was ended"
            raise PublishError(message) from None

    def write_blobs(self, sources: Sequence[str]) -> list[str]:
        """Store files as they are, and return the name that git gives each."""
        given = "".join(f"{source}\n" for source in sources)
        return self.read(
            "hash-object", "-w", "--no-filters", "--stdin-paths", given=os.fsencode(given)
        ).splitlines()

    def current_branch(self) -> str | None:
        done = self.ask("symbolic-ref", "--quiet", "--short", "HEAD")
        return os.fsdecode(done.stdout).strip() if done.returncode == 0 else None

    def identity(self) -> dict[str, str]:
        """Return what the environment lacks of who commits: nothing where git knows the user."""
        known = self.ask("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
        if known.returncode == 0:
            return {}
        who = {"NAME": "podcast-publisher", "EMAIL": "publisher@localhost"}
        return {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in who.items()
        }


def open_plumbing(root: Path, index: Path, name: str) -> Plumbing:
    """Return the repository that `root` stands in. Raises UsageError where there is none."""
    program = shutil.which("git")
    if program is None:
        raise UsageError(f"[publish.{name}] needs git, and there is none on this machine")
    git = Plumbing(program, root, index)
    done = git.ask("rev-parse", "--show-toplevel")
    if done.returncode != 0:
        raise UsageError(
            f"[publish.{name}] publishes a branch, and git finds no repository at {root}: "
            f"{said(done.stderr)}"
        )
    return git._replace(top=Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve())
