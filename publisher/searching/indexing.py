"""The search index, `public/pagefind/`, made by Pagefind's own program beside the other work.

Pagefind is an optional package. Its program is given a folder of pages, and writes the index into
another; only what the search page asks for is published, and only once all of it is there.
"""

import os
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from publisher.model import Network
from publisher.searching.published import is_published, publish_index, withdraw_index
from publisher.searching.records import Record
from publisher.searching.spool import digest_of, kept_records, spool_folder

INSTALL = "pip install 'pagefind[bin]'"
LONGEST_SECONDS = 600.0
MOST_SIZE = 24_000_000
"""So many characters are indexed in full: Pagefind needs some sixty times as many bytes of memory.
Of the oldest episodes beyond it only the beginning is, which is their notes."""
_NOTES_SIZE = 20_000
_VERSION = 1  # of what is indexed: count up, and all is indexed anew
PROGRAMS = ("pagefind_bin_extended", "pagefind_bin")  # modules; the first also parts Chinese words


def find_program() -> Path | None:
    """Return Pagefind's program, or None where the package isn't installed."""
    for name in PROGRAMS:
        try:
            return Path(import_module(name).get_executable())
        except (ImportError, FileNotFoundError):
            continue
    return None


class Search(NamedTuple):
    """Whether the site has a search. `lines` say what a podcaster has to know of that."""

    program: Path | None
    lines: tuple[str, ...] = ()


def choose_search(network: Network) -> Search:
    """Return how the site is searched, as `search` in the settings and the package allow."""
    wanted = network.settings.search
    program = None if wanted is False else find_program()
    if wanted and program is None:
        line = f"No search: config/publisher.toml says search = true, which needs {INSTALL}"
        return Search(None, (line,))
    return Search(program)


@contextmanager
def indexing(network: Network, search: Search) -> Iterator["Indexing"]:
    """Index what is kept of all shows while other work goes on; `finish` publishes the index.

    Nothing of it goes on afterwards, even where the other work fails.
    """
    work = Indexing(network)
    try:
        work.start(search)
        yield work
    finally:
        work.stop()


class Indexing:
    """The work on an index."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._root = network.root
        self._shows = sorted(network.shows)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._digest = ""
        self._cut = 0
        self._failure = ""

    def start(self, search: Search) -> None:
        """Start it, unless what is indexed is what it was."""
        if search.program is None:
            withdraw_index(self._root)
            return
        self._digest = self._digest_of_all(search.program)
        if is_published(self._root, self._digest):
            return
        language = _language(self._network)
        self._folder = Path(tempfile.mkdtemp(prefix="work-", dir=spool_folder(self._root)))
        if not self._write_pages(self._folder / "pages"):
            withdraw_index(self._root)
            return
        try:
            self._process = _start(search.program, self._folder, language)
        except OSError as error:
            self._failure = f"failed: {search.program}: {error.strerror}"

    def finish(self) -> tuple[str, ...]:
        """Publish the index when it is done; return what there is to say of it."""
        if self._process is not None and self._folder is not None:
            self._failure = _failure(self._process, self._folder / "said.txt")
        if self._failure:
            return (f"The search index is as it was: Pagefind {self._failure}",)
        if self._process is None or self._folder is None:
            return ()
        publish_index(self._root, self._folder / "index", self._digest)
        if self._cut:
            return (
                f"Search: the transcripts of {self._cut} episodes, the oldest, are left out of "
                "the index: with them Pagefind would need more memory than most machines have",
            )
        return ()

    def stop(self) -> None:
        """End the work, and remove what it leaves."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _digest_of_all(self, program: Path) -> str:
        facts = program.stat()
        made_by = f"{_VERSION} {program.name} {facts.st_size} {int(facts.st_mtime)}"
        shows = [f"{show} {digest_of(self._root, show)}" for show in self._shows]
        return sha256("\n".join([made_by, *shows]).encode()).hexdigest()

    def _write_pages(self, folder: Path) -> int:
        """Write a page for each record; return how many."""
        pages = [(each.date, each.path, len(each.page)) for each in self._records()]
        cut = beyond(pages)
        self._cut = len(cut)
        for record in self._records():
            page = record.page.encode(errors="replace")
            target = folder / record.path
            target.mkdir(parents=True, exist_ok=True)
            (target / "index.html").write_bytes(_head_of(page) if record.path in cut else page)
        return len(pages)

    def _records(self) -> Iterator[Record]:
        for show in self._shows:
            yield from kept_records(self._root, show)


def beyond(pages: Iterable[tuple[str, str, int]], most: int = MOST_SIZE) -> frozenset[str]:
    """Return which of the pages (date, path, size) are too many to be indexed whole, the oldest."""
    cut = set()
    for _, path, size in sorted(pages, reverse=True):
        most -= size
        if most < 0 and size > _NOTES_SIZE:
            cut.add(path)
            most += size - _NOTES_SIZE
    return frozenset(cut)


def _head_of(page: bytes) -> bytes:
    """Return the beginning of a page, cut between elements."""
    return page[:_NOTES_SIZE].rpartition(b"<")[0] + b"</body></html>"


def _start(program: Path, folder: Path, language: str) -> "subprocess.Popen[bytes]":
    """Start Pagefind on the folder's `pages`; it writes `index` there."""
    command = [
        os.fspath(program),
        *("--site", os.fspath(folder / "pages"), "--output-path", os.fspath(folder / "index")),
        *("--force-language", language, "--silent"),
    ]
    with (folder / "said.txt").open("wb") as said:
        return subprocess.Popen(  # noqa: S603 - the program of an installed package, and no shell
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=folder
        )


def _failure(process: "subprocess.Popen[bytes]", said: Path) -> str:
    """Wait for Pagefind; return how it failed, or nothing."""
    try:
        process.wait(LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        return f"took over {LONGEST_SECONDS / 60:.0f} minutes"
    if not process.returncode:
        return ""
    words = said.read_bytes()[:300].decode(errors="replace")
    why = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"failed: {why or 'it does not say why'}"


def _language(network: Network) -> str:
    """Return the language most shows are in: one index for all, whatever page it is asked from."""
    languages = Counter(show.language.lower().partition("-")[0] for show in network.shows.values())
    common = min(languages, key=lambda each: (-languages[each], each), default="en")
    return common if common.isascii() and common.isalpha() else "en"
