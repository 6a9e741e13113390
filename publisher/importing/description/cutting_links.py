"""The links of a description, also those that Markdown doesn't see: without a scheme, or glued."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.links.markdown import scan_markdown
from publisher.links.spot import Spot
from publisher.model import Syntax
from publisher.platforms import is_platform_host

_LONGEST_URL = 3000
_MOST_LINKS = 5000

# Ends of hosts that people write without a scheme. A word with a dot and another end is no link.
_ENDS = (
    "com|org|net|io|fm|co|de|es|dev|app|ai|me|tv|uk|us|eu|ly|gg|link|shop|store|space|info|at|ch|fr"
    "|it|nl|be|ca|au|mx|ar|cl|br|pt|se|no|dk|fi|pl|cz|in|jp|nz|ie|edu|gov|live|show|blog|page|site"
    "|online|club|media|audio|world|life|social|news|studio|community|academy|email|xyz|cat|berlin"
)
_HOST_END = re.compile(rf"\.(?:{_ENDS})(?![\w@-]|\.\w)", re.IGNORECASE)
_PATH = re.compile(r"/[^\s<>()\[\]\"'“”„|]*+")
_LONGEST_HOST = 120
_OF_HOSTS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_NOT_BEFORE = "@/:%=&?#~+_"
_SURE = re.compile(r"\.(?:com|org|net|io|fm|de|es|dev|app|tv|edu|gov|space|social|show)\Z")
_NO_HOSTS = frozenset({"node.js", "asp.net", "vb.net", "ml.net", "socket.io", "e.g", "i.e"})
_SECOND_SCHEME = re.compile(r"(?<=[\w/)])https?://", re.IGNORECASE)
_CARRIES = re.compile(r"[=?&]|/web/\d|/http|redirect|archive|proxy", re.IGNORECASE)
# A label that was glued to an address: `…/in/annTwitter: https://…`, `…/annMORE LINKS:`.
_GLUED = re.compile(r"(?<=[a-z0-9/_])([A-Z][A-Za-zÄÖÜäöüß]{2,20})(:?)\Z")


class SeenLink(NamedTuple):
    """A link, with its brackets: `text` is None where the address stands by itself."""

    url: str
    text: str | None
    start: int
    end: int


def seen_links(text: str) -> list[SeenLink]:
    """Return the links of a Markdown or plain text by position, none inside another."""
    links: list[SeenLink] = []
    end = 0
    for link in sorted(_all_links(text), key=lambda link: (link.start, -link.end)):
        if link.start >= end and link.url:
            links.append(link)
            end = link.end
        if len(links) >= _MOST_LINKS:
            break
    return links


def _all_links(text: str) -> Iterator[SeenLink]:
    for spot in scan_markdown(text):
        if spot.media or spot.end - spot.start > _LONGEST_URL:
            continue
        if spot.syntax is Syntax.BARE:
            yield from _bare(text, spot)
        elif spot.syntax is Syntax.AUTOLINK:
            yield SeenLink(spot.url, None, spot.start - 1, spot.end + 1)
        else:
            start, end = _with_brackets(text, spot)
            yield SeenLink(spot.url, spot.text, start, end)
    yield from _without_scheme(text)


def _with_brackets(text: str, spot: Spot) -> tuple[int, int]:
    """Return the span of `[text](address "title")` around an address."""
    opener = text.rfind("](", max(0, spot.start - 8), spot.start)
    start = opener - len(spot.text) - 1
    if opener < 0 or start < 0 or not text.startswith(f"[{spot.text}](", start):
        return spot.start, spot.end
    limit = min(len(text), spot.end + 300)
    close = text.find(")", spot.end, limit)
    end = close + 1 if close >= 0 else spot.end
    return (spot.start, spot.end) if "\n" in text[start:end] else (start, end)


def _bare(text: str, spot: Spot) -> Iterator[SeenLink]:
    """Yield an address, and the one that is glued to its end."""
    if spot.url.startswith("mailto:"):
        yield SeenLink(spot.url, None, spot.start, spot.end)
        return
    start = spot.start
    written = text[start : spot.end]
    second = _SECOND_SCHEME.search(written, 9)
    while second is not None and not _CARRIES.search(written, 0, second.start()):
        yield _one(text, start, start + second.start())
        start += second.start()
        written = text[start : spot.end]
        second = _SECOND_SCHEME.search(written, 9)
    yield _one(text, start, spot.end)


def _one(text: str, start: int, end: int) -> SeenLink:
    end = _before_glued_word(text, start, end)
    return SeenLink(text[start:end].replace("&amp;", "&"), None, start, end)


def _before_glued_word(text: str, start: int, end: int) -> int:
    """Return where the address ends if the label of the next one is glued to it."""
    behind = text[end : end + 12]
    announced = re.match(r"\s?(?::|-|–|—)\s?(?:https?:/|www\.)", behind)
    if announced is None:
        return end
    found = _GLUED.search(text, max(start + 8, end - 24), end)
    return found.start() if found is not None else end


def _without_scheme(text: str) -> Iterator[SeenLink]:
    """Yield the addresses without a scheme that can be nothing else."""
    for found in _HOST_END.finditer(text):
        start = found.start()
        first = max(0, start - _LONGEST_HOST)
        while start > first and text[start - 1] in _OF_HOSTS:
            start -= 1
        host = text[start : found.end()]
        if not host[0].isalnum() or ".." in host or (start and _is_glued(text[start - 1])):
            continue
        path = _PATH.match(text, found.end())
        lower = host.lower()
        sure = path is not None or (host == lower and _SURE.search(lower) is not None)
        if lower in _NO_HOSTS or not (sure or is_platform_host(lower)):
            continue
        end = path.end() if path else found.end()
        while text[end - 1] in ".,;:!?*_~":
            end -= 1
        yield SeenLink(text[start:end], None, start, end)


def _is_glued(before: str) -> bool:
    return before in _NOT_BEFORE or before.isalnum()
