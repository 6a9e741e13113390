"""Real shows, tidied: every link and every word of theirs is shown still, and none was made up."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from publisher.importing.boilerplate import Tidied, tidy
from publisher.importing.markdown import markdown_of
from tests.corpora import CORPORA, SHOWS, episode_files, jupiter_shows
from tests.feed.published import date_of, notes_of, parse
from tests.importing.boilerplate.showing import Said, Shown, lost, said_before

HEADINGS = frozenset(
    ("sponsor", "sponsors", "sponsored", "by", "show", "our", "link", "message", "werbung", "name")
)
"""What stood above or before sponsors, and "NAME" where one forgot to write it."""

FEEDS = CORPORA.parent / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.exists(), reason="the corpora aren't here")


def check_nothing_lost(notes: Sequence[str], days: tuple[str, ...]) -> Tidied:
    """Tidy, and compare each episode that changed with what a build shows of it."""
    tidied = tidy(notes, days=days)
    shown = Shown(tidied, days)
    paid = {str(table.get("url")) for table in tidied.sponsors.values()}
    moved = bool(tidied.before or tidied.after)
    for index, (body, episode) in enumerate(zip(notes, tidied.episodes, strict=True)):
        if body == episode.body and not moved:
            assert not episode.sponsors
            continue
        before, after = said_before(body), shown.said(index)
        words, links = lost(before, after)
        names = "".join(str(tidied.sponsors[str(own["id"])]["name"]) for own in episode.sponsors)
        spelled = "".join(filter(str.isalnum, names.casefold()))  # "Stack Overflow", in one word
        words = {word for word in words if word not in spelled}
        assert (words - HEADINGS, links) == (set(), set()), (index, body)
        assert after.links - before.links <= paid, index
        assert _invented(before, after, tidied, index) == set(), (index, body)
        assert episode.body.strip() or not body.strip()
    return tidied


def _invented(before: Said, after: Said, tidied: Tidied, index: int) -> set[str]:
    """Return words that an episode shows and never had, but for its sponsors' names and codes."""
    told = {*HEADINGS, "with", "code", "werbepartner", "x"}  # which was called Twitter
    for entry in tidied.episodes[index].sponsors:
        told |= _words(tidied.sponsors[str(entry["id"])]["name"])
    return set(after.words - before.words - told)


def _words(value: object) -> set[str]:
    return set(said_before(str(value)).words)


def feeds() -> list[Any]:
    return [pytest.param(file, id=file.stem) for file in sorted(FEEDS.glob("*.xml"))]


@pytest.mark.parametrize("file", feeds())
def test_feeds(file: Path) -> None:
    items = list(parse(file.read_bytes()).iter("item"))
    notes = [markdown_of(notes_of(item)) for item in items]
    dates = [date_of(item.findtext("pubDate")) for item in items]
    check_nothing_lost(notes, tuple(date.date().isoformat() if date else "" for date in dates))


def shows() -> Iterator[Any]:
    if not CORPORA.exists():
        return
    for corpus, listed in SHOWS.items():
        yield from (pytest.param(CORPORA / corpus, show, id=show.slug) for show in listed)
    jupiter = CORPORA / "jupiterbroadcasting"
    yield from (pytest.param(jupiter, show, id=show.slug) for show in jupiter_shows(jupiter))


@pytest.mark.parametrize(("source", "show"), list(shows()))
def test_episode_files(source: Path, show: Any) -> None:
    files = sorted(episode_files(source, show), reverse=True)
    notes = [_body(file.read_text(encoding="utf-8-sig")) for file in files]
    count = len(notes)
    days = tuple(
        f"{2000 + (count - at) // 336}-{(count - at) // 28 % 12 + 1:02}-{(count - at) % 28 + 1:02}"
        for at in range(count)
    )
    check_nothing_lost(notes, days)


def _body(text: str) -> str:
    for fence in ("---\n", "+++\n"):
        if text.startswith(fence):
            return text.split(fence, 2)[2]
    return text
