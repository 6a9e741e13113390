"""The links of a description's lists, each with its kind: a book, an article, a course …"""

import re
from collections.abc import Sequence

from publisher.importing.description.parties.addresses import Site, site_of_link, whole_address
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.naming import is_address
from publisher.importing.description.parties.spoken import Context, full_name
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.understanding import DecisionKind, FoundLink
from publisher.platforms import match_platform

_PAGES = {"post": "post", "episode": "episode", "show": "podcast"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_AROUND = 3  # words besides title and address
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{3}[.!?…]\s+[^\W\d_a-zà-ÿ]")
_TITLE_END = re.compile(r"[\s:–—|=>→*_(-]+\Z")


def claim_links(
    lines: Sequence[Line], sections: Sequence[Section | None], context: Context, claims: Claims
) -> None:
    """Claim lines that are a title and an address; a link in a sentence stays where it is."""
    for line, section in zip(lines, sections, strict=True):
        if len(line.links) != 1 or line.piece.at_seconds is not None or len(line.content) > 600:
            continue
        link = line.links[0]
        if link.url.startswith("mailto:") or not claims.is_free(line.start, line.end):
            continue
        written = line.content[link.start - line.start : link.end - line.start]
        title = link.label if written.startswith("[") else line.content[: link.start - line.start]
        title = _TITLE_END.sub("", plain(title))
        around = line.content.replace(written, " ", 1).replace(title, " ", 1)
        if len(_WORD.findall(plain(around))) > _MOST_AROUND or len(title) > 200:
            continue
        if not written.startswith("[") and _SENTENCE_END.search(title) is not None:
            continue
        person = None
        if section is not None and section.topic is Topic.PERSON and section.name is not None:
            person = full_name(section.name, context)
        kind = section.kind if section is not None else None
        kind = kind or link_kind(link.url, title, context.words)
        found = FoundLink(
            whole_address(link.url),
            title if title and not is_address(title) else None,
            kind,
            person,
        )
        claims.links.append(found)
        because = (
            f"a line with a title and an address: {kind}"
            if kind
            else "a line with a title and an address"
        )
        claims.claim(line.begin, line.end, DecisionKind.LINK, found.title or link.url, because)


def link_kind(url: str, title: str, words: Words) -> str | None:
    """Return what is behind a link, by its words and its host; None: nobody could tell."""
    site = site_of_link(url)
    if site.funding:
        return "support"
    said = words.link_kinds.search(title)
    if said is not None:
        return said.lastgroup
    if words.website.search(title):
        return "website"
    return _kind_by_page(url, site)


def _kind_by_page(url: str, site: Site) -> str | None:
    if site.account is not None:
        return "profile"
    match = match_platform(url)
    if match is not None and match.kind in _PAGES:
        video = match.platform.key == "youtube" and match.kind == "post"
        return "video" if video else _PAGES[match.kind]
    return "podcast" if site.listing is not None else site.kind
