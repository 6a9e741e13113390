"""Names of the files of episodes, which become their addresses: `196-alex-gold.md`."""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from publisher.episodes.slugs import slug_of_file
from publisher.scaffold.naming import slug_of

_NUMBERED = re.compile(r"(?:(?:episode|episodio|folge|ep|nr|no|e)-)?0*([0-9]{1,6})(?:-|\Z)")

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")


class Nameable(NamedTuple):
    """What an episode's file is named after. `at` is its place among the items of the feed."""

    at: int
    title: str
    number: int | None
    published: datetime | None


def name_episodes(items: Iterable[Nameable], taken: Collection[str]) -> dict[int, str]:
    """Return a file's name, without its end, for each item, by its place in the feed.

    The oldest are named first, so that a feed that grows gives each item the name that it gave
    it before. `taken` are the slugs that other files have already.
    """
    used = set(taken)
    names: dict[int, str] = {}
    reached: dict[str, int] = {}  # the last number after each name: all below are used
    for item in sorted(items, key=_age):
        plain = _name(item)
        more = reached.get(plain, 1)
        name = plain if more == 1 else f"{plain}-{more}"
        while (slug := slug_of_file(Path(f"{name}.md"))) in used:
            more += 1
            name = f"{plain}-{more}"
        used.add(slug)
        reached[plain] = more
        names[item.at] = name
    return names


def _age(item: Nameable) -> tuple[bool, float, int]:
    """Sort key: oldest first; of two of one moment that which stands further down in the feed."""
    published = item.published
    return (published is None, published.timestamp() if published else 0.0, -item.at)


def _name(item: Nameable) -> str:
    slug = slug_of(item.title)
    if item.number is not None:
        found = _NUMBERED.match(slug)
        if found and int(found[1]) == item.number:  # "#196: Alex Gold"
            slug = slug[found.end() :]
        return f"{item.number:03}-{slug}" if slug else f"{item.number:03}"
    if slug in ("", "index"):
        day = f"-{item.published:%Y-%m-%d}" if item.published else ""
        return f"episode{day}"
    return f"episode-{slug}" if is_device(slug) else slug


def is_device(slug: str) -> bool:
    """Say whether Windows takes a file or folder of this name for a device, and can't hold it."""
    return _RESERVED.match(slug) is not None
