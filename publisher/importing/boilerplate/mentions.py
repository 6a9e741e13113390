"""The sponsors that a body presents in blocks of their own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from publisher.importing.boilerplate.cutting import INTRODUCING, Block, BlockKind, join_blocks
from publisher.importing.boilerplate.saying import Said, SaidLink, say, words_of
from publisher.importing.boilerplate.sponsor_words import (
    LONGEST_COPY,
    Words,
    read_words,
    site_of,
)
from publisher.importing.description.parties.lines import as_heading
from publisher.importing.description.parties.naming import spelled, sponsor_name
from publisher.importing.description.parties.sponsor_items import looks_like_person
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.platforms import platform_of


class Mention(NamedTuple):
    """A sponsor, and the indices of the blocks that present it, ascending.

    `heading` is what stands above a list of sponsors, where this is the first of it.
    """

    blocks: tuple[int, ...]
    sponsor: Words
    heading: str = ""


_NO_NAMES = frozenset(("sponsor", "sponsors", "name", "sponsor name", "sponsorname"))
_MOST_BELOW = 14
_MOST_LISTED = 8  # more are people who give money
_PREFIX = re.compile(r"sponsor(?:ed by)?[ \t]*[:–—-][ \t]*(?P<name>[^\n]{2,60})", re.IGNORECASE)


def find_mentions(blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the sponsors of a body, one behind the other.

    Only where a heading, or the beginning of a line, says that it is a sponsor; what stands
    below such a heading and isn't told to belong there is no part of it.
    """
    whole = "\n".join(block.text for block in blocks).lower()
    stems = [stem for stem in _stems() if stem in whole]
    at = 0
    while stems and at < len(blocks):
        found = _mentions_at(blocks, at) if _may_begin(blocks[at], stems) else ()
        yield from found
        at = found[-1].blocks[-1] + 1 if found else at + 1


@cache
def _stems() -> tuple[str, ...]:
    """Return words, in small letters, without one of which no text presents a sponsor."""
    known = sorted({"werb", "publicidad", *vocabulary().sponsor_stems}, key=len)
    return tuple(
        stem
        for index, stem in enumerate(known)
        if not any(shorter in stem for shorter in known[:index])
    )


def _may_begin(block: Block, stems: Sequence[str]) -> bool:
    if block.kind is BlockKind.OTHER or len(block.text) > LONGEST_COPY:
        return False
    lower = block.text.lower()
    return any(stem in lower for stem in stems)


def _mentions_at(blocks: Sequence[Block], at: int) -> tuple[Mention, ...]:
    block = blocks[at]
    said = say(block.text)
    if said is None or not said.lines:
        return ()
    heading = as_heading(said.words)
    is_title = block.kind is BlockKind.HEADING or block.level == INTRODUCING
    words = vocabulary()
    if words.topics["sponsors"].fullmatch(heading):
        if is_title or (block.kind is BlockKind.LINE and not said.links):
            return _listed(blocks, at, " ".join(said.words.rstrip(" :").split()))
        return ()
    if block.kind is BlockKind.HEADING:
        behind = words.sponsor_behind.fullmatch(heading)
        before = _PREFIX.fullmatch(heading)
        named = behind or before
        return _below(blocks, at, named["name"], said) if named else ()
    if is_title:
        return ()
    sponsor = _in_line(block.text)
    return (Mention((at,), sponsor),) if sponsor else ()


def _below(blocks: Sequence[Block], at: int, name: str, heading: Said) -> tuple[Mention, ...]:
    """Return the sponsor that a heading names, with what stands below it."""
    title = sponsor_name(name) or ""
    if title.casefold() in _NO_NAMES:
        title = ""
    end = _end_of_section(blocks, at) or _end_of_talk(blocks, at, name)
    sponsor = read_words(join_blocks(blocks[at + 1 : end]), title, heading.links)
    if sponsor is not None and sponsor.url and vocabulary().sponsor_goes_on.match(title):
        short = spelled(sponsor.url, title)  # "Sign up for the Globex Bootcamp"
        if short is not None and short != title:
            text = f"{title}\n\n{sponsor.text}"
            sponsor = sponsor._replace(name=short, tagline=None, text=text, copy=text)
    return (Mention(tuple(range(at, end)), sponsor),) if sponsor is not None else ()


