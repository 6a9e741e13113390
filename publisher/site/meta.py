"""What machines read in a page: OpenGraph, Twitter cards and schema.org's JSON-LD.

https://ogp.me, and schema.org's types PodcastSeries, PodcastEpisode, Person and Organization.
Addresses in it are whole: without a `site`, what needs one is left out.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from publisher.addresses import is_url
from publisher.model import Profile
from publisher.notes.html import escape_attribute
from publisher.notes.urls import safe_url

_CONTEXT = "https://schema.org"
_ESCAPES = tuple((each, f"\\u{ord(each):04x}") for each in "<>&\u2028\u2029")
LONGEST_DESCRIPTION = 300  # characters


class Meta(NamedTuple):
    """What a page says of itself to search engines and to apps that show its card."""

    title: str
    page_title: str = ""  # where the page itself is called more than that
    description: str = ""
    canonical: str | None = None
    site_name: str = ""
    image: str | None = None
    audio: str | None = None
    audio_type: str | None = None
    type: str = "website"
    published: str | None = None  # ISO 8601
    newer: str | None = None  # pages of a list
    older: str | None = None
    data: Mapping[str, Any] | None = None  # JSON-LD


def write_meta(meta: Meta) -> Markup:
    """Return the tags that are this page's own, but for its title."""
    tags = []
    description = escape_attribute(meta.description[:LONGEST_DESCRIPTION])
    if description:
        tags.append(f'<meta name="description" content="{description}">')
    if meta.canonical:
        tags.append(f'<link rel="canonical" href="{escape_attribute(meta.canonical)}">')
    if meta.newer:
        tags.append(f'<link rel="prev" href="{escape_attribute(meta.newer)}">')
    if meta.older:
        tags.append(f'<link rel="next" href="{escape_attribute(meta.older)}">')
    properties = (
        ("og:type", meta.type),
        ("og:title", meta.title),
        ("og:description", None),
        ("og:site_name", meta.site_name),
        ("og:url", meta.canonical),
        ("og:image", meta.image),
        ("og:audio", meta.audio),
        ("og:audio:type", meta.audio_type if meta.audio else None),
        ("article:published_time", meta.published),
    )
    for name, value in properties:
        if value:
            tags.append(f'<meta property="{name}" content="{escape_attribute(value)}">')
        elif name == "og:description" and description:
            tags.append(f'<meta property="og:description" content="{description}">')
    tags.append('<meta name="twitter:card" content="summary">')
    if meta.data:
        tags.append(json_ld(meta.data))
    return Markup("\n".join(tags))  # noqa: S704 (escaped above)


def json_ld(data: Mapping[str, Any]) -> str:
    """Return data as a script element that no text in it can end, or be run from."""
    written = json.dumps({"@context": _CONTEXT, **data}, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _ESCAPES:
        if character in written:
            written = written.replace(character, escaped)
    return f'<script type="application/ld+json">{written}</script>'


def duration_of(seconds: int) -> str:
    """Return a duration as ISO 8601 has it: `PT1H2M5S`."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = f"{hours}H" * (hours > 0) + f"{minutes}M" * (minutes > 0)
    return f"PT{parts}{seconds}S" if seconds or not parts else f"PT{parts}"


def known(**values: Any) -> dict[str, Any]:
    """Return those that say something; a leading `at_` in a name is JSON-LD's `@`."""
    return {
        f"@{name[3:]}" if name.startswith("at_") else name: value
        for name, value in values.items()
        if value is not None and value not in ("", [], ())
    }


def person_data(name: str, url: str | None = None) -> dict[str, Any]:
    """Return a person who is only named."""
    return known(at_type="Person", name=name, url=url)


def same_as(*profiles: tuple[Profile, ...]) -> list[str]:
    """Return the addresses of accounts that are on the web, each once, as `sameAs` takes them."""
    urls = (safe_url(profile.url) for group in profiles for profile in group)
    return [url for url in dict.fromkeys(urls) if url is not None and is_url(url)]
