"""Family F: what apps and directories refuse or get wrong in a feed."""

from publisher.rules.feed import channel, items

__all__ = ["channel", "items"]