def _end_of_section(blocks: Sequence[Block], at: int) -> int:
    """Return where the next heading ends what stands below one; 0 where none does."""
    for end in range(at + 1, min(len(blocks), at + _MOST_BELOW)):
        block = blocks[end]
        if block.kind is BlockKind.HEADING:
            return end if block.level <= blocks[at].level else 0
        if block.kind not in (BlockKind.LINE, BlockKind.ITEM):
            return 0
    return 0


def _end_of_talk(blocks: Sequence[Block], at: int, name: str) -> int:
    """Return where nothing below a heading is sure to speak of the sponsor any more."""
    end = at + 1
    while end < len(blocks) and blocks[end].kind in (BlockKind.LINE, BlockKind.ITEM):
        together = end > at + 1 and (
            blocks[end].run == blocks[end - 1].run or blocks[end - 1].level == INTRODUCING
        )
        if end > at + 1 and not together and not _goes_on(blocks[at + 1], blocks[end], name):
            break
        end += 1
    return end


def _goes_on(first: Block, block: Block, name: str) -> bool:
    if name.casefold() in block.text.casefold():
        return True
    said, before = say(block.text), say(first.text)
    if said is None or before is None or not said.links:
        return False
    return {site_of(link.url) for link in said.links} <= {
        site_of(link.url) for link in before.links
    }


def _listed(blocks: Sequence[Block], at: int, heading: str) -> tuple[Mention, ...]:
    """Return the sponsors listed below a heading; none where it is not sure of all of them."""
    end = at + 1
    while end < len(blocks) and blocks[end].kind in (BlockKind.ITEM, BlockKind.LINE):
        if blocks[end].level or (end > at + 1 and blocks[end].kind is not blocks[at + 1].kind):
            break
        if blocks[end].kind is BlockKind.LINE and not _begins_with_link(blocks[end].text):
            break
        end += 1
    if not 0 < end - at - 1 <= _MOST_LISTED:
        return ()
    sponsors = [read_words(block.text, "") for block in blocks[at + 1 : end]]
    if not all(sponsor is not None and _is_sure(sponsor) for sponsor in sponsors):
        return ()
    # The heading goes with the first.
    return tuple(
        Mention((at + 1 + index,), sponsor) if index else Mention((at, at + 1), sponsor, heading)
        for index, sponsor in enumerate(sponsors)
        if sponsor is not None
    )


def _is_sure(sponsor: Words) -> bool:
    """Say whether an entry of a list of sponsors is one, and nobody who gives money."""
    if sponsor.url is None:
        return False
    if sponsor.tagline or sponsor.copy or sponsor.code:
        return True
    return platform_of(sponsor.url) is None and not looks_like_person(sponsor.name, vocabulary())


def _begins_with_link(text: str) -> bool:
    said = say(text)
    return said is not None and bool(said.lines) and isinstance(said.lines[0][0], SaidLink)


@lru_cache(maxsize=1 << 12)
def _in_line(text: str) -> Words | None:
    """Return the sponsor of a line that begins by saying so."""
    words = vocabulary()
    said = say(text)
    if said is None or not said.links or words.sponsor_not.search(said.words):
        return None
    line = words_of(said.lines[0])
    if any(platform_of(link.url) for link in said.links):
        return None
    lead = words.sponsor_lead.match(line)
    if lead is not None and ":" in lead[0]:
        return read_words(text, "", lead=lead.end())
    found = words.sponsor_start.match(line) or words.sponsor_before.match(line)
    if found is None:
        return None
    link = next(iter(_links_behind(said, found.end())), None)
    if link is None or link[0] > found.end() + 4:
        return None
    return read_words(text, sponsor_name(link[1].label) or "", (link[1],))


def _links_behind(said: Said, at: int) -> Iterator[tuple[int, SaidLink]]:
    """Yield the links of the first line from a place in its words on, each with its own."""
    position = 0
    for part in said.lines[0]:
        if isinstance(part, SaidLink):
            if position >= at - 1:
                yield position, part
            position += len(part.label)
        else:
            position += len(part)
