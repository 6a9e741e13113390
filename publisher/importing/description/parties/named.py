"""Who is named at a link: the person whose account it is, by the words or by what it is called."""

import re
from collections.abc import Iterator

from publisher.importing.description.parties.handles import owner_of_handle
from publisher.importing.description.parties.lines import as_heading
from publisher.importing.description.parties.naming import person_name
from publisher.importing.description.parties.spoken import LONGEST_LEAD, Context, Spoken
from publisher.importing.description.parties.vocabulary import Words
from publisher.platforms import key_for

_NAME = r"(?:[^\W\d_a-z][\w.'’-]{0,30}[ \u00a0]){1,3}[^\W\d_a-z][\w'’-]{0,30}"
_BEFORE_BRACKET = re.compile(
    rf"(?:\A|[\s,;:])(?P<name>{_NAME})\s*[(\[]\s*(?:@[\w.-]{{1,40}},?\s*)?@?\Z"
)
_NAME_ALONE = re.compile(rf"\s*(?P<name>{_NAME})\s*:?\s*")


def who_is_named(spoken: Spoken, context: Context) -> str | None:
    """Return the person whose account it is, by the words at the link or by what it is called."""
    return next(_names(spoken, context), None)


def _names(spoken: Spoken, context: Context) -> Iterator[str]:
    lead = spoken.lead[-LONGEST_LEAD:]
    called = owner_of_handle(spoken.handle, context.known.people)
    for name in _beside(spoken, lead, context.words):
        yield called if called is not None and name not in context.known.people else name
    yield from _headed(spoken, as_heading(lead), context)
    yield from _in_words(spoken, lead, context)
    if called is not None:
        yield called
    guests = context.known.guests
    if len(guests) == 1 and context.words.of_guest.search(in_one_line(spoken.before)):
        yield guests[0]


def _beside(spoken: Spoken, lead: str, words: Words) -> Iterator[str]:
    """Yield the names that stand at a link: as its label, before its bracket, before a platform."""
    written = [spoken.label] if spoken.in_markdown else []
    if (bracket := _BEFORE_BRACKET.search(lead)) is not None:
        written.append(bracket["name"])
    alone = _NAME_ALONE.fullmatch(lead)
    if spoken.in_markdown and alone is not None and key_for(spoken.label) is not None:
        written.append(alone["name"])
    for each in written:
        if (name := person_name(each, words)) is not None:
            yield name


def _headed(spoken: Spoken, heading: str, context: Context) -> Iterator[str]:
    """Yield whom the words before a link are a heading of: "Ann: https://…"."""
    if not heading:
        return
    firsts = [known for known in context.known.people if known.partition(" ")[0] == heading]
    if len(firsts) == 1:
        yield firsts[0]
    for pattern in context.words.person_headings:
        found = pattern.fullmatch(heading)
        if found is not None and (name := _mentioned(found["name"], spoken, context)):
            yield name


def _in_words(spoken: Spoken, lead: str, context: Context) -> Iterator[str]:
    """Yield whose account the words say it is: "Ann Lee's Twitter"."""
    for said in filter(str.strip, (spoken.label, lead)):
        for pattern in context.words.of_person:
            for each in pattern.finditer(said):
                written = each["name"].rpartition(" - ")[2]
                if (name := _mentioned(written, spoken, context)) is not None:
                    yield name


def in_one_line(before: str) -> str:
    """Return the last words before a link, also those of the line above in a wrapped paragraph."""
    return " ".join(before[-LONGEST_LEAD:].replace("\n>", " ").split())


def _mentioned(written: str, spoken: Spoken, context: Context) -> str | None:
    """Return the person's name that these words are, if the text speaks of them elsewhere, too."""
    name = person_name(written, context.words, least=1)
    if name is None:
        return None
    first = name.partition(" ")[0]
    if any(first in known for known in (*context.known.people, *context.known.hosts)):
        return name
    line = spoken.line
    again = _stands_in(first, context.text, 0, line.start) or _stands_in(
        first, context.text, line.end, len(context.text)
    )
    return name if again else None


def _stands_in(word: str, text: str, start: int, end: int) -> bool:
    """Say whether a part of a text has a word, not as a part of a longer one."""
    while (at := text.find(word, start, end)) >= 0:
        behind = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[behind : behind + 1].isalnum():
            return True
        start = behind
    return False
