"""All notes of the corpora's feeds, there and back."""

from collections.abc import Mapping
from functools import cache
from html import escape

import pytest

from publisher.importing.markdown import markdown_of, markdown_of_text
from tests.corpora import CORPORA
from tests.feed.published import notes_of, parse
from tests.importing.markdown.seen import lost_links, shown, words

FEEDS = CORPORA.parent / "feeds"
DESCRIPTIONS = CORPORA.parent / "descriptions"

EMPTY_LINK = "a link without words, which apps hide, is shown by its address: no link is lost"
BROKEN = "a quote that isn't closed: what it swallowed is percent-encoded, as an address must be"
EMOJI = "a picture of an emoji is the emoji"
EXCEPTIONS: Mapping[str, tuple[str, int]] = {
    "appload": (BROKEN, 1),
    "deprogram-2026": (EMPTY_LINK, 3),
    "der-lautsprecher-2015": (EMPTY_LINK, 2),
    "fanboys": (EMPTY_LINK, 10),
    "geek-whisperers": (EMOJI, 2),
    "mobile-people-talks": (BROKEN, 1),
    "mysterious-universe": (EMOJI, 1),
    "podcasting20-show": (EMPTY_LINK, 6),
    "podlovers": ("a link to words that are no address", 1),
    "se-radio": (EMPTY_LINK, 55),
    "zeitsprung": (f"{EMOJI}; an address that is read is percent-encoded", 2),
}
"""By feed: why some notes are read otherwise, and how many of them."""


@cache
def notes_in(feed: str) -> tuple[str, ...]:
    root = parse((FEEDS / f"{feed}.xml").read_bytes())
    return tuple(dict.fromkeys(filter(str.strip, map(notes_of, root.iter("item")))))


def is_same(notes: str) -> bool:
    markdown = markdown_of(notes)
    if markdown == markdown_of_text(notes):
        notes = escape(notes)
    return words(shown(markdown)) == words(notes) and lost_links(notes, markdown) == ([], [])


@pytest.mark.skipif(not FEEDS.exists(), reason="the corpora aren't here")
@pytest.mark.parametrize("feed", sorted(file.stem for file in FEEDS.glob("*.xml")))
def test_notes_of_feeds(feed: str) -> None:
    differ = [notes for notes in notes_in(feed) if not is_same(notes)]
    assert len(differ) == EXCEPTIONS.get(feed, ("", 0))[1]


@pytest.mark.skipif(not DESCRIPTIONS.exists(), reason="the corpora aren't here")
@pytest.mark.parametrize("file", sorted(DESCRIPTIONS.glob("*.html")), ids=lambda file: file.stem)
def test_descriptions(file: object) -> None:
    assert is_same(DESCRIPTIONS.joinpath(str(file)).read_text(encoding="utf-8"))


@pytest.mark.skipif(not FEEDS.exists(), reason="the corpora aren't here")
def test_no_forest_of_backslashes() -> None:
    """One in a thousand signs at most, but for those at the ends of lines."""
    written = [markdown_of(n) for feed in sorted(EXCEPTIONS) for n in notes_in(feed)]
    escapes = sum(each.count("\\") - each.count("\\\n") for each in written)
    assert escapes * 1000 < sum(map(len, written))
