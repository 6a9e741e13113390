"""What notes say of the episode itself: its title, its day, where it is, its picture."""

from pathlib import Path

from publisher.addresses import (
    artwork_path,
    episode_path,
    is_url,
    media_path,
    show_url,
    url_of,
)
from publisher.model import Episode, Network, Settings, Show
from publisher.notes.campaigns import day_of
from publisher.notes.plain import plain
from publisher.notes.structure import EpisodeFacts
from publisher.notes.urls import safe_url


def facts_of(episode: Episode, show: Show, network: Network) -> EpisodeFacts:
    """Return what a template may say of the episode; every address is safe, or empty."""
    settings = network.settings
    url = url_of(episode_path(show.slug, episode.slug), settings) or ""
    return EpisodeFacts(
        title=plain(episode.title),
        show_title=plain(show.title),
        slug=episode.slug,
        show_slug=show.slug,
        number=episode.number,
        season=episode.season,
        summary=plain(episode.summary or ""),
        date=day_of(episode.published, show.timezone).isoformat() if episode.published else "",
        url=url,
        show_url=show_url(show, settings) or "",
        tags=tuple(map(plain, episode.tags)),
        link=(episode.link and safe_url(episode.link)) or url,
        image=_image(episode, show, settings),
        language=episode.language or show.language,
    )


def _image(episode: Episode, show: Show, settings: Settings) -> str:
    """Return the address of the episode's picture, else of the show's artwork."""
    image = episode.image or show.artwork
    if image is None:
        return ""
    if is_url(image):
        return safe_url(image) or ""
    path = media_path(episode, Path(image)) if episode.image else artwork_path(show)
    return (path and url_of(path, settings)) or ""
