"""Markdown → blocks (CommonMark with tables, autolinks, strikethrough and footnotes).

comrak writes raw HTML out of its result; only a body that has some is rendered again with it,
and goes through nh3, which leaves a well-formed tree of harmless elements. Either way the result
is read into blocks, which have no room for scripts, styles or event handlers.
"""

from functools import cache

import comrak
import nh3

from publisher.notes.blocks import Block
from publisher.notes.plain import UNPRINTABLE
from publisher.notes.reading import TRANSPARENT, read_html
from publisher.notes.urls import SCHEMES

_OMITTED = "<!-- raw HTML omitted -->"
_FOOTNOTES = 1000
"""More references than this are no footnotes: each writes seventy times its own length."""

_ELEMENTS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("hr", "br", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
    *("a", "b", "i", "strong", "em", "del", "s", "strike", "img", "iframe", "sup"),
    *TRANSPARENT,
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "iframe": {"src", "title"},
    "ol": {"start"},
}


def read_markdown_body(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text from anybody; never raises, and takes linear time."""
    if not markdown or markdown.isspace():
        return ()
    text = markdown if markdown.isprintable() else UNPRINTABLE.sub("", markdown)
    extensions = _extensions(footnotes=0 < text.count("[^") <= _FOOTNOTES)
    html = comrak.render_markdown(text, extensions)
    if _OMITTED in html:
        html = _harmless(comrak.render_markdown(text, extensions, None, _with_raw_html()))
    return read_html(html)


@cache
def _extensions(*, footnotes: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.autolink = options.strikethrough = True
    options.footnotes = footnotes
    return options


@cache
def _with_raw_html() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.unsafe_ = True
    return options


def _harmless(html: str) -> str:
    return nh3.clean(
        html,
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
