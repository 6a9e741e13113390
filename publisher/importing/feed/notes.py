"""Which of an item's texts are its show notes, and which is its summary."""

import re
from typing import NamedTuple

_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[\da-f]+|[a-z]{2,31});", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li|ul|ol|h[1-6]|tr|blockquote)\b", re.IGNORECASE)
_CUT = re.compile(r"(?:\s*(?:\[?(?:…|\.\.\.)\]?|Read more\s*»?))+\Z", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s()<>]+")
_MOST_SUMMARY = 4000  # characters: more is no summary


class Texts(NamedTuple):
    """`notes` as the feed has them, HTML or text; `other` is an itunes:summary of its own."""

    notes: str
    summary: str | None = None
    other: str | None = None


def texts_of(
    content: str | None, description: str | None, summary: str | None, subtitle: str | None
) -> Texts:
    """Choose: apps show `content:encoded`, else the longest of the other forms.

    The first of the shorter ones that says something which the notes don't is the summary; one
    that was cut from them says nothing of its own, nor does one that only spaces them otherwise.
    """
    notes = content or max(description or "", summary or "", key=len)
    forms = [form for form in (subtitle, description, summary) if form and form != notes]
    if not forms:
        return Texts(notes)
    said = _letters(text_of(notes))
    own = [plain for form in forms if (plain := text_of(form)) and not _is_in(plain, said)]
    short = [plain for plain in own if len(plain) <= _MOST_SUMMARY]
    chosen = next(iter(short), None)
    if chosen is not None:  # of a text and its beginning, the text
        chosen = max((p for p in short if _is_in(chosen, _letters(p))), key=len)
    other = text_of(summary) if summary and summary != notes else ""
    if other not in own or (chosen is not None and _is_in(other, _letters(chosen))):
        other = ""
    return Texts(notes, chosen, summary if other else None)


def text_of(form: str) -> str:
    """Return a text without the HTML that may be in it."""
    if not _MARKUP.search(form):
        return form.strip()
    from lxml import etree, html

    try:
        found = html.fragment_fromstring(_BREAK.sub(r"\n\g<0>", form), create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return form.strip()
    return "".join(found.itertext()).strip()


def _is_in(form: str, letters: str) -> bool:
    """Say whether a text is said in others, but for a word that was cut at its end."""
    found = _CUT.search(form)
    if found:
        form = form[: found.start()].rpartition(" ")[0] or form[: found.start()]
    return _letters(form) in letters


def _letters(text: str) -> str:
    """Return what is the same however a text is spaced, quoted or linked."""
    return "".join(filter(str.isalnum, _ADDRESS.sub("", text).casefold()))
