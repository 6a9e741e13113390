"""`publisher diff`: OLD and NEW looked up for each show, and compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import feed_url, network_feed_url
from publisher.diffing.sides import ALL, FeedName, Sides, single
from publisher.diffing.spoken import File, Now, Spoken, Url, is_single, understood
from publisher.diffing.values import Compared, Side
from publisher.errors import UsageError
from publisher.feed.diff.addresses import same_address
from publisher.feed.diff.compare import compare
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.model import Network, Show
from publisher.repository import open_network, pick_shows
from publisher.web.replies import Fetch


class Asked(NamedTuple):
    """The words of the command: OLD and NEW as people write them, and the shows."""

    old: str | None = None
    new: str | None = None
    shows: tuple[str, ...] = ()
    root: Path | None = None


def compare_feeds(asked: Asked, *, now: datetime, fetch: Fetch) -> tuple[Compared, ...]:
    """Return what changes from OLD to NEW, feed by feed.

    By default from the last commit to what a build would write now. Raises UsageError for words
    that mean nothing, DocumentError for a feed that can't be read.
    """
    old = understood(asked.old) if asked.old is not None else None
    new = understood(asked.new) if asked.new is not None else Now()
    here = asked.root or Path.cwd()
    singles: dict[Spoken, Side] = {
        spoken: single(spoken, here, fetch)
        for spoken in (old, new)
        if spoken is not None and is_single(spoken)
    }
    if old in singles and new in singles and not asked.shows:
        return (_compared(None, singles[old], singles[new]),)
    network = open_network(asked.root)
    shows = pick_shows(network, asked.shows)
    sides = Sides(network, old, new, now)
    if singles:
        show = shows[0] if len(shows) == 1 else _show_of(singles, shows, network)
        before = singles[old] if old in singles else sides.old(FeedName(show.slug))
        after = singles[new] if new in singles else sides.new(FeedName(show.slug))
        return (_compared(show.slug, before, after),)
    names = [
        FeedName(show.slug, name)
        for show in shows
        for name in ("feed", *(feed.name for feed in show.feeds))
    ]
    if not asked.shows:
        names += [ALL] if network_feed_url(network) else []
        names += sides.further(names)
    if not names:
        raise UsageError("there is no show in feeds/ to compare")
    return tuple(
        _compared(str(name), sides.old(name), sides.new(name), rolls=_rolls(name, network))
        for name in names
    )


def _rolls(name: FeedName, network: Network) -> bool:
    """Say whether the oldest episodes of a feed may make room for newer ones."""
    if name == ALL:
        feed = network.settings.network
        return feed is None or feed.limit is not None
    show = network.shows.get(name.show)
    limits = {feed.name: feed.limit for feed in show.feeds} if show is not None else {}
    return name.name != "feed" and limits.get(name.name, 0) is not None


def _show_of(singles: Mapping[Spoken, Side], shows: Sequence[Show], network: Network) -> Show:
    """Return the show whose feed one side is: by its file, its address or its GUID."""
    for spoken, side in singles.items():
        fitting = [show for show in shows if _is_of(show, spoken, side.feed, network)]
        if len(fitting) == 1:
            return fitting[0]
    names = ", ".join(show.slug for show in shows)
    raise UsageError(f"which show is that feed of? Say it with --show: {names}")


def _is_of(show: Show, spoken: Spoken, feed: FeedSnapshot | None, network: Network) -> bool:
    if isinstance(spoken, File) and spoken.path.resolve().parent == show.folder:
        return True
    address = feed_url(show, network.settings)
    if isinstance(spoken, Url) and address and same_address(spoken.url, address):
        return True
    if feed is None:
        return False
    if feed.guid and show.guid and feed.guid.lower() == show.guid.lower():
        return True
    return bool(address and feed.feed_url and same_address(feed.feed_url, address))


def _compared(show: str | None, old: Side, new: Side, *, rolls: bool = True) -> Compared:
    notices = (*_notices(old), *_notices(new))
    if new.feed is not None:
        after = new.feed
    else:  # whoever is subscribed gets nothing any more
        after = replace(old.feed, items=()) if old.feed is not None else FeedSnapshot()
        notices = (*notices, f"there is no feed in {new.name}") if old.feed is not None else notices
    diff = compare(old.feed, after, rolls=rolls)
    title = after.title or _title(old) or show or ""
    return Compared(show, title, old.name, new.name, diff, notices)


def _title(side: Side) -> str:
    return side.feed.title if side.feed is not None else ""


def _notices(side: Side) -> Iterator[str]:
    """Yield what is worth knowing of how a feed was read."""
    yield from side.notices
    if side.feed is None:
        return
    for problem in side.feed.problems[:1]:
        yield (
            f"{side.name} is no XML as it should be, and was read as far as it can be: line "
            f"{problem.line}, column {problem.column}: {problem.message}"
        )
    if side.feed.next_page:
        yield f"{side.name}: its older page was not to be had: {side.feed.next_page}"
