"""The files of the built site: which of `public/` are published, and in which order."""

import os
import re
import stat
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from publisher.errors import PublisherError
from publisher.publish.headers import cache_control, content_type, is_media

MANIFEST_NAME = ".publisher-manifest.json"
"""What a target keeps beside the site: the list of what was published there."""

_MOST_FILES = 500_000
_OPEN_HIDDEN = (".well-known",)  # RFC 8615: the one hidden folder that is meant to be seen
_FEED = re.compile(r"(?:[^/]+/)?[^/]+\.xml")
FEED_PAGE = re.compile(r".*/feed-(\d+)\.xml")
"""A further page of a feed: nobody is subscribed to it."""


class Step(IntEnum):
    """When a file is sent: what others refer to comes before them, and feeds are last."""

    MEDIA = 1
    ASSET = 2
    PAGE = 3
    FEED = 4


class SiteFile(NamedTuple):
    """A file to publish; `path` is POSIX, relative to the site."""

    path: str
    source: str  # the file on this machine
    size_bytes: int
    mtime_ns: int
    step: Step

    @property
    def content_type(self) -> str:
        return content_type(self.path, is_feed=self.step is Step.FEED)

    @property
    def cache_control(self) -> str:
        return cache_control(self.path, is_feed=self.step is Step.FEED)


def step_of(path: str) -> Step:
    """Return when a file of the site is sent.

    What ends in `.xml` is a feed, but for site maps; nothing else of the site is XML.
    """
    if path.endswith(".xml"):
        name = path.rpartition("/")[2]
        is_feed = _FEED.fullmatch(path) and not name.startswith("sitemap")
        return Step.FEED if is_feed else Step.PAGE
    if path.endswith((".html", ".htm")) or path == "robots.txt":
        return Step.PAGE
    return Step.MEDIA if is_media(path) else Step.ASSET


def in_order(file: SiteFile) -> tuple[int, int, int, str]:
    """Order files as they are sent.

    Of the pages of a feed the last goes first, so that an item that moves on is never in none;
    front pages come after the pages that they lead to.
    """
    page = FEED_PAGE.fullmatch(file.path)
    behind = -min(int(page[1]), 10**6) if page and file.step is Step.FEED else 0
    depth = -file.path.count("/") if file.step in (Step.PAGE, Step.FEED) else 0
    return file.step, depth, behind, file.path


def list_site(public: Path, *, report: bool) -> tuple[SiteFile, ...]:
    """Return the files of the built site, in the order in which they are sent.

    Hidden files are left out, links are never followed, and the link report is no listener's
    business unless `report` says so. Raises PublisherError where a name can't be published.
    """
    found = []
    for path, source, facts in _walk(os.fspath(public), ""):
        if not report and path.startswith("report/"):
            continue
        if not path.isprintable() or "\\" in path:
            raise PublisherError(f"public/{path!r}: no address can have this name; rename the file")
        found.append(SiteFile(path, source, facts.st_size, facts.st_mtime_ns, step_of(path)))
        if len(found) > _MOST_FILES:
            raise PublisherError(f"public/ holds more than {_MOST_FILES:,} files: is it the site?")
    return tuple(sorted(found, key=in_order))


def _walk(folder: str, below: str) -> Iterator[tuple[str, str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.name.startswith(".") and entry.name not in _OPEN_HIDDEN:
            continue
        path = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            facts = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(facts.st_mode):
                yield path, entry.path, facts
