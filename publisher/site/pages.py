"""What is around every page of the site: head, header, footer, and the templates that write it.

Pages ask for nothing from other hosts but what the podcaster put into them, and link to one
another by relative addresses, so that the folder can be opened from a disk as well.
"""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from publisher.addresses import (
    PEOPLE_PATH,
    SPONSORS_PATH,
    artwork_path,
    episode_path,
    is_url,
    person_path,
    portrait_path,
    show_path,
    url_of,
)
from publisher.model import Network, Person, Show
from publisher.notes.gather import accounts
from publisher.notes.plain import plain
from publisher.notes.structure import NamedLink
from publisher.notes.urls import safe_url
from publisher.site.assets import asset_addresses
from publisher.site.head import shared_head
from publisher.site.meta import Meta, write_meta
from publisher.site.pictures import cover_path, icon_path, scaled_shows
from publisher.site.theme import NO_THEME, Theme
from publisher.site.views import PersonView, ShowView, SiteView
from publisher.site.words import LONGEST_BIO, LONGEST_DESCRIPTION, clip, language_of

NETWORK_PAGE_PATH = "index.html"
MOST_SHOWS = 60  # that every page of the site leads to
SEARCH_PAGE_PATH = "search/index.html"
_INDEX = "index.html"


def page_path(show: str, slug: str) -> str:
    """Return where an episode's page is published: `<show>/<slug>/index.html`."""
    return f"{episode_path(show, slug)}{_INDEX}"


def relative(top: str, folder: str) -> str:
    """Return the address of a folder's page, from a page for which `top` leads to the root."""
    return f"{top}{quote(folder)}{_INDEX}"


class Frame(NamedTuple):
    """What stands around a page in a folder; the same for all pages beside it."""

    top: str  # leads to the site's root
    language: str
    site: SiteView
    show: ShowView | None
    shared_head: Markup
    header: Markup
    footer: Markup


