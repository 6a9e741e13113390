"""Whether a file says something, be it wrong: then another finding is about that already."""

from publisher.documents import Document
from publisher.model import Episode

_NOTHING = ("", "~", "null")


def is_written(episode: Episode, *keys: str | int) -> bool:
    """Say whether the episode's file has a value at this key path, whatever became of it."""
    source = episode.source
    if not isinstance(source, Document) or source.place(*keys) == source.place(*keys[:-1]):
        return False
    return source.written(*keys) not in _NOTHING


def audio_is_named(episode: Episode) -> bool:
    """Say whether the episode's file names its audio, be it a file that isn't there."""
    source = episode.source
    if isinstance(source, Document) and isinstance(source.fields.get("audio"), str):
        return True
    return is_written(episode, "audio", "url") or is_written(episode, "audio", "file")
