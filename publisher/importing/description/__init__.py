"""A description, however messy → what it says: people, sponsors, codes, links, chapters."""

from publisher.importing.description.cutting import cut
from publisher.importing.description.taking_apart import understand

__all__ = ["cut", "understand"]
