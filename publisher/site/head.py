"""What stands in the head of every page: what it may load, how it looks, which feeds there are."""

from markupsafe import Markup

from publisher.notes.html import escape_attribute
from publisher.notes.structure import NamedLink
from publisher.site.assets import asset_addresses
from publisher.site.views import ShowView, SiteView

POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; "
    "img-src * data: file:; media-src * file:; connect-src 'self' file:; font-src 'self' file:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
"""What a page may load and run, whatever slips into it (Content Security Policy level 3).

Pictures and audio may be anywhere, as the podcaster has it; `file:` is for a folder opened from a
disk, where `'self'` means nothing. The search page alone may compile WebAssembly, too.
"""


PAPER = (("light", "#fbfaf7"), ("dark", "#11161c"))
"""What surrounds a page in a browser: `--paper` of the style sheet."""


def shared_head(
    top: str, site: SiteView, show: ShowView | None, *, icon: str | None, style: str | None
) -> Markup:
    """Return the tags that all pages of a folder share.

    `icon` and `style` (the theme's style sheet) are addresses from the site's root.
    """
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="referrer" content="strict-origin-when-cross-origin">',
        '<meta name="color-scheme" content="light dark">',
        *(
            f'<meta name="theme-color" media="(prefers-color-scheme: {scheme})" content="{color}">'
            for scheme, color in PAPER
        ),
        f'<link rel="icon" href="{top}{icon or asset_addresses()["icon.svg"]}">',
        f'<link rel="stylesheet" href="{top}{asset_addresses()["style.css"]}">',
    ]
    if style is not None:
        lines.append(f'<link rel="stylesheet" href="{top}{style}">')
    feeds = [] if show is None else [NamedLink(show.title, show.feed), *show.feeds]
    if site.feed is not None:
        feeds.append(NamedLink(site.title, site.feed))
    lines += (
        f'<link rel="alternate" type="application/rss+xml" '
        f'title="{escape_attribute(each.name)}" href="{escape_attribute(each.url)}">'
        for each in feeds
    )
    return Markup("\n".join(lines))  # noqa: S704 (escaped above)
