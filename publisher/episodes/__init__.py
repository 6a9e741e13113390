"""Episode files → episodes, each with all that is wrong with it."""

from publisher.episodes.files import episode_files
from publisher.episodes.reading import EpisodeFile, read_episode, read_episodes

__all__ = ["EpisodeFile", "episode_files", "read_episode", "read_episodes"]
