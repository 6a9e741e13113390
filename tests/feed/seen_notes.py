"""What is read in show notes, whatever their HTML: the words, and where links lead."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from lxml import html

_BLOCKS = frozenset(
    (
        *("p", "div", "br", "hr", "li", "ul", "ol", "tr", "td", "th", "table", "pre", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "dl", "section", "article", "aside"),
        *("header", "footer", "figure", "figcaption", "img", "iframe", "center", "address"),
    )
)
_UNSEEN = frozenset(("script", "style", "title", "head", "noscript", "object", "audio", "video"))


def words_of(notes: str) -> list[str]:
    """Return the words that are read in notes, in their order; pictures by their description."""
    return [*map(unquote, "".join(_texts(_tree(notes))).replace("|", " ").split())]


def links_of(notes: str) -> list[str]:
    """Return where the links of the notes lead, in their order; pictures are seen by a link.

    The anchor of a heading is seen by nobody, and `//host` means `https://host` in an app.
    """
    found = []
    for element in _tree(notes).iter("a", "img", "iframe"):
        in_link = any(a.tag == "a" and a.get("href") for a in element.iterancestors())
        in_link = in_link or (element.get("href") or "").startswith("#")  # leads nowhere in an app
        url = element.get("href" if element.tag == "a" else "src") or ""
        anchor = "#" in url and not element.text_content().strip() and len(element) == 0
        if url.strip("# ") and not anchor and not in_link and not _is_pixel(element):
            found.append(re.sub(r"^//", "https://", url.strip()))
    return found


def _is_pixel(element: Any) -> bool:
    """Say whether an element is a picture that nobody sees: it counts readers."""
    return element.tag == "img" and "1" in (element.get("width"), element.get("height"))


def _tree(notes: str) -> Any:
    return html.document_fromstring(f"<div>{notes or ' '}</div>")


def _texts(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        block = element.tag in _BLOCKS
        yield " " if block else ""
        yield element.text or _described(element)
        for child in element:
            yield from _texts(child)
        yield " " if block else ""
    yield element.tail or ""


def _described(element: Any) -> str:
    if element.tag == "img" and not _is_pixel(element):
        link = next((a.get("href") for a in element.iterancestors("a")), None)
        return str(element.get("alt") or link or element.get("src") or "")
    return str(element.get("title") or element.get("src") or "") if element.tag == "iframe" else ""
