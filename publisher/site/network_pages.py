"""The pages of the whole site: index of shows, page for what isn't there, sitemap, robots."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape as escape_xml

from publisher.addresses import show_path
from publisher.model import Show
from publisher.notes.plain import plain
from publisher.site.entries import EpisodeEntry
from publisher.site.meta import Meta, known
from publisher.site.pages import SiteRenderer, relative
from publisher.site.show_pages import Page, card_of
from publisher.site.views import Card
from publisher.site.words import LONGEST_SUMMARY, clip

NEWEST = 12  # episodes across all shows
MOST_SHOWS = 100  # on the first page
SITEMAP_URLS = 50_000  # sitemaps.org: so many in one file


def network_page(site: SiteRenderer, entries: Sequence[EpisodeEntry]) -> str:
    """Return the page of all shows and their newest episodes, `entries` being newest first."""
    frame = site.frame("")
    shows = tuple(site.network.shows.values())
    feed = site.settings.network
    description = plain(feed.channel.description) if feed is not None else ""
    canonical = site.url("")
    meta = Meta(
        title=site.title,
        description=description,
        canonical=canonical,
        site_name=site.title,
        data=known(at_type="WebSite", name=site.title, url=canonical) if canonical else None,
    )
    return site.render(
        "network.html.j2",
        frame,
        meta,
        heading=site.title,
        description=description,
        cards=tuple(_show_card(site, show) for show in shows[:MOST_SHOWS]),
        newest=tuple(
            card_of(entry, frame, show=plain(show.title), image=site.artwork(show, ""))
            for entry in entries[:NEWEST]
            for show in (site.network.shows[entry.show],)
        ),
    )


def _show_card(site: SiteRenderer, show: Show) -> Card:
    return Card(
        plain(show.title),
        relative("", show_path(show.slug)),
        plain(show.author or ""),
        clip(plain(show.description), LONGEST_SUMMARY),
        site.artwork(show, ""),
    )


def missing_page(site: SiteRenderer) -> str:
    """Return the page for addresses that don't exist: a host serves it under any path.

    So its own addresses begin at the site's root on its host.
    """
    path = urlsplit(site.settings.site).path if site.settings.site else ""
    frame = site.frame(f"{path}/")
    meta = Meta(title="Page not found", page_title=f"Page not found – {site.title}")
    return site.render("404.html.j2", frame, meta, heading="Page not found")


class _Sitemap:
    """The addresses of all pages, each with the day of what changed on it last."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._lines: list[str] = []

    def add(self, path: str, day: str = "") -> None:
        folder = path.removesuffix("index.html")
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        address = escape_xml(f"{self._site}/{quote(folder)}")
        self._lines.append(f"<url><loc>{address}</loc>{changed}</url>")

    def files(self) -> Iterator[Page]:
        """Yield the sitemap; where one can't hold all, an index and its parts."""
        parts = [
            self._lines[at : at + SITEMAP_URLS]
            for at in range(0, max(1, len(self._lines)), SITEMAP_URLS)
        ]
        if len(parts) == 1:
            yield Page("sitemap.xml", partial(_xml, "urlset", parts[0]))
            return
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        index = [
            f"<sitemap><loc>{escape_xml(f'{self._site}/{name}')}</loc></sitemap>" for name in names
        ]
        yield Page("sitemap.xml", partial(_xml, "sitemapindex", index))
        for name, lines in zip(names, parts, strict=True):
            yield Page(name, partial(_xml, "urlset", lines))


def _xml(root: str, lines: Iterable[str]) -> str:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{body}\n</{root}>\n'


def sitemap(
    site: SiteRenderer, lists: Iterable[str], entries: Sequence[EpisodeEntry]
) -> Iterator[Page]:
    """Yield the sitemap (sitemaps.org) of these lists and of the episodes that are out.

    Nothing without a site. Its days are those of episodes, so that two builds are alike.
    """
    if site.settings.site is None:
        return
    found = _Sitemap(site.settings.site)
    newest = max((entry.day for entry in entries if entry.out), default="")
    of_show: dict[str, str] = {}
    for entry in entries:
        if entry.out:
            of_show[entry.show] = max(entry.day, of_show.get(entry.show, ""))
    for path in sorted(set(lists)):
        found.add(path, of_show.get(path.partition("/")[0], newest if path == "index.html" else ""))
    for entry in sorted(entries, key=lambda each: (each.show, each.slug)):
        if entry.out:
            found.add(f"{entry.show}/{entry.slug}/", entry.day)
    yield from found.files()


def robots(site: SiteRenderer) -> Iterator[Page]:
    """Yield robots.txt (RFC 9309), which counts only at the root of a host."""
    address = site.settings.site
    if address is not None and urlsplit(address).path.strip("/") == "":
        text = f"User-agent: *\nAllow: /\n\nSitemap: {address}/sitemap.xml\n"
        yield Page("robots.txt", lambda: text)
