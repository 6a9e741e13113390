"""Sponsors in sentences: "This episode is brought to you by X. Go to x.com/show for 20% off."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.deals import Deal, code_in_address, find_deal
from publisher.importing.description.parties.lines import Line, joined
from publisher.importing.description.parties.naming import person_name, sponsor_name
from publisher.importing.description.parties.spelling import spelled_at
from publisher.importing.description.parties.sponsor_items import best_address, is_ad_link
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink
from publisher.importing.description.understanding import FoundSponsor

_SENTENCES = re.compile(r"(?<=[.!?…])[\"”'’)*_]{0,3}\s+(?=\S)|\n+")
_TO_LINK = re.compile(r"[\"”*_]*\s*[(\[<]?\s*")
_MOST_ANNOUNCED = 6  # of a line
_LONGEST = 8000  # characters of a line that are looked at
_MOST_NAMES = 6
_LONGEST_NAME = 80  # characters


class Prose(NamedTuple):
    """Sponsors of a sentence, where the words about them stand, and the words that tell it."""

    sponsors: tuple[FoundSponsor, ...]
    start: int
    end: int
    words: str


class _Named(NamedTuple):
    name: str
    link: PieceLink | None
    end: int  # in the text


def read_prose(lines: Sequence[Line], words: Words, *, whole: bool = False) -> Prose | None:
    """Return the sponsors that the first of these lines names; the others go on about them.

    `whole`: all of the lines are known to be about them.
    """
    first = lines[0]
    content = first.content
    if len(content) > _LONGEST:
        return None
    lower = content.lower()
    if not any(stem in lower for stem in words.sponsor_stems):
        return None
    for said, at, weak in islice(_announcements(content, words), _MOST_ANNOUNCED):
        begin, sentence_end = _sentence(content, said)
        if words.sponsor_not.search(content[begin:sentence_end]):
            continue
        named = _names(first, at, words)
        if not named:
            continue
        if begin and named[0].name in content[: _sentence(content, 0)[1]]:
            begin = 0  # what is said before is about the sponsor, too
        end = _end_of_talk(lines, named, sentence_end, words)
        if whole or first.piece.text.lstrip().startswith(">"):
            begin, end = 0, lines[-1].end
        links = [
            link for line in lines for link in line.links
            if first.start + begin <= link.start < end and is_ad_link(link.url)
        ]  # fmt: skip
        text = _between(lines, first.start + begin, end)
        deal = find_deal(text, words)
        people = all(person_name(each.name, words) is not None for each in named)
        if (
            (weak or (people and words.sponsor_thanked.match(content, said)))
            and not links
            and deal == Deal()
        ):
            continue
        sponsors = tuple(_sponsors(named, links, deal, text))
        return Prose(sponsors, first.start + begin, end, " ".join(content[said:at].split())[:60])
    return None


def _announcements(content: str, words: Words) -> Iterator[tuple[int, int, bool]]:
    """Yield where the words before a name begin, where it does, and if they are weak."""
    for found in words.sponsor_before.finditer(content):
        yield found.start(), found.end(), False
    for pattern in words.sponsor_thanks:
        for found in pattern.finditer(content):
            yield found.start(), found.start("name"), False
    started = words.sponsor_start.match(content.lstrip("*_ "))
    if started is not None:
        lead = len(content) - len(content.lstrip("*_ "))
        yield lead, lead + started.end(), True


def _sentence(content: str, at: int) -> tuple[int, int]:
    begin = 0
    for border in _SENTENCES.finditer(content):
        if border.end() > at:
            return begin, border.start()
        begin = border.end()
    return begin, len(content)


def _names(line: Line, at: int, words: Words) -> list[_Named]:
    """Return who is named at a place of a line's content, and behind "and" and commas."""
    named: list[_Named] = []
    content = line.content
    while len(named) < _MOST_NAMES:
        skipped = words.sponsor_skipped.match(content, at)
        at = skipped.end() if skipped else at
        one = _name_at(line, at, words)
        if one is None:
            break
        named.append(one)
        joined = words.sponsor_and.match(content, one.end)
        if joined is None:
            break
        at = joined.end()
        if content[at] != "[" and one.link is None and "," in joined[0] and len(named) == 1:
            break  # "X, Switzerland's largest …": no second name
    return named


