"""Offers and codes in the words of a description: "20% off", "use code AFLY04"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from publisher.importing.description.parties.vocabulary import Words

_PARAMETERS = frozenset({
    "coupon", "coupon_code", "couponcode", "promo", "promo_code", "promocode", "discount",
    "discount_code", "discountcode", "voucher", "gutschein",
})  # fmt: skip
_DISCOUNT_PAGE = re.compile(r"/discount/([\w-]{2,30})/?\Z")
_IN_BRACKETS = re.compile(r"\(([^()\n]{3,80})\)")
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!?)\]\"'”|&+*\n]|[-–—](?:\s|$)|(?:for|at|to|when|if|during|für|bei|im|auf|und|and|para|en|al|y|pour|sur|per|bij|voor|op|per)\b)"
)
_AMOUNT = re.compile(
    r"\d[ \u00a0]?[%€£$]|[$€£][ \u00a0]?\d|\b(?:free|gratis|kostenlos|prozent|euro?s?)\b"
    r"|\b(?:versand(?:kosten)?|porto|kosten)frei\b"
)
_BEFORE, _BEHIND = 60, 120  # characters around a word that an offer or a code lies in
_DANGLING = re.compile(
    r"(?i)(?:\s(?:a|an|the|your|our|my|for|on|of|to|with|and|in|all|any|first|entire|code"
    r"|auf|für|mit|deine|eure|den|die|das|dem|einen?|der|erste[ns]?|und"
    r"|en|tu|el|la|los|las|de|con|tus?|sobre|para|por|y))+\Z"
)
_ARTICLE = re.compile(
    r"(?i)\A(?:an?|the|einen?|das|den|die|una?|el|la)\s(?=\S+\s)(?!(?:month|year|week|day)\b)"
)
_CALLED = (
    "code", "código", "codigo", "codice", "codi", "cupón", "mention", "stichwort", "kennwort",
    "codewort",
)  # fmt: skip
# A word and a number of few digits; not "COVID19", unless 19 % are offered.
_WITH_AMOUNT = re.compile(r"(?<![\w/.=?&-])([A-ZÄÖÜÑ]{3,20}-?(\d{1,3}))(?![\w/-])")
_QUOTES = frozenset("\"'“”‘’„«»`*[<")


class Deal(NamedTuple):
    """What an offer says, and the code for it: as written."""

    offer: str | None = None
    code: str | None = None


def find_deal(text: str, words: Words) -> Deal:
    """Return the first offer and the first code in a few sentences."""
    return Deal(find_offer(text, words), find_code(text, words))


def find_offer(text: str, words: Words, *, whole: bool = True) -> str | None:
    """Return what is offered: words in brackets as a whole, else as much as says it.

    `whole`: look for such brackets.
    """
    lower = text.lower()
    if not any(stem in lower for stem in words.offer_stems):
        return None
    best: str | None = None
    for found in _near(words.offers, text, lower, words.offer_stems):
        offer = " ".join(found[0].split()).strip(" .,;:!*_")
        brackets = _around(text, found.start()) if whole else None
        if brackets is not None and find_code(brackets, words) is None and "://" not in brackets:
            return brackets.strip()
        offer = _ARTICLE.sub("", _DANGLING.sub("", offer))
        if best is None or (any(map(str.isdigit, offer)) and not any(map(str.isdigit, best))):
            best = offer
        if any(map(str.isdigit, best)):
            break
    return best


def _near(
    pattern: re.Pattern[str], text: str, lower: str, stems: Iterable[str]
) -> Iterator[re.Match[str]]:
    """Yield what matches around one of the stems: elsewhere nothing can."""
    if len(lower) != len(text):
        yield from pattern.finditer(text)
        return
    places = sorted({at for stem in stems for at in _places(lower, stem)})
    for start, end in _windows(places):
        yield from pattern.finditer(text, start, min(len(text), end))


def _windows(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield what is around the places, what overlaps as one: no sign is looked at twice."""
    start = end = -1
    for place in places:
        if place - _BEFORE > end:
            if end >= 0:
                yield start, end
            start = max(0, place - _BEFORE)
        end = place + _BEHIND
    if end >= 0:
        yield start, end


