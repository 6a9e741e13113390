"""A description, however messy → what it says: people, sponsors, codes, links, chapters."""
