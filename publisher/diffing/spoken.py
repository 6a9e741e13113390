"""What OLD and NEW of `publisher diff` mean, as people write them."""

from pathlib import Path
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.documents.parsed import shown
from publisher.errors import UsageError


class Url(NamedTuple):
    url: str


class File(NamedTuple):
    path: Path


class Revision(NamedTuple):
    """A commit; `path` is one file of it, from the top of its repository; else each show's feed."""

    ref: str
    path: str | None = None


class Now(NamedTuple):
    """What a build would write, of the files as they are."""


Spoken = Url | File | Revision | Now


def understood(text: str) -> Spoken:
    """Return what a word means: an address, a file that is there, `REV:path`, or a commit.

    Raises UsageError for a folder, and for what is plainly the name of a file that isn't there.
    """
    if is_url(text):
        return Url(text)
    path = Path(text)
    try:
        if path.is_file():
            return File(path)
        is_folder = path.is_dir()
    except (OSError, ValueError):  # too long for a path, or with a NUL in it
        is_folder = False
    ref, colon, inner = text.partition(":")
    if colon and inner:
        return Revision(ref, inner)
    if is_folder and "/" in text:
        raise UsageError(f"{shown(text)} is a folder: name the feed in it, such as {text}/feed.xml")
    if text.lower().endswith((".xml", ".rss")):
        raise UsageError(f"there is no file {shown(text)}")
    return Revision(text)


def is_single(spoken: Spoken) -> bool:
    """Say whether it is one feed, and not one for each show."""
    return not isinstance(spoken, Now) and not (
        isinstance(spoken, Revision) and spoken.path is None
    )
