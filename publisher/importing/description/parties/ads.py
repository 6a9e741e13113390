"""Ads by their grammar: a cue, a name, an address, an offer and a code, in whatever order."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.importing.description.parties.ad_names import is_told, named
from publisher.importing.description.parties.ad_parts import Part, blanked, ends_sentence, parts_of
from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.deals import Deal, code_in_address, find_deal
from publisher.importing.description.parties.lines import Line
from publisher.importing.description.parties.marks import Marks
from publisher.importing.description.parties.naming import host_as_written
from publisher.importing.description.parties.ownership import is_own
from publisher.importing.description.parties.spelling import spelled_at
from publisher.importing.description.parties.sponsor_items import (
    Item,
    described,
    is_ad_link,
    looks_like_person,
)
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink
from publisher.importing.description.understanding import DecisionKind
from publisher.platforms import match_platform

_LONGEST = 3000  # characters of a block
_LONGEST_CUE = 70  # of a line that is nothing but a cue for what stands below
_LONGEST_UNCUED = 400
_LONGEST_FAR = 600  # of a block whose cue may stand beside another sponsor
_FEWEST = 2
_MARKS = "*_[ \t\n"
_HAS_DIGIT = re.compile(r"\d|\b(?:free|gratis|kostenlos|half)\b")
_OF_OTHERS = frozenset({Topic.LISTEN, Topic.SOCIALS, Topic.PERSON, Topic.GUESTS, Topic.HOSTS})


def claim_ads(
    lines: Sequence[Line],
    sections: Sequence[Section | None],
    words: Words,
    marks: Marks,
    claims: Claims,
) -> None:
    """Claim the sponsors whose words no list and no thanks gave away.

    `marks` are the stems of cues and deals, without which no block is looked at.
    """
    above = False  # the line above is a cue for this block
    for block, section in _blocks(lines, sections, claims):
        start, end = block[0].start, block[-1].end
        if end - start > _LONGEST:
            above = False
            continue
        text = claims.text[start:end]
        cued = above or (
            section is not None
            and (section.topic is Topic.SPONSORS or words.ad_cue.search(section.words) is not None)
        )
        above = (
            len(text) <= _LONGEST_CUE
            and not any(line.links for line in block)
            and words.ad_cue.search(text) is not None
            and words.sponsor_not.search(text) is None
        )
        if cued or marks.within(start, end):
            _claim_block(block, cued, section, words, claims)


def _blocks(
    lines: Sequence[Line], sections: Sequence[Section | None], claims: Claims
) -> Iterator[tuple[Sequence[Line], Section | None]]:
    """Yield paragraphs and items that nothing was found in, and the section of each."""
    block: list[Line] = []
    for index, line in enumerate(lines):
        section = sections[index]
        heading = (
            section is not None and section.heading == index and section.topic is not Topic.OTHER
        )
        free = bool(line.content) and claims.is_free(line.start, line.end) and not heading
        goes_on = bool(block) and not block[-1].links and "\n" not in block[-1].piece.text
        ends = (
            not free
            or (line.bullet and not goes_on)
            or (
                index
                and sections[index - 1] is not section
                and not (section is not None and section.heading == index)
            )
        )
        if block and ends:
            yield block, sections[index - 1]
            block = []
        if free:
            block.append(line)
        if block and line.blank_behind:
            yield block, section
            block = []
    if block:
        yield block, sections[-1]


def _claim_block(
    block: Sequence[Line],
    listed: bool,
    section: Section | None,
    words: Words,
    claims: Claims,
) -> None:
    first = block[0]
    of_others = section is not None and section.topic in _OF_OTHERS
    for ad in _ads(block, listed, claims.text, words):
        if not ad.cued and (of_others or first.piece.at_seconds is not None):
            continue
        claims.sponsors.append(ad.item.sponsor)
        because = "words of an ad stand beside it" if ad.cued else "an offer with its address"
        begin = first.begin if ad.part.begin == 0 else first.start + ad.part.begin
        end = first.start + ad.part.end
        claims.claim(begin, end, DecisionKind.SPONSOR, ad.item.sponsor.name, because)


def several_ads(
    lines: Sequence[Line], whole: str, listed: bool, words: Words
) -> list[tuple[Item, int, int]]:
    """Return the sponsors of an entry that has several, each with an offer and an address.

    Where each is spoken of is given in the text. `listed`: it stands under a heading of sponsors.
    Nothing is returned where it isn't sure which words are about whom.
    """
    start, end = lines[0].start, lines[-1].end
    links = [link for line in lines for link in line.links]
    if len(links) < _FEWEST or end - start > _LONGEST:
        return []
    text = whole[start:end]
    bare = blanked(text, links)
    found = list(_ads(lines, listed, whole, words))
    hosts = {site_of_link(link.url).host for link in links if _can_be_ad(link)}
    deals = sum(bool(ad.item.sponsor.offer or ad.item.sponsor.code) for ad in found)
    if len(hosts) < _FEWEST or len(found) != len(hosts) or deals < (1 if listed else _FEWEST):
        return []
    if any(spelled_at(ad.item.sponsor.url or "", bare, words) is None for ad in found):
        return []
    return [(ad.item, start + ad.part.begin, start + ad.part.end) for ad in found]


class _Cued(NamedTuple):
    """Where a cue for a part stands: in a heading above, in its own words, in the block's."""

    listed: bool
    near: bool
    far: bool
    row: bool  # in the sentence, before another sponsor


