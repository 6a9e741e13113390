"""Sponsors: under headings, behind "Sponsor:", and in sentences that thank them."""

from collections.abc import Sequence
from itertools import groupby

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.ads import several_ads
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.deals import Deal, find_deal
from publisher.importing.description.parties.lines import Line, joined, plain
from publisher.importing.description.parties.marks import Marks
from publisher.importing.description.parties.sponsor_entries import (
    entries_of,
    same_party,
    without_givers,
)
from publisher.importing.description.parties.sponsor_items import (
    Item,
    described,
    is_ad_link,
    looks_like_person,
    read_items,
)
from publisher.importing.description.parties.sponsor_prose import read_prose
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.understanding import DecisionKind, FoundSponsor

_LONGEST_BARE = 120  # characters of an entry that only names
_MOST_BARE = 4  # names without a link: more of them are people who give money


def claim_sponsors(
    lines: Sequence[Line],
    sections: Sequence[Section | None],
    words: Words,
    marks: Marks,
    claims: Claims,
) -> None:
    """Claim every sponsor of a description, with the lines that speak of it.

    `marks` are the stems without which no sentence is looked at.
    """
    for section, group in groupby(range(len(lines)), key=lambda index: sections[index]):
        indexes = list(group)
        if section is not None and section.topic is Topic.SPONSOR:
            _claim_section([lines[i] for i in indexes], section, words, claims)
        elif section is not None and section.topic is Topic.SPONSORS:
            _claim_list([lines[i] for i in indexes], section, words, claims)
        else:
            _claim_in_lines([lines[i] for i in indexes], words, marks, claims)
    _claim_networks(lines, words, claims)


def _claim_section(lines: Sequence[Line], section: Section, words: Words, claims: Claims) -> None:
    """Claim all below a heading that names its sponsor."""
    body = [line for line in lines[1:] if line.content]
    name = section.name or ""
    text = joined(body)
    heading = lines[0]
    links = [link for line in lines for link in line.links]
    item = described(name, text, text, links, words)
    copy = claims.text[body[0].start : body[-1].end] if body else None
    if item.sponsor.copy is None and item.sponsor.tagline is None and body and not item.sure:
        copy = None
    sponsor = (
        item.sponsor._replace(copy=copy, tagline=None)
        if copy and item.sponsor.copy
        else item.sponsor
    )
    claims.sponsors.append(sponsor)
    because = f'the heading "{section.words}" names a sponsor'
    claims.claim(heading.begin, heading.end, DecisionKind.HEADING, section.words, because)
    if body:
        claims.claim(body[0].begin, body[-1].end, DecisionKind.SPONSOR, name, because)


def _claim_list(lines: Sequence[Line], section: Section, words: Words, claims: Claims) -> None:
    heading, *rest = lines
    because = f'it stands under "{section.words}"'
    whole = True
    found: list[tuple[Sequence[Line], Item]] = []
    for entry in entries_of(rest):
        text = joined(entry)
        if words.sponsor_not.search(text):
            whole = False
            continue
        if _claim_several(entry, True, words, claims):
            continue
        prose = read_prose(entry, words, whole=True)
        if prose is not None:
            _keep_prose(
                prose.sponsors, entry[0].begin, prose.end, "the sentence thanks a sponsor", claims
            )
            whole = whole and prose.start == entry[0].start and prose.end == entry[-1].end
            continue
        items = read_items(entry, words)
        whole = whole and bool(items)
        if found and len(items) == 1 and same_party(found[-1][1], items[0]):
            before, item = found[-1]
            copy = f"{item.sponsor.copy or ''}\n{text}".strip()
            found[-1] = (
                (*before, *entry),
                item._replace(sponsor=item.sponsor._replace(copy=copy)),
            )
            continue
        found += [(entry, item) for item in items]
    found = without_givers(found, words)
    bulleted = any(entry[0].bullet for entry, _ in found)
    bare = sum(not item.sure for _, item in found)
    for entry, item in found:
        linked = any(not is_ad_link(link.url) for line in entry for link in line.links)
        long = len(joined(entry)) > _LONGEST_BARE or entry[0].bullet != bulleted
        if item.sure or (
            not long
            and bare <= _MOST_BARE
            and not linked
            and not looks_like_person(item.sponsor.name, words)
        ):
            claims.sponsors.append(item.sponsor)
            claims.claim(
                entry[0].begin, entry[-1].end, DecisionKind.SPONSOR, item.sponsor.name, because
            )
        else:
            whole = False
    if whole and (found or rest):
        claims.claim(
            heading.begin,
            heading.end,
            DecisionKind.HEADING,
            section.words,
            "only sponsors stand below",
        )


