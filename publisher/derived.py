"""The files that a build makes of an episode's own, beside its page: chapters, transcripts.

To list them reads no more than transcripts, and those once; `make` does the work. Their addresses
go into the feed, the pages and what is known of the site; the build writes them.
"""

from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import episode_path, is_url, media_path, published_files, url_of
from publisher.chapters.writing import JSON_CHAPTERS_TYPE, json_chapters
from publisher.model import Episode, Network
from publisher.transcripts.publishing import made_transcripts

CHAPTERS_NAME = "chapters.json"


class Derived(NamedTuple):
    """A file to be made at `path` below `public/`; `make` returns its bytes.

    `type` is its media type and `rel` what it is to the episode (`chapters`, or a transcript's
    rel); `source` is the file of the repository it is made of, where it is made of one alone: what
    is newer than that need not be made again.
    """

    path: str
    type: str
    make: Callable[[], bytes]
    language: str | None = None
    rel: str | None = None
    source: Path | None = None


def derived_files(episode: Episode, network: Network) -> tuple[Derived, ...]:
    """Return what the build makes for an episode; nothing is written."""
    chapters = _chapters(episode, network)
    transcripts = derived_transcripts(episode, network) if episode.transcripts else ()
    return (*((chapters,) if chapters is not None else ()), *transcripts)


def derived_transcripts(episode: Episode, network: Network) -> tuple[Derived, ...]:
    """Return the transcripts that the build makes of the episode's own, in forms not given."""
    folder = episode_path(episode.show, episode.slug)
    show = network.shows.get(episode.show)
    files = published_files(episode, show) if show is not None else ()
    taken = chain(("index.html", CHAPTERS_NAME), (file.name for file in files))  # rarely asked for
    return tuple(
        Derived(
            folder + made.name,
            made.type,
            partial(made.make, network.root),
            made.language,
            made.rel,
            made.source,
        )
        for made in made_transcripts(episode, network.root, taken)
    )


def chapters_url(episode: Episode, network: Network) -> str | None:
    """Return where apps find the episode's chapters as JSON: its own file, or the one made."""
    given = episode.chapter_file
    if given is not None and given.url is not None:
        return given.url if is_url(given.url) else None
    if given is not None and given.file is not None and given.ready:
        return url_of(media_path(episode, given.file), network.settings)
    made = _chapters(episode, network)
    return url_of(made.path, network.settings) if made is not None else None


def _chapters(episode: Episode, network: Network) -> Derived | None:
    """Return the chapters as JSON, unless there are none or apps can read the episode's own."""
    given = episode.chapter_file
    if not episode.chapters or (given is not None and given.ready):
        return None
    return Derived(
        path=episode_path(episode.show, episode.slug) + CHAPTERS_NAME,
        type=JSON_CHAPTERS_TYPE,
        make=partial(_make_chapters, episode, network),
        rel="chapters",
    )


def _make_chapters(episode: Episode, network: Network) -> bytes:
    def image_url(image: str) -> str | None:
        path = media_path(episode, Path(image))
        return image if is_url(image) else url_of(path, network.settings)

    show = network.shows.get(episode.show)
    return json_chapters(
        episode.chapters,
        title=episode.title,
        show_title=show.title if show else "",
        image_url=image_url,
    )
