"""Blocks → the HTML of a mail, as a mail service takes it.

One column of 600 pixels. Every style stands with its element, because Gmail drops or rewrites
style sheets; the one in the head only adds dark colours where a mail program reads it. Nothing is
asked of the web but the pictures, and every address is absolute.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template

from publisher.notes.blocks import (
    Break,
    Bullets,
    CodeBlock,
    Divider,
    Heading,
    Image,
    Link,
    Moment,
    Paragraph,
    Quote,
    Table,
    Timeline,
)
from publisher.notes.cutting import beginning, first_words
from publisher.notes.html import FeedHtml, complete, escape, escape_attribute
from publisher.notes.moments import write_clock
from publisher.notes.structure import Notes

PREHEADER_LENGTH = 110
"""What mail programs show beside the subject, before anything is opened."""

_LINK = "color:#0b57d0"
_CELL = "padding:6px 8px;border:1px solid #b8b8b8;text-align:left;vertical-align:top"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
_BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:6px;background:#0b57d0;color:#ffffff;"
    "font-family:Arial,sans-serif;font-weight:bold;text-decoration:none"
)


class MailHtml(FeedHtml):
    """Writes what every mail program shows; `base` is the page's address, empty where unknown.

    Chapters and other moments lead to that point on the page. A link whose address can't be made
    absolute is its words.
    """

    _has_breaks = True

    def paragraph(self, block: Paragraph) -> str:
        return f'<p style="margin:0 0 16px">{self.inlines(block.children)}</p>'

    def heading(self, block: Heading) -> str:
        level, size = ("2", 20) if block.level == 1 else ("3", 17)
        style = f"margin:28px 0 8px;font-size:{size}px;line-height:1.3"
        return f'<h{level} style="{style}">{self.inlines(block.children)}</h{level}>'

    def bullets(self, block: Bullets) -> str:
        return _list([self._item(item, block.tight) for item in block.items], block.start)

    def quote(self, block: Quote) -> str:
        style = "margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #b8b8b8"
        return f'<blockquote style="{style}">\n{self.blocks(block.children)}\n</blockquote>'

    def code_block(self, block: CodeBlock) -> str:
        style = "margin:0 0 16px;font-family:monospace;font-size:14px;white-space:pre-wrap"
        return f'<pre style="{style}">{escape(block.text)}</pre>'

    def table(self, block: Table) -> str:
        rows = "\n".join(
            "<tr>{}</tr>".format(
                "".join(f'<td style="{_CELL}">{self.inlines(cell)}</td>' for cell in row)
            )
            for row in block.rows
        )
        style = "margin:0 0 16px;border-collapse:collapse;font-size:15px"
        return f'<table style="{style}">\n{rows}\n</table>'

    def divider(self, _block: Divider) -> str:
        return '<hr style="margin:24px 0;border:0;border-top:1px solid #b8b8b8">'

    def timeline(self, block: Timeline) -> str:
        entries = [
            f"{self.moment(moment)} {self.inlines(title)}" for moment, title in block.entries
        ]
        return _list(entries, None)

    # -- inlines

    def link(self, node: Link) -> str:
        return self._linked(complete(node.url, self.base), self.said(node))

    def moment(self, node: Moment) -> str:
        return self._linked(f"{self.base}#t={node.seconds}" if self.base else "", node.text)

    def _linked(self, url: str, said: str) -> str:
        if not _ABSOLUTE.match(url):
            return said
        return f'<a href="{escape_attribute(url)}" style="{_LINK}">{said}</a>'

    def image(self, node: Image) -> str:
        url, alt = complete(node.url, self.base), escape_attribute(node.alt)
        if not url.startswith(("https://", "http://")):
            return escape(node.alt)
        style = "display:block;max-width:100%;height:auto"
        return f'<img src="{escape_attribute(url)}" alt="{alt}" style="{style}">'

    def line_break(self, _node: Break) -> str:
        return "<br>"


def _list(items: list[str], start: int | None) -> str:
    """Return a list of written items, numbered from `start` where it is given."""
    name = "ul" if start is None else "ol"
    first = "" if start in (None, 1) else f' start="{start}"'
    written = "\n".join(f'<li style="margin:0 0 8px">{item}</li>' for item in items)
    return f'<{name}{first} style="margin:0 0 16px;padding:0 0 0 24px">\n{written}\n</{name}>'


def write_mail(notes: Notes, sections: str) -> str:
    """Return the whole mail around the written sections: subject, preheader, picture, button."""
    facts = notes.episode
    return _frame().substitute(
        language=facts.language if _TAG.fullmatch(facts.language) else "en",
        title=escape(f"{facts.title} · {facts.show_title}"),
        preheader=escape(beginning(facts.summary or first_words(notes.body), PREHEADER_LENGTH)),
        head="\n".join(_head(notes)),
        notes=sections,
    )


@cache
def _frame() -> Template:
    file = Path(__file__).with_name("templates") / "newsletter.html"
    return Template(file.read_text(encoding="utf-8"))


def _head(notes: Notes) -> Iterator[str]:
    facts = notes.episode
    show = escape(facts.show_title)
    if _ABSOLUTE.match(facts.show_url):
        url = escape_attribute(facts.show_url)
        show = f'<a class="show" href="{url}" style="color:#1f1f1f;text-decoration:none">{show}</a>'
    yield f'<p style="margin:0 0 16px;font-weight:bold">{show}</p>'
    if _ABSOLUTE.match(facts.image):
        style = "display:block;width:100%;max-width:240px;height:auto;margin:0 0 16px"
        yield f'<img src="{escape_attribute(facts.image)}" alt="" width="240" style="{style}">'
    yield f'<h1 style="margin:0 0 8px;font-size:26px;line-height:1.25">{escape(facts.title)}</h1>'
    told = " · ".join(_told(notes))
    if told:
        yield f'<p class="facts" style="margin:0 0 16px;color:#5f5f5f">{escape(told)}</p>'
    if _ABSOLUTE.match(facts.link):
        yield (
            f'<p style="margin:0 0 24px"><a class="listen" href="{escape_attribute(facts.link)}" '
            f'style="{_BUTTON}">Listen to the episode</a></p>'
        )


def _told(notes: Notes) -> Iterator[str]:
    facts = notes.episode
    if facts.number is not None:
        season = f"Season {facts.season}, episode" if facts.season is not None else "Episode"
        yield f"{season} {facts.number}"
    if facts.date:
        yield facts.date
    if notes.duration_seconds:
        yield write_clock(notes.duration_seconds)
