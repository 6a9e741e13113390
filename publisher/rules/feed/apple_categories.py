"""Apple's podcast categories, and how near a name is to one of them."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from publisher.config.tables import did_you_mean


@cache
def apple_categories() -> Mapping[str, tuple[str, ...]]:
    """Return Apple's categories and the subcategories of each."""
    text = Path(__file__).with_name("apple_categories.toml").read_text(encoding="utf-8")
    return {name: tuple(subs) for name, subs in tomllib.loads(text).items()}


def near_categories(name: str, known: Collection[str]) -> str:
    """Return a hint at what `name` was meant to be, to follow what is wrong with it."""
    return did_you_mean(name, known) or f"; there are: {', '.join(known) or 'none'}"
