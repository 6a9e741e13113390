"""The rules: importing this package completes the catalogue."""

from publisher.rules import (
    codes,
    collisions,
    destinations,
    episodes,
    feed,
    notes,
    profiles,
    spelling,
    sponsors,
    tidiness,
    unreachable,
    web,
    written,
)

__all__ = [
    "codes",
    "collisions",
    "destinations",
    "episodes",
    "feed",
    "notes",
    "profiles",
    "spelling",
    "sponsors",
    "tidiness",
    "unreachable",
    "web",
    "written",
]
