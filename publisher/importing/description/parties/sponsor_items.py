"""Sponsors in a list: "- Taro - https://jointaro.com (20% discount) | Career mentorship"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.deals import Deal, code_in_address, find_deal
from publisher.importing.description.parties.lines import Line, joined, plain
from publisher.importing.description.parties.naming import (
    host_as_written,
    is_address,
    person_name,
    spelled,
    sponsor_name,
)
from publisher.importing.description.parties.spelling import spelled_at
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink
from publisher.importing.description.understanding import FoundSponsor

_HEAD = re.compile(
    r"(?P<name>[^\n]{1,70}?)[*_]{0,3}(?=\s*(?:\s[-–—|•→>]+\s|[-–—]\s|:(?!//)|\(|\[|https?://|www\.|\n|\Z|,\s))"
)
_EMPHASISED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<name>[^*_\n]{2,60}?)(?P=mark)")
# The page of a sponsor for a show's listeners, where its home page is linked, too.
_SHOW_PATH = re.compile(
    r"(?!(?:about|blog|careers|jobs|products?|pricing|docs|features)\b)[\w%-]{2,40}(?:\?\S*)?"
)
_MOST_IN_LABEL = 10  # words
_SEPARATORS = " \t\n\r|:-–—•→>*_,;"
_BRACKETS = re.compile(r"\(([^()\n]{0,200})\)")
_SENTENCE_END = re.compile(r"[.!?…]\s+\S")
_LONGEST_TAGLINE = 140
_WORD = re.compile(r"[^\W\d_]{2,}")
_JOINS = re.compile(r"[\s,;|•·/&+*_-]*(?:and|und|y|e|et|en|i)?[\s,*_]*\Z")


class Item(NamedTuple):
    """A sponsor in a list, and whether something besides its name says that it is one."""

    sponsor: FoundSponsor
    sure: bool


def is_ad_link(url: str) -> bool:
    """Say whether a link can be a sponsor's: no page of a host, of funding or of another show."""
    site = site_of_link(url)
    return not (site.funding or site.boilerplate or site.listing or url.startswith("mailto:"))


def read_items(lines: Sequence[Line], words: Words) -> list[Item]:
    """Return the sponsors of one entry of a list: nearly always one, with all of its lines."""
    first = lines[0]
    links = [link for line in lines for link in line.links]
    several = _in_a_row(first) if len(lines) == 1 else None
    if several:
        return several
    text = joined(lines)
    head = _head(first, words)
    if head is None:
        return []
    name, rest = head
    behind = (rest + text[len(first.content) :]).strip()
    return [described(name, behind, text, links, words)]


def described(name: str, rest: str, text: str, links: Sequence[PieceLink], words: Words) -> Item:
    """Return the sponsor of this name; `rest` is what is said behind it, `text` all of it."""
    ads = [link.url for link in links if is_ad_link(link.url)]
    url = best_address(ads)
    deal = find_deal(text, words)
    if deal.code is None and url is not None:
        deal = deal._replace(code=code_in_address(url))
    tagline = _tagline(rest, links, deal, words)
    said = tagline or ""
    copy = None if _is_covered(rest, links, deal, said) else rest.strip(" \t\n|:–—-").strip()
    sure = url is not None or deal != Deal()
    return Item(
        FoundSponsor(
            name,
            whole_address(url) if url else None,
            deal.offer,
            deal.code,
            tagline if copy is None else None,
            copy,
        ),
        sure,
    )


def best_address(urls: Sequence[str]) -> str | None:
    """Return a sponsor's address: the first, or the page for listeners where that is its home."""
    if not urls:
        return None
    host = host_as_written(whole_address(urls[0])).casefold()
    own = [url for url in urls if host_as_written(whole_address(url)).casefold() == host]
    if _path(own[0]):
        return own[0]
    return next((url for url in own if _SHOW_PATH.fullmatch(_path(url))), own[0])


def _path(url: str) -> str:
    return whole_address(url).partition("://")[2].partition("/")[2].strip("/")


def _head(line: Line, words: Words) -> tuple[str, str] | None:
    """Return name and what stands behind it."""
    return (
        _labelled(line, words) or _emphasised(line, words) or _spelled(line) or _worded(line, words)
    )


def _labelled(line: Line, words: Words) -> tuple[str, str] | None:
    """Return the text of the link with which a line begins, as a name."""
    first = line.links[0] if line.links else None
    if first is None or first.label.startswith("!"):
        return None
    at = first.start - line.start
    if line.content[at : at + 1] != "[" or plain(line.content[:at]):
        return None
    name = sponsor_name(first.label, most=_MOST_IN_LABEL)
    if name is not None and is_address(first.label):
        name = spelled(first.label, line.content) or name
    if name is None or words.sponsor_goes_on.match(name) is not None:
        return None
    return name, line.content[first.end - line.start :].lstrip("*_")


