"""What is said on air, as `words.toml` lists it; the names of the root zone."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_LISTS = ("spoken", "files", "words", "places", "known", "no_sites", "general")


class Vocabulary(NamedTuple):
    """All languages in one; `words.toml` says what each part means."""

    keys: tuple[str, ...]
    promises: re.Pattern[str]
    dot: str
    slash: str
    links: tuple[str, ...]
    all: tuple[str, ...]
    spoken: frozenset[str]
    files: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    known: frozenset[str]
    no_sites: frozenset[str]
    general: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary."""
    rows = tomllib.loads(_text("words.toml"))
    languages: list[Mapping[str, Any]] = rows["language"]
    sites: Mapping[str, list[str]] = rows["sites"]
    return Vocabulary(
        tuple(sorted({key for language in languages for key in language["keys"]})),
        re.compile("|".join(each for language in languages for each in language["promises"])),
        _either(language["dot"] for language in languages),
        _either(language["slash"] for language in languages),
        tuple(rows["reach"]["links"]),
        tuple(rows["reach"]["all"]),
        *(frozenset(sites[key]) for key in _LISTS),
    )


@cache
def top_level_domains() -> frozenset[str]:
    """Return the names of the root zone."""
    lines = _text("top_level_domains.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _either(alternatives: Any) -> str:
    words = {word for each in alternatives for word in each.split("|")}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