class SiteRenderer:
    """A network's pages as they are on the day of `now`."""

    def __init__(
        self,
        network: Network,
        now: datetime,
        theme: Theme = NO_THEME,
        *,
        search: bool = False,
    ) -> None:
        """Prepare them; with `search`, they link to the search page."""
        self.network = network
        self.settings = network.settings
        self.today = now.date()
        self.search = search
        self.theme = theme
        self.scaled = scaled_shows(network)
        self._templates = theme.written()
        self._frames: dict[tuple[str, str], Frame] = {}
        self._people: dict[tuple[str, str, str], PersonView] = {}

    def render(self, name: str, frame: Frame, meta: Meta, **values: Any) -> str:
        """Return the page that a template makes."""
        context = {
            "top": frame.top,
            "language": frame.language,
            "site": frame.site,
            "show": frame.show,
            "shared_head": frame.shared_head,
            "header": frame.header,
            "footer": frame.footer,
            "assets": asset_addresses(),
            "page_title": meta.page_title or meta.title,
            "head": write_meta(meta),
            **values,
        }
        return self._templates.render(name, context)

    @property
    def title(self) -> str:
        """What the whole site is called."""
        feed, shows = self.settings.network, tuple(self.network.shows.values())
        if feed is not None:
            return plain(feed.channel.title)
        return plain(shows[0].title) if len(shows) == 1 else "Podcasts"

    def url(self, path: str) -> str | None:
        """Return the whole address of a path; None without a site."""
        return url_of(path, self.settings)

    def whole(self, address: str | None, top: str) -> str | None:
        """Return the whole address of an own page, given relative to one that `top` leads from."""
        if address is None or self.settings.site is None:
            return None
        return f"{self.settings.site}/{address.removeprefix(top).removesuffix(_INDEX)}"

    def frame(self, top: str, show: Show | None = None) -> Frame:
        """Return what stands around the pages of a folder, from which `top` leads to the root."""
        key = (show.slug if show is not None else "", top)
        frame = self._frames.get(key)
        if frame is None:
            frame = self._frames[key] = self._make_frame(top, show)
        return frame

    def _make_frame(self, top: str, show: Show | None) -> Frame:
        site = self._site_view(top)
        scaled = show is not None and show.slug in self.scaled
        icon = quote(icon_path(show.slug)) if show is not None and scaled else None
        view = self.show_view(show, top) if show is not None else None
        around = {"top": top, "site": site, "show": view}
        shows = tuple(self.network.shows.values())
        language = show.language if show is not None else shows[0].language if shows else "en"
        return Frame(
            top,
            language_of(language),
            site,
            view,
            shared_head(top, site, view, icon=icon, style=self.theme.style_address()),
            self._part("header.html.j2", around),
            self._part("footer.html.j2", around),
        )

    def _part(self, name: str, context: dict[str, Any]) -> Markup:
        return Markup(self._templates.render(name, dict(context)).strip())  # noqa: S704 (it escapes)

    def _site_view(self, top: str) -> SiteView:
        shows = tuple(self.network.shows.values())[:MOST_SHOWS]
        has_feed = self.settings.network is not None and self.settings.site is not None and shows
        return SiteView(
            title=self.title,
            home=f"{top}{_INDEX}",
            shows=tuple(
                NamedLink(plain(show.title), relative(top, show_path(show.slug))) for show in shows
            ),
            people=relative(top, PEOPLE_PATH) if self.network.people else None,
            sponsors=relative(top, SPONSORS_PATH) if self.network.sponsors else None,
            search=f"{top}{SEARCH_PAGE_PATH}" if self.search else None,
            feed=f"{top}all.xml" if has_feed else None,
        )

    def show_view(self, show: Show, top: str) -> ShowView:
        """Return a show as a page shows it from which `top` leads to the root."""
        return ShowView(
            title=plain(show.title),
            slug=show.slug,
            url=relative(top, show_path(show.slug)),
            feed=self._feed(show, top),
            author=plain(show.author or ""),
            copyright=plain(show.copyright or ""),
            language=language_of(show.language),
            image=self.artwork(show, top),
            explicit=show.explicit,
            subtitle=plain(show.subtitle or ""),
            description=tuple(
                plain(line)
                for line in clip(show.description, LONGEST_DESCRIPTION).split("\n\n")
                if line.strip()
            ),
            platforms=accounts(show.platforms, self.today),
            socials=accounts(show.socials, self.today),
            funding=tuple(
                NamedLink(plain(each.text or "") or "Support the show", url)
                for each in show.funding
                if each.url and (url := safe_url(each.url))
            ),
            feeds=tuple(
                NamedLink(
                    plain(each.title or each.name), f"{top}{quote(show.slug)}/{each.name}.xml"
                )
                for each in show.feeds
            ),
        )

    def _feed(self, show: Show, top: str) -> str:
        own = show.feed_url and safe_url(show.feed_url)
        return own or f"{top}{quote(show.slug)}/feed.xml"

    def artwork(self, show: Show, top: str) -> str | None:
        """Return the address of a show's artwork, in the size of pages if that is made."""
        path = cover_path(show.slug) if show.slug in self.scaled else artwork_path(show)
        if path is not None:
            return f"{top}{quote(path)}"
        return safe_url(show.artwork) if show.artwork else None

    def whole_artwork(self, show: Show) -> str | None:
        """Return the whole address of a show's artwork, if it has one."""
        path = artwork_path(show)
        if path is not None:
            return self.url(path)
        return safe_url(show.artwork) if show.artwork and is_url(show.artwork) else None

    def person(self, person: Person, role: str, top: str, *, is_host: bool) -> PersonView:
        """Return a person as a page shows them; what is the same on many is made once."""
        if person.id is None or self.network.people.get(person.id) is not person:
            return self._person(person, top)._replace(role=plain(role), is_host=is_host)
        key = (person.id, role, top)
        view = self._people.get(key)
        if view is None:
            view = self._person(person, top)._replace(role=plain(role), is_host=is_host)
            self._people[key] = view
        return view

    def _person(self, person: Person, top: str) -> PersonView:
        folder = person_path(person.id) if person.id in self.network.people else None
        portrait = portrait_path(person)
        website = safe_url(person.website) if person.website else None
        links = accounts(person.profiles, self.today)
        if website is not None:
            links = (NamedLink("Website", website), *links)
        if portrait is not None:
            image: str | None = f"{top}{quote(portrait)}"
        else:
            image = safe_url(person.image) if person.image and is_url(person.image) else None
        return PersonView(
            name=plain(person.name),
            role="",
            bio=clip(plain(person.bio or ""), LONGEST_BIO),
            image=image,
            url=relative(top, folder) if folder is not None else None,
            links=links,
        )