def _claim_in_lines(lines: Sequence[Line], words: Words, marks: Marks, claims: Claims) -> None:
    skip = 0
    for index, line in enumerate(lines):
        if index < skip or not line.content or not marks.within(line.start, line.end):
            continue
        if words.sponsor_not.search(line.content):
            continue
        if _claim_several([line], False, words, claims):
            continue
        entry = _with_following(lines, index, words)
        lead = words.sponsor_lead.match(line.content)
        if lead is not None:
            shortened = line._replace(
                content=line.content[lead.end() :], start=line.start + lead.end()
            )
            items = [item for item in read_items((shortened, *entry[1:]), words) if item.sure]
            if items:
                for item in items:
                    claims.sponsors.append(item.sponsor)
                claims.claim(
                    line.begin, entry[-1].end, DecisionKind.SPONSOR, items[0].sponsor.name,
                    f'it begins with "{plain(lead[0])}"',
                )  # fmt: skip
                skip = index + len(entry)
                continue
        prose = read_prose(entry, words)
        if prose is not None:
            _keep_prose(
                prose.sponsors,
                prose.start,
                prose.end,
                f'the words "{prose.words}" name a sponsor',
                claims,
            )
            skip = index + len(entry)


def _claim_several(lines: Sequence[Line], listed: bool, words: Words, claims: Claims) -> bool:
    """Claim the sponsors of an entry with several, if it is sure what is said of whom."""
    found = several_ads(lines, claims.text, listed, words)
    for item, start, end in found:
        claims.sponsors.append(item.sponsor)
        because = "its name, address and offer stand in a row of sponsors"
        claims.claim(start, end, DecisionKind.SPONSOR, item.sponsor.name, because)
    return bool(found)


def _with_following(lines: Sequence[Line], index: int, words: Words) -> Sequence[Line]:
    """Return a line with those behind it that go on about the same: "Go to …"."""
    end = index + 1
    while (
        end < len(lines)
        and end - index < 6
        and not lines[end - 1].blank_behind
        and not lines[end].bullet
        and (
            words.sponsor_goes_on.match(lines[end].content) is not None
            or find_deal(lines[end].content, words) != Deal()
        )
    ):
        end += 1
    return lines[index:end]


def _keep_prose(
    sponsors: Sequence[FoundSponsor], start: int, end: int, because: str, claims: Claims
) -> None:
    claims.sponsors += sponsors
    claims.claim(
        start, end, DecisionKind.SPONSOR, ", ".join(each.name for each in sponsors), because
    )


def _claim_networks(lines: Sequence[Line], words: Words, claims: Claims) -> None:
    """Claim entries whose address is that of a network of advertisers."""
    for line in lines:
        if not line.links or not claims.is_free(line.start, line.end):
            continue
        networks = [link for link in line.links if site_of_link(link.url).network]
        if not networks or len(line.content) > 600:
            continue
        for item in read_items((line,), words):
            if item.sponsor.url is not None and len(line.links) == len(networks):
                claims.sponsors.append(item.sponsor)
                host = site_of_link(networks[0].url).host
                claims.claim(
                    line.begin, line.end, DecisionKind.SPONSOR, item.sponsor.name,
                    f"its address is that of a network of advertisers, {host}",
                )  # fmt: skip
