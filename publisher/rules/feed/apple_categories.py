"""Apple's podcast categories, and how near a name is to one of them."""

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources


@cache
def apple_categories() -> Mapping[str, tuple[str, ...]]:
    """Return Apple's categories and the subcategories of each."""
    text = (
        resources.files("publisher.rules.feed").joinpath("apple_categories.toml").read_text("utf-8")
    )
    return {name: tuple(subs) for name, subs in tomllib.loads(text).items()}


def near_categories(name: str, known: Iterable[str]) -> str:
    """Return a hint at what `name` was meant to be."""
    spelled = {_plain(each): each for each in known}
    close = get_close_matches(_plain(name), spelled, 1)
    if close:
        return f'did you mean "{spelled[close[0]]}"?'
    return f"there are: {', '.join(spelled.values()) or 'none'}"


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("&", " and ").split())
