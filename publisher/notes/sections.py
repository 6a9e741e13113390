"""The sections of show notes, each as blocks: guests, promos, sponsors, links, chapters …"""

from collections.abc import Iterable
from functools import lru_cache

from publisher.notes.blocks import (
    BREAK,
    Block,
    Bullets,
    Coupon,
    Detail,
    Inline,
    Link,
    Moment,
    Paragraph,
    Portrait,
    Strong,
    Timeline,
)
from publisher.notes.moments import write_clock
from publisher.notes.structure import (
    NamedLink,
    NotedChapter,
    NotedPerson,
    NotedPromo,
    SponsorBlock,
)

PLAIN_ROLES = frozenset(("guest", "guests", "host", "hosts"))
"""Roles that the section's heading says already."""


@lru_cache(maxsize=1024)
def people_blocks(people: tuple[NotedPerson, ...]) -> tuple[Block, ...]:
    """Return name, role, biography and links of each."""
    return _bullets((Paragraph(tuple(_person(person))),) for person in people)


def _person(person: NotedPerson) -> Iterable[Inline]:
    yield Portrait(person.name, person.image, person.page)
    if person.role and person.role.casefold() not in PLAIN_ROLES:
        yield f", {person.role}"
    if person.bio:
        yield Detail(": ", person.bio, "bio")
    for index, link in enumerate(person.links):
        if index:
            yield ", "
        elif person.bio:
            yield BREAK
        else:
            yield ": "
        yield Link((link.name,), link.url)


def promo_blocks(promos: Iterable[NotedPromo], code_words: str) -> tuple[Block, ...]:
    """Return title, offer and code of each."""
    return _bullets(
        (Paragraph((*_named(promo.title, promo.url, paid=False), *_deal(promo, code_words))),)
        for promo in promos
    )


def sponsor_blocks(sponsors: Iterable[SponsorBlock], code_words: str) -> tuple[Block, ...]:
    """Return name, tagline, offer, code and copy of each; every link in it is paid for."""
    return _bullets(
        (
            Paragraph(
                (
                    Strong(_named(sponsor.name, sponsor.url, paid=True)),
                    *((Detail(": ", sponsor.tagline, "tagline"),) if sponsor.tagline else ()),
                    *_deal(sponsor, code_words, _stop(sponsor.tagline)),
                )
            ),
            *sponsor.copy,
        )
        for sponsor in sponsors
    )


def _stop(tagline: str) -> str:
    """Return what ends the words before an offer."""
    if not tagline:
        return ":"
    return "" if tagline[-1] in ".!?…" else "."


def _named(name: str, url: str | None, *, paid: bool) -> tuple[Inline, ...]:
    return (Link((name,), url, paid),) if url else (name,)


def _deal(
    thing: NotedPromo | SponsorBlock, code_words: str, before: str = ":"
) -> tuple[Inline, ...]:
    """Say offer and code: `: 20 % off, with code ALEX`."""
    if thing.code and thing.offer:
        offer = Detail(f"{before} ", thing.offer, "offer")
        return (offer, f", {code_words} ", Coupon(thing.code))
    if thing.code:
        return (f"{before} {code_words} ", Coupon(thing.code))
    return (Detail(f"{before} ", thing.offer, "offer"),) if thing.offer else ()


@lru_cache(maxsize=1024)
def link_blocks(links: tuple[NamedLink, ...]) -> tuple[Block, ...]:
    """Return a list of links, each after the moment at which it is spoken of, if known."""
    return _bullets((Paragraph(tuple(_linked(link))),) for link in links)


def _linked(link: NamedLink) -> Iterable[Inline]:
    if link.at_seconds is not None:
        yield Moment(write_clock(link.at_seconds), link.at_seconds)
        yield " "
    yield Link((link.name,), link.url)


def chapter_blocks(chapters: Iterable[NotedChapter]) -> tuple[Block, ...]:
    """Return the chapters, each with the clock at which it starts."""
    entries = tuple(
        (
            Moment(write_clock(chapter.start_seconds), chapter.start_seconds),
            _named(chapter.title, chapter.url, paid=False),
        )
        for chapter in chapters
    )
    return (Timeline(entries),) if entries else ()


def _bullets(items: Iterable[tuple[Block, ...]]) -> tuple[Block, ...]:
    written = tuple(items)
    return (Bullets(written, tight=all(len(item) == 1 for item in written)),) if written else ()
