"""A show's pages as files: notes, media and what is made beside them, in `public/`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.addresses import (
    PEOPLE_PATH,
    SPONSORS_PATH,
    media_path,
    portrait_path,
    published_files,
    published_show_files,
    show_media_path,
)
from publisher.derived import Derived, derived_files
from publisher.feed.enclosures import audio_url
from publisher.inspection import ReadShow
from publisher.model import Episode, Network, Show
from publisher.notes.campaigns import shown_sponsorships
from publisher.notes.desk import NotesDesk
from publisher.public import Public
from publisher.searching.spool import spooling
from publisher.site.assets import static_files
from publisher.site.entries import EpisodeEntry, entry_of
from publisher.site.episode_pages import Around, episode_page
from publisher.site.network_pages import missing_page, network_page, robots, sitemap
from publisher.site.pages import NETWORK_PAGE_PATH, SEARCH_PAGE_PATH, SiteRenderer, page_path
from publisher.site.paging import seasons_of, show_lists
from publisher.site.party_pages import by_person, by_sponsor, people_pages, sponsor_pages
from publisher.site.pictures import (
    artwork_file,
    cover_path,
    icon_path,
    make_cover,
    make_icon,
)
from publisher.site.search_page import search_page
from publisher.site.show_pages import Page, front_page, show_pages
from publisher.site.theme import STYLE_PATH
from publisher.site.theme_trial import try_theme
from publisher.site.transcript_files import page_transcript
from publisher.transcripts.harmless import harmless_html

SHARED_FOLDERS = ("", "assets", "people", "search", "sponsors")
"""Where the pages about all shows are put; "" is the site's root."""

_PAGES = frozenset((".html", ".htm"))
_ACTIVE = frozenset((".js", ".mjs", ".shtml", ".svg", ".svgz", ".xht", ".xhtml", ".xml", ".xsl"))


def write_shared(site: SiteRenderer, public: Public) -> None:
    """Write what the shows share, and what needs nothing of them; files of an old theme go.

    Raises ConfigError before anything is written where a theme's template can't be used.
    """
    if site.theme.templates:
        try_theme(site)
    for path, data in static_files().items():
        public.write(path, data)
    if site.theme.style is not None:
        public.write(STYLE_PATH, site.theme.style)
    for path, file in site.theme.files.items():
        public.copy(path, file)
    public.write("404.html", missing_page(site).encode())
    public.remember(sweep=True)


def write_network_pages(
    network: Network,
    site: SiteRenderer,
    entries: Iterable[EpisodeEntry],
    public: Callable[[str], Public],
    *,
    keep: Callable[[str], bool],
    whole: bool,
) -> None:
    """Write the pages about all shows: index, people, sponsors, sitemap.

    `public` gives where the files of one of SHARED_FOLDERS are put. What `keep` says of a path
    stays as it is: where not all shows are known, the pages of an earlier build say more. `whole`:
    they are, so that pages of people and sponsors who don't occur any more go.
    """
    ordered = sorted(entries, key=_place_in_network)
    only = next(iter(network.shows.values())) if len(network.shows) == 1 else None
    people = list(people_pages(site, by_person(ordered)))
    sponsors = list(sponsor_pages(site, by_sponsor(ordered)))
    lists = [NETWORK_PAGE_PATH] if only is None else []
    for show in network.shows.values():
        lists += show_lists(show, [each.season for each in ordered if each.show == show.slug])
    lists += (page.path for page in (*people, *sponsors))
    first = (
        partial(front_page, site, only, ordered)
        if only is not None
        else partial(network_page, site, ordered)
    )
    pages = [Page(NETWORK_PAGE_PATH, first), *sitemap(site, lists, ordered), *robots(site)]
    _write_kept(public(""), pages, keep)
    search = [Page(SEARCH_PAGE_PATH, partial(search_page, site))] if site.search else []
    place = public("search")
    _write_kept(place, search, lambda _: False)
    place.remember(sweep=True)
    for folder, found in ((PEOPLE_PATH, people), (SPONSORS_PATH, sponsors)):
        place = public(folder.rstrip("/"))
        _write_kept(place, found, keep)
        if folder == PEOPLE_PATH:
            _publish_portraits(network, place)
        place.remember(sweep=whole)


