"""A show → the pages of its list of episodes, and of its seasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from publisher.addresses import episode_path, list_page_path, season_path, show_path
from publisher.model import EpisodeType, Show
from publisher.notes.plain import plain
from publisher.site.entries import EpisodeEntry
from publisher.site.episode_meta import whole_feed
from publisher.site.lists import ListPage, list_pages, view_pages
from publisher.site.meta import LONGEST_DESCRIPTION, Meta, known, person_data, same_as
from publisher.site.pages import Frame, SiteRenderer, relative
from publisher.site.paging import PAGE_SIZE, seasons_of
from publisher.site.views import Card, PersonView, SeasonView
from publisher.site.words import language_of, season_name

MOST_HOSTS = 20


class Page(NamedTuple):
    """Where a page is published, below `public/`, and what makes it, when it is asked for."""

    path: str
    make: Callable[[], str]


def show_pages(site: SiteRenderer, show: Show, entries: Sequence[EpisodeEntry]) -> Iterator[Page]:
    """Yield the pages of a show: its list of episodes as given, and its seasons' lists."""
    lists = _Lists.of(site, show, entries)
    for page, shown in list_pages(show_path(show.slug), entries, PAGE_SIZE):
        yield Page(f"{page.folder}index.html", partial(lists.write, page, shown))
    for season in lists.seasons:
        of_season = [entry for entry in entries if entry.season == season]
        for page, shown in list_pages(season_path(show.slug, season), of_season, PAGE_SIZE):
            yield Page(f"{page.folder}index.html", partial(lists.write, page, shown, season))


def front_page(site: SiteRenderer, show: Show, entries: Sequence[EpisodeEntry]) -> str:
    """Return the first page of the only show as the site's own first page."""
    page, shown = next(list_pages(show_path(show.slug), entries, PAGE_SIZE))
    return _Lists.of(site, show, entries).write(page._replace(top=""), shown)


class _Lists(NamedTuple):
    """The lists of a show's episodes."""

    site: SiteRenderer
    show: Show
    entries: Sequence[EpisodeEntry]
    seasons: dict[int, int]  # number of episodes by season

    @classmethod
    def of(cls, site: SiteRenderer, show: Show, entries: Sequence[EpisodeEntry]) -> "_Lists":
        return cls(site, show, entries, seasons_of(show, (entry.season for entry in entries)))

    def write(
        self, page: ListPage, shown: Sequence[EpisodeEntry], season: int | None = None
    ) -> str:
        """Return a page of the whole list, or of a season's."""
        site, show, top = self.site, self.show, page.top
        frame = site.frame(top, show)
        is_first = page.number == 1 and season is None
        return site.render(
            "show.html.j2",
            frame,
            _meta(self, page, season),
            is_first=is_first,
            heading=season_name(show, season) if season is not None else "Episodes",
            seasons=self._season_views(top),
            season=season,
            total=len(self.entries),
            episodes=tuple(card_of(entry, frame) for entry in shown),
            pages=view_pages(page, lambda number: relative(top, _folder(show, season, number))),
            **(self._first_values(frame) if is_first else _NOT_FIRST),
        )

    def _first_values(self, frame: Frame) -> dict[str, Any]:
        """Return what only the first page says."""
        playable = [each for each in self.entries if each.playable]
        trailer = next((each for each in playable if each.type == EpisodeType.TRAILER), None)
        return {
            "hosts": self.hosts(frame.top)[:MOST_HOSTS],
            "trailer": card_of(trailer, frame) if trailer is not None else None,
            "latest": card_of(playable[0], frame) if playable else None,
        }

    def hosts(self, top: str) -> tuple[PersonView, ...]:
        """Return the hosts; who is in no episode that is out has no page to be led to."""
        heard = {person_id for entry in self.entries for person_id, _ in entry.people}
        return tuple(
            view if host.id in heard else view._replace(url=None)
            for host in self.show.hosts
            for view in (self.site.person(host, "host", top, is_host=True),)
        )

    def _season_views(self, top: str) -> tuple[SeasonView, ...]:
        return tuple(
            SeasonView(
                number,
                season_name(self.show, number),
                relative(top, season_path(self.show.slug, number)),
                total,
            )
            for number, total in self.seasons.items()
        )


_NOT_FIRST: Mapping[str, Any] = {"hosts": (), "trailer": None, "latest": None}


def card_of(
    entry: EpisodeEntry,
    frame: Frame,
    *,
    show: str = "",
    role: str = "",
    image: str | None = None,
) -> Card:
    """Return an episode as a list shows it on a page in the frame."""
    return Card(
        entry.title,
        relative(frame.top, episode_path(entry.show, entry.slug)),
        entry.facts,
        entry.summary,
        image,
        show=show,
        role=role,
        day=entry.day,
        playable=entry.playable,
    )


def _folder(show: Show, season: int | None, number: int) -> str:
    first = show_path(show.slug) if season is None else season_path(show.slug, season)
    return list_page_path(first, number)


def _meta(lists: _Lists, page: ListPage, season: int | None) -> Meta:
    site, show = lists.site, lists.show
    title = name = plain(show.title)
    if season is not None:
        title = f"{title}: {season_name(show, season)}"
    number = f", page {page.number}" if page.number > 1 else ""
    description = plain(show.description)[:LONGEST_DESCRIPTION]
    image = site.whole_artwork(show)
    newer, older = page.newer(), page.older()
    url = site.url(show_path(show.slug))
    data = known(
        at_type="PodcastSeries",
        name=name,
        url=url,
        description=description,
        webFeed=whole_feed(site, show),
        image=image,
        inLanguage=language_of(show.language),
        author=[
            person_data(each.name, site.whole(each.url, page.top)) for each in lists.hosts(page.top)
        ],
        isFamilyFriendly=False if show.explicit else None,
        copyrightNotice=plain(show.copyright or ""),
        sameAs=same_as(show.platforms, show.socials),
    )
    return Meta(
        title=f"{title}{number}",
        description=description if page.number == 1 else "",
        canonical=site.url(page.folder),
        site_name=name,
        image=image,
        newer=relative(page.top, _folder(show, season, newer)) if newer else None,
        older=relative(page.top, _folder(show, season, older)) if older else None,
        data=data if page.number == 1 and season is None else None,
    )
