"""What has a code and is no sponsor: a guest's book, a course, tickets, the show's own merch."""

import re
from collections.abc import Sequence

from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.deals import (
    Deal,
    code_in_address,
    find_code,
    find_offer,
)
from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.marks import Marks
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.understanding import DecisionKind, FoundPromo

_TITLE_END = re.compile(r"\s[-–—|→]\s|:\s|:\Z|\s\(|https?://|www\.|[.!?]\s|\n|,\s")
_EMPHASISED = re.compile(r"(?<!\w)[*_]{1,3}(?=\w)([^*_\n]{4,90}?)[*_]{1,3}(?!\w)")
_QUOTED = re.compile(r"[«„“]([^«»„“”\n]{3,90})[»“”]")  # "My book “Rye” is out"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SLUG_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 2000  # characters of a line
_LONGEST_TITLE = 90
_URGED = re.compile(
    r"(?i)\A(?:get|visit|buy|see|order|shop|holt? euch|kauft?|bestellt?|besucht?|visita|compra)\s+"
)
_FILLERS = 6  # words around a code that nobody misses: "you can use … for a …"


def claim_promos(
    lines: Sequence[Line],
    sections: Sequence[Section | None],
    words: Words,
    marks: Marks,
    claims: Claims,
) -> None:
    """Find the promos; a line is claimed where title, address, offer and code say all of it."""
    for index, section in enumerate(sections):
        line = _with_address(lines, index, words, claims)
        if not line.content or line.piece.at_seconds is not None or len(line.content) > _LONGEST:
            continue
        if not claims.is_free(line.start, line.end) or not marks.within(line.start, line.end):
            continue
        deal = _deal(line, section, words)
        if deal.code is None:
            continue
        url = _address(line)
        title = _title(line, url, deal, claims.text, words)
        if title is None and section is not None and section.topic is Topic.OTHER:
            title = section.words if _is_noun_phrase(section.words, words) else None
        if title is None:
            continue
        promo = FoundPromo(title, whole_address(url) if url else None, deal.code, deal.offer)
        claims.promos.append(promo)
        if _says_all(line, promo):
            because = f"a code to enter, {deal.code}"
            claims.claim(line.begin, line.end, DecisionKind.PROMO, title, because)


def _with_address(lines: Sequence[Line], index: int, words: Words, claims: Claims) -> Line:
    """Return a line, with the one above it if that has the address for its code."""
    line = lines[index]
    above = lines[index - 1] if index else None
    if line.links or above is None or above.blank_behind or len(above.links) != 1:
        return line
    if not claims.is_free(above.start, above.end) or find_code(line.content, words) is None:
        return line
    return _joined(above, line)


def _joined(above: Line, line: Line) -> Line:
    """Return two lines as one: an address, and the code for it below."""
    piece = above.piece._replace(end=line.piece.end)
    content = f"{above.content}\n{line.content}"
    return Line(piece, above.begin, above.start, line.end, content, above.bullet, line.blank_behind)


def _address(line: Line) -> str | None:
    """Return the address of what is promoted: the first that is no account and no host's page."""
    for link in line.links:
        site = site_of_link(link.url)
        if not (site.boilerplate or site.account or link.url.startswith("mailto:")):
            return link.url
    return None


def _deal(line: Line, section: Section | None, words: Words) -> Deal:
    """Return the line's code with its offer; without an offer or an address, only a sure one."""
    code = find_code(line.content, words)
    if code is not None:
        deal = Deal(find_offer(line.content, words), code)
        listed = section is not None and section.topic is Topic.PROMOS
        sure = deal.offer or line.links or listed or words.code_firm.search(line.content)
        return deal if sure else Deal()
    for link in line.links:
        code = code_in_address(link.url)
        if code is not None and site_of_link(link.url).account is None:
            return Deal(find_offer(line.content, words), code)
    return Deal()


def _is_noun_phrase(label: str, words: Words) -> bool:
    """Say whether words can be what something is called: they urge nobody, and offer nothing."""
    return (
        words.sponsor_goes_on.match(label) is None
        and words.offers.search(label) is None
        and words.sponsor_not.search(label) is None
    )


def _title(line: Line, url: str | None, deal: Deal, text: str, words: Words) -> str | None:
    """Return what it is: the link's label, the words before it, or the book its address names."""
    label = ""
    if line.links:
        label = plain(next((each for each in line.links if each.url == url), line.links[0]).label)
    if deal.code is not None and deal.code in label:
        label = ""
    emphasised = _EMPHASISED.search(line.content)
    if not label and emphasised is not None:
        label = plain(emphasised[1])
        if deal.code is not None and deal.code in label:
            label = ""
    if not label or len(label) > _LONGEST_TITLE:
        before = _TITLE_END.split(plain(line.content), maxsplit=1)[0]
        label = before.strip(" .,:;-–—|*")
        quoted = _QUOTED.search(label)
        if quoted is not None and words.own_things.search(label) is not None:
            label = quoted[1]
    if (
        url is not None
        and len(label.split()) < 2
        and (named := _named_by_address(url, text)) is not None
    ):
        return named
    if words.own_things.search(label) is not None:
        label = _URGED.sub("", label)  # "Visit Ann's shop"
    if not label or "://" in label or not _is_noun_phrase(label, words):
        thing = words.ours.search(line.content) or words.own_things.search(line.content)
        return thing[0] if thing is not None else None
    return label[:_LONGEST_TITLE].strip()


def _named_by_address(url: str, text: str) -> str | None:
    """Return words of the text that an address has in its path: `/DevOps-for-Data-Science/`."""
    folded = text[:20_000].casefold()
    for segment in whole_address(url).partition("://")[2].split("/")[1:6]:
        parts = _SLUG_WORDS.findall(segment.casefold())[:12]
        if len(parts) < 2 or all(part.isdigit() for part in parts):
            continue
        at = folded.find(" ".join(parts))
        if at >= 0 and len(folded) == len(text[:20_000]):
            return text[at : at + len(" ".join(parts))]
    return None


def _says_all(line: Line, promo: FoundPromo) -> bool:
    rest = line.content
    for link in line.links:
        rest = rest.replace(link.url, " ")
    for part in (promo.title, promo.offer, promo.code):
        if part:
            rest = rest.replace(part, " ")
    return len(_WORD.findall(rest)) <= _FILLERS
