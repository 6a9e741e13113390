"""What a file is to browsers and apps: its media type, and for how long it may be kept."""

import re
from posixpath import splitext

from publisher.media_types import served_type

FEED_TYPE = "application/rss+xml; charset=utf-8"

_MINUTES_5 = "public, max-age=300"
_HOUR = "public, max-age=3600"
_DAY = "public, max-age=86400"
_FOR_EVER = "public, max-age=31536000, immutable"

# Pages name these by their content: `style.css?v=…`, `fragment/en_1a2b3c.pf_fragment`.
_HASHED = re.compile(r"assets/[^/]+\.(?:css|js)|pagefind/(?:filter|fragment|index)/.+")


def content_type(path: str, *, is_feed: bool) -> str:
    """Return the value of `Content-Type` for a file of the site."""
    return FEED_TYPE if is_feed else served_type(path)


def is_media(path: str) -> bool:
    """Say whether a file is a recording or a picture."""
    kind = served_type(path)
    return kind.startswith(("audio/", "video/", "image/")) and not kind.startswith("image/svg")


def cache_control(path: str, *, is_feed: bool) -> str:
    """Return for how long browsers, apps and caches may keep a file (RFC 9111, section 5.2.2).

    A feed is asked for anew after five minutes: nobody waits longer for an episode, or for what
    was mended.
    """
    if is_feed or path.endswith((".html", ".htm")) or splitext(path)[1] in ("", ".xml"):
        return _MINUTES_5
    if _HASHED.fullmatch(path):
        return _FOR_EVER
    if is_media(path):
        return _DAY
    return _MINUTES_5 if path.startswith(("assets/", "pagefind/")) else _HOUR
