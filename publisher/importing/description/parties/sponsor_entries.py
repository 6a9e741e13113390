"""The entries of a list of sponsors, and which of them go on about the same, or are people."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.naming import sponsor_name
from publisher.importing.description.parties.sponsor_items import Item, looks_like_person
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.understanding import FoundSponsor
from publisher.links.urls import host_of, site_of

_FEWEST_GIVERS = 3


def without_givers(
    found: list[tuple[Sequence[Line], Item]], words: Words
) -> list[tuple[Sequence[Line], Item]]:
    """Return the entries without those of listeners who give money: a row of people's names."""
    givers = [
        item
        for _, item in found
        if looks_like_person(item.sponsor.name, words)
        and item.sponsor._replace(name="", url=None) == FoundSponsor("")
    ]
    if len(givers) < _FEWEST_GIVERS or len(givers) * 2 < len(found):
        return found
    return [(entry, item) for entry, item in found if item not in givers and item.sponsor.copy]


def same_party(before: Item, item: Item) -> bool:
    """Say whether an entry only goes on about the one before it: one more page of the same host."""
    first, second = before.sponsor.url, item.sponsor.url
    if first is None or second is None or first == second:
        return False
    return site_of(host_of(first)) == site_of(
        host_of(second)
    ) and item.sponsor.name.casefold().startswith(before.sponsor.name.casefold()[:6])


def entries_of(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the entries of a list of sponsors, each with the lines that go on about it."""
    entry: list[Line] = []
    for line in lines:
        if not line.content:
            continue
        if entry and (line.bullet or entry[-1].blank_behind or _begins(line, entry)):
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


def _begins(line: Line, entry: Sequence[Line]) -> bool:
    """Say whether a line without a bullet is an entry of its own: a name, and the link it has."""
    if any(each.bullet for each in entry) or not any(each.links for each in entry):
        return False
    if not line.links:
        return False
    before = plain(line.content[: line.links[0].start - line.start])
    return not before or sponsor_name(re.split(r"\s[-–—|]|:|\(", before)[0]) is not None
