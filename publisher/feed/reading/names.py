"""The tags of feeds under the names we know them by, however a feed spells or declares them."""

from functools import lru_cache

_PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://podlove.org/simple-chapters": "psc",
    "http://podlove.org/simple-chapters/": "psc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
}
"""By namespace, in lower case: feeds write them in any."""


@lru_cache(maxsize=4096)
def known_name(tag: str) -> str:
    """Return `itunes:image` for an lxml tag, in lower case: RSS is written in any.

    A prefix that was never declared is taken at its word; a namespace we don't know stays as `{}`
    before the name.
    """
    if not tag.startswith("{"):
        return tag.lower()
    namespace, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(namespace.strip().lower())
    if prefix is None:
        return "{}" + local.lower()
    return f"{prefix}:{local.lower()}" if prefix else local.lower()
