"""What is compared, and what came of it."""

from typing import NamedTuple

from publisher.feed.diff.changes import FeedDiff
from publisher.feed.reading.snapshot import FeedSnapshot


class Side(NamedTuple):
    """A feed, and what people call it: `HEAD`, `feeds/talk/feed.xml`, an address, `now`.

    `feed` is None where none is there. `notices` say what is worth knowing of how it was read.
    """

    name: str
    feed: FeedSnapshot | None
    notices: tuple[str, ...] = ()


class Compared(NamedTuple):
    """A feed's change; `show` is the slug of the show whose it is, if it is one of ours."""

    show: str | None
    title: str
    old: str
    new: str
    diff: FeedDiff
    notices: tuple[str, ...] = ()
