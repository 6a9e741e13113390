"""What is said of an import on the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote

from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.importing.feed.converting import ImportedShow
from publisher.importing.feed.items import why_not_published
from publisher.importing.feed.source import Source
from publisher.reports.summary import counted

_MOST = 5  # of one kind are named


def said(
    source: Source, imported: ImportedShow, slug: str, *, verbose: bool = False
) -> Iterator[str]:
    """Yield lines: what was read, and what could not be, with the reason.

    `verbose` names the tags that were left out.
    """
    feed = source.feed
    if source.page:
        yield f"{shown(source.page, 200)} is a web page; its feed is {shown(source.name, 200)}"
    pages = f" on {feed.pages} pages" if feed.pages > 1 else ""
    count = counted(len(feed.items), "episode")
    yield f'read {shown(source.name, 200)}: "{shown(feed.title)}", {count}{pages}'
    for problem in feed.problems[:_MOST]:
        where = f"{source.name}:{problem.line}:{problem.column}"
        yield f"{where}: broken XML, read as far as possible: {problem.message}"
    if feed.next_page:
        yield f"older episodes are at {shown(feed.next_page, 200)}, which could not be fetched"
    moved = feed.new_feed_url
    if moved:
        same = moved in (feed.feed_url, source.address)
        why = "" if same else ": if that is another feed than this one, import that one"
        yield (
            f"the feed says that it has moved to {shown(moved, 200)}{why}. That is left out: a new "
            "feed that says so would send its subscribers back"
        )
    yield from _left(imported, verbose=verbose)
    yield from _unpublished(imported, slug)
    yield from _first(
        f'"{shown(title)}" has the guid of another episode, which players know by it; its file '
        "has one of its own now, so that both can be heard"
        for title in imported.twins
    )


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


def after_import(root: Path, slug: str, feed: str) -> Iterator[str]:
    """Yield what to do next, a command on each line."""
    built = display_path(root / "feeds" / slug / "feed.xml")
    yield "next:"
    yield "  publisher build --offline  (writes the feed and the site)"
    yield f"  publisher diff {quote(feed)} {quote(built)}  (what subscribers would notice)"
    yield "  publisher check  (finds dead links; what is old: publisher check --update-baseline)"


def _left(imported: ImportedShow, *, verbose: bool) -> Iterator[str]:
    for left in imported.left[:_MOST]:
        yield f"left out of show.toml: {left.why}"
    counts = Counter(left.key for each in imported.episodes for left in each.item.left)
    firsts = {left.key: left.why for each in imported.episodes for left in each.item.left}
    for key, count in counts.most_common(_MOST):
        yield f"left out of {counted(count, 'episode')}: {firsts[key]}"
    if imported.others:
        kinds = counted(len(imported.others), "kind")
        names = f": {', '.join(sorted(imported.others))}" if verbose else " (-v names them)"
        yield f"left out: {kinds} of tags that no app we know reads{names}"
