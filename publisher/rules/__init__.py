"""The rules: importing this package completes the catalogue."""

from publisher.rules import (
    campaigns,
    codes,
    collisions,
    destinations,
    episodes,
    feed,
    gone,
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
    "campaigns",
    "codes",
    "collisions",
    "destinations",
    "episodes",
    "feed",
    "gone",
    "notes",
    "profiles",
    "spelling",
    "sponsors",
    "tidiness",
    "unreachable",
    "web",
    "written",
]
