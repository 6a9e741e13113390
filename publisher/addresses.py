"""The address on the web of each thing the build publishes, and its path below `public/`.

Pure functions of the model. Paths are POSIX and relative to `public/`; URLs are None where the
settings name no `site` to put them under.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from publisher.model import Episode, Network, Person, Settings, Show


def show_path(show: str) -> str:
    """Return the folder of a show's pages: `<show>/`."""
    return f"{show}/"


def episode_path(show: str, slug: str) -> str:
    """Return the folder of an episode's page: `<show>/<slug>/`."""
    return f"{show}/{slug}/"


def list_page_path(folder: str, page: int) -> str:
    """Return the folder of a page of a list, which count from 1: `<folder>page/2/`."""
    return f"{folder}page/{page}/" if page > 1 else folder


def season_path(show: str, season: int) -> str:
    """Return the folder of a season's page: `<show>/season/<n>/`."""
    return f"{show}/season/{season}/"


PEOPLE_PATH = "people/"
SPONSORS_PATH = "sponsors/"
_FOLDER = re.compile(r"\w[\w.-]{0,99}")


def person_path(person_id: str | None) -> str | None:
    """Return the folder of a person's page: `people/<id>/`; None where the id can't be one."""
    return _party_path(PEOPLE_PATH, person_id)


def sponsor_path(sponsor_id: str | None) -> str | None:
    """Return the folder of a sponsor's page: `sponsors/<id>/`; None where the id can't be one."""
    return _party_path(SPONSORS_PATH, sponsor_id)


def _party_path(folder: str, name: str | None) -> str | None:
    if name is None or not _FOLDER.fullmatch(name) or name.lower() == "index.html":
        return None
    return f"{folder}{name}/"


def portrait_path(person: Person) -> str | None:
    """Return where a person's portrait is published; None where it is a URL, or there is none."""
    folder = person_path(person.id)
    if folder is None or person.image is None or is_url(person.image):
        return None
    return folder + Path(person.image).name


NETWORK_FEED_PATH = "all.xml"
"""Where the feed of all shows is published."""


def feed_path(show: str, name: str = "feed") -> str:
    """Return where a feed of the show is published: `<show>/feed.xml`, or by another name."""
    return f"{show}/{name}.xml"


def page_name(page: int) -> str:
    """Return the name of a page of the feed, which count from 1: `feed`, `feed-2`."""
    return f"feed-{page}" if page > 1 else "feed"


def media_path(episode: Episode, file: Path) -> str:
    """Return where a file of an episode (audio, image, transcript) is published."""
    return episode_path(episode.show, episode.slug) + file.name


def published_files(episode: Episode, show: Show) -> Iterator[Path]:
    """Yield the files of the repository that are published beside the episode's page.

    Audio is not among them where the show keeps it elsewhere, at its `audio_base_url`.
    """
    audio = episode.audio
    if audio is not None and audio.file is not None and show.audio_base_url is None:
        yield audio.file
    if episode.image is not None and not is_url(episode.image):
        yield Path(episode.image)
    for transcript in episode.transcripts:
        if transcript.file is not None:
            yield transcript.file
    yield from _chapter_files(episode)
    for picture in episode.images:
        if picture.file is not None:
            yield picture.file
    for alternate in episode.alternate_enclosures if show.audio_base_url is None else ():
        if alternate.file is not None:
            yield alternate.file


def _chapter_files(episode: Episode) -> Iterator[Path]:
    chapters = episode.chapter_file
    if chapters is not None and chapters.file is not None and chapters.ready:
        yield chapters.file
    for chapter in episode.chapters:
        if chapter.image is not None and not is_url(chapter.image):
            yield Path(chapter.image)


def published_show_files(show: Show) -> Iterator[Path]:
    """Yield the files of the repository that are published beside the show's page."""
    if show.artwork is not None and not is_url(show.artwork):
        yield Path(show.artwork)
    named = (*(each.file for each in show.images), *(each.file for each in show.trailers))
    yield from (file for file in named if file is not None)


def show_media_path(show: Show, file: Path) -> str:
    """Return where a file of a show (artwork, image, trailer) is published."""
    return show_path(show.slug) + file.name


def artwork_path(show: Show) -> str | None:
    """Return where the show's artwork file is published; None where it is a URL or missing."""
    if show.artwork is None or is_url(show.artwork):
        return None
    return show_media_path(show, Path(show.artwork))


def url_of(path: str, settings: Settings) -> str | None:
    """Return the URL of a path below `public/`."""
    if settings.site is None:
        return None
    return f"{settings.site}/{quote(path)}"


def show_url(show: Show, settings: Settings) -> str | None:
    """Return the show's home page: its own `link`, else the page the build makes."""
    return show.link or url_of(show_path(show.slug), settings)


def feed_url(show: Show, settings: Settings) -> str | None:
    """Return the feed's public URL: the show's own `feed_url`, else below the site."""
    return show.feed_url or url_of(feed_path(show.slug), settings)


def network_feed_url(network: Network) -> str | None:
    """Return the public URL of the feed of all shows; None where there is none."""
    feed = network.settings.network
    if feed is None or not network.shows:
        return None
    url = url_of(NETWORK_FEED_PATH, network.settings)
    return url and (feed.channel.feed_url or url)


def is_url(text: str) -> bool:
    """Say whether a text is an http(s) URL, and no path, handle or other kind of link."""
    return text[:8].lower().startswith(("https://", "http://"))
