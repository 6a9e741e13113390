"""What a tag of a feed holds, and how lxml writes it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from lxml import etree

from publisher.feed.text import clean_text

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


class Element(NamedTuple):
    """An element's content. Attributes that are None are left out; children as (tag, element).

    `wrap` makes of the text what lxml is given.
    """

    text: str | None = None
    attributes: Mapping[str, str | None] | None = None
    children: tuple[tuple[str, "Element"], ...] = ()
    wrap: Callable[[str], Any] = str


Content = str | Element | Iterable[Element] | None


def qualified(name: str) -> str:
    """Return a tag in lxml's form: `{namespace}local`."""
    prefix, colon, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else local


def write_content(parent: Any, tag: str, content: Content) -> None:
    """Add what a row of the table says to an element; `tag` is in lxml's form."""
    if content is None:
        return
    if isinstance(content, str):
        _set_text(etree.SubElement(parent, tag), content)
    elif isinstance(content, Element):
        _write_element(parent, tag, content)
    else:
        for element in content:
            _write_element(parent, tag, element)


def _write_element(parent: Any, tag: str, content: Element) -> None:
    attributes = {
        name: value for name, value in (content.attributes or {}).items() if value is not None
    }
    try:
        element = etree.SubElement(parent, tag, attributes)
    except ValueError:  # lxml looks for what XML forbids anyway; to look first costs twice
        cleaned = {name: clean_text(value) for name, value in attributes.items()}
        element = etree.SubElement(parent, tag, cleaned)
    if content.text is not None:
        _set_text(element, content.text, content.wrap)
    for name, child in content.children:
        _write_element(element, qualified(name), child)


def _set_text(element: Any, text: str, wrap: Callable[[str], Any] = str) -> None:
    try:
        element.text = wrap(text)
    except ValueError:
        element.text = wrap(clean_text(text))
