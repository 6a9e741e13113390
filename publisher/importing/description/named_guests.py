"""Guests whom the text names in a sentence: "our guest Ann Lee", "Ben Roe joins us"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from publisher.importing.description.parties.naming import person_name
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.importing.description.structure_words import (
    words_before_guests,
    words_behind_guests,
    words_of_talks,
)
from publisher.importing.description.title_line import NAME, NAMES, names_in
from publisher.importing.description.understanding import FoundPerson

_READ = 20_000  # characters of a description
_OPENS = 2_500  # characters in which sentences say who is heard; behind, whom they speak of
_MOST = 30
_BEFORE = 160  # characters before "joins us" in which the name is looked for
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)")
_LINK = re.compile(r"(!?)\[(?P<label>[^\[\]\n]{0,300})\]\([^()\s]{0,1000}\)")
_LONGEST_LABEL = 5  # words of a link that can be a name; a longer one is the title of a page
_LISTED = re.compile(r"\n[ \t]*(?:[-+•*] {1,4})?\Z")  # a link in a line of its own
_NOTHING = re.compile(r"[ \t\\]*(?:\n|\Z)")
_MARGIN = 20
_MOST_LINES = 10  # of an item
_TITLE = "\N{CURRENCY SIGN}"
_MARKS = re.compile(r"(?<=\S)[*_]{1,3}|[*_]{1,3}(?=\S)|\\(?=[*_])")  # not those of items
_WRAPPED = re.compile(r"(?<=[^\n]{55})(?<![.:!?\\])\n(?=[^\W\d_])")
_ITEM = re.compile(r"\s*(?:[-+•*]\s|\d{1,2}[.)]\s|\[?@?\[?\d{1,2}:\d\d)")
_NAMES = re.compile(NAMES)
_SENTENCE = re.compile(r"[.!?\n]\s")
# What may stand between "with" and the name: "designer", "our friend", "TrailMix's", "dem Arzt".
_INTRODUCED = re.compile(
    r"(?:(?!(?:about|of|in|at|to|from|on|for|how|why|what|who|über|von|aus|bei|sobre|en|de|and|und)\b)"
    r"[a-zäöüáéíóú][\w'’-]*,? |&\s|[^\W\d_]\w*['’]s ){0,4}"
    r"(?:(?<=\b(?:dem|der|den) )(?:[A-ZÄÖÜ][\wäöüß-]+ )(?=\S+ [A-ZÄÖÜ]))?"
)
_ALSO = re.compile(rf"[,\s][^.!?;\n]{{3,120}}?,? (?:and|und|y|e) (?P<name>{NAME})(?=, [a-zA-Z])")
_AGAIN = re.compile(rf" (?:and (?:to|with)|und mit|y con|et avec) (?P<name>{NAME})")
_TOLD_BY = re.compile(rf" (?P<verb>[a-zäöü]{{3,12}}t) (?P<name>{NAME})?")
_OF_PLACE = re.compile(
    r", [^.!?\n]{3,120}, \Z|\b(?:author|architect|creator|professor|founder) .*\Z"
)
_NO_VERBS = frozenset(
    {"with", "mit", "con", "and", "und", "y", "in", "im", "of", "for", "für", "at", "on"}
)
_SUBJECT = re.compile(rf"(?P<name>{NAME}),? (?P<verb>[^\W\d_]+)")
_ENDS_WITH = re.compile(rf"\S (?:with|mit|con|avec|com) (?P<names>{NAMES})\s*[.!]?\s*\Z")
_LONGEST_FIRST = 300
_GIVEN = re.compile(r" ?\((?:https?://|www\.)[^\s()]{1,500}\)")


def guests_named(text: str) -> tuple[str, ...]:
    """Return the names of guests, in the order of the text. The sentences stay what they are."""
    plain = _plain(text[:_READ])
    found = (
        name
        for names in (*_subjects(plain[:_OPENS]), *_mentions(plain))
        for each in names_in(names)
        if (name := person_name(each, vocabulary())) is not None
    )
    return tuple(dict.fromkeys(islice(found, _MOST)))


def _plain(text: str) -> str:
    """Return a text without marks, wrapped lines joined, and each title of a page one sign."""
    text = _PICTURE.sub("", text.replace("\u00a0", " "))
    text = _GIVEN.sub("", _LINK.sub(_label, text))
    return _WRAPPED.sub(" ", _MARKS.sub("", text)).replace("  ", " ").replace(" ,", ",")


def _label(link: re.Match[str]) -> str:
    label = link["label"]
    text, start = link.string, link.start()
    listed = _LISTED.search(text, max(0, start - _MARGIN), start) and _NOTHING.match(
        text, link.end()
    )
    page = listed and _NAMES.fullmatch(label) is None
    return _TITLE if page or len(label.split()) > _LONGEST_LABEL else label


def _mentions(text: str) -> Iterator[str]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    ends = _ENDS_WITH.search(first) if len(first) < _LONGEST_FIRST else None
    if ends is not None:
        yield ends["names"]
    for words in words_before_guests().finditer(text):
        labelled = words[0].rstrip().endswith(":")
        start = text.rfind("\n", 0, words.start()) + 1
        if not labelled and (words.start() > _OPENS or _ITEM.match(text, _of_item(text, start))):
            continue
        between = _INTRODUCED.match(text, words.end())
        names = _NAMES.match(text, between.end() if between else words.end())
        if names is not None and not text.endswith("the ", 0, names.start()):
            yield from _invited(text, start, words, names)
    for words in words_behind_guests().finditer(text, 0, _OPENS):
        start = max(0, words.start() - _BEFORE)
        ends_of = [sentence.end() for sentence in _SENTENCE.finditer(text, start, words.start())]
        names = _NAMES.search(text, ends_of[-1] if ends_of else start, words.start())
        if names is not None:
            yield names[0]


def _of_item(text: str, start: int) -> int:
    """Return where the item begins whose indented line begins at `start`."""
    for _ in range(_MOST_LINES):
        if start == 0 or text[start : start + 1] != " " or _ITEM.match(text, start):
            break
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _invited(text: str, start: int, words: re.Match[str], names: re.Match[str]) -> Iterator[str]:
    """Yield who is invited where `names` stand behind words such as "talks with"."""
    before = text[max(start, words.start() - _BEFORE) : words.start()]
    sentence = _SENTENCE.split(before)[-1]
    if _OF_PLACE.search(sentence):  # "Ann Lee, creator of Loom, talks with" the host
        subject = _SUBJECT.match(sentence.lstrip("> "))
        if subject is not None and ", " in sentence:
            yield subject["name"]
        return
    told = _TOLD_BY.match(text, names.end())
    if told is not None and words[0].casefold().endswith(" mit "):
        if told["name"] is not None:  # "Im Gespräch mit" the host "erklärt Ann Lee"
            yield told["name"]
        return
    yield names[0]
    also = _AGAIN.match(text, names.end()) or _ALSO.match(text, names.end())
    if also is not None:
        yield also["name"]


def _subjects(text: str) -> Iterator[str]:
    """Yield whom the first sentence is about, if the text says that this one is heard."""
    for line in islice(filter(str.strip, text.splitlines()), 3):
        found = _SUBJECT.match(line.lstrip("> "))
        if found is None:
            continue
        first, verb = found["name"].split()[0], found["verb"]
        behind = line[found.end("name") :].lstrip(" ,")
        if not verb.islower() or verb in _NO_VERBS or words_before_guests().match(behind):
            return
        if words_of_talks().search(text) or re.search(
            rf"\b(?:with|to|mit|con|com|avec) {re.escape(first)}\b", text
        ):
            yield found["name"]
        return


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
