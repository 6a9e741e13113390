"""What changed in a show, apart from its episodes."""

from collections.abc import Callable, Iterator

from publisher.feed.diff.addresses import same_address, without_scheme
from publisher.feed.diff.changes import Change
from publisher.feed.diff.words import excerpts, seen
from publisher.feed.reading.snapshot import FeedSnapshot

Told = Callable[[FeedSnapshot], str | None]


def _categories(feed: FeedSnapshot) -> str | None:
    return ", ".join(sorted(" > ".join(each) for each in feed.categories)) or None


def _flag(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


_VALUES: tuple[tuple[str, str | None, Told], ...] = (
    ("show-title-changed", "show-title-lost", lambda feed: " ".join(feed.title.split()) or None),
    ("show-artwork-changed", "show-artwork-lost", lambda feed: feed.artwork),
    ("categories-changed", "categories-lost", _categories),
    ("owner-email-changed", "owner-email-lost", lambda feed: feed.owner_email),
    ("author-changed", None, lambda feed: feed.author),
    ("show-explicit-changed", None, lambda feed: _flag(feed.explicit)),
    ("show-type-changed", None, lambda feed: (feed.type or "episodic").lower()),
    ("show-link-changed", None, lambda feed: feed.link and without_scheme(feed.link).rstrip("/")),
    ("locked-changed", None, lambda feed: _flag(feed.locked)),
)
"""The kind where a value changed, the one where it is gone, and the value as it is told."""

_SWITCHES: tuple[tuple[Callable[[FeedSnapshot], bool], str, str], ...] = (
    (lambda feed: feed.block, "feed-blocked", "feed-unblocked"),
    (lambda feed: feed.complete, "feed-completed", "feed-reopened"),
)


def channel_changes(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    """Yield what changed in the channel."""
    if new.problems and not old.problems:
        problem = new.problems[0]
        told = f"line {problem.line}, column {problem.column}: {problem.message}"
        yield Change("feed-broken", new=told)
    if old.items and not new.items:
        yield Change("feed-emptied", old=f"{len(old.items):,}", new="0")
    yield from _pages(old, new)
    for kind, lost, value_of in _VALUES:
        before, after = value_of(old), value_of(new)
        if before != after:
            yield Change(lost if lost and after is None else kind, old=before, new=after)
    for is_on, switched_on, switched_off in _SWITCHES:
        if is_on(old) != is_on(new):
            yield Change(switched_on if is_on(new) else switched_off)
    yield from _language(old, new)
    yield from _description(old, new)
    yield from _identity(old, new)
    yield from _address(old, new)


def _pages(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    """Yield where the first page, the only one that most apps read, holds fewer than before."""
    before = len(old.items) if old.on_first_page is None else old.on_first_page
    after = new.on_first_page
    if after is not None and after < before:
        yield Change("feed-paged", old=f"{before:,} episodes", new=f"{after:,} on the first page")


def _language(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    before, after = ((feed.language or "").lower().replace("_", "-") for feed in (old, new))
    if before != after:
        same = before.partition("-")[0] == after.partition("-")[0]
        kind = "language-refined" if same else "language-changed"
        yield Change(kind, old=old.language, new=new.language)


def _description(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    before, after = seen(old.description or ""), seen(new.description or "")
    if before.words != after.words:
        there, here = excerpts(before, after)
        yield Change("show-description-changed", old=there, new=here)


def _identity(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    before, after = ((feed.guid or "").lower() for feed in (old, new))
    if before == after:
        return
    kind = "podcast-guid-changed"
    if not before or not after:
        kind = "podcast-guid-lost" if before else "podcast-guid-added"
    yield Change(kind, old=old.guid, new=new.guid)


def _address(old: FeedSnapshot, new: FeedSnapshot) -> Iterator[Change]:
    """Yield where the feed says it is; apps follow new-feed-url, some the self link, too."""
    target = new.new_feed_url
    if target and target != old.new_feed_url and not _is_here(target, old):
        yield Change("feed-moves", old=old.feed_url, new=target)
    before, after = old.feed_url, new.feed_url
    if not before or not after or before == after:
        return
    if same_address(before, after):
        yield Change("feed-address-spelled", old=before, new=after)
    elif not (target and same_address(target, after)):
        yield Change("feed-address-changed", old=before, new=after)


def _is_here(target: str, old: FeedSnapshot) -> bool:
    """Say whether a feed that names its own address as the new one stays where it is."""
    return old.feed_url is not None and same_address(target, old.feed_url)
