"""A transcript in HTML, as it may stand on the show's own site: pull requests bring any."""

import re
from html import escape, unescape
from pathlib import Path

import nh3

from publisher.transcripts.cues import Form, Transcript, UnreadableError
from publisher.transcripts.reading import known_transcript
from publisher.transcripts.writing import write_transcript

_TAGS = nh3.ALLOWED_TAGS | {"main", "time"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"class", "dir", "id", "lang"},
    "time": {"datetime"},
}
_HIDDEN = {"script", "style", "title"}
_TITLE = re.compile(r"<title[^<>]{0,100}>([^<>]{1,500})</title", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_VOID = frozenset(("br", "hr", "img", "link", "meta", "wbr"))
_CELLS = frozenset(("td", "th"))
_ENDED = {
    **dict.fromkeys(("dd", "dt"), frozenset(("dd", "dt"))),
    **dict.fromkeys(_CELLS, _CELLS),
    "li": frozenset(("li",)),
    "tr": _CELLS | {"tr"},
}
"""What ends where one of these begins; a paragraph ends at any of them."""

_DEEPEST = 60  # what a parser of HTML does for each tag grows with what is open around it
_MOST_WITH_TABLE = 100_000  # characters; what stands in a table, but in no cell, is moved each time
_MOST_WORK = 10**10  # at each `&` the parser looks through the text up to the next tag: 0.7 s


def harmless_html(file: Path) -> bytes:
    """Return the file without scripts, styles and all else that acts, as a page in UTF-8.

    Words, links, headings, pictures, names and times stay. One that can't be read as a transcript
    is an empty page.
    """
    known = known_transcript(file)
    if isinstance(known, UnreadableError):
        return _page("", "Transcript", None)
    text = known.decoded.text
    if _takes_long(text):
        return write_transcript(known, Form.HTML, known.language)
    body = nh3.clean(text, tags=_TAGS, clean_content_tags=_HIDDEN, attributes=_ATTRIBUTES)
    return _page(body.strip(), _title_of(known), known.language)


def _takes_long(text: str) -> bool:
    """Say whether the time to parse the text would grow with the square of its length."""
    if len(text) > _MOST_WITH_TABLE and "<table" in text.lower():
        return True
    pieces = text.split("<") if "&" in text else ()
    return sum(len(each) * each.count("&") for each in pieces) > _MOST_WORK or _is_deep(text)


def _is_deep(text: str) -> bool:
    """Say whether too many elements are open at once."""
    opened: list[str] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _VOID:
            continue
        if tag[1]:
            if name in opened:
                while opened.pop() != name:
                    pass
            continue
        ended = _ENDED.get(name, frozenset())
        while opened and (opened[-1] == "p" if name == "p" else opened[-1] in ended | {"p"}):
            opened.pop()
        opened.append(name)
        if len(opened) > _DEEPEST:
            return True
    return False


def _title_of(transcript: Transcript) -> str:
    title = _TITLE.search(transcript.decoded.text)
    return " ".join(unescape(title[1]).split()) if title else "Transcript"


def _page(body: str, title: str, language: str | None) -> bytes:
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{lang}>\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()
