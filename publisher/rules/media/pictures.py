"""The pictures of a show that are files here: its artwork, and its episodes' images."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.artwork import ArtworkFacts, read_artwork
from publisher.model import Place, Source
from publisher.rules.catalogue import Context, ShowEpisodes


class ShownPicture(NamedTuple):
    """A picture of a show; `is_cover`: not an episode's. Of those used twice, the first place."""

    name: str
    facts: ArtworkFacts
    is_cover: bool
    source: Source
    keys: tuple[str | int, ...]

    @property
    def place(self) -> Place:
        """Where it is written; only those with something wrong are ever asked."""
        return self.source.place(*self.keys)


def pictures_of(subject: ShowEpisodes, context: Context) -> Iterator[ShownPicture]:
    """Yield every picture that is a file here, once."""
    if context.network is None:
        return
    seen = set()
    for path, source, keys in _written(subject):
        if path is None or is_url(path) or path in seen:
            continue
        seen.add(path)
        facts = _read(context.network.root / path)
        if facts is not None:
            name = PurePosixPath(path).name
            yield ShownPicture(name, facts, keys != _IMAGE, source, keys)


_IMAGE = ("image",)


def _written(
    subject: ShowEpisodes,
) -> Iterator[tuple[str | None, Source, tuple[str | int, ...]]]:
    """Yield each picture with where it is written."""
    show = subject.show
    yield show.artwork, show.source, ("artwork",)
    for index, feed in enumerate(show.feeds):
        yield feed.artwork, show.source, ("feeds", index, "artwork")
    for episode in subject.episodes:
        yield episode.image, episode.source, _IMAGE


def _read(file: Path) -> ArtworkFacts | None:
    try:
        found = file.stat()
        return _read_once(file, found.st_mtime_ns, found.st_size)
    except OSError:  # E107 says so
        return None


@lru_cache(maxsize=4096)
def _read_once(file: Path, _changed: int, _size: int) -> ArtworkFacts:
    return read_artwork(file)


def sound_pictures(subject: ShowEpisodes, context: Context) -> Iterator[ShownPicture]:
    """Yield the pictures that can be read."""
    return (each for each in pictures_of(subject, context) if each.facts.problem is None)
