"""The feeds of both sides of a diff, looked up by name."""

import re
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import NETWORK_FEED_PATH
from publisher.changes.git import Git, open_git
from publisher.diffing.now import NAME, Shown, network_now, read_now, show_now
from publisher.diffing.spoken import File, Revision, Spoken, Url
from publisher.diffing.stored import feed_at, named_feed_at, path_from_top
from publisher.diffing.values import Side
from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.errors import DocumentError, UsageError
from publisher.feed.reading.fetched import fetch_feed
from publisher.feed.reading.pages import read_feed_file
from publisher.model import Network
from publisher.web.replies import Fetch

COMMAND = "publisher diff"
_HEAD = "HEAD"
_FEED = re.compile(r"(?:([^/]{1,200})/)?(?!feed-[0-9]{1,6}\.xml)([^/]{1,200})\.xml")


class FeedName(NamedTuple):
    """A feed of a show of ours: `feeds/<show>/<name>.xml`; that of all shows has none."""

    show: str
    name: str = "feed"

    def __str__(self) -> str:
        return self.show if self.name == "feed" else f"{self.show}/{self.name}".lstrip("/")


ALL = FeedName("", Path(NETWORK_FEED_PATH).stem)


class Sides:
    """The feeds of OLD and NEW; OLD is None for what was published last."""

    def __init__(self, network: Network, old: Spoken | None, new: Spoken, now: datetime) -> None:
        self._network, self._old, self._new, self._now = network, old, new, now
        self._folder = network.root / "feeds"
        self._shown: dict[str, Shown] = {}
        self._built: dict[str, Callable[[str], Side]] = {}

    def old(self, name: FeedName) -> Side:
        if self._old is None:
            return self._last(name)
        return self._of(self._old, name)

    def new(self, name: FeedName) -> Side:
        return self._of(self._new, name)

    def further(self, names: Collection[FeedName]) -> list[FeedName]:
        """Return the feeds that were in the commit OLD besides `names`: subscribers lose them.

        What else lies in the folders as XML is no feed, or calls itself otherwise.
        """
        ref = self._old.ref if isinstance(self._old, Revision) else _HEAD
        git = self._git()
        if git is None or not (isinstance(self._old, Revision) or git.has_commit(ref)):
            return []
        below = path_from_top(git, self._folder) + "/"
        found = []
        for file in git.list_files(git.find_commit(ref)):
            parts = _FEED.fullmatch(file.path.removeprefix(below))
            if file.path.startswith(below) and parts is not None:
                name = FeedName(parts[1] or "", parts[2])
                known = name in names or (not name.show and name != ALL)
                if not known and self._is_own(git, ref, name):
                    found.append(name)
        return sorted(found)

    def _is_own(self, git: Git, ref: str, name: FeedName) -> bool:
        try:
            feed = self._at(git, ref, name).feed
        except DocumentError:
            return False
        return feed is not None and (feed.feed_url or "").endswith(f"/{name.name}.xml")

    def _of(self, spoken: Spoken, name: FeedName) -> Side:
        if isinstance(spoken, Revision):
            return self._at(open_git(self._network.root, COMMAND), spoken.ref, name)
        if name == ALL:
            shows = [self._read(slug) for slug in sorted(self._network.shows)]
            return network_now(shows, self._network)
        if name.show not in self._network.shows:
            return Side(NAME, None)
        if name.show not in self._built:
            self._built[name.show] = show_now(self._read(name.show), self._network)
        return self._built[name.show](name.name)

    def _read(self, slug: str) -> Shown:
        if slug not in self._shown:
            show = self._network.shows[slug]
            self._shown[slug] = read_now(show, self._network, self._now)
        return self._shown[slug]

    def _last(self, name: FeedName) -> Side:
        """Return what was published last, as far as it can be known here.

        That is the feed of the last commit, else the one that was last built.
        """
        git = self._git()
        if git is None:
            return self._as_built(name, "there is no git repository here")
        if not git.has_commit(_HEAD):
            return self._as_built(name, "nothing is committed yet")
        side = self._at(git, _HEAD, name)
        if side.feed is None:
            return self._as_built(name, "the last commit has no feed of this show")
        return side

    def _git(self) -> Git | None:
        try:
            return open_git(self._network.root, COMMAND)
        except UsageError:
            return None

    def _file(self, name: FeedName) -> Path:
        return self._folder / name.show / f"{name.name}.xml"

    def _at(self, git: Git, ref: str, name: FeedName) -> Side:
        path = path_from_top(git, self._file(name))
        feed = feed_at(git, ref, path)
        return Side(ref, feed, () if feed is not None else (f"no {path} is in {shown(ref)}",))

    def _as_built(self, name: FeedName, why: str) -> Side:
        file = self._file(name)
        if not file.is_file() or file.is_symlink():
            notice = "no feed was published before: everything is new"
            return Side("nothing", None, (notice,))
        path = display_path(file)
        return Side(path, read_feed_file(file), (f"{why}: compared with {path} as it is",))


def single(spoken: Spoken, here: Path, fetch: Fetch) -> Side:
    """Return the one feed that a word means; `here` is a folder of the git repository."""
    match spoken:
        case Url(url):
            return Side(url, fetch_feed(url, fetch))
        case File(path):
            return Side(display_path(path.resolve()), read_feed_file(path))
        case Revision(ref, path) if path is not None:
            return Side(f"{ref}:{path}", named_feed_at(open_git(here, COMMAND), ref, path))
    raise TypeError(spoken)  # a word for each show, which `is_single` tells apart
