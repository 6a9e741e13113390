"""Starting something: a repository (`publisher init`) and an episode (`publisher new`)."""

from publisher.scaffold.episode import new_episode
from publisher.scaffold.repository import begin_repository, init_repository

__all__ = ["begin_repository", "init_repository", "new_episode"]
