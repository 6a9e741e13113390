"""Addresses in front matter and TOML: whole values, at any depth."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.links.spot import is_template
from publisher.model import Value

Keys = tuple[str | int, ...]


class FieldLink(NamedTuple):
    """A value that is an address, as written, and the keys that lead to it."""

    keys: Keys
    written: str


# With its scheme, also a misspelt one; `www.`; `//host`.
_ADDRESS = re.compile(
    r"(?:[htps]{3,7}(?::/{0,3}|//)|(?:ftp|file)://|mailto:|www\.|//[\w-]+\.)\S", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.)++([A-Za-z]{2,24})(?:[/?:#]\S*)?")
_FILE_ENDINGS = frozenset({
    "html", "htm", "md", "markdown", "php", "txt", "jpg", "jpeg", "png", "gif", "svg",
    "webp", "mp", "mp3",
})  # fmt: skip
_ADDRESS_KEY = re.compile(
    r"(?:^|[-_.])(?:url|uri|link|href|website|site|web|landing|homepage)$", re.I
)


def field_links(fields: dict[str, Value]) -> list[FieldLink]:
    """Return every address among the values, in the order of the file.

    A value with a space is an address only under a key such as `url` or `website`; so is one
    without scheme (`example.com/page`). What a site generator fills in is none.
    """
    return list(_walk(fields, ()))


def is_address(value: str) -> bool:
    """Say whether a value stands for a web page by itself, and not for a file or a handle."""
    return _ADDRESS.match(value) is not None


def _walk(value: Value, keys: Keys) -> Iterator[FieldLink]:
    if isinstance(value, str):
        if len(value) > 3 and _is_link(value.strip(), keys):
            yield FieldLink(keys, value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if type(inner) in (str, dict, list):
                yield from _walk(inner, (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            if type(inner) in (str, dict, list):
                yield from _walk(inner, (*keys, index))


def _is_link(value: str, keys: Keys) -> bool:
    if "/" not in value and "." not in value:
        return False
    if is_template(value):
        return False
    names = [key for key in keys if isinstance(key, str)]
    if _ADDRESS.match(value):
        return len(value.split(None, 1)) == 1 or bool(_ADDRESS_KEY.search(names[-1]))
    domain = _DOMAIN.fullmatch(value) if names and _ADDRESS_KEY.search(names[-1]) else None
    return domain is not None and domain[1].lower() not in _FILE_ENDINGS
