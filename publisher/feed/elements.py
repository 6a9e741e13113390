"""What a tag of a feed holds, and how it is written as XML.

A feed of thousands of items is mostly tags, so they are written as text at once: a tree of them
takes three times as long. The form is lxml's with `pretty_print`, to the byte.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from publisher.config.namespaces import NAMESPACES as KNOWN
from publisher.feed.text import clean_text

NAMESPACES = {
    prefix: KNOWN[prefix] for prefix in ("atom", "itunes", "podcast", "content", "media", "psc")
}
"""What every feed declares, so that an item reads the same in any of them."""

_STEP = "  "


class Element(NamedTuple):
    """An element's content. Attributes that are None are left out; children as (name, element).

    `cdata`: the text stands in a CDATA section; `namespaces` are declared here, by prefix. Names
    have the prefixes that hold where the element stands.
    """

    text: str | None = None
    attributes: Mapping[str, str | None] | None = None
    children: tuple[tuple[str, "Element"], ...] = ()
    cdata: bool = False
    namespaces: Mapping[str, str] | None = None


Content = str | Element | Iterable[Element] | None


def write_content(lines: list[str], name: str, content: Content, indent: str = "") -> None:
    """Add what a row of the table says to the lines of a feed."""
    if content is None:
        return
    if isinstance(content, str):
        lines.append(f"{indent}<{name}>{_text(content)}</{name}>\n")
    elif isinstance(content, Element):
        write_element(lines, name, content, indent)
    else:
        for element in content:
            write_element(lines, name, element, indent)


def write_element(
    lines: list[str], name: str, content: Element, indent: str = "", end: str = "\n"
) -> None:
    """Add an element and all that is in it; `end` ends its lines.

    Beside text, space would be text: children stand there without.
    """
    text, attributes, children, cdata, namespaces = content
    start = f"{indent}<{name}"
    if namespaces:
        for prefix, namespace in namespaces.items():
            start += f' xmlns:{prefix}="{_value(namespace)}"'
    if attributes:
        for key, value in attributes.items():
            if value is not None:
                start += f' {key}="{_value(value)}"'
    if text is None and not children:
        lines.append(f"{start}/>{end}")
    elif not children:
        inside = f"<![CDATA[{clean_text(text or '')}]]>" if cdata else _text(text or "")
        lines.append(f"{start}>{inside}</{name}>{end}")
    else:
        mixed = bool(text) or not end
        lines.append(f"{start}>{_text(text or '')}{'' if mixed else end}")
        for child_name, child in children:
            if mixed:
                write_element(lines, child_name, child, "", "")
            else:
                write_element(lines, child_name, child, indent + _STEP, end)
        lines.append(f"{'' if mixed else indent}</{name}>{end}")


def _text(text: str) -> str:
    """Return text as it stands between tags; what XML can't carry is dropped."""
    if text.isalnum():
        return text
    return clean_text(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _value(text: str) -> str:
    """Return text as it stands between the quotes of an attribute."""
    if text.isalnum():
        return text
    escaped = _text(text).replace('"', "&quot;")
    return escaped if escaped.isprintable() else _one_line(escaped)


def _one_line(text: str) -> str:
    """Write breaks as references: as they are, readers take them for spaces."""
    return text.replace("\n", "&#10;").replace("\t", "&#9;")
