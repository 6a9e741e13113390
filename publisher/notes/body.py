"""Markdown → blocks (CommonMark with tables, autolinks, strikethrough and footnotes).

comrak leaves raw HTML out of its result; only a body that has some is rendered again with it,
and cleaned. Either way the result is read into blocks, which have no room for scripts, styles or
event handlers.
"""

from functools import cache

import comrak

from publisher.notes.blocks import Block
from publisher.notes.plain import UNPRINTABLE
from publisher.notes.rawhtml import clean_html
from publisher.notes.reading import read_html

_OMITTED = "<!-- raw HTML omitted -->"
_FOOTNOTES = 1000
"""More references than this are no footnotes: each writes seventy times its own length."""
_ADDRESSES = 500
"""More of what addresses begin or end with in one word is none: the time grows with the square."""
_MAIL_ADDRESSES = 1000
"""With more of them in one text they are plain words, for the same reason."""
_RAW_CHARACTERS = 200_000
"""Of a longer text raw HTML is left out: to clean it can take time that grows with its square."""
_COLUMNS = 200
"""More bars in one line are no table: the time it takes grows with the square of the columns."""


def read_markdown_body(markdown: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text from anybody; never raises, and takes linear time."""
    if not markdown or markdown.isspace():
        return ()
    text = markdown if markdown.isprintable() else UNPRINTABLE.sub("", markdown)
    extensions = _fitting(text)
    html = comrak.render_markdown(text, extensions)
    if _OMITTED in html and len(text) <= _RAW_CHARACTERS:
        whole = comrak.render_markdown(text, extensions, None, _with_raw_html())
        html = clean_html(whole) or html
    return read_html(html)


def html_of(markdown: str) -> str:
    """Return the HTML that a body is read from, raw HTML left out."""
    return comrak.render_markdown(markdown, _fitting(markdown))


def _fitting(text: str) -> comrak.ExtensionOptions:
    """Return what is read beside CommonMark, without what would take too long in this text."""
    return _extensions(
        footnotes=0 < text.count("[^") <= _FOOTNOTES,
        tables=not _is_wider(text, _COLUMNS),
        autolinks=_has_addresses(text),
    )


def _is_wider(text: str, columns: int) -> bool:
    """Say whether a line has more bars than a table may have columns."""
    return text.count("|") > columns and any(line.count("|") > columns for line in text.split("\n"))


def _has_addresses(text: str) -> bool:
    """Say whether bare addresses in the text can be found in reasonable time."""
    if text.count("@") > _MAIL_ADDRESSES:
        return False
    marks = ("://", "www.", ")")
    return sum(map(text.count, marks)) <= _ADDRESSES or all(
        sum(map(word.count, marks)) <= _ADDRESSES for word in text.split()
    )


@cache
def _extensions(*, footnotes: bool, tables: bool, autolinks: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.strikethrough = True
    options.autolink = autolinks
    options.footnotes = footnotes
    options.table = tables
    return options


@cache
def _with_raw_html() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.unsafe_ = True
    return options