def _places(lower: str, stem: str) -> Iterator[int]:
    at = lower.find(stem)
    while at >= 0:
        yield at
        at = lower.find(stem, at + len(stem))


def _around(text: str, at: int) -> str | None:
    for found in _IN_BRACKETS.finditer(text, max(0, at - 82), min(len(text), at + 82)):
        if found.start() < at < found.end() and text[found.start() - 1 : found.start()] != "]":
            return found[1]
    return None


def find_code(text: str, words: Words) -> str | None:
    """Return the code to enter, as it is written; None: there is none, or it isn't sure."""
    lower = text.lower()
    amounts = _AMOUNT.search(lower) is not None
    if any(stem in lower for stem in words.code_stems) or (
        amounts and any(stem in lower for stem in words.code_weak_stems)
    ):
        stems = (*words.code_stems, *words.code_weak_stems)
        for found in _near(words.code_firm, text, lower, stems):
            if _is_code(text, found, words, firm=True):
                return found["code"].rstrip("_-")
        deal: bool | None = None
        for found in _near(words.code_loose, text, lower, stems):
            if deal is None:
                deal = find_offer(text, words, whole=False) is not None
            if _is_code(text, found, words, firm=False, deal=deal):
                return found["code"].rstrip("_-")
    if amounts:
        behind = words.code_behind.search(text)
        if behind is not None and behind["code"].casefold() not in words.not_codes:
            return behind["code"]
        return _with_its_amount(text)
    return None


def _with_its_amount(text: str) -> str | None:
    """Return a word in capitals that ends in the number of the offer: "20% with SPADE20"."""
    for found in _WITH_AMOUNT.finditer(text):
        if re.search(rf"(?<!\d){found[2]}[ \u00a0]?[%€£$]|[$€£][ \u00a0]?{found[2]}(?!\d)", text):
            return found[1]
    return None


def _is_code(
    text: str, found: re.Match[str], words: Words, *, firm: bool, deal: bool = False
) -> bool:
    """Say whether the word behind "code" is one; `deal`: an offer stands beside it."""
    code = found["code"].rstrip("_-")
    if len(code) < 2 or code.casefold() in words.not_codes:
        return False
    if text[found.end("code") : found.end("code") + 3] == "://" or _is_host(text, found):
        return False
    quoted = bool(found["quote"]) and found["quote"][-1] in _QUOTES
    letters = [c for c in code if c.isalpha()]
    if not letters:
        return firm or (deal and quoted)
    called = any(word in found[0].lower() for word in _CALLED)
    if all(c.isupper() for c in letters) and len(code) > 2:
        return firm or deal or (called and (quoted or len(code) > 3))
    unlike_a_word = quoted or len(letters) < len(code) or code[1:] != code[1:].lower()
    ends = unlike_a_word or _GOES_ON.match(text, found.end("code")) is not None
    return ends and (firm or (called and deal))


def _is_host(text: str, found: re.Match[str]) -> bool:
    """Say whether an address begins here: "use acme.com"."""
    behind = text[found.end("code") : found.end("code") + 2]
    return len(behind) == 2 and behind[0] in "./" and behind[1].isalnum()


def code_in_address(url: str) -> str | None:
    """Return the code that an address enters by itself: `?coupon=SUMMER`, `/discount/SUMMER`."""
    if "=" not in url and "/discount/" not in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    page = _DISCOUNT_PAGE.search(parts.path)
    if page is not None:
        return unquote(page[1])
    for name, value in parse_qsl(parts.query[:2000], max_num_fields=None):
        if name.casefold() in _PARAMETERS and 2 <= len(value) <= 30 and value.isascii():
            return value
    return None
