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
_UNCLOSED = frozenset(("br", "dd", "dt", "hr", "img", "li", "link", "meta", "p", "td", "th", "tr"))
_DEEPEST = 60  # what a parser of HTML does for each tag grows with what is open around it


def harmless_html(file: Path) -> bytes:
    """Return the file without scripts, styles and all else that acts, as a page in UTF-8.

    Words, links, headings, pictures, names and times stay. One that can't be read as a transcript
    is an empty page.
    """
    known = known_transcript(file)
    if isinstance(known, UnreadableError):
        return _page("", "Transcript", None)
    text = known.decoded.text
    if _depth(text) > _DEEPEST:
        return write_transcript(known, Form.HTML, known.language)
    body = nh3.clean(text, tags=_TAGS, clean_content_tags=_HIDDEN, attributes=_ATTRIBUTES)
    return _page(body.strip(), _title_of(known), known.language)


def _depth(text: str) -> int:
    """Return how many elements are open at most; those that need no end don't count."""
    deepest = depth = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _UNCLOSED:
            depth = max(0, depth + (-1 if tag[1] else 1))
            deepest = max(deepest, depth)
    return deepest


def _title_of(transcript: Transcript) -> str:
    title = _TITLE.search(transcript.decoded.text)
    return " ".join(unescape(title[1]).split()) if title else "Transcript"


def _page(body: str, title: str, language: str | None) -> bytes:
    lang = f' lang="{escape(language)}"' if language else ""
    return (
        f'<!doctype html>\n<html{lang}>\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()
