"""Files → episodes, links and findings: all that can be said of a show without the web."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import (
    NETWORK_FEED_PATH,
    feed_path,
    network_feed_url,
    published_show_files,
    show_media_path,
)
from publisher.by_itself import comments_of, judge_file, links_of, paths_of
from publisher.documents import Document, display_path, read_markdown
from publisher.documents.paths import is_inside
from publisher.episodes import EpisodeFile, episode_files, read_episodes
from publisher.episodes.codes import unread_finding
from publisher.errors import ConfigError, DocumentError
from publisher.feed.confirming import Confirmed
from publisher.feed.editions import feed_names
from publisher.feed.identity import Identity, identify
from publisher.feed.lock import LOCK_NAME, Lock, read_lock
from publisher.links.find import config_links, find_links
from publisher.memory import NOTHING_KEPT, Memory
from publisher.model import Episode, EpisodeNote, Finding, Link, Network, Show
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_links, judge_show
from publisher.rules.selection import Comments
from publisher.site.paging import shared_paths, show_lists


class ListedShow(NamedTuple):
    """A show, the paths of its episode files, sorted, and its lock."""

    show: Show
    files: tuple[Path, ...]
    lock: Lock


class ReadShow(NamedTuple):
    """A show, its episode files in the order of their paths, their links, and its items."""

    show: Show
    files: tuple[EpisodeFile, ...]
    links: Mapping[Path, tuple[Link, ...]]  # by file
    identity: Identity

    @property
    def episodes(self) -> tuple[Episode, ...]:
        """The episodes that could be read, drafts too."""
        return tuple(file.episode for file in self.files if file.episode is not None)

    def confirm(self, confirmed: Confirmed) -> "ReadShow":
        """Return it with what the user confirms taken as meant."""
        return self._replace(identity=self.identity.confirm(confirmed))


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the files say: every link, and the findings so far.

    `paths` are those of the episode files, or of files that no show owns, read or not; the
    paths of `published` and `pending` are below the site, as in `OwnSite.of`.
    """

    paths: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    comments: Mapping[str, Comments] = field(default_factory=dict)  # by path
    published: tuple[str, ...] = ()
    pending: Mapping[str, datetime | None] = field(default_factory=dict)
    episodes: Mapping[str, EpisodeNote] = field(default_factory=dict)  # by path


def list_shows(network: Network, shows: Iterable[Show]) -> tuple[ListedShow, ...]:
    """Look for the episodes of `shows`, and read their locks.

    Raises DocumentError for a lock that can't be understood, and ConfigError for a glob that
    matches nothing: a typing error in it must not empty a feed.
    """
    return tuple(_list_show(show, network) for show in shows)


def _list_show(show: Show, network: Network) -> ListedShow:
    files = episode_files(show, network)
    if not files and show.episodes is not None:
        place = show.source.place("episodes")
        raise ConfigError([f'{place}: episodes "{show.episodes}" matches no file'])
    return ListedShow(show, files, read_lock(show.folder / LOCK_NAME))


Found = Callable[[Sequence[Link]], None]
"""Told of links as soon as they are found."""


def read_show(
    listed: ListedShow,
    network: Network,
    now: datetime,
    found: Found | None = None,
    memory: Memory = NOTHING_KEPT,
) -> ReadShow:
    """Read every episode of a show, find its links and give its items their GUIDs; raises never."""
    links: dict[Path, tuple[Link, ...]] = {}

    def find(file: EpisodeFile) -> None:
        if file.document is not None:
            links[file.file] = memory.made(
                file, "links", lambda: links_of(file, listed.show, network)
            )
            if found is not None:
                found(links[file.file])

    files = read_episodes(listed.show, network, listed.files, read=find, read_one=memory.read)
    files = tuple(map(memory.settled, files))
    identity = identify(
        listed.show,
        [file.episode for file in files if file.episode is not None],
        network,
        lock=listed.lock,
        now=now,
        certain=all(file.certain for file in files),
    )
    return ReadShow(listed.show, files, links, identity)


