"""Addresses that stand in the text by themselves, as GFM's autolink extension reads them.

Looser than that where people mean a link and renderers differ: any case, hosts without a dot,
addresses in square brackets.
"""

import re

from publisher.links.spot import Spot, undo_entities
from publisher.model import Syntax

# To a space, a tag, or a bracket the address didn't open: that one belongs to the text around it.
_TO_SPACE = re.compile(r"[^\s<\[\]]*+(?:\[[^\s<\[\]]*+\][^\s<\[\]]*+)*+")
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;\Z")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_")
_LONGEST_LOCAL = 64  # RFC 5321, section 4.5.3.1.1
_DOMAIN = re.compile(r"[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++")
_BEFORE_WWW = frozenset(" \t\n\r\f\v*_~(\"'“‘„[>|")


def read_web_address(text: str, colon: int, start: int, end: int) -> Spot | None:
    """Return the http, https or ftp address around `text[colon]`, the `:` of its `://`."""
    for scheme in ("https", "http", "ftp"):
        at = colon - len(scheme)
        if at >= start and text[at:colon].lower() == scheme:
            break
    else:
        return None
    before = text[at - 1] if at > start else " "
    if before.isascii() and before.isalnum():
        return None
    stop = _end_of_address(text, colon + 3, end)
    return None if stop == colon + 3 else _spot(text, at, stop)


def read_www_address(text: str, at: int, start: int, end: int) -> Spot | None:
    """Return the address that begins with the `www.` at `text[at]`."""
    if at > start and text[at - 1] not in _BEFORE_WWW:
        return None
    stop = _end_of_address(text, at, end)
    return _spot(text, at, stop) if stop > at + 4 else None


def read_mail_address(text: str, sign: int, start: int, end: int) -> Spot | None:
    """Return the e-mail address around `text[sign]`, an `@`."""
    at = sign
    start = max(start, sign - _LONGEST_LOCAL)
    while at > start and text[at - 1] in _LOCAL:
        at -= 1
    domain = _DOMAIN.match(text, sign + 1, min(end, sign + 256))
    if at == sign or domain is None:
        return None
    written = domain[0].rstrip("-_")
    if "." not in written or text[at - 1 : at] == "/":
        return None
    if text[at - 7 : at].lower() == "mailto:":
        at -= 7
        return Spot(at, sign + 1 + len(written), text[at : sign + 1] + written, Syntax.BARE)
    url = f"mailto:{text[at : sign + 1]}{written}"
    return Spot(at, sign + 1 + len(written), url, Syntax.BARE)


def _spot(text: str, start: int, stop: int) -> Spot:
    return Spot(start, stop, undo_entities(text[start:stop]), Syntax.BARE)


def _end_of_address(text: str, at: int, end: int) -> int:
    """Return where the address ends: at a space, without the punctuation of the sentence."""
    run = _TO_SPACE.match(text, at, end)
    written = run[0] if run else ""
    opened, closed = written.count("("), written.count(")")
    stop = len(written)
    while stop:
        last = written[stop - 1]
        if last in "?!.,:*_~'\"":
            stop -= 1
        elif last == ";":
            entity = _ENTITY_END.search(written, max(0, stop - 40), stop)
            stop = entity.start() if entity else stop - 1
        elif last == ")" and closed > opened:
            stop -= 1
            closed -= 1
        else:
            break
    return at + stop
