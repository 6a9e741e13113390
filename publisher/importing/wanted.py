"""What an import wants to write, before anybody looks at what is there."""

from collections.abc import Mapping
from typing import NamedTuple

Entry = Mapping[str, object]
"""A table of TOML: strings, numbers, truth values, dates, lists and tables of them."""


class WantedFile(NamedTuple):
    """A file, by its path from the root of the repository, with slashes.

    `guid` is that of the item it was made of: the file may have been renamed since.
    """

    path: str
    data: bytes
    guid: str | None = None


class WantedEntries(NamedTuple):
    """Tables that belong into a file of TOML, by their name: `["alex-gold"]`, `["platforms"]`.

    What is there already stays as it is.
    """

    path: str
    tables: Mapping[str, Entry]
