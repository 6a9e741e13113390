"""The targets there are, and which of those configured is meant.

A target is added by a module with a function that opens it, and a row in `TARGETS`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from publisher.config.tables import did_you_mean
from publisher.errors import UsageError
from publisher.model import FolderPlace, GitPlace, Network, PublishPlace, RsyncPlace, S3Place
from publisher.publish.targets import Target, Trust


def _folder(place: Any, network: Network, trust: Trust) -> Target:
    from publisher.publish.folder import open_folder

    return open_folder(place, network, trust)


def _git(place: Any, network: Network, trust: Trust) -> Target:
    from publisher.publish.git import open_git_target

    return open_git_target(place, network, trust)


def _rsync(place: Any, network: Network, trust: Trust) -> Target:
    from publisher.publish.rsync import open_rsync

    return open_rsync(place, network, trust)


def _s3(place: Any, network: Network, trust: Trust) -> Target:
    from publisher.publish.s3 import open_s3

    return open_s3(place, network, trust)


TARGETS: Mapping[type[PublishPlace], Callable[[Any, Network, Trust], Target]] = {
    FolderPlace: _folder,
    GitPlace: _git,
    RsyncPlace: _rsync,
    S3Place: _s3,
}
"""What opens each kind of place; each is imported only where it is used."""


def open_target(place: PublishPlace, network: Network, trust: Trust) -> Target:
    """Return the target of a place. Raises UsageError where it may not be published at."""
    return TARGETS[type(place)](place, network, trust)


def pick_place(network: Network, name: str | None) -> PublishPlace:
    """Return the place of that name, or the only one. Raises UsageError with a suggestion."""
    places = {place.name: place for place in network.settings.publish}
    if not places:
        raise UsageError(
            "config/publisher.toml says nowhere to publish at; for GitHub Pages, add to it\n"
            '[publish.pages]\nkind = "git"\nbranch = "gh-pages"'
        )
    if name is None:
        if len(places) > 1:
            raise UsageError(
                f"there are {len(places)} targets; name one of them: {', '.join(places)}"
            )
        return next(iter(places.values()))
    if name not in places:
        hint = did_you_mean(name, places) or f"; there are: {', '.join(places)}"
        raise UsageError(f"config/publisher.toml has no target [publish.{name}]{hint}")
    return places[name]
