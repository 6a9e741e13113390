"""Transcripts in Markdown and plain text: paragraphs, with speakers and times where they stand.

Speakers are told from `**Ann:**`, `__Ann__:`, `*Ann (0:01:02)*:`, `Ann: …`, `Ann 0:01:02` on a line
of its own and headings that come again; times from `[00:01:02]` and `00:01:02` where a line begins
so, and in square brackets anywhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from publisher.transcripts.cues import (
    LIMIT_CUES,
    Cue,
    Found,
    UnreadableError,
    clean_name,
    clean_text,
)
from publisher.transcripts.prose_lines import Line, clock_seconds, read_line
from publisher.transcripts.speakers import names_among

_INLINE = re.compile(r"\\?\[((?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)\\?\]")
_FRONT = re.compile(r"---[ \t]*\n(?:(?!---)[^\n]*\n){0,200}---[ \t]*\n")
_SKIPPED = re.compile(
    r"^(?:\{%[^\n]*%\}|\[[^\]\n]{1,200}\]:[ \t]*\S[^\n]*|[-*_=]{3,}[ \t]*)$", re.MULTILINE
)
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n\s*")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?\)"
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]++|\*\*|<h[1-6][^<>\n]{0,100}>[ \t]*+)?"
    r"(?:(?:full|episode|show|the|das|komplettes)[ \t]++)?"
    r"(?:transcript(?:ion|ie)?|tran[sk]kript|transcripci[oó]n|trascrizione|transcri[cç][aã]o)"
    r"(?:[ \t]++below)?[ \t]*+(?::?\*\*|#{1,6}|</h[1-6]>|:)?[ \t]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_STEMS = ("transcri", "transkri", "trascri")
_FEWEST_WORDS = 100
_LONG_LINE = 200  # characters: nobody wrapped it, so each line is a paragraph


class _Turn(NamedTuple):
    offset: int
    line: Line


def transcript_part(text: str) -> int | None:
    """Return where the transcript begins in notes that hold one, below a heading that says so.

    None where there is no such heading, or only a few words behind it.
    """
    lower = text.lower()
    if not any(stem in lower for stem in _STEMS):
        return None
    for found in _HEADING.finditer(text):
        if len(text[found.end() :].split(None, _FEWEST_WORDS)) > _FEWEST_WORDS:
            return found.end()
    return None


def read_prose(text: str) -> Found:
    """Read Markdown or plain text: a cue for each paragraph. Ends of cues are never known."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    begins = transcript_part(text[start:])
    turns = list(islice(_turns(text, start + (begins or 0)), LIMIT_CUES + 1))
    names = _names(turns)
    cues: list[Cue] = []
    offsets: list[int] = []
    speaker: str | None = None
    for offset, line in turns:
        words = line.words
        if line.name in names:
            speaker = clean_name(_plain(line.name or ""))
        elif line.name and not line.marked:
            words = f"{line.name}: {words}"
        elif line.name:
            words = f"{line.name} {words}" if words else ""
        for seconds, part in _timed_parts(line.start_seconds, words):
            cues.append(Cue(seconds, None, speaker, part))
            offsets.append(offset)
    if max(len(cues), len(turns)) > LIMIT_CUES:
        raise UnreadableError(f"it has more than {LIMIT_CUES:,} paragraphs")
    return Found(cues, offsets)


def _names(turns: list[_Turn]) -> frozenset[str]:
    """Return which names at the beginnings of lines are speakers'."""
    plain = [line.name for _, line in turns if line.name and not line.marked]
    marked = Counter(line.name for _, line in turns if line.name and line.marked)
    spoken = {line.name for _, line in turns if line.name and line.marked and line.words.strip()}
    again = {name for name, count in marked.items() if count > 1}
    return names_among(plain, len(turns)) | frozenset(spoken) | frozenset(again)


def _turns(text: str, at: int) -> Iterator[_Turn]:
    """Yield the paragraphs from `at` on, and their parts where a line begins with name or time."""
    body = text[at:]
    if "%}" in body or "]:" in body or "---" in body or "***" in body or "===" in body:
        body = _SKIPPED.sub(_blanked, body)
    if ">" in body:
        body = _QUOTED.sub(_blanked, body)
    start = 0
    for gap in _GAP.finditer(f"{body}\n\n"):
        yield from _paragraph(body[start : gap.start()], at + start)
        start = gap.end()


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _paragraph(text: str, offset: int) -> Iterator[_Turn]:
    """Yield the turns of one paragraph, with the lines that follow each."""
    turn: _Turn | None = None
    lines: list[str] = []
    every = len(text) > _LONG_LINE and max(map(len, text.split("\n"))) > _LONG_LINE
    for written in text.splitlines(keepends=True):
        stripped = written.lstrip()
        line = read_line(stripped)
        if turn is None or every or line.name is not None or line.start_seconds is not None:
            if turn is not None:
                yield turn._replace(line=turn.line._replace(words=" ".join(lines)))
            turn, lines = _Turn(offset + len(written) - len(stripped), line), [line.words.strip()]
        else:
            lines.append(stripped.strip())
        offset += len(written)
    if turn is not None:
        yield turn._replace(line=turn.line._replace(words=" ".join(lines)))


def _timed_parts(start: float | None, words: str) -> Iterator[tuple[float | None, str]]:
    """Yield the words between times in brackets, each with the time before it."""
    pieces = _INLINE.split(words) if ":" in words and "[" in words else [words]
    for clock, piece in zip([None, *pieces[1::2]], pieces[::2], strict=True):
        seconds = clock_seconds(clock) if clock else start
        text = _plain(piece)
        if text:
            yield seconds, text


def _plain(text: str) -> str:
    """Return Markdown as it is read aloud."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text:
        text = _EMPHASIS.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return clean_text(text)
