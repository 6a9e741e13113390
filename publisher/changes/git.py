"""Asking git: which commit is meant, which files it has, and what is in them.

Only plumbing that reads objects and the index is run: no file of the working tree goes through a
filter, no hook runs, nothing is fetched, and nothing is written.
"""

import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.documents.parsed import shown
from publisher.errors import PublisherError, UsageError

_TIMEOUT_SECONDS = 120
_BATCH_BYTES = 64 * 1024 * 1024
_LINK = b"120000"
_LONGEST_TARGET_BYTES = 4096
_MOST_HOPS = 8
_MOST_RENAMES = 2000  # each is compared with each
_HASH = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})\n")
_SETTINGS = (
    *("-c", "core.fsmonitor=", "-c", f"core.hooksPath={os.devnull}"),
    *("-c", "safe.bareRepository=explicit", "--no-pager", "--literal-pathspecs"),
)
# Those of a hook that we may be run by: they name its index, or paths from its folder.
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_INCOMPLETE = (
    "files are read as they were, and this clone is not whole: clone without --filter, or bring "
    "the rest with `git fetch --refetch --no-filter`"
)


class StoredFile(NamedTuple):
    """An ordinary file of a commit; `path` is from the top of the repository, with `/`."""

    path: str
    id: str
    size_bytes: int


