"""A repository that another tool reads → the config with which ours builds it where it lies."""

from publisher.adopting.adopt import adopt_repository

__all__ = ["adopt_repository"]
