"""HTML as the podcast namespace's document "transcripts" has it: `<cite>`, `<time>`, `<p>`.

Read as a flat row of tags, so that no depth of nesting costs anything.
"""

import re
from html import unescape

from publisher.transcripts.cues import (
    LIMIT_CUES,
    Cue,
    Found,
    UnreadableError,
    clean_name,
    clean_text,
    seconds_of,
    whole_milliseconds,
)
from publisher.transcripts.speakers import split_leads

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})\b([^<>]{0,2000})>|<!--|<[!?][^<>]{0,500}>")
_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript", "nav", "svg", "h1",
                     "h2", "h3", "h4", "h5", "h6"})  # fmt: skip
_END = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _HIDDEN}
_SPACES = re.compile(r"\s+")
_ENDS = frozenset({
    "p", "div", "li", "ul", "ol", "dd", "dt", "dl", "section", "article", "blockquote", "td", "tr",
    "hr", "body", "html", "main", "footer", "header", "figure",
})  # fmt: skip
_CLOCK = re.compile(r"[\s\[(]*(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?[\s\])]*")
_DATETIME = re.compile(r"\bdatetime\s*=\s*[\"']?PT(\d{1,7})(?:\.(\d{1,6}))?S", re.IGNORECASE)
_LANG = re.compile(r"\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})\b", re.IGNORECASE)


def read_html(text: str) -> Found:
    """Read a transcript in HTML: a cue for each paragraph."""
    return _Scan(text).run()


class _Scan:
    """Goes through the tags once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cues: list[Cue] = []
        self._offsets: list[int] = []
        self._language: str | None = None
        self._speaker: str | None = None
        self._cited = False
        self._start: float | None = None
        self._exact: float | None = None  # what `<time datetime>` says
        self._words: list[str] = []
        self._from = 0
        self._inside = ""  # "cite" or "time"

    def run(self) -> Found:
        at = 0
        while tag := _TAG.search(self._text, at):
            self._take(at, tag.start())
            at = self._behind(tag)
        self._take(at, len(self._text))
        self._flush()
        if not self._cited:
            parted = split_leads([cue.text for cue in self._cues])
            named = zip(self._cues, parted, strict=True)
            self._cues = [
                cue._replace(speaker=who, text=words or "…") for cue, (who, words) in named
            ]
        return Found(self._cues, self._offsets, self._language)

    def _behind(self, tag: re.Match[str]) -> int:
        """Do what a tag asks for, and return where to go on."""
        if tag[0] == "<!--":
            end = self._text.find("-->", tag.end())
            return end + 3 if end >= 0 else len(self._text)
        if tag[2] is None:
            return tag.end()
        name, closing = tag[2].lower(), tag[1] == "/"
        if name == "html" and not closing and (lang := _LANG.search(tag[3])):
            self._language = lang[1]
        if name in _HIDDEN and not closing:
            return tag.end() if tag[3].endswith("/") else self._behind_hidden(name, tag.end())
        if name in ("cite", "time"):
            self._flush()
            self._inside = "" if closing else name
            if self._inside == "cite":
                self._speaker = None
            exact = _DATETIME.search(tag[3]) if name == "time" and not closing else None
            if exact is not None:
                self._exact = whole_milliseconds(seconds_of(None, "0", exact[1], exact[2]))
        elif name == "br":
            self._words.append("\n")
        elif name in _ENDS:
            self._flush()
        return tag.end()

    def _behind_hidden(self, name: str, at: int) -> int:
        """Return where the end of an element begins that nobody sees; as browsers, at worst all."""
        end = _END[name].search(self._text, at)
        return end.start() if end else len(self._text)

    def _take(self, start: int, end: int) -> None:
        """Take in text between tags."""
        words = self._text[start:end]
        if not words or words.isspace():
            if words and self._words:
                self._words.append(" ")
            return
        words = unescape(words) if "&" in words else words
        if self._inside == "cite":
            name = clean_name(words.strip().removesuffix(":"))
            if name is not None:
                self._speaker, self._cited = name, True
        elif self._inside == "time":
            clock = _CLOCK.fullmatch(words)
            inexact = whole_milliseconds(seconds_of(*clock.groups())) if clock else None
            self._start = inexact if self._exact is None else self._exact
            self._exact = None
        else:
            if not self._words:
                self._from = start
            self._words.append(_SPACES.sub(" ", words))

    def _flush(self) -> None:
        """Make a cue of the words so far."""
        text = clean_text("".join(self._words))
        self._words = []
        if not text:
            return
        if len(self._cues) >= LIMIT_CUES:
            raise UnreadableError(f"it has more than {LIMIT_CUES:,} paragraphs")
        self._cues.append(Cue(self._start, None, self._speaker, text))
        self._offsets.append(self._from)
        self._start = None
