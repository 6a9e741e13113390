"""What other tools call what we know; the words stand in `spellings.toml` beside this module."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_SIGNS = re.compile(r"[^a-z0-9]+")
_PREFIXES = re.compile(r"(?:itunes|podcast|episode|ep)(?=[a-z]{2})")
_UNKNOWN = 1000


@cache
def spellings(group: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of a group of the table: of `episode`, our key → theirs, surest first."""
    text = Path(__file__).with_name("spellings.toml").read_text(encoding="utf-8")
    return {key: tuple(names) for key, names in tomllib.loads(text)[group].items()}


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name as it is compared: in lower case, letters and digits only."""
    return _SIGNS.sub("", name.lower())


@lru_cache(maxsize=4096)
def forms(name: str) -> tuple[str, ...]:
    """Return what a key may be looked up as: all of it, without a prefix, its levels, unnumbered.

    `podcast.file` is "podcastfile" and "file"; `guest_2` is "guest2" and "guest".
    """
    whole = plain(name)
    found = [whole, _PREFIXES.sub("", whole, count=1)]
    if "." in name:
        last = plain(name.rpartition(".")[2])
        found += [last, _PREFIXES.sub("", last, count=1)]
    found += [each.rstrip("0123456789") for each in found]
    return tuple(dict.fromkeys(each for each in found if each))


def rank(name: str, names: tuple[str, ...]) -> int:
    """Return how surely a key has one of these names: 0 for the surest, 1000 for none of them."""
    for penalty, form in enumerate(forms(name)):
        if form in names:
            return min(names.index(form) + 10 * penalty, _UNKNOWN - 1)
    return _UNKNOWN


def is_named(name: str, names: tuple[str, ...]) -> bool:
    """Say whether a key has one of these names."""
    return rank(name, names) < _UNKNOWN
