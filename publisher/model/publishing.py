"""Where a site is published: `[publish.<name>]` of publisher.toml."""

from typing import NamedTuple


class FolderPlace(NamedTuple):
    """A folder, by its path from the repository's root."""

    name: str
    path: str
    report: bool = False  # whether the link report is published, too


class GitPlace(NamedTuple):
    """A branch; `remote` is the name of a remote of the repository, or a URL."""

    name: str
    remote: str = "origin"
    branch: str = "gh-pages"
    report: bool = False


class RsyncPlace(NamedTuple):
    """What rsync calls a destination: `user@host:path`, or `rsync://host/module/path`."""

    name: str
    destination: str
    report: bool = False


class S3Place(NamedTuple):
    """A bucket, or what begins with `prefix` (no slash at its ends) in it."""

    name: str
    bucket: str
    prefix: str = ""
    region: str | None = None
    endpoint: str | None = None  # of a service that isn't Amazon's
    report: bool = False


PublishPlace = FolderPlace | GitPlace | RsyncPlace | S3Place
