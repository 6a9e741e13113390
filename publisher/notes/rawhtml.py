"""HTML from anybody → well-formed, harmless HTML, with what was meant as words left as words."""

import re
from collections import Counter

import nh3

from publisher.notes.elements import TRANSPARENT
from publisher.notes.urls import SCHEMES

_KEPT = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("hr", "br", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
    *("a", "b", "i", "strong", "em", "del", "s", "strike", "img", "iframe", "sup"),
    *TRANSPARENT,
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "iframe": {"src", "title"},
    "ol": {"start"},
}
_SWALLOWING = frozenset(
    ("script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe", "noscript")
)
"""Elements that take everything up to their end for their own; without one, the whole rest."""

_OTHERS = frozenset(
    (
        *("abbr", "acronym", "applet", "area", "audio", "base", "basefont", "bdi", "bdo", "big"),
        *("body", "button", "canvas", "cite", "col", "colgroup", "data", "datalist", "dfn"),
        *("dialog", "dir", "embed", "fieldset", "font", "form", "frame", "frameset", "head"),
        *("hgroup", "html", "input", "ins", "kbd", "label", "legend", "link", "map", "mark"),
        *("marquee", "menu", "meta", "meter", "nav", "nobr", "object", "optgroup", "option"),
        *("output", "param", "picture", "progress", "q", "rp", "rt", "ruby", "samp", "search"),
        *("select", "slot", "small", "source", "span", "sub", "svg", "math", "g", "path", "rect"),
        *("template", "time", "track", "tt", "u", "use", "var", "video", "wbr", "circle"),
    )
)
_VOID = frozenset(("br", "hr", "img", "wbr", "input", "source", "col", "link", "meta", "area"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")


_DEEPEST = 500


def clean_html(html: str) -> str | None:
    """Return the harmless part of HTML, well-formed; None where it nests beyond all reason.

    A tag of no known element (`Result<T>`, `<Foo />`) and one whose element never ends
    (`scoped <style> tags`) become words: the author meant them so. Linear in the length.
    """
    lower = html.lower()
    last_ends = {name: lower.rfind(f"</{name}") for name in _SWALLOWING}
    deepest = depth = 0
    unclosed: Counter[str] = Counter()

    def as_meant(found: re.Match[str]) -> str:
        nonlocal deepest, depth
        name = found[2].lower()
        if name in _SWALLOWING:
            is_tag = found.start() <= last_ends[name]
        else:
            is_tag = name in _KEPT or name in _OTHERS
        if not is_tag:
            return f"&lt;{found[0][1:]}"
        if name not in _VOID and not (found[1] and not unclosed[name]):
            step = -1 if found[1] else 1
            unclosed[name] += step
            depth += step
            deepest = max(deepest, depth)
        return found[0]

    html = _TAG.sub(as_meant, html)
    if deepest > _DEEPEST:
        return None
    return nh3.clean(
        html, tags=_KEPT, attributes=_ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )
