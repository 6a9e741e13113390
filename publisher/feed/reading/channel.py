"""A channel's element → the facts of a snapshot."""

from typing import Any

from publisher.feed.reading.elements import (
    Readers,
    attribute,
    children,
    flag_of,
    gather,
    href_of,
    person,
    tags_of,
    text_of,
)

_NEXT = ("next", "prev-archive")
"""Where older items are: RFC 5005, sections 3 and 4."""


def _email(element: Any) -> str | None:
    return _first(element, "itunes:email")


def _name(element: Any) -> str | None:
    return _first(element, "itunes:name")


def _image_url(element: Any) -> str | None:
    return _first(element, "url")


def _first(element: Any, wanted: str) -> str | None:
    return next((text_of(child) for name, child in children(element) if name == wanted), None)


_ONCE: Readers = {
    "title": (("title", text_of),),
    "description": (("description", text_of),),
    "link": (("link", text_of),),
    "language": (("language", text_of),),
    "copyright": (("copyright", text_of),),
    "generator": (("generator", text_of),),
    "itunes:author": (("author", text_of),),
    "itunes:type": (("type", text_of),),
    "itunes:new-feed-url": (("new_feed_url", text_of),),
    "itunes:image": (("artwork", href_of),),
    "itunes:owner": (("owner_name", _name), ("owner_email", _email)),
    "itunes:explicit": (("explicit", flag_of),),
    "itunes:block": (("block", flag_of),),
    "itunes:complete": (("complete", flag_of),),
    "podcast:guid": (("guid", text_of),),
    "podcast:locked": (("locked", flag_of),),
}
_INSTEAD: Readers = {
    "itunes:summary": (("description", text_of),),
    "managingeditor": (("author", text_of),),
    "image": (("artwork", _image_url),),
}
_MANY: Readers = {"podcast:person": (("people", person),)}


def read_channel(element: Any, *, whole: bool = False) -> dict[str, Any]:
    """Return what a channel says, by the names of `FeedSnapshot`'s fields."""
    facts = gather(element, _ONCE, _INSTEAD, _MANY)
    if whole:
        facts["tags"] = tags_of(element)
    links: dict[str, str] = {}
    categories: list[tuple[str, ...]] = []
    for name, child in children(element):
        if name == "itunes:category":
            categories += _categories(child)
        elif name.endswith(":link") and (href := attribute(child, "href")):
            links.setdefault((attribute(child, "rel") or "alternate").lower(), href)
    facts["feed_url"] = links.get("self")
    facts["next_page"] = next((links[rel] for rel in _NEXT if rel in links), None)
    facts["categories"] = tuple(dict.fromkeys(categories))
    return facts


def _categories(element: Any) -> list[tuple[str, ...]]:
    category = attribute(element, "text")
    if category is None:
        return []
    inner = (
        attribute(child, "text") for name, child in children(element) if name == "itunes:category"
    )
    return [(category, sub) for sub in inner if sub] or [(category,)]
