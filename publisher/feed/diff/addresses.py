"""Addresses compared: the same file behind other prefixes, the same place spelled otherwise."""

import re

from publisher.prefixes import without_prefixes

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)


def without_scheme(url: str) -> str:
    """Return `host/path?query` as it is written, the host in lower case."""
    host, slash, rest = _SCHEME.sub("", url.strip()).partition("/")
    return host.lower() + slash + rest


def file_key(url: str) -> str:
    """Return what all addresses of an audio file have in common: no scheme, prefix or query."""
    return without_scheme(without_prefixes(url.strip())).partition("?")[0].partition("#")[0]


def same_file(old: str, new: str) -> bool:
    """Say whether two addresses lead to one file, be it by a prefix that nobody knows."""
    before, after = file_key(old), file_key(new)
    longer, shorter = sorted((before, after), key=len, reverse=True)
    return before == after or longer.endswith(f"/{shorter}")


def same_address(old: str, new: str) -> bool:
    """Say whether two addresses lead to the same place: scheme, `www.` and last slash aside."""
    return _plain(old) == _plain(new)


def _plain(url: str) -> str:
    return without_scheme(url).removeprefix("www.").rstrip("/")
