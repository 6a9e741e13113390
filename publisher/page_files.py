"""A show's pages as files: notes, media and what is made beside them, in `public/`."""

from datetime import datetime
from pathlib import Path

from publisher.addresses import (
    media_path,
    published_files,
    published_show_files,
    show_media_path,
)
from publisher.derived import derived_files
from publisher.feed.enclosures import audio_url
from publisher.inspection import ReadShow
from publisher.model import Episode, Network
from publisher.notes.desk import NotesDesk
from publisher.public import PublicFolder
from publisher.site.pages import (
    NETWORK_PAGE_PATH,
    SiteRenderer,
    page_path,
    show_page_path,
    static_files,
)
from publisher.transcripts.harmless import harmless_html

_PAGES = frozenset((".html", ".htm"))
_ACTIVE = frozenset((".js", ".mjs", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"))


def write_shared(network: Network, site: SiteRenderer) -> None:
    """Write what the shows share."""
    public = PublicFolder(network.root)
    for path, data in static_files().items():
        public.write(path, data)
    public.write(NETWORK_PAGE_PATH, site.network_page(tuple(network.shows.values())).encode())


def write_pages(
    read: ReadShow,
    network: Network,
    public: PublicFolder,
    site: SiteRenderer,
    desk: NotesDesk,
    *,
    now: datetime,
    drafts: bool,
) -> int:
    """Write the show's page and a page per episode, newest first; return how many episodes."""
    show = read.show
    shown = sorted(
        (episode for episode in read.episodes if drafts or episode.is_out(now)),
        key=_newest_first,
        reverse=True,
    )
    neighbours = [None, *shown, None]
    for newer, episode, older in zip(neighbours, shown, neighbours[2:], strict=False):
        made = derived_files(episode, network)
        page = site.episode_page(
            show,
            episode,
            desk.for_page(episode),
            audio_url=audio_url(episode, show, network),
            transcripts=[
                (each.path.rpartition("/")[2], each.language)
                for each in made
                if each.type == "text/html"
            ],
            older=older,
            newer=newer,
        )
        public.write(page_path(show.slug, episode.slug), page.encode())
        for file in published_files(episode, show):
            _publish_file(public, media_path(episode, file), network.root / file)
        for each in made:
            public.make(each.path, each.make, network.root / each.source if each.source else None)
    public.write(show_page_path(show.slug), site.show_page(show, shown).encode())
    for file in published_show_files(show):
        _publish_file(public, show_media_path(show, file), network.root / file)
    return len(shown)


def _publish_file(public: PublicFolder, path: str, file: Path) -> None:
    """Publish a file that an episode or a show names, but nothing that acts in a browser.

    Transcripts may be HTML; the rules on media find what else is none.
    """
    suffix = file.suffix.lower()
    if suffix in _PAGES:
        public.make(path, lambda: harmless_html(file), file)
    elif suffix not in _ACTIVE:
        public.copy(path, file)


def _newest_first(episode: Episode) -> tuple[bool, float, int, str]:
    """Order by date; an episode without one is a draft, and comes before all others."""
    published = episode.published
    return (
        published is None,
        published.timestamp() if published else 0.0,
        episode.number or 0,
        episode.slug,
    )