class _Ad(NamedTuple):
    item: Item
    part: Part
    cued: bool


def _ads(block: Sequence[Line], listed: bool, whole: str, words: Words) -> Iterator[_Ad]:
    """Yield what is advertised in a block, and which part of it is about that."""
    start = block[0].start
    text = whole[start : block[-1].end]
    links = [link for line in block for link in line.links if _can_be_ad(link)]
    if not links:
        return
    bare = blanked(text, links)
    cue = _cue(bare, words)
    before: Part | None = None
    for part in parts_of(text, start, links, listed or cue is not None, words):
        said = text[part.begin : part.end]
        row = before is not None and not ends_sentence(text[before.begin : part.begin])
        near = cue is not None and (row or _cue(bare[part.begin : part.end], words) is not None)
        far = cue is not None and len(text) <= _LONGEST_FAR
        ad = _ad(said, part, _Cued(listed, listed or near, far, near and row), whole, words)
        if ad is not None:
            before = part if ad.cued else before
            yield ad


def _ad(said: str, part: Part, cued: _Cued, whole: str, words: Words) -> _Ad | None:
    """Return what a part advertises, or None: it isn't sure."""
    listed, near, far, row = cued
    deal = find_deal(said, words)
    if deal.code is None:
        coded = (code_in_address(link.url) for link in part.links)
        deal = deal._replace(code=next((code for code in coded if code), None))
    if not near and (deal == Deal() or len(said) > _LONGEST_UNCUED):
        return None
    name = named(said, part.links, near, words)
    if name is None and near and deal.code is not None:
        name = host_as_written(whole_address(part.links[0].url))
    if name is None or is_own(said, part.links, whole, words, cued=near or far):
        return None
    begins = said.lstrip(_MARKS).startswith(name)
    spells = _spells(part, said, words)
    told = is_told(said, name, words) or ((listed or row) and begins)
    if deal == Deal() and (not told or (looks_like_person(name, words) and not spells)):
        return None
    sure = (deal.code and (deal.offer or (begins and spells))) or (
        spells and _HAS_DIGIT.search(deal.offer or "") is not None and _has_path(part)
    )
    if not near and not far and not sure and not (deal.offer and begins):
        return None
    item = described(name, said.replace(name, " ", 1), said, part.links, words)
    tagline = item.sponsor.tagline
    if item.sponsor.copy is not None or (tagline is not None and tagline not in said):
        item = item._replace(sponsor=item.sponsor._replace(copy=said.strip(), tagline=None))
    return _Ad(item, part, near or far)


def _has_path(part: Part) -> bool:
    """Say whether an address has a path, as that of an offer has: acme.com/show."""
    return any(whole_address(link.url).count("/", 8) and link.url[-1] != "/" for link in part.links)


def _spells(part: Part, said: str, words: Words) -> bool:
    """Say whether the address of a part spells words that stand there."""
    bare = blanked(said, part.links)
    return any(spelled_at(link.url, bare, words) is not None for link in part.links)


def _cue(text: str, words: Words) -> int | None:
    """Return where the first words stand that tell an ad."""
    for found in words.ad_cue.finditer(text):
        around = text[max(0, found.start() - 60) : found.end() + 60]
        if words.sponsor_not.search(around) is None:
            return found.start()
    return None


def _can_be_ad(link: PieceLink) -> bool:
    """Say whether a link can be an ad's: no account, and no page of an app or of a platform."""
    if not is_ad_link(link.url) or site_of_link(link.url).account is not None:
        return False
    return match_platform(whole_address(link.url)) is None
