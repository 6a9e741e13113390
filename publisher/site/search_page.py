"""The page that looks words up in notes and transcripts of all shows."""

from markupsafe import Markup

from publisher.notes.plain import plain
from publisher.site.head import POLICY
from publisher.site.meta import Meta
from publisher.site.pages import SiteRenderer

_SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""Pagefind is WebAssembly, compiled by this page and by no other."""


def search_page(site: SiteRenderer) -> str:
    """Return the search page; its script reads the index in `pagefind/`, beside it."""
    frame = site.frame("../")
    head = Markup(str(frame.shared_head).replace(POLICY, _SEARCH_POLICY))  # noqa: S704 - ours already
    meta = Meta(
        title=f"Search – {site.title}",
        description=f"Find words in the notes and transcripts of {site.title}.",
        canonical=site.url("search/"),
        site_name=site.title,
    )
    shows = sorted((plain(show.title), show.slug) for show in site.network.shows.values())
    choices = [(slug, title) for title, slug in shows]
    return site.render("search.html.j2", frame._replace(shared_head=head), meta, choices=choices)