def _name_at(line: Line, at: int, words: Words) -> _Named | None:
    content = line.content
    link = next((each for each in line.links if each.start - line.start == at), None)
    if link is not None and site_of_link(link.url).boilerplate:
        return None  # "Our sponsors: acme.com/legal"
    if link is not None:
        name = sponsor_name(link.label if content[at : at + 1] == "[" else link.url)
        return _Named(name, link, link.end - line.start) if name is not None else None
    found = words.sponsor_plain.match(content, at)
    if found is None:
        return None
    name, end = sponsor_name(found["name"]), found.end()
    for each in [link for link in line.links if link.start >= line.start + at][:2]:
        ahead = content[at : at + _LONGEST_NAME].split("://")[0].replace(each.url, " ")
        span = spelled_at(each.url, ahead, words, lower=True)
        if span is not None and span[0] == 0 and not (name and _is_longer(name, span[1])):
            name, end = content[at : at + span[1]], at + span[1]
    if name is None:
        return None
    behind = _TO_LINK.match(content, end)
    reach = (behind.end() if behind else end) + line.start
    link = next((each for each in line.links if line.start + end <= each.start <= reach), None)
    return _Named(name, link, end)


def _is_longer(name: str, length: int) -> bool:
    """Say whether a name goes on behind its first characters as a name does: in capitals."""
    behind = name[length:].split()
    return bool(behind) and all(not part[0].islower() for part in behind)


def _end_of_talk(
    lines: Sequence[Line], named: Sequence[_Named], sentence_end: int, words: Words
) -> int:
    """Return where the sentences end that speak of the sponsors named."""
    first = lines[0]
    end = sentence_end
    passed = 0
    names = [each.name.casefold() for each in named]
    for border in _SENTENCES.finditer(first.content, max(0, sentence_end - 1)):
        if border.start() < sentence_end:
            continue
        following = first.content[border.end() : _sentence(first.content, border.end())[1]]
        lower = following.casefold()
        links = [
            each
            for each in first.links
            if border.end() <= each.start - first.start < border.end() + len(following)
        ]
        about = (
            words.sponsor_goes_on.match(following) is not None
            or any(name in lower for name in names)
            or (
                links
                and any(each.link is None for each in named)
                and find_deal(following, words) != Deal()
            )
            or find_deal(following, words) != Deal()
            or (bool(links) and passed == 0 and following.strip() == links[0].url)
        )
        if about:
            end, passed = border.end() + len(following), 0
            continue
        passed += 1
        if passed > 1:
            return first.start + end
    if end < len(first.content.rstrip()):
        return first.start + end
    return lines[-1].end


def _between(lines: Sequence[Line], start: int, end: int) -> str:
    """Return what stands in a span of the text."""
    inside = [line for line in lines if line.start < end and line.end > start]
    if not inside:
        return ""
    first, last = inside[0], inside[-1]
    text = joined(inside)
    return text[max(0, start - first.start) : len(text) - max(0, last.end - end)]


def _sponsors(
    named: Sequence[_Named], links: Sequence[PieceLink], deal: Deal, text: str
) -> Iterator[FoundSponsor]:
    if len(named) == 1:
        url = best_address([link.url for link in links])
        code = deal.code or (code_in_address(url) if url else None)
        yield FoundSponsor(
            named[0].name, whole_address(url) if url else None, deal.offer, code, None, text
        )
        return
    for each in named:
        url = each.link.url if each.link is not None else None
        if url is None:
            words = each.name.casefold().split()
            url = next((link.url for link in links if words[0] in link.url.casefold()), None)
        yield FoundSponsor(each.name, whole_address(url) if url else None, copy=text)
