"""What is said of an import on the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.importing.boilerplate import Tidied
from publisher.importing.feed.converting import ImportedShow
from publisher.importing.feed.items import why_not_published
from publisher.importing.feed.source import Source

_MOST = 5  # of one kind are named


def said(source: Source, imported: ImportedShow, tidied: Tidied, slug: str) -> Iterator[str]:
    """Yield lines: what was read, and what could not be, with the reason."""
    feed = source.feed
    if source.page:
        yield f"{shown(source.page, 200)} is a web page; its feed is {shown(source.name, 200)}"
    pages = f" on {feed.pages} pages" if feed.pages > 1 else ""
    yield f'read {shown(source.name, 200)}: "{shown(feed.title)}", {len(feed.items)} items{pages}'
    for problem in feed.problems[:_MOST]:
        yield f"{source.name}:{problem.line}:{problem.column}: no sound XML: {problem.message}"
    if feed.next_page:
        yield f"older items are at {shown(feed.next_page, 200)}, which could not be had"
    moved = feed.new_feed_url
    if moved:
        same = moved in (feed.feed_url, source.address)
        why = "" if same else ": if that is another feed than this one, import that one"
        yield (
            f"the feed says that it has moved to {shown(moved, 200)}{why}. That is left out: a new "
            "feed that says so would send its subscribers back"
        )
    yield from _left(imported)
    yield from _unpublished(imported, slug)
    yield from _first(
        f'"{shown(title)}" has the guid of another episode, which players know by it; it gets one '
        "of its own with the next build"
        for title in imported.twins
    )
    yield from _moved(tidied)


def _unpublished(imported: ImportedShow, slug: str) -> Iterator[str]:
    """Yield which episodes no feed can hold, and what to write into their files."""
    yield from _first(
        f"feeds/{slug}/episodes/{each.name}.md can't be in the feed: {why}"
        for each in imported.episodes
        if (why := why_not_published(each.item)) is not None
    )


def _first(lines: Iterable[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    told = [*lines]
    yield from told[:_MOST]
    if told[_MOST:]:
        yield f"… and {len(told) - _MOST:,} more such episodes"


def _moved(tidied: Tidied) -> Iterator[str]:
    for removal in tidied.removed:
        first = " ".join(removal.text.split())
        yield (
            f'moved out of {removal.episodes} episodes into {removal.where}: "{shown(first, 70)}": '
            f"{removal.because}"
        )


def after_import(root: Path, slug: str, feed: str) -> Iterator[str]:
    """Yield what to do next."""
    folder = root / "feeds" / slug
    yield (
        f"next: `publisher build --offline`, then `publisher diff {feed} "
        f"{display_path(folder / 'feed.xml')}` says what subscribers would notice; "
        "`publisher check` finds dead links"
    )


def _left(imported: ImportedShow) -> Iterator[str]:
    for left in imported.left[:_MOST]:
        yield f"left out of show.toml: {left.why}"
    counts = Counter(left.key for each in imported.episodes for left in each.item.left)
    firsts = {left.key: left.why for each in imported.episodes for left in each.item.left}
    for key, count in counts.most_common(_MOST):
        yield f"left out of {count} episodes: {firsts[key]}"
    if imported.others:
        names = ", ".join(sorted(imported.others)[:8])
        more = f" and {len(imported.others) - 8} more" if len(imported.others) > 8 else ""
        yield f"left out, for no app that we know reads them: {names}{more}"
