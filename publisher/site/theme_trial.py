"""A theme tried out before anything is written: a mistake in it stops no build half-way."""

from publisher.model import Episode, Show
from publisher.site.entries import entry_of
from publisher.site.episode_pages import episode_page
from publisher.site.network_pages import missing_page, network_page
from publisher.site.pages import SiteRenderer
from publisher.site.party_pages import people_pages, sponsor_pages
from publisher.site.show_pages import show_pages


def try_theme(site: SiteRenderer) -> None:
    """Write each kind of page once, for a made-up episode. Raises ConfigError."""
    missing_page(site)
    network_page(site, [])
    for show in tuple(site.network.shows.values())[:1]:
        episode = _made_up(show)
        entry = entry_of(episode, show)
        episode_page(site, show, episode, "<p>Notes</p>")
        for page in show_pages(site, show, [entry]):
            page.make()
        for each in list(site.network.people)[:1]:
            for page in people_pages(site, {each: [entry]}):
                page.make()
        for each in list(site.network.sponsors)[:1]:
            for page in sponsor_pages(site, {each: [entry]}):
                page.make()


def _made_up(show: Show) -> Episode:
    return Episode(
        show=show.slug,
        slug="episode",
        title="Episode",
        file=show.folder / "episode.md",
        source=show.source,
        body="",
    )
