"""What a page may be made of: elements, attributes and schemes that are allowed, and no others.

A page is parsed as browsers do; nothing is searched for as text, since what is dangerous is what
a parser makes of a text.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib

from publisher import reports


def _table(*rows: str) -> dict[str, frozenset[str]]:
    """Return elements and their attributes from rows such as `th td: scope colspan`."""
    table = {}
    for row in rows:
        names, _, attributes = row.partition(":")
        table.update(dict.fromkeys(names.split(), frozenset(attributes.split())))
    return table


NOTES = _table(
    "p br hr strong em s code pre blockquote ul h2 h3 h4 h5 h6",
    "table thead tbody tr td del sub sup dl dt dd u b i bdi",
    "li: value",
    "ol: start",
    "th: scope",
    "a: href rel",
    "img: src alt loading width height decoding",
)
"""What notes are written in on a page."""

PAGE = NOTES | _table(
    "html head body title header footer main nav section article div span h1 cite small mark",
    "figure figcaption aside noscript summary dialog output caption tfoot template style ins",
    "td th: scope colspan rowspan",
    "details: open name",
    "meta: charset name content property http-equiv media",
    "link: rel href type title media sizes as",
    "script: src defer type",
    "a: href rel download hreflang type",
    "audio: controls preload src",
    "source: src type",
    "track: kind src srclang label default",
    "time: datetime",
    "form: action method novalidate",
    "label output: for",
    "input: type name value maxlength autocomplete autocapitalize spellcheck placeholder list "
    "checked disabled",
    "select textarea: name disabled readonly rows cols",
    "option: value selected",
    "datalist abbr",
    "button: type disabled popovertarget value name",
    "progress meter: value max min low high optimum",
    "data: value",
    "iframe: srcdoc sandbox loading width height",
    "svg: viewbox width height focusable fill stroke xmlns",
    "path: d fill",
)
EVERYWHERE = frozenset("class id lang dir hidden title role tabindex translate inert".split())  # noqa: SIM905
_OWN = re.compile(r"(?:aria|data)-[a-z-]+")
ADDRESSES = frozenset(
    ["href", "src", "action", "formaction", "poster", "cite", "background", "data", "srcset"]
)
SCHEMES = frozenset(("", "http", "https", "mailto", "tel", "feed", "podcast", "pcast"))
OWN_SCRIPTS = tuple(
    file.read_text("utf-8").strip() for file in Path(reports.__file__).parent.glob("*.js")
)
"""Scripts that stand in a page itself: the report's, which has no files beside it."""
# As a browser reads addresses: it passes over controls at the ends, tabs and line ends anywhere.
_PASSED_OVER = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\n\r]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def parse(page: str, *, strict: bool = True) -> Any:
    """Return the page's tree; raises html5lib's ParseError where it breaks HTML's rules."""
    parser = html5lib.HTMLParser(strict=strict, namespaceHTMLElements=False)
    return parser.parse(page)


def parse_piece(html: str) -> Any:
    """Return the tree of a piece of HTML."""
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def faults(tree: Any, allowed: Mapping[str, frozenset[str]] = PAGE) -> Iterator[str]:
    """Yield what in a tree is not allowed."""
    for element in tree.iter():
        name = element.tag
        if not isinstance(name, str):
            yield f"comment {element.text!r}"
            continue
        name = name.rpartition("}")[2]
        if name == "DOCUMENT_FRAGMENT":
            continue
        if name not in allowed:
            yield f"<{name}>"
            continue
        for attribute, value in element.attrib.items():
            yield from _attribute_faults(name, str(attribute), value, allowed[name])
        if name == "script" and "src" not in element.attrib:
            yield from _data_faults(element)
        if name == "meta" and element.attrib.get("http-equiv", "").lower() not in (
            "",
            "content-security-policy",
        ):
            yield f"meta {element.attrib['http-equiv']}"


def _attribute_faults(
    name: str, attribute: str, value: str, allowed: frozenset[str]
) -> Iterator[str]:
    own = attribute in EVERYWHERE or _OWN.fullmatch(attribute)
    if attribute not in allowed and not own:
        yield f"<{name} {attribute}={value[:80]!r}>"
    if attribute in ADDRESSES:
        scheme = scheme_of(value)
        if scheme not in SCHEMES and value != "data:,":  # an icon that is none
            yield f"<{name} {attribute}={value[:80]!r}>"
        if name in ("script", "link") and attribute == "src" and urlsplit(value).netloc:
            yield f"<{name} {attribute}={value[:80]!r}>"


def _data_faults(element: Any) -> Iterator[str]:
    if element.attrib.get("type") != "application/ld+json":
        if (element.text or "").strip() in OWN_SCRIPTS:
            return
        yield f"<script>{(element.text or '')[:80]}"
        return
    try:
        json.loads(element.text or "")
    except ValueError as error:
        yield f"JSON-LD: {error}"


def scheme_of(address: str) -> str:
    """Return the scheme a browser sees in an address, in lower case; empty for a relative one."""
    found = _SCHEME.match(_PASSED_OVER.sub("", address))
    return found[0].lower() if found else ""


def words(tree: Any) -> Iterator[str]:
    """Yield all texts of a tree that somebody may read."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            yield element.text or ""
        yield element.tail or ""
