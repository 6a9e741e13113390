"""The Markdown that presents a sponsor → its name, address and code, and all of its words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from publisher.importing.boilerplate.saying import Said, SaidLink, say, words_of
from publisher.importing.description.parties.deals import find_code
from publisher.importing.description.parties.naming import is_address, spelled, sponsor_name
from publisher.importing.description.parties.sponsor_items import is_ad_link
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.platforms import platform_of


class Words(NamedTuple):
    """What a body says of a sponsor: `tagline` in a line of plain words, else `copy`, Markdown.

    `text` is all of it, without a heading: Markdown.
    """

    name: str
    text: str
    url: str | None = None
    tagline: str | None = None
    copy: str | None = None
    code: str | None = None


LONGEST_COPY = 4_000

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_SEPARATOR = re.compile(r"[\s:–—|,-]+")


def site_of(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.").casefold()


@lru_cache(maxsize=1 << 12)
def read_words(
    text: str, name: str, more: tuple[SaidLink, ...] = (), lead: int = 0
) -> Words | None:
    """Return what Markdown says of a sponsor; None where it isn't sure who that is.

    `name` is what is known of the name, `more` links of a heading, and `lead` how many signs at
    the beginning only say that a sponsor follows.
    """
    said = say(text)
    if said is None or len(text) > LONGEST_COPY:
        return None
    links = (*more, *said.links)
    url = _address_of(links)
    if url is None and (links or not name):
        return None
    called = name or _name_of(said, url)
    if not called:
        return None
    code = _code_in(said.words)
    if len(said.lines) > 1 or any(link.url != url for link in links) or not said.lines:
        return Words(called, text, url, None, text or None, code)
    words = words_of(said.lines[0])[lead:].lstrip()
    return Words(called, text, url, _without_name(words, called, url) or None, None, code)


def _code_in(words: str) -> str | None:
    """Return the code that listeners are to enter, where it looks like one or is called one."""
    known = vocabulary()
    for sentence in _SENTENCES.split(words):
        lower = sentence.lower()
        if not any(stem in lower for stem in known.code_stems):
            continue
        code = find_code(sentence, known)
        if code is None:
            continue
        called = re.search(rf"(?i:code|coupon|voucher)\b\W{{0,4}}{re.escape(code)}", sentence)
        if called or code.isupper() or any(map(str.isdigit, code)):
            return code
    return None


def _address_of(links: Sequence[SaidLink]) -> str | None:
    """Return the sponsor's address: the first that is a page of its own, else an account of its."""
    urls = [
        link.url
        for link in links
        if link.url.startswith(("http://", "https://")) and is_ad_link(link.url)
    ]
    return next((url for url in urls if platform_of(url) is None), urls[0] if urls else None)


def _name_of(said: Said, url: str | None) -> str | None:
    """Return what a block calls its sponsor: the words of its first link, or the link's host.

    Where these are an address, the words that it is made of; a platform's page names nobody.
    """
    for link in said.links:
        if link.url == url:
            label = link.label.strip(" .,:;")
            short = label if 1 < len(label) <= 30 and " " not in label else ""
            name = sponsor_name(label) or ("" if is_address(short) else short)
            if name and not is_address(name):
                return name
            own = "" if platform_of(link.url) else site_of(link.url)
            return spelled(link.url, label) or spelled(link.url, said.words) or name or own or None
    return None


def _without_name(words: str, name: str, url: str | None) -> str:
    """Return the words behind the name, where they begin with it and a mark; else all of them."""
    if is_address(words) and url is not None and _bare(words) == _bare(url):
        return ""
    if words.casefold().startswith(name.casefold()):
        rest = words[len(name) :]
        mark = _SEPARATOR.match(rest)
        if not rest or (mark is not None and mark[0].strip()):
            return rest[mark.end() :] if mark is not None else ""
        if rest.startswith(" (") and rest.endswith(")") and rest.count("(") == 1:
            return rest[2:-1]
    return words


def _bare(address: str) -> str:
    return address.rpartition("://")[2].removeprefix("www.").rstrip("/").casefold()