def _emphasised(line: Line, words: Words) -> tuple[str, str] | None:
    found = _EMPHASISED.match(line.content)
    name = sponsor_name(found["name"]) if found is not None else None
    if found is None or name is None or words.sponsor_goes_on.match(name) is not None:
        return None
    return name, line.content[found.end() :]


def _spelled(line: Line) -> tuple[str, str] | None:
    """Return the words of a line that its address is made of, unless a longer name begins it."""
    first = line.links[0] if line.links else None
    if first is None or not is_ad_link(first.url) or first.label.startswith("!"):
        return None
    begins = _HEAD.match(line.content.lstrip("*_ "))
    for address in (first.label, first.url):
        name = spelled(address, line.content) if "." in address else None
        longer = name is not None and begins is not None and begins["name"].startswith(name)
        if name is not None and not (longer and begins and sponsor_name(begins["name"])):
            return name, line.content
    return None


def _worded(line: Line, words: Words) -> tuple[str, str] | None:
    """Return the words before a line's first sign of an end, or the host where it names nobody."""
    content = line.content
    bare = content.lstrip("*_ ")
    found = _HEAD.match(bare)
    if found is not None:
        name = sponsor_name(found["name"])
        if name is not None and words.sponsor_goes_on.match(name) is None:
            return name, bare[found.end() :]
    first = line.links[0] if line.links else None
    if first is None or not is_ad_link(first.url) or first.label.startswith("!"):
        return None
    bare = content.replace(first.url, " " * len(first.url))
    written = spelled_at(first.url, bare, words)
    if written is not None:
        return bare[written[0] : written[1]], content
    before = plain(content[: first.start - line.start])
    if before and words.sponsor_goes_on.match(before) is None:
        return None
    return host_as_written(first.label if is_address(first.label) else first.url), content


def _in_a_row(line: Line) -> list[Item]:
    """Return the sponsors of "[One](…), [Two](…) and [Three](…)"; nothing if it isn't so."""
    if len(line.links) < 2:
        return []
    at = line.start
    items = []
    for link in line.links:
        between = line.content[at - line.start : link.start - line.start]
        name = sponsor_name(link.label)
        markdown = line.content[link.start - line.start : link.start - line.start + 1] == "["
        if name is None or not markdown or not _JOINS.match(between):
            return []
        if is_ad_link(link.url):
            items.append(Item(FoundSponsor(name, whole_address(link.url)), sure=True))
        at = link.end
    return items if not _WORD.search(line.content[at - line.start :]) else []


def _bare(rest: str, links: Sequence[PieceLink], deal: Deal) -> str:
    """Return the words of `rest` besides addresses, and brackets that hold only the deal."""
    for link in links:
        rest = rest.replace(link.url, " ")
    rest = (
        re.sub(r"\]\(\s*(?:\"[^\"\n]{0,200}\")?\s*\)", "", rest)
        .replace("[", "")
        .replace("<", "")
        .replace(">", "")
    )
    for part in (deal.offer, deal.code):
        if part:
            found = next((b for b in _BRACKETS.finditer(rest) if part in b[1]), None)
            if found is not None:
                rest = rest[: found.start()] + " " + rest[found.end() :]
    return " ".join(rest.replace("()", " ").split()).strip(_SEPARATORS)


def _tagline(rest: str, links: Sequence[PieceLink], deal: Deal, words: Words) -> str | None:
    bare = plain(_bare(rest, links, deal)).strip(_SEPARATORS)
    if not bare or len(bare) > _LONGEST_TAGLINE or _SENTENCE_END.search(bare):
        return None
    if (
        len(bare.split()) < 2
        or (deal.offer and deal.offer in bare)
        or (deal.code and deal.code in bare)
    ):
        return None
    if words.sponsor_goes_on.match(bare) is not None and links and len(bare.split()) < 4:
        return None
    return bare.rstrip(".") if bare in rest or bare.rstrip(".") in rest else None


def _is_covered(rest: str, links: Sequence[PieceLink], deal: Deal, tagline: str) -> bool:
    """Say whether nothing would be lost without `rest`: link, deal and tagline say it all."""
    bare = plain(_bare(rest, links, deal))
    for part in (tagline, deal.offer, deal.code):
        if part:
            bare = bare.replace(part, " ")
    return len(_WORD.findall(bare)) <= 4


def looks_like_person(name: str, words: Words) -> bool:
    return person_name(name, words) is not None
