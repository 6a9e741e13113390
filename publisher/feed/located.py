"""The files that tags name → their addresses, sizes and types."""

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from publisher.addresses import is_url, media_path, show_media_path, url_of
from publisher.feed.enclosures import FileSize, recording_url, sendable_url, size_of
from publisher.media_types import recording_type
from publisher.model import (
    AlternateEnclosure,
    Chapter,
    Episode,
    Network,
    Picture,
    Show,
    Trailer,
)

_Placed = TypeVar("_Placed", AlternateEnclosure, Picture, Trailer)


def located_show(show: Show, network: Network, file_size: FileSize = size_of) -> Show:
    """Return the show, its trailers and images with the addresses under which they are out."""
    if not show.trailers and not show.images:
        return show

    def url(file: Path) -> str | None:
        return url_of(show_media_path(show, file), network.settings)

    trailers = (
        _typed(_placed(each, url(each.file) if each.file else None), network, file_size)
        for each in show.trailers
    )
    images = (_placed(each, url(each.file) if each.file else None) for each in show.images)
    return replace(show, trailers=tuple(trailers), images=tuple(images))


def located_episode(
    episode: Episode, show: Show, network: Network, file_size: FileSize = size_of
) -> Episode:
    """Return the episode, its other recordings and images with their addresses.

    A season without a name of its own takes the show's.
    """
    if show.season_names and episode.season_name is None and episode.season is not None:
        episode = episode._replace(season_name=show.season_names.get(episode.season))
    if episode.alternate_enclosures:
        alternates = []
        for each in episode.alternate_enclosures:
            url = recording_url(each.file, episode, show, network) if each.file else None
            alternates.append(_typed(_placed(each, url), network, file_size))
        episode = episode._replace(alternate_enclosures=tuple(alternates))
    if any(chapter.image and not is_url(chapter.image) for chapter in episode.chapters):
        chapters = (_located_chapter(chapter, episode, network) for chapter in episode.chapters)
        episode = episode._replace(chapters=tuple(chapters))
    if episode.images:
        episode = episode._replace(
            images=tuple(
                _placed(
                    each,
                    url_of(media_path(episode, each.file), network.settings) if each.file else None,
                )
                for each in episode.images
            )
        )
    return episode


def _located_chapter(chapter: Chapter, episode: Episode, network: Network) -> Chapter:
    """Return the chapter with the address of its image."""
    if chapter.image is None or is_url(chapter.image):
        return chapter
    path = media_path(episode, Path(chapter.image))
    return chapter._replace(image=url_of(path, network.settings))


def _placed(item: _Placed, url: str | None) -> _Placed:
    """Return the item with the address of its file, else with its own as clients can ask for it."""
    given = url or (sendable_url(item.url) if item.url else None)
    return item if given == item.url else item._replace(url=given)


_Recording = TypeVar("_Recording", AlternateEnclosure, Trailer)


def _typed(item: _Recording, network: Network, file_size: FileSize) -> _Recording:
    """Return the recording with its size and type, as far as its file and address tell."""
    size = item.size_bytes
    if size is None and item.file is not None:
        size = file_size(network.root / item.file)
    file = str(item.file) if item.file else None
    return item._replace(size_bytes=size, type=recording_type(item.type, file, item.url))
