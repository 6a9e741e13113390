"""Accounts of which nothing says whose they are: the show's, where their place tells it."""

import re
from collections.abc import Sequence

from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.spoken import (
    Context,
    Spoken,
    folded,
    names_of,
    only_names,
)
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.whose import is_alone, of_others
from publisher.importing.description.understanding import Account, DecisionKind

_NEAR = 300  # characters between two accounts of one list
_SAME = 4  # letters with which accounts of one name begin
_LONGEST_CALL = 400  # characters of a line that says to write to the show


def claim_unsure(unsure: Sequence[Spoken], context: Context, claims: Claims) -> None:
    """Claim accounts of which only the platform is said: the show's, if none of its own differ."""
    sure = [folded(site_of_link(account.url).handle or "") for account in claims.socials]
    places = [each.start for each in claims.decisions() if each.kind is DecisionKind.SOCIAL]
    lists = _lists_of_one(unsure, context)
    for spoken in unsure:
        key = spoken.site.account
        listed = spoken.section in lists and only_names(spoken, key or "", context.words)
        if key is None or not (listed or is_alone(spoken, context)):
            continue
        near = any(abs(place - spoken.link.start) < _NEAR for place in places)
        if sure and not near and not any(spoken.handle[:4] == each[:4] for each in sure):
            continue
        claims.socials.append(Account(key, whole_address(spoken.link.url)))
        places.append(spoken.link.start)
        keep(spoken, DecisionKind.SOCIAL, key, "the line says only where it is", claims)


def sections_of_us(
    lines: Sequence[Line], sections: Sequence[Section | None], context: Context
) -> frozenset[Section]:
    """Return the sections in which a line says to write to the show: their lists are its own."""
    return frozenset(
        section
        for line, section in zip(lines, sections, strict=True)
        if section is not None
        and section.topic is Topic.OTHER
        and not line.links
        and context.words.own_lead.search(line.content[:_LONGEST_CALL])
    )


def claim_listed(spoken: Spoken, context: Context, claims: Claims) -> bool:
    """Claim an account in such a list: "- Discord: [Slow Harvest](https://…)"."""
    key = spoken.site.account
    if key is None or not spoken.line.bullet:
        return False
    label = plain(spoken.before).rstrip(": ").casefold()
    if label not in names_of(key) and not only_names(spoken, key, context.words):
        return False
    claims.socials.append(Account(key, whole_address(spoken.link.url)))
    keep(spoken, DecisionKind.SOCIAL, key, "the text above says to write to the show", claims)
    return True


def _lists_of_one(unsure: Sequence[Spoken], context: Context) -> frozenset[Section]:
    """Return the sections that list several accounts of one name, and nobody's: the show's."""
    found: dict[Section, list[Spoken]] = {}
    for spoken in unsure:
        if spoken.section is None or context.known.guests:
            continue
        if spoken.topic is Topic.OTHER and not of_others(spoken, context):
            found.setdefault(spoken.section, []).append(spoken)
    return frozenset(
        section
        for section, each in found.items()
        if len({spoken.site.account for spoken in each}) > 1
        and len({spoken.handle[:_SAME] for spoken in each}) == 1
        and len(each[0].handle) >= _SAME
    )


def keep(spoken: Spoken, kind: DecisionKind, value: str, because: str, claims: Claims) -> None:
    """Claim a link with the words that belong to it."""
    end = spoken.link.end if re.search(r"\w", spoken.behind) else spoken.line.end
    start = spoken.start if claims.is_free(spoken.start, end) else spoken.link.start
    claims.claim(start, end, kind, value, because)
