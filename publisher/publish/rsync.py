"""A folder of another machine, by rsync: over ssh, or to an rsync daemon.

Which port and which key are the business of the user's ssh configuration: an option that came from
a file of the repository could run any program.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from publisher.errors import UsageError
from publisher.model import Network, RsyncPlace
from publisher.publish.failing import PublishError, said
from publisher.publish.files import MANIFEST_NAME, SiteFile
from publisher.publish.hashing import hash_files, sha256
from publisher.publish.manifest import MOST_BYTES
from publisher.publish.plan import folders_of
from publisher.publish.targets import Kept, SteppedTarget, Trust

_SILENT_SECONDS = 300  # of the other side; it may read a large recording meanwhile
_LONGEST_SECONDS = 6 * 3600
_PARTIAL = 23  # rsync(1), "Exit values"
_LISTED = re.compile(r"-\S+ +(\d+) \d{4}/\d\d/\d\d \d\d:\d\d:\d\d (.+)")
_OCTAL = re.compile(r"\\#([0-7]{3})")
_TEMPORARY = "/.~tmp~/"
"""Where `--delay-updates` keeps what isn't whole yet."""


def open_rsync(place: RsyncPlace, network: Network, trust: Trust) -> SteppedTarget:  # noqa: ARG001
    """Return the target. Raises UsageError where there is no rsync."""
    program = shutil.which("rsync")
    if program is None:
        raise UsageError(
            f"[publish.{place.name}] needs rsync, and there is none on this machine; install it "
            "(Debian: apt install rsync, macOS: brew install rsync)"
        )
    return SteppedTarget(RsyncStore(program, place.destination, network.root))


class RsyncStore:
    """The files of a folder there. rsync itself makes each appear whole or not at all."""

    def __init__(self, program: str, destination: str, root: Path) -> None:
        self.words = destination
        self._program = program
        self._destination = destination.rstrip("/") + "/"
        self._public = root / "public"
        self._state = root / ".publisher"
        self._is_there = True

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        return hash_files(files, sha256, self._state, "sha256")

    def find_files(self) -> Mapping[str, Kept]:
        done = self._ask("--list-only", "--recursive", "--no-human-readable", self._destination)
        if done.returncode == _PARTIAL and not done.stdout and _is_missing(done.stderr):
            self._is_there = False
            return {}
        self._check(done)
        found = {}
        for line in done.stdout.decode("utf-8", "surrogateescape").splitlines():
            listed = _LISTED.fullmatch(line)
            if listed is not None and _TEMPORARY not in f"/{listed[2]}":
                found[_unescaped(listed[2])] = Kept(int(listed[1]))
        return found

    def read_list(self) -> bytes | None:
        with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
            source = f"{self._destination}{MANIFEST_NAME}"
            size = f"--max-size={MOST_BYTES}"
            done = self._ask("--no-links", size, source, f"{folder}/")
            file = Path(folder) / MANIFEST_NAME
            if done.returncode == 0:
                return file.read_bytes() if file.is_file() else None
        if done.returncode == _PARTIAL and _is_missing(done.stderr):
            return None
        self._check(done)
        return None

    def write_list(self, data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="publisher-") as folder:
            file = Path(folder) / MANIFEST_NAME
            file.write_bytes(data)
            file.chmod(0o644)
            parents = () if self._is_there else ("--mkpath",)
            self._check(self._ask("--ignore-times", *parents, str(file), self._destination))
        self._is_there = True

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:
        done = self._transfer(
            [file.path for file in files], "--dry-run", "--checksum", "--out-format=%i %n"
        )
        self._check(done)
        lines = done.stdout.decode("utf-8", "surrogateescape").splitlines()
        differing = {
            _unescaped(line.partition(" ")[2]) for line in lines if line.startswith(("<f", ">f"))
        }
        return frozenset(file.path for file in files) - differing

    def put(self, files: Sequence[SiteFile]) -> Mapping[str, str]:
        self._check(
            self._transfer(
                [file.path for file in files],
                *("--times", "--checksum", "--delay-updates", "--chmod=D755,F644"),
            )
        )
        return {}

    def remove(self, paths: Sequence[str]) -> None:
        self._remove(paths)
        folders = {folder for path in paths for folder in folders_of(path)}
        emptied = [folder for folder in folders if not (self._public / folder).is_dir()]
        for folder in sorted(emptied, key=lambda folder: (-folder.count("/"), folder)):
            with suppress(PublishError):  # one that holds something else stays
                self._remove([folder])

    def _remove(self, paths: Sequence[str]) -> None:
        """Remove files, or empty folders, by naming what the source hasn't got."""
        with tempfile.TemporaryDirectory(prefix="publisher-") as nothing:
            for path in paths:  # rsync wants to see the folders, at least
                (Path(nothing) / path).parent.mkdir(parents=True, exist_ok=True)
            done = self._transfer(paths, "--delete-missing-args", "--dirs", source=nothing)
            self._check(done)

    def close(self) -> None:
        """Nothing is open."""

    def _transfer(
        self, paths: Sequence[str], *options: str, source: str | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        given = "".join(f"{path}\0" for path in paths).encode()
        folder = f"{source or self._public}/"
        return self._ask(
            *options, "--files-from=-", "--from0", folder, self._destination, given=given
        )

    def _ask(self, *arguments: str, given: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
        patience = [f"--timeout={_SILENT_SECONDS}"]
        if self._is_daemon:
            patience.append("--contimeout=20")
        *options, last = arguments
        before = [options.pop()] if options and not options[-1].startswith("-") else []
        command = [self._program, "--no-motd", "--8-bit-output", "--secluded-args", *patience]
        try:
            return subprocess.run(  # noqa: S603 (no shell; the destination's form is checked)
                [*command, *options, "--", *before, last],
                env={**os.environ, "LC_ALL": "C"},
                input=given,
                capture_output=True,
                check=False,
                timeout=_LONGEST_SECONDS,
            )
        except subprocess.TimeoutExpired:
            hours = _LONGEST_SECONDS // 3600
            raise PublishError(f"rsync took more than {hours} hours and was ended") from None

    @property
    def _is_daemon(self) -> bool:
        return self._destination.startswith("rsync://") or "::" in self._destination

    def _check(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        if done.returncode != 0:
            raise PublishError(
                f"rsync can't publish at {self.words}: {said(done.stderr)}. What was sent stays, "
                "feeds are sent last; the next run sends the rest"
            )


def _is_missing(stderr: bytes) -> bool:
    return b"No such file or directory" in stderr or b"(2)" in stderr


def _unescaped(name: str) -> str:
    """Return a name as it is; rsync shows signs that no terminal can as `\\#012`."""
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), name)
