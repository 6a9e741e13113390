"""The rules: importing this package completes the catalogue."""

from publisher.rules import feed, profiles, sponsors, tidiness, written

__all__ = ["feed", "profiles", "sponsors", "tidiness", "written"]