class Git(NamedTuple):
    """A repository with a working tree, of which `top` is the folder, resolved.

    `asked_by` is the option or command that messages name.
    """

    program: str
    top: Path
    asked_by: str = "--changed"

    def has_commit(self, ref: str) -> bool:
        """Say whether `ref` names a commit."""
        possible = not ref.startswith("-") and ref.isprintable() and bool(ref.strip())
        return possible and self._resolved(ref) is not None

    def find_commit(self, ref: str) -> str:
        """Return the hash of the commit that `ref` names. Raises UsageError."""
        if ref.startswith("-") or not ref.isprintable() or not ref.strip():
            raise UsageError(
                f"{self.asked_by} {shown(ref)!r} can't be the name of a commit; write a branch, "
                "a tag or a hash, such as origin/main"
            )
        commit = self._resolved(ref)
        if commit is None:
            raise UsageError(self._unknown(ref))
        return commit

    def common_ancestor(self, commit: str) -> str:
        """Return where today's branch left `commit`; itself where the clone doesn't tell."""
        done = self._ask("merge-base", commit, "HEAD")
        return done.stdout.decode().strip() if _HASH.fullmatch(done.stdout) else commit

    def list_files(self, commit: str) -> tuple[StoredFile, ...]:
        """Return the ordinary files of a commit.

        A symbolic link to one of them stands as a file of its own; others, and submodules, are
        left out.
        """
        listing = self._read("ls-tree", "-r", "-z", "-l", "--full-tree", commit)
        return self._files(listing)

    def list_folder(self, commit: str, folder: str) -> tuple[StoredFile, ...]:
        """Return the ordinary files that stand in a folder of a commit, named from the top."""
        where = (f"{folder}/",) if folder else ()
        listing = self._read("ls-tree", "-z", "-l", "--full-tree", commit, "--", *where)
        return self._files(listing)

    def _files(self, listing: bytes) -> tuple[StoredFile, ...]:
        files: dict[str, StoredFile] = {}
        links = []
        for is_link, file in _entries(listing):
            if not is_link:
                files[file.path] = file
            elif file.size_bytes <= _LONGEST_TARGET_BYTES:
                links.append(file)
        targets = {link.path: os.fsdecode(data) for link, data in self.read_files(links)}
        for path in targets:
            target = files.get(_followed(path, targets))
            if target is not None:
                files[path] = target._replace(path=path)
        return tuple(files.values())

    def list_renames(self, commit: str) -> dict[str, str]:
        """Return today's path of each file renamed since `commit`, as far as git was told of it.

        That is what is committed or staged (`git mv`).
        """
        listing = self._read(
            *("diff-index", "--cached", "--name-status", "-z", "-M", f"-l{_MOST_RENAMES}"),
            *("--no-ext-diff", "--no-textconv", "--diff-filter=R", commit, "--"),
        )
        parts = iter(os.fsdecode(part) for part in listing.split(b"\0"))
        return {old: new for _, old, new in zip(parts, parts, parts, strict=False)}

    def list_today(self) -> frozenset[str]:
        """Return the paths that git tracks today, and those that it would if it were asked to."""
        listing = self._read("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        return frozenset(os.fsdecode(path) for path in listing.split(b"\0") if path)

    def read_files(self, files: Iterable[StoredFile]) -> Iterator[tuple[StoredFile, bytes]]:
        """Yield what is in each file, as it is stored."""
        for batch in _batches(files):
            names = "".join(f"{file.id}\n" for file in batch).encode()
            data = self._read("cat-file", "--batch", given=names)
            at = 0
            for file in batch:
                end = data.index(b"\n", at)
                if data[at:end] != f"{file.id} blob {file.size_bytes}".encode():
                    raise PublisherError(_INCOMPLETE)
                at = end + 1 + file.size_bytes + 1
                yield file, data[end + 1 : at - 1]

    def _resolved(self, ref: str) -> str | None:
        done = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
        )
        return done.stdout.decode().strip() if _HASH.fullmatch(done.stdout) else None

    def _unknown(self, ref: str) -> str:
        message = f"there is no commit {shown(ref)!r} in this repository"
        if self._ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            return (
                f"{message}, which is a shallow clone: it has only the newest commits. Fetch the "
                "others with `git fetch --unshallow`; for actions/checkout, set `fetch-depth: 0`"
            )
        if self._resolved(f"origin/{ref}") is not None:
            return f"{message}; did you mean origin/{shown(ref)}?"
        return f"{message}; if it is a new one, `git fetch origin` brings it"

    def _read(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Return what a command prints; raises PublisherError where it fails."""
        done = self._ask(*arguments, given=given)
        if done.returncode != 0 and b"promisor" in done.stderr:
            raise PublisherError(_INCOMPLETE)
        if done.returncode != 0:
            raise PublisherError(f"git {arguments[0]} failed: {_said(done.stderr)}")
        return done.stdout

    def _ask(
        self, *arguments: str, given: bytes | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        return _run(self.program, self.top, arguments, given)


def open_git(folder: Path, asked_by: str = "--changed") -> Git:
    """Return the repository that `folder` stands in. Raises UsageError where there is none."""
    program = shutil.which("git")
    if program is None:
        raise UsageError(f"{asked_by} asks git, and there is none on this machine; install it")
    done = _run(program, folder, ("rev-parse", "--show-toplevel"), None)
    if done.returncode != 0:
        raise UsageError(
            f"{asked_by} compares with a commit, and git finds none for {folder}: "
            f"{_said(done.stderr)}"
        )
    top = Path(os.fsdecode(done.stdout.removesuffix(b"\n"))).resolve()
    return Git(program, top, asked_by)


def _run(
    program: str, folder: Path, arguments: Sequence[str], given: bytes | None
) -> "subprocess.CompletedProcess[bytes]":
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(  # noqa: S603 (no shell; what may come from outside is a hash by now)
            [program, *_SETTINGS, *arguments],
            cwd=folder,
            env=environment | _ENVIRONMENT,
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        message = f"git {arguments[0]} took more than {_TIMEOUT_SECONDS} seconds and was ended"
        raise PublisherError(message) from None


def _entries(listing: bytes) -> Iterator[tuple[bool, StoredFile]]:
    """Yield the files and symbolic links that `git ls-tree` lists, and whether each is a link."""
    for row in listing.split(b"\0"):
        facts, _, path = row.partition(b"\t")
        match facts.split():
            case [mode, b"blob", name, size] if size.isdigit():
                yield mode == _LINK, StoredFile(os.fsdecode(path), name.decode(), int(size))


def _followed(path: str, targets: Mapping[str, str]) -> str:
    """Return where a link leads at last, in the tree; links to folders are not followed."""
    for _ in range(_MOST_HOPS):
        if path not in targets:
            break
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), targets[path]))
    return path


def _batches(files: Iterable[StoredFile]) -> Iterator[list[StoredFile]]:
    """Yield the files in groups that fit into memory together."""
    batch: list[StoredFile] = []
    size_bytes = 0
    for file in files:
        if batch and size_bytes + file.size_bytes > _BATCH_BYTES:
            yield batch
            batch, size_bytes = [], 0
        batch.append(file)
        size_bytes += file.size_bytes
    if batch:
        yield batch


def _said(stderr: bytes) -> str:
    """Return a complaint on one line, without git's `fatal:`; how to mend it may be part of it."""
    lines = (line.strip() for line in stderr.decode("utf-8", "replace").splitlines())
    said = " ".join(line for line in lines if line).removeprefix("fatal: ")
    return shown(said, 400) or "it doesn't say why"
