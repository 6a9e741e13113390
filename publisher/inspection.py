"""Files → episodes, links and findings: all that can be said of a show without the web."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publisher.documents import Document, display_path, read_markdown
from publisher.documents.paths import is_inside
from publisher.episodes import EpisodeFile, read_episodes
from publisher.episodes.codes import unread_finding
from publisher.errors import ConfigError, DocumentError
from publisher.feed.lock import LOCK_NAME, Lock, read_lock
from publisher.feed.plan import plan_feed
from publisher.links.find import config_links, find_links
from publisher.model import Episode, Finding, Link, Network, Show
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_episode, judge_links, judge_show

PASSED_OVER = ("node_modules", "public", "_site", "site-packages", "__pycache__")
SUFFIXES = (".md", ".markdown", ".mdx", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class ReadShow:
    """A show, its episode files in the order of their paths, and its lock."""

    show: Show
    files: tuple[EpisodeFile, ...]
    lock: Lock

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The episodes that could be read, drafts too."""
        return tuple(file.episode for file in self.files if file.episode is not None)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the files say: shows, documents by path, every link, and the findings so far."""

    shows: tuple[ReadShow, ...]
    documents: Mapping[str, Document]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    file_count: int  # episode files, or files that no show owns

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all files that were read, or could not be."""
        return frozenset(self.documents).union(
            file.path for show in self.shows for file in show.files
        )


def read_shows(network: Network, shows: Iterable[Show]) -> tuple[ReadShow, ...]:
    """Read every episode of `shows`, and their locks.

    Raises DocumentError for a lock that can't be understood, and ConfigError for a glob that
    matches nothing: a typing error in it must not empty a feed.
    """
    return tuple(_read_show(show, network) for show in shows)


def _read_show(show: Show, network: Network) -> ReadShow:
    files = read_episodes(show, network)
    if not files and show.episodes is not None:
        place = show.source.place("episodes")
        raise ConfigError([f'{place}: episodes "{show.episodes}" matches no file'])
    return ReadShow(show, files, read_lock(show.folder / LOCK_NAME))


def inspect_shows(network: Network, shows: Sequence[ReadShow], now: datetime) -> Inspected:
    """Find and judge the links in the episodes and in the config, and judge the shows."""
    links = list(config_links(network))
    findings = judge_links(links, Context(now, network))
    documents: dict[str, Document] = {}
    for read in shows:
        for file in read.files:
            findings += file.findings
            if file.document is not None:
                documents[file.document.path] = file.document
                context = Context(now, network, read.show, file.episode)
                found, judged = _inspect_episode(file.document, context)
                links += found
                findings += judged
        findings += judge_show(read.show, read.episodes, Context(now, network, read.show))
        findings += _feed_findings(read, network, now)
    count = sum(len(read.files) for read in shows)
    return Inspected(tuple(shows), documents, tuple(links), tuple(findings), count)


def _inspect_episode(
    document: Document, context: Context
) -> tuple[tuple[Link, ...], list[Finding]]:
    links = find_links(
        document, episode=context.episode, show=context.show, network=context.network
    )
    findings = judge_links(links, context)
    if context.episode is not None:
        findings += judge_episode(context.episode, context)
    return links, findings


def _feed_findings(read: ReadShow, network: Network, now: datetime) -> tuple[Finding, ...]:
    """Return what planning the feed finds; the notes don't matter for that."""
    plan = plan_feed(
        read.show,
        read.episodes,
        network,
        lock=read.lock,
        now=now,
        notes=lambda _episode: ("", ""),
    )
    return plan.findings


def inspect_files(files: Sequence[Path], root: Path, now: datetime) -> Inspected:
    """Find and judge the links of Markdown and HTML files that belong to no show.

    A link in `root` to a file elsewhere is not followed: it may come with a pull request.
    """
    documents: dict[str, Document] = {}
    links: list[Link] = []
    findings: list[Finding] = []
    for file in files:
        try:
            if file.is_symlink() and is_inside(file.parent, root) and not is_inside(file, root):
                message = "this link leads out of the repository; copy the file into it"
                raise DocumentError(display_path(file), message)
            document = read_markdown(file)
        except DocumentError as error:
            findings.append(unread_finding(error))
            continue
        documents[document.path] = document
        findings += document.problems
        found = find_links(document)
        links += found
        findings += judge_links(found, Context(now))
    return Inspected((), documents, tuple(links), tuple(findings), len(files))


def text_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the Markdown and HTML files named by `paths`, and those in the folders among them.

    Hidden folders, built sites and installed packages inside a folder are passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from map(Path, sorted(_files_below(str(path))))


def _files_below(folder: str) -> Iterator[str]:
    """Yield the Markdown and HTML files below a folder."""
    folders = [folder]
    while folders:  # not by recursion, as os.walk: folders may be a thousand deep
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and entry.name not in PASSED_OVER:
                        folders.append(entry.path)
                elif entry.name.lower().endswith(SUFFIXES):
                    yield entry.path
