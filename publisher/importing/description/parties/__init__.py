"""Who and what a description names: people, sponsors, codes, accounts, places to listen, links."""

from collections.abc import Sequence

from publisher.importing.description.parties.accounts import claim_accounts
from publisher.importing.description.parties.ads import claim_ads
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.headings import Reading
from publisher.importing.description.parties.lines import Line, lines_of
from publisher.importing.description.parties.links import claim_links
from publisher.importing.description.parties.marks import Marks
from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.parties.promos import claim_promos
from publisher.importing.description.parties.sections import sections_of
from publisher.importing.description.parties.splitting import split_at_sponsors
from publisher.importing.description.parties.spoken import context_of
from publisher.importing.description.parties.sponsors import claim_sponsors
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.importing.description.pieces import Piece
from publisher.importing.description.understanding import DecisionKind, Known

__all__ = ["Parties", "find_parties"]

_HOLD = frozenset({
    Topic.PROMOS, Topic.LISTEN, Topic.SOCIALS, Topic.PERSON, Topic.GUESTS, Topic.HOSTS,
    Topic.LINKS, Topic.SUPPORT,
})  # fmt: skip


def find_parties(text: str, pieces: Sequence[Piece], known: Known) -> Parties:
    """Return what the pieces of `text` say of parties; what isn't sure is not claimed.

    `pieces` are those that `cut` returns, or some of them, in their order. All values are words of
    the text, but for the keys of platforms, roles and kinds of links, and for the `https://` before
    an address that was written without. Never raises; takes time in proportion to the text.
    """
    words = vocabulary()
    speaks = Marks(text, words.sponsor_stems)
    lines = lines_of(split_at_sponsors(pieces, words, speaks))
    claims = Claims(text)
    sections = sections_of(lines, Reading(text, words, known))
    claim_sponsors(lines, sections, words, speaks, claims)
    coded = Marks(
        text, (*words.code_stems, *words.code_weak_stems, "%", "$", "€", "coupon=", "promo")
    )
    offered = Marks(text, (*words.ad_stems, *words.code_stems, *words.offer_stems))
    claim_ads(lines, sections, words, offered, claims)
    claim_promos(lines, sections, words, coded, claims)
    context = context_of(text, words, known)
    claim_accounts(lines, sections, context, claims)
    claim_links(lines, sections, context, claims)
    _claim_headings(lines, sections, claims)
    return claims.parties()


def _claim_headings(
    lines: Sequence[Line], sections: Sequence[Section | None], claims: Claims
) -> None:
    """Claim the headings below which everything is claimed."""
    below: dict[int, list[Line]] = {}
    for index, (line, section) in enumerate(zip(lines, sections, strict=True)):
        if section is not None and index != section.heading and line.content:
            below.setdefault(section.heading, []).append(line)
    for section in dict.fromkeys(sections):
        if section is None or section.topic not in _HOLD:
            continue
        own = below.get(section.heading)
        if own and not any(claims.is_free(line.start, line.end) for line in own):
            heading = lines[section.heading]
            claims.claim(
                heading.begin, heading.end, DecisionKind.HEADING, section.words,
                "what stands below is found elsewhere",
            )  # fmt: skip
