"""HTML as feeds carry it, however broken → Markdown."""

import re
from functools import cache
from typing import Any, NamedTuple

from publisher.importing.markdown.reading_back import CHECKED_CHARACTERS, reads_back
from publisher.importing.markdown.walking import TooDeepError, Walk, walk
from publisher.notes.plain import UNPRINTABLE

_LINE_END = re.compile(r"\r?\n|<[A-Za-z/!][^<>]*>")
_PART_CHARACTERS = 500_000

_ADDRESS = re.compile(
    r"<((?:https?://|mailto:)[^\s<>\"']{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63})>"
)
_ANY_SIGN = re.compile(r"</?([A-Za-z][^\s/<>]{0,40})(?=[\s/>])[^<>]{0,4000}>|<(?:![^<>]{0,4000}>)?")
_BLOCK = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|table|tr|blockquote|pre|dl|dd)\b|br\b|hr\b)", re.IGNORECASE
)


class Converted(NamedTuple):
    """`left_out` says what of the notes isn't in their Markdown."""

    markdown: str
    left_out: tuple[str, ...]


def convert(notes: str, base: str = "") -> Converted:
    """Return HTML notes as Markdown that our build shows with the same words and links."""
    converted = [_convert(part, base) for part in _parts(notes)]
    if len(converted) == 1:
        return converted[0]
    left_out = dict.fromkeys(each for part in converted for each in part.left_out)
    return Converted(
        "\n\n".join(part.markdown for part in converted if part.markdown), tuple(left_out)
    )


def _parts(notes: str) -> list[str]:
    """Return notes in parts that take little memory: one, but for those that are a book."""
    parts = []
    at = 0
    while len(notes) - at > _PART_CHARACTERS:
        end = at + _PART_CHARACTERS
        ends = (notes.rfind(mark, at + 1, end) for mark in ("<p", "<li", "<br", "\n", "<", " "))
        end = next((found for found in ends if found > at), end)
        parts.append(notes[at:end])
        at = end
    parts.append(notes[at:])
    return parts


def _convert(notes: str, base: str) -> Converted:
    html = _prepared(notes)
    for care in (0, 1, 2):
        done, markdown = _walked(html, base, care)
        sure = done.sure or len(markdown) > CHECKED_CHARACTERS
        if sure or reads_back(markdown, done.words, done.links):
            break
    return Converted(markdown, tuple(dict.fromkeys(done.dropped)))


def _prepared(notes: str) -> str:
    """Return notes without what no parser takes; line ends count where nothing else ends lines."""
    html = UNPRINTABLE.sub("", notes) if not notes.isprintable() else notes
    if "<" in html and ("://" in html or "@" in html):
        html = _ADDRESS.sub(_linked, html)
    if "\n" in html and not _BLOCK.search(html):
        html = _LINE_END.sub(
            lambda found: "<br>" if found[0][0] in "\r\n" else found[0], html.strip()
        )
    return html


def _linked(found: re.Match[str]) -> str:
    address = found[1]
    href = address if ":" in address else f"mailto:{address}"
    return f'<a href="{href}">{address.removeprefix("mailto:")}</a>'


def _walked(html: str, base: str, care: int) -> tuple[Walk, str]:
    try:
        return walk(_tree(html), html, base, care)
    except TooDeepError:
        flat = _ANY_SIGN.sub(_flat, html)
        return walk(_tree(flat), flat, base, care)


def _flat(found: re.Match[str]) -> str:
    """Return what a tag is where nesting can't be followed: links and lines stay, in no other.

    A sign that begins no tag is text: a parser might take what follows for yet another level.
    """
    if found[1] is None:
        return "&lt;" if found[0] == "<" else ""
    name = found[1].lower()
    if name in ("a", "br", "img"):
        return f"</a>{found[0]}" if name == "a" else found[0]
    return "<br>" if _BLOCK.match(found[0]) else ""


def _tree(html: str) -> Any:
    from lxml import etree

    return etree.fromstring(f"<div>{html}", _parser())


@cache
def _parser() -> Any:
    from lxml import etree

    return etree.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
