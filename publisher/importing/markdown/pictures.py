"""Pictures in notes: which are seen, which only count readers, and which are letters."""

import re
from collections.abc import Callable

from publisher.importing.markdown.addresses import followed

Get = Callable[[str], str | None]

_TINY = re.compile(r"\s{0,9}[01](?:\.0)?\s{0,9}(?:px)?\s{0,9}")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|(?:^|[;\s])(?:width|height)\s{0,9}:\s{0,9}[01](?:px)?\s{0,9}(?:;|$)",
    re.IGNORECASE,
)


def is_pixel(get: Get) -> bool:
    """Say whether a picture is one that nobody sees: it counts readers."""
    sizes = (get("width"), get("height"))
    if any(size is not None and _TINY.fullmatch(size) for size in sizes):
        return True
    style = get("style")
    return style is not None and _HIDDEN.search(style[:1000]) is not None


def is_letter(alt: str) -> bool:
    """Say whether a picture stands for an emoji, which its description is."""
    return 0 < len(alt) <= 12 and not any(sign.isascii() or sign.isalpha() for sign in alt)


def source_of(get: Get, base: str) -> str | None:
    """Return the address of a picture; None where it is in the notes themselves (`data:`)."""
    for name in ("src", "data-src", "data-lazy-src", "data-original"):
        url = followed(get(name) or "", base)
        if url is not None:
            return url
    return None
