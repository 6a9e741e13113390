"""Guests whom the text names in a sentence: "our guest Ann Lee", "Ben Roe joins us"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from publisher.importing.description.structure_words import (
    words_before_guests,
    words_behind_guests,
)
from publisher.importing.description.title_line import NAMES, names_in
from publisher.importing.description.understanding import FoundPerson

_READ = 20_000  # characters of a description
_MOST = 30
_BEFORE = 160  # characters before "joins us" in which the name is looked for
_MARKS = re.compile(r"[*_]{1,3}|\[(?=[^\]\n]{0,80}\]\()|\]\([^()\s]{0,500}\)")
_NAMES = re.compile(NAMES)
_SENTENCE = re.compile(r"[.!?\n]\s")


def guests_named(text: str) -> tuple[str, ...]:
    """Return the names of guests, in the order of the text. The sentences stay what they are."""
    plain = _MARKS.sub("", text[:_READ])
    found = (name for names in _mentions(plain) for name in names_in(names))
    return tuple(dict.fromkeys(islice(found, _MOST)))


def _mentions(text: str) -> Iterator[str]:
    for words in words_before_guests().finditer(text):
        names = _NAMES.match(text, words.end())
        if names is not None:
            yield names[0]
    for words in words_behind_guests().finditer(text):
        start = max(0, words.start() - _BEFORE)
        ends = [sentence.end() for sentence in _SENTENCE.finditer(text, start, words.start())]
        names = _NAMES.search(text, ends[-1] if ends else start, words.start())
        if names is not None:
            yield names[0]


def with_guests(
    people: Sequence[FoundPerson], guests: Sequence[str], hosts: Sequence[str]
) -> tuple[FoundPerson, ...]:
    """Return everybody once; who is known by a longer or shorter name already is not added."""
    found = list(people)
    known = {name.casefold() for name in hosts}
    for guest in guests:
        name = guest.casefold()
        index = next((i for i, each in enumerate(found) if _same(each.name.casefold(), name)), None)
        if index is None:
            found.append(FoundPerson(guest, "host" if name in known else "guest"))
        elif not found[index].role:
            found[index] = found[index]._replace(role="guest")
    return tuple(found)


def _same(one: str, other: str) -> bool:
    return one == other or one.endswith(f" {other}") or other.endswith(f" {one}")
