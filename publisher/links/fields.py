"""Addresses in front matter: whole values at any depth, and those that stand in prose."""

import re
from typing import NamedTuple

from publisher.documents.parsed import Keys
from publisher.links.spot import is_template
from publisher.model import Value


class FieldValue(NamedTuple):
    """A value that is an address (`prose` False) or holds some, and the keys that lead to it."""

    keys: Keys
    value: str
    prose: bool


# With its scheme, also a misspelt one; `www.`; `//host`.
_ADDRESS = re.compile(
    r"(?:[htps]{3,7}(?::/{0,3}|//)|(?:ftp|file)://|mailto:|www\.|//[\w-]+\.)\S", re.IGNORECASE
)
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.)++([A-Za-z]{2,24})(?:[/?:#]\S*)?")
_FILE_ENDINGS = frozenset({
    "html", "htm", "md", "markdown", "php", "txt", "jpg", "jpeg", "png", "gif", "svg", "webp",
    "mp",
})  # fmt: skip
# A namespace of XML is a name alone; a hub (WebSub) takes messages, and shows nobody a page.
_NO_PAGES = ("namespace", "hubs")
_ADDRESS_KEY = re.compile(
    r"(?:^|[-_.])(?i:url|uri|link|href|website|site|web|landing|homepage)$"
    r"|(?<=[a-z])(?:Url|URL|Uri|URI|Link|Href|Website|Site)$"
)


def field_values(fields: dict[str, Value]) -> list[FieldValue]:
    """Return every value that is an address or holds one, in the order of the file.

    A value with a space is an address only under a key such as `url` or `website`, and so is one
    without scheme (`example.com/page`). Keys that start with `x-` are passed over, and so are
    addresses where no page is meant to be, and what a site generator fills in.
    """
    found: list[FieldValue] = []
    _gather(fields, (), found)
    return found


def is_address(value: str) -> bool:
    """Say whether a value stands for a web page by itself, and not for a file or a handle."""
    return _ADDRESS.match(value) is not None


def _gather(values: dict[str, Value] | list[Value], keys: Keys, found: list[FieldValue]) -> None:
    pairs = values.items() if isinstance(values, dict) else enumerate(values)
    for key, value in pairs:
        if not value:
            continue
        if isinstance(value, str):
            if ("." in value or ":" in value) and not _is_private(key):
                _judge(value, (*keys, key), found)
        elif isinstance(value, (dict, list)) and not _is_private(key):
            _gather(value, (*keys, key), found)


def _is_private(key: str | int) -> bool:
    return isinstance(key, str) and (key.startswith("x-") or key in _NO_PAGES)


def _judge(value: str, keys: Keys, found: list[FieldValue]) -> None:
    bare = value.strip()
    if _is_link(bare, keys):
        if not is_template(bare):
            found.append(FieldValue(keys, value, prose=False))
    elif "://" in value or "](" in value or "www." in value:
        found.append(FieldValue(keys, value, prose=True))


def _is_link(value: str, keys: Keys) -> bool:
    if _ADDRESS.match(value):
        return len(value.split(None, 1)) == 1 or _names_address(keys)
    domain = None if " " in value else _DOMAIN.fullmatch(value)
    return domain is not None and domain[1].lower() not in _FILE_ENDINGS and _names_address(keys)


def _names_address(keys: Keys) -> bool:
    names = [key for key in keys if isinstance(key, str)]
    return bool(names) and _ADDRESS_KEY.search(names[-1]) is not None
