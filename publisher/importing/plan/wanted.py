"""What an import wants to write, before anybody looks at what is there."""

from collections.abc import Mapping
from typing import NamedTuple

from publisher.documents.toml_writing import Entry


class WantedFile(NamedTuple):
    """A file, by its path from the root of the repository, with slashes.

    `guid` is that of the item it was made of: the file may have been renamed since. `merged` says
    that what stood there is in it (`feed.lock`): it is written whenever it differs.
    """

    path: str
    data: bytes
    guid: str | None = None
    merged: bool = False


class WantedEntries(NamedTuple):
    """Tables that belong into a file of TOML, by their name: `["alex-gold"]`, `["platforms"]`.

    What is there already stays as it is. Keys are added to a table that the user wrote only with
    `adds_keys`; the name "" is that of the keys above all tables. A path may be wanted as a file,
    too (`show.toml`): then these tables are added to that. `header` is the comment at the head of a
    file that is new.
    """

    path: str
    tables: Mapping[str, Entry]
    adds_keys: bool = False
    header: str = ""
