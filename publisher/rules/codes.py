"""Family S: the codes that listeners are told."""

import re
from collections.abc import Iterator

from publisher.documents import Document
from publisher.links.urls import host_of, site_of
from publisher.model import Episode, Place, Severity, Sponsor, Sponsorship
from publisher.rules.catalogue import Context, Problem, episode_rule
from publisher.rules.sponsors import ACME, own_urls, sponsor_example

# "use code KENJEE20", "promo code: `KEN-20`"; a code has only capitals, or a digit.
_CODE = re.compile(
    r"(?:(?i:\b(?:apply|coupon|discount|enter|my|offer|our|promo|the|type|use|using|voucher|with|your)"
    r"[ \t]{1,4}code\b:?|\bcode:)|(?i:\bcode)(?=[ \t]{1,4}(?:[\"'“”‘’`*_<]|[A-Z]{3,20}\d{2,6}\b)))"
    r"[ \t]{1,4}(?:<[a-z]{1,10}>)?[\"'“”‘’`*_]{0,4}"
    r"(?P<code>(?=[A-Z0-9_-]{3,31}\b|[A-Za-z_-]{0,30}\d)[A-Za-z0-9][A-Za-z0-9_-]{2,30})\b"
)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*[-*+] )")


@episode_rule(
    "S104",
    "wrong-code",
    severity=Severity.WARNING,
    summary="The notes name a code that is not the sponsor's",
    why="Listeners type a code that doesn't work, and the sponsor doesn't count them.",
    fix="Write the code that stands in config/sponsors.toml, or correct it there.",
    bad=sponsor_example(
        "acme",
        ACME + 'code = "DATA20"\n',
        "Use code DATA10 at [Acme](https://acme.example/show).\n",
    ),
    good=sponsor_example(
        "acme",
        ACME + 'code = "DATA20"\n',
        "Use code DATA20 at [Acme](https://acme.example/show).\n",
    ),
)
def wrong_code(episode: Episode, _: Context) -> Iterator[Problem]:
    known = {promo.code.casefold() for promo in episode.promos if promo.code}
    for sponsorship in episode.sponsors:
        known |= {code.casefold() for code in _codes(sponsorship, episode.show)}
    for sponsorship in episode.sponsors:
        yield from _wrong_codes_of(sponsorship, episode, known)


def _wrong_codes_of(
    sponsorship: Sponsorship, episode: Episode, known: set[str]
) -> Iterator[Problem]:
    codes = _codes(sponsorship, episode.show)
    if not codes:
        return
    right = codes[0]
    for found in _CODE.finditer(sponsorship.copy or ""):
        if found["code"].casefold() not in {code.casefold() for code in codes}:
            yield Problem(
                _not_the_code(found["code"], sponsorship.sponsor, right), sponsorship.place
            )
    for start, paragraph in _paragraphs(episode.body):
        if "code" not in paragraph.lower() or not _names(paragraph, sponsorship):
            continue
        for found in _CODE.finditer(paragraph):
            if found["code"].casefold() not in known:
                yield Problem(
                    _not_the_code(found["code"], sponsorship.sponsor, right),
                    _place_in_body(episode, start + found.start("code"), start + found.end("code"))
                    or sponsorship.place,
                )


def _not_the_code(code: str, sponsor: Sponsor, right: str) -> str:
    return f'"{code}" is not the code of {sponsor.name}, which is "{right}"'


@episode_rule(
    "S107",
    "offer-names-another-code",
    severity=Severity.WARNING,
    summary="A sponsor's offer or tagline names another code than the sponsor's",
    why="The notes show both, and listeners try the wrong one.",
    fix="Correct the offer or the code in config/sponsors.toml.",
    bad=sponsor_example("acme", ACME + 'code = "DATA20"\noffer = "20 % off with code DATA10"\n'),
    good=sponsor_example("acme", ACME + 'code = "DATA20"\noffer = "20 % off with code DATA20"\n'),
)
def offer_names_another_code(episode: Episode, _: Context) -> Iterator[Problem]:
    for sponsorship in episode.sponsors:
        sponsor = sponsorship.sponsor
        codes = _codes(sponsorship, episode.show)
        for text in (sponsor.offer, sponsor.tagline) if codes else ():
            for found in _CODE.finditer(text or ""):
                if found["code"].casefold() not in {code.casefold() for code in codes}:
                    yield Problem(_not_the_code(found["code"], sponsor, codes[0]), sponsor.place)


def _codes(sponsorship: Sponsorship, show: str) -> tuple[str, ...]:
    """Return the codes that count for a show, the most particular first."""
    terms = sponsorship.sponsor.shows.get(show)
    codes = (sponsorship.code, terms.code if terms else None, sponsorship.sponsor.code)
    return tuple(code for code in codes if code)


def _names(paragraph: str, sponsorship: Sponsorship) -> bool:
    sponsor = sponsorship.sponsor
    text = paragraph.casefold()
    sites = {site_of(host_of(url)) for url in (*own_urls(sponsor), sponsorship.url or "")}
    return sponsor.name.casefold() in text or any(site and site in text for site in sites)


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _PARAGRAPHS.finditer(body):
        yield start, body[start : cut.start()]
        start = cut.end()
    yield start, body[start:]


def _place_in_body(episode: Episode, start: int, end: int) -> Place | None:
    source = episode.source
    if not isinstance(source, Document):
        return None
    return source.place_at(source.body_start + start, source.body_start + end)
