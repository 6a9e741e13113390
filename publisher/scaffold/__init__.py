"""Starting something: a repository (`publisher init`) and an episode (`publisher new`)."""

from publisher.scaffold.episode import new_episode
from publisher.scaffold.repository import init_repository

__all__ = ["init_repository", "new_episode"]
