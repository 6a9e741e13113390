"""Where links lead, and addresses that stand in text as they are."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from publisher.notes.moments import read_moment
from publisher.notes.urls import safe_url

_BARE = re.compile(
    r"(?<![\w@])(?:(?:https?|ftp)://(?=[^\s/<>]{0,256}\.)|www\.(?=\w))"
    r"[\w.~:/?#\[\]@!$&'()*+,;=%-]{1,2048}"
    r"|(?<![\w.+@/:-])[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^ \t\n]{0,4096}")
_ENDS = "?!.,:;*_~'\""
_PAIRS = {")": "(", "]": "["}
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_FULL = re.compile(r"(?:https?|ftp)://\S|mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z", re.I | re.A)


def followed(href: str, base: str) -> str | None:
    """Return the address that a link in notes leads to; None where it must not be a link.

    What is relative is meant from `base`, the page that the notes were made for; without one it
    stays as it is. A fragment leads nowhere but where it is a moment of the recording (`#t=90`).
    """
    href = href.strip()
    if not href.isprintable():
        href = re.sub(r"[\t\r\n]", "", href)  # as browsers do
    if not href or (href.startswith("#") and read_moment(href) is None):
        return None
    if href.startswith("//"):
        href = f"https:{href}"
    elif base and not href.startswith(("http://", "https://", "#", "mailto:")):
        try:
            href = urljoin(base, href)
        except ValueError:
            return None
    return safe_url(href)


def is_whole(address: str) -> bool:
    """Say whether an address can stand between `<` and `>`."""
    return _FULL.match(address) is not None


def bare_addresses(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where addresses begin and end in text, ascending, and where white space follows."""
    for found in _BARE.finditer(text):
        start = found.start()
        end = start + _length(found[0])
        token = _TOKEN.match(text, end)
        yield start, end, token.end() if token else end


def _length(token: str) -> int:
    """Return how much of what looks like an address is one: signs that end a sentence aren't."""
    end = len(token)
    while end:
        last = token[end - 1]
        opening = _PAIRS.get(last)
        unpaired = opening and token.count(last, 0, end) > token.count(opening, 0, end)
        if last not in _ENDS and not unpaired:
            break
        end -= 1
    return end


def target(url: str) -> str:
    """Return an address as it stands in a link's brackets."""
    if "&" in url:
        url = ENTITY.sub("&amp;", url)
    plain = "(" not in url and ")" not in url
    return url if plain or _is_balanced(url) else f"<{url}>"


def _is_balanced(url: str) -> bool:
    depth = 0
    for sign in url:
        depth += (sign == "(") - (sign == ")")
        if not 0 <= depth < 8:
            return False
    return depth == 0
