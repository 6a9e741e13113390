"""What is to be done at a place: the files here compared with those there. Pure functions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.publish.files import FEED_PAGE, SiteFile, Step, in_order, step_of


class Seen(NamedTuple):
    """A file at the place.

    `fingerprint` says what it is; None where only a closer look tells. `own` says that it is on
    the list of what was published, `pending` that a run that was cut off may have sent it.
    """

    fingerprint: str | None
    own: bool
    pending: bool = False


class There(NamedTuple):
    """What is at the place, by path. `listed` says of what was published what the place's list
    says of it: its fingerprint, None where that isn't sure.
    """

    files: Mapping[str, Seen]
    listed: Mapping[str, str | None]


class Plan(NamedTuple):
    """All that is to be done.

    `in_the_way` are paths that somebody else filled with something else, `clashing` those files
    of somebody else that would have to be folders, or the other way round. `pending` are files
    that a run that was cut off may have sent. `fingerprints` are those of all files of the site;
    `is_settled` says that the place's list holds them already.
    """

    new: tuple[SiteFile, ...]
    changed: tuple[SiteFile, ...]
    unchanged: tuple[SiteFile, ...]
    removed: tuple[str, ...]
    in_the_way: tuple[str, ...]
    clashing: tuple[str, ...]
    pending: frozenset[str]
    fingerprints: Mapping[str, str]
    is_settled: bool

    @property
    def files(self) -> tuple[SiteFile, ...]:
        """All files of the site."""
        return (*self.new, *self.changed, *self.unchanged)

    @property
    def to_send(self) -> tuple[SiteFile, ...]:
        """New and changed files, in the order in which they are sent."""
        return tuple(sorted((*self.new, *self.changed), key=in_order))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is to be sent or removed."""
        return not (self.new or self.changed or self.removed)

    @property
    def feeds_removed(self) -> tuple[str, ...]:
        """The feeds that subscribers would lose; pages of a feed are none."""
        return tuple(path for path in self.removed if _is_subscribed(path))

    @property
    def cleared(self) -> tuple[str, ...]:
        """What is removed before anything is sent: a folder takes its place, or the reverse."""
        return tuple(_clashes(self.removed, [file.path for file in self.to_send]))

    @property
    def told(self) -> tuple[SiteFile, ...]:
        """The feeds that hubs are told of."""
        sent = (*self.to_send, *(file for file in self.unchanged if file.path in self.pending))
        return tuple(file for file in sent if file.step is Step.FEED)


def make_plan(
    files: Sequence[SiteFile],
    fingerprints: Mapping[str, str],
    there: There,
    identical: Collection[str],
) -> Plan:
    """Compare. `identical` are files there that a closer look found to be as they are here."""
    new, changed, unchanged, in_the_way = [], [], [], []
    for file in files:
        seen = there.files.get(file.path)
        if seen is None:
            new.append(file)
        elif seen.fingerprint == fingerprints[file.path] or file.path in identical:
            unchanged.append(file)
        else:
            changed.append(file)
            if not seen.own:
                in_the_way.append(file.path)
    foreign = [path for path, seen in there.files.items() if not seen.own]
    sent = [file.path for file in (*new, *changed)]
    own = {path for path, seen in there.files.items() if seen.own}
    return Plan(
        tuple(new),
        tuple(changed),
        tuple(unchanged),
        tuple(sorted(own - fingerprints.keys())),
        tuple(in_the_way),
        tuple(_clashes(foreign, sent)),
        frozenset(path for path, seen in there.files.items() if seen.pending),
        fingerprints,
        there.listed == fingerprints,
    )


def doubtful(files: Sequence[SiteFile], there: There) -> list[SiteFile]:
    """Return the files that need a closer look at what is there."""
    return [
        file
        for file in files
        if (seen := there.files.get(file.path)) is not None and seen.fingerprint is None
    ]


def _clashes(paths: Sequence[str], sent: Sequence[str]) -> Iterator[str]:
    """Yield those paths that are folders of what is sent, or lie in what is sent."""
    wanted = set(sent)
    folders = {folder for path in sent for folder in folders_of(path)}
    for path in paths:
        if path in folders or any(folder in wanted for folder in folders_of(path)):
            yield path


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders that a path lies in, the innermost first."""
    while path := path.rpartition("/")[0]:
        yield path


def _is_subscribed(path: str) -> bool:
    return step_of(path) is Step.FEED and not FEED_PAGE.fullmatch(path)