def _publish_portraits(network: Network, public: Public) -> None:
    for person in network.people.values():
        path = portrait_path(person)
        if path is not None and person.image is not None:
            _publish_file(public, path, network.root / person.image)


def _write_kept(public: Public, pages: Iterable[Page], keep: Callable[[str], bool]) -> None:
    for page in pages:
        if not keep(page.path):
            _render(public, page)


def _render(public: Public, page: Page) -> None:
    public.render(page.path, lambda: page.make().encode())


def _place_in_network(entry: EpisodeEntry) -> tuple[bool, float, str, str]:
    return (entry.moment != 0, -entry.moment, entry.show, entry.slug)


def write_pages(
    read: ReadShow,
    network: Network,
    public: Public,
    site: SiteRenderer,
    desk: NotesDesk,
    *,
    now: datetime,
    drafts: bool,
) -> tuple[EpisodeEntry, ...]:
    """Write the show's pages and a page per episode; return the episodes, newest first."""
    show = read.show
    shown = sorted(
        (episode for episode in read.episodes if drafts or episode.is_out(now)),
        key=_newest_first,
        reverse=True,
    )
    entries = tuple(
        entry_of(
            episode,
            show,
            shown_sponsorships(episode, show, network, now),
            out=episode.is_out(now),
        )
        for episode in shown
    )
    seasons = frozenset(seasons_of(show, (episode.season for episode in shown)))
    pages = _ShowPages(show, network, site, desk, seasons)
    for page in show_pages(site, show, entries):  # first, so that no file takes their place
        _render(public, page)
    neighbours = [None, *shown, None]
    with spooling(show, network.root, wanted=site.search and public.lasting) as spool:
        for newer, episode, older in zip(neighbours, shown, neighbours[2:], strict=False):
            made = derived_files(episode, network)
            make = partial(pages.make, episode, made, older, newer)
            public.render(page_path(show.slug, episode.slug), make)
            for file in published_files(episode, show):
                _publish_file(public, media_path(episode, file), network.root / file)
            for each in made:
                source = network.root / each.source if each.source else None
                public.make(each.path, each.make, source)
            if spool is not None:
                spool.add(episode, desk.for_page(episode))
    picture = artwork_file(show, network) if show.slug in site.scaled else None
    if picture is not None:
        public.make(cover_path(show.slug), partial(make_cover, picture), picture)
        public.make(icon_path(show.slug), partial(make_icon, picture), picture)
    for file in published_show_files(show):
        _publish_file(public, show_media_path(show, file), network.root / file)
    return entries


class _ShowPages(NamedTuple):
    """What the pages of a show's episodes are made with."""

    show: Show
    network: Network
    site: SiteRenderer
    desk: NotesDesk
    seasons: frozenset[int]

    def make(
        self,
        episode: Episode,
        made: Sequence[Derived],
        older: Episode | None,
        newer: Episode | None,
    ) -> bytes:
        """Return an episode's page; `made` is what the build makes beside it."""
        show, network = self.show, self.network
        notes = self.desk.for_page(episode)
        around = Around(
            audio_url=audio_url(episode, show, network),
            transcripts=tuple(
                (each.path.rpartition("/")[2], each.language)
                for each in made
                if each.type == "text/html"
            ),
            transcript=page_transcript(episode, made, network) if episode.transcripts else None,
            older=older,
            newer=newer,
            seasons=self.seasons,
        )
        return episode_page(self.site, show, episode, notes, around).encode()


def _publish_file(public: Public, path: str, file: Path) -> None:
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
