"""Feeds of a commit, read from git's objects."""

import posixpath
from collections.abc import Mapping
from pathlib import Path

from publisher.changes.git import Git, StoredFile
from publisher.documents.parsed import shown
from publisher.errors import DocumentError, UsageError
from publisher.feed.reading.pages import page_name, with_older_pages
from publisher.feed.reading.parsing import MOST_BYTES, read_feed
from publisher.feed.reading.snapshot import FeedSnapshot


def feed_at(git: Git, ref: str, path: str) -> FeedSnapshot | None:
    """Return the feed that stood at a path, from the top, in the commit `ref`; None without one.

    Its older pages are looked for beside it. Raises UsageError for what names no commit,
    DocumentError for a feed that can't be read.
    """
    folder = posixpath.dirname(path)
    files = {file.path: file for file in git.list_folder(git.find_commit(ref), folder)}
    if path not in files:
        return None
    data = _data(git, ref, files[path])

    def load(address: str) -> bytes | None:
        name = page_name(address)
        beside = files.get(posixpath.join(folder, name)) if name else None
        return _data(git, ref, beside) if beside is not None else None

    return with_older_pages(read_feed(data, f"{ref}:{path}"), len(data), load)


def named_feed_at(git: Git, ref: str, path: str) -> FeedSnapshot:
    """Return the feed at a path that the user named. Raises UsageError where none is there."""
    clean = posixpath.normpath(path)
    outside = clean.startswith(("../", "/"))
    feed = feed_at(git, ref, clean) if not outside else None
    if feed is None:
        raise UsageError(f"there is no file {shown(path)} in {shown(ref)}")
    return feed


def path_from_top(git: Git, file: Path) -> str:
    """Return a file's path from the top of the repository. Raises UsageError for one outside."""
    try:
        return file.relative_to(git.top).as_posix()
    except ValueError as error:
        raise UsageError(f"{file} is not in the git repository {git.top}") from error


def _data(git: Git, ref: str, file: StoredFile) -> bytes:
    if file.size_bytes > MOST_BYTES:
        name = f"{ref}:{file.path}"
        raise DocumentError(name, f"the feed is larger than {MOST_BYTES >> 20} MB")
    found: Mapping[str, bytes] = {each.path: data for each, data in git.read_files((file,))}
    return found[file.path]
