"""What many episodes of a show have in common, told in one line."""

from collections.abc import Sequence

from publisher.model import Episode


def counted(episodes: Sequence[Episode]) -> str:
    """Return whom a finding at the first of `episodes` is about, to begin its message."""
    if len(episodes) == 1:
        return "this episode"
    return f"{len(episodes):,} episodes (this is the first)"


def counted_have(episodes: Sequence[Episode]) -> str:
    """Return the same with its verb: "this episode has", "3 episodes (this is the first) have"."""
    return f"{counted(episodes)} {'has' if len(episodes) == 1 else 'have'}"


def to_be_published(episodes: Sequence[Episode]) -> list[Episode]:
    """Return the episodes that listeners get, now or later: no drafts, and none without audio."""
    return [each for each in episodes if not each.draft and each.published and each.audio]
