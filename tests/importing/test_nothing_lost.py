"""What the importer makes of a description says no more than the description, and links no less."""

import html
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO

import pytest

from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import Understanding
from publisher.importing.notes_file.reading import read_notes
from tests.importing.labels import Labelled, address_of, held_out, tuning, words_of
from tests.importing.real import real

TEXTS = (*tuning(), *held_out(), *real())

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img [^<>]*>")  # some of them count readers
_TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`|\\]+[^\s<>()\[\]\"'`|\\.,;:!?*_]")


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.of)
def test_every_address_is_kept(text: Labelled) -> None:
    notes, found = _understood(text.text)
    kept = html.unescape("\n".join(filter(None, _kept(notes, found)))).casefold()
    addresses = _ADDRESS.findall(_PICTURE.sub("", notes))
    lost = {each for each in addresses if address_of(each).casefold() not in kept}
    assert lost == set()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.of)
def test_every_name_code_and_offer_stands_in_the_text(text: Labelled) -> None:
    notes, found = _understood(text.text)
    said = f" {' '.join(words_of(notes))} {' '.join(words_of(_TARGET.sub(']', notes)))} "
    invented = [value for value in _values(found) if f" {' '.join(words_of(value))} " not in said]
    assert invented == []


@cache
def _understood(text: str) -> tuple[str, Understanding]:
    """Return a text as the command reads it, in Markdown, and what is understood of it."""
    notes = read_notes("-", StringIO(text)).text
    return notes, understand(notes)


def _values(found: Understanding) -> Iterator[str]:
    yield from (person.name for person in found.people)
    for sponsor in found.sponsors:
        yield from filter(None, (sponsor.name, sponsor.offer, sponsor.code, sponsor.tagline))
    for promo in found.promos:
        yield from filter(None, (promo.title, promo.offer, promo.code))
    yield from (chapter.title for chapter in found.chapters)


def _kept(notes: str, found: Understanding) -> Iterator[str | None]:
    yield from (found.title, found.show, found.body)
    for sponsor in found.sponsors:
        yield from (sponsor.url, sponsor.copy, sponsor.tagline, sponsor.offer)
    for promo in found.promos:
        yield from (promo.url, promo.title, promo.offer)
    yield from (link.url for link in found.links)
    yield from (account.url for account in (*found.platforms, *found.socials))
    for person in found.people:
        yield person.website
        yield from (account.url for account in person.profiles)
    for chapter in found.chapters:
        yield from (chapter.url, chapter.title)
    if found.transcript is not None:
        yield notes[found.transcript.start : found.transcript.end]