def inspect_network(
    network: Network, shows: Iterable[Show], now: datetime, found: Found | None = None
) -> Inspected:
    """Read `shows`, and find and judge the links in them and in the config.

    Raises as `list_shows` does.
    """
    listed = list_shows(network, shows)
    config = inspect_config(network, now)
    if found is not None:
        found(config.links)
    inspected = (
        inspect_show(read_show(each, network, now, found), network, now) for each in listed
    )
    return unite([config, *inspected])


def unite(parts: Sequence[Inspected]) -> Inspected:
    """Return as one what was inspected in parts."""
    return Inspected(
        frozenset(path for part in parts for path in part.paths),
        tuple(link for part in parts for link in part.links),
        tuple(finding for part in parts for finding in part.findings),
        dict(item for part in parts for item in part.comments.items()),
        tuple(path for part in parts for path in part.published),
        dict(item for part in parts for item in part.pending.items()),
        dict(item for part in parts for item in part.episodes.items()),
    )


def inspect_config(network: Network, now: datetime) -> Inspected:
    """Find and judge the links in the config; what the shows share is published."""
    links = config_links(network)
    comments: dict[str, Comments] = {}
    for source in network.sources:
        comments |= comments_of(source) if isinstance(source, Document) else {}
    return Inspected(
        links=links,
        findings=tuple(judge_links(links, Context(now, network))),
        comments=comments,
        published=(
            *((NETWORK_FEED_PATH,) if network_feed_url(network) else ()),
            *shared_paths(network),
        ),
    )


def inspect_show(
    read: ReadShow, network: Network, now: datetime, memory: Memory = NOTHING_KEPT
) -> Inspected:
    """Judge the links in the episodes of a show, the episodes, and the show."""
    links: list[Link] = []
    findings: list[Finding] = []
    comments: dict[str, Comments] = {}
    for file in read.files:
        findings += file.findings
        if file.document is not None:
            here = read.links[file.file]
            context = Context(now, network, read.show, file.episode)
            judged = memory.made(file, "findings", partial(judge_file, file, here, context), (now,))
            links += here
            findings += judged.findings
            comments |= judged.comments
    findings += judge_show(read.show, read.episodes, Context(now, network, read.show))
    findings += read.identity.all_findings()
    paths = frozenset(file.path for file in read.files)
    published = _published(read, network, now, memory)
    episodes = {
        each.source.path: EpisodeNote(
            each.show, each.title, each.published.date() if each.published else None
        )
        for each in read.episodes
    }
    return Inspected(paths, tuple(links), tuple(findings), comments, *published, episodes)


def _published(
    read: ReadShow, network: Network, now: datetime, memory: Memory
) -> tuple[tuple[str, ...], dict[str, datetime | None]]:
    """Return what a build publishes of a show, and what it will publish later."""
    show = read.show
    feeds = feed_names(show, len(read.identity.items))
    out = [episode.season for episode in read.episodes if episode.is_out(now)]
    published = [*show_lists(show, out), *(feed_path(show.slug, name) for name in feeds)]
    published += (show_media_path(show, file) for file in published_show_files(show))
    pending: dict[str, datetime | None] = {}
    for file in read.files:
        episode = file.episode
        if episode is None:
            continue
        paths = memory.made(file, "paths", partial(paths_of, episode, show, network))
        if episode.is_out(now):
            published += paths
        else:
            pending |= dict.fromkeys(paths, None if episode.draft else episode.published)
    return tuple(published), pending


def inspect_files(
    files: Sequence[Path], root: Path, now: datetime, found: Found | None = None
) -> Inspected:
    """Find and judge the links of Markdown and HTML files that belong to no show.

    A link in `root` to a file elsewhere is not followed: it may come with a pull request.
    """
    comments: dict[str, Comments] = {}
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
        comments |= comments_of(document)
        findings += document.problems
        here = find_links(document)
        if found is not None:
            found(here)
        links += here
        findings += judge_links(here, Context(now))
    paths = frozenset(map(display_path, files))
    return Inspected(paths, tuple(links), tuple(findings), comments)
