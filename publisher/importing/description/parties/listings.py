"""Where a show is heard: the links of a description that are its listings in apps."""

import re

from publisher.importing.description.parties.spoken import (
    Context,
    Spoken,
    folded,
    names_of,
    only_names,
)
from publisher.importing.description.parties.topics import Topic
from publisher.platforms import key_for

_NAME_END = re.compile(r"\s(?:on|at|auf|bei|en|via|in|sur|su)\b|:")
_THEIRS = re.compile(
    r"\b[A-Z]\w+['’]s? (?:own |new )?(?:[Pp]odcast|[Ss]how)\b"
    r"|\b(?:podcast|programa|Podcast|Sendung) (?:de|von|of|by) [A-ZÁÉÍÓÚÄÖÜ]\w+"
    r"|\b[Tt]heir (?:podcast|show)\b"
)
_NOT_HEARD = frozenset({Topic.PERSON, Topic.GUESTS, Topic.LINKS, Topic.SPONSORS, Topic.SPONSOR})
HEARD = frozenset({"youtube"})  # accounts that are places to listen where the text says so


def why_listing(spoken: Spoken, run: int, context: Context) -> str | None:
    """Say why a link is where the show is heard, or None; `run` listings stand side by side."""
    asks = spoken.topic is Topic.LINKS and not spoken.line.bullet and _asks(spoken, context)
    if spoken.topic in _NOT_HEARD and not asks:
        return None
    if spoken.topic is Topic.LISTEN:
        return "it stands where the text says where to listen"
    key = spoken.site.listing or spoken.site.account or ""
    said = f"{spoken.lead} {spoken.label}"
    own = context.words.own.search(said)
    listen = context.words.listen_lead.search(said) or context.words.own_lead.search(said)
    if not _names_platform(spoken, key) and not (spoken.site.listing_sure and own and listen):
        return None
    if _other_show(spoken, context) or _THEIRS.search(spoken.lead):
        return None
    if own or context.words.listen_lead.search(spoken.lead):
        return "the sentence says that the show is heard there"
    return _by_place(spoken, key, run, context)


def _asks(spoken: Spoken, context: Context) -> bool:
    """Say whether a sentence asks for ratings of the show."""
    return bool(context.words.own.search(spoken.lead)) and key_for(spoken.label) is not None


def _by_place(spoken: Spoken, key: str, run: int, context: Context) -> str | None:
    if spoken.is_below_heading:
        return None
    if run > 1 or spoken.topic is Topic.SOCIALS:
        return "it stands in a list of places to listen"
    if any(name in folded(spoken.link.url) for name in context.shown):
        return "its address has the show's title"
    if only_names(spoken, key, context.words):
        return "the line says only where it is"
    return None


def _names_platform(spoken: Spoken, key: str) -> bool:
    if key_for(spoken.label) == key:
        return True
    said = f"{spoken.lead[-60:]} {spoken.label} {spoken.behind[:24]}".casefold()
    return any(name in said for name in names_of(key))


def _other_show(spoken: Spoken, context: Context) -> bool:
    """Say whether the words before name another show: "Listen to Other Podcast on Spotify"."""
    words = context.words
    section = spoken.section
    if (
        section is not None
        and section.topic is Topic.OTHER
        and words.others.search(section.words) is not None
    ):
        return True
    found = words.others.search(spoken.lead)
    if found is None:
        return False
    behind = spoken.lead[found.end() :].strip(' :-–—*“”"')
    named = _NAME_END.split(behind, maxsplit=1)[0]
    if not named or words.own.search(named) or not named[:1].isupper():
        return False
    short = folded(named)
    called = (*context.shown, *map(folded, names_of(spoken.site.listing or "")))
    return not any(short in name or name in short for name in called if name)
