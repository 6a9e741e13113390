"""The list of chapters in a description, also where its lines had run into one another."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from publisher.chapters.body import read_body_chapters
from publisher.importing.description.pieces import Piece
from publisher.importing.description.understanding import Decision, DecisionKind, FoundChapter
from publisher.model import Chapter
from publisher.transcripts.cues import shown_clock

_WORD = re.compile(r"\w+")
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,3}:\d\d")


class ListedChapters(NamedTuple):
    chapters: tuple[FoundChapter, ...] = ()
    decisions: tuple[Decision, ...] = ()  # none where the list says more than its chapters


def find_chapters(pieces: Sequence[Piece]) -> ListedChapters:
    """Return the chapters that these pieces list, and the pieces that say nothing else."""
    lines: list[str] = []
    starts: list[int] = []
    length = 0
    for piece in pieces:
        line = f"{piece.text.rstrip()}\n" + "\n" * min(2, piece.text.count("\n") - 1)
        starts.append(length)
        lines.append(line)
        length += len(line)
    found = read_body_chapters("".join(lines)).chapters
    chapters = tuple(
        FoundChapter(chapter.start_seconds, chapter.title, chapter.url) for chapter in found
    )
    decisions = []
    for chapter in found:
        at = bisect_right(starts, chapter.at or 0) - 1
        span = _span(pieces, at, chapter)
        if span is None:
            return ListedChapters(chapters)
        value = f"{shown_clock(chapter.start_seconds)} {chapter.title}"
        decisions.append(Decision(*span, DecisionKind.CHAPTER, value, "a list of times that rise"))
    return ListedChapters(chapters, tuple(decisions))


def _span(pieces: Sequence[Piece], at: int, chapter: Chapter) -> tuple[int, int] | None:
    """Return the span that says this chapter and nothing more; None where there is none."""
    told = set(_WORD.findall(chapter.title.lower()))
    said: set[str] = set()
    urls: set[str] = set()
    for index in range(at, min(at + 3, len(pieces))):
        piece = pieces[index]
        text = piece.text
        for link in piece.links:
            urls.add(link.url)
            text = text.replace(link.url, " ")
        said |= set(_WORD.findall(_CLOCK.sub(" ", text).lower()))
        if told <= said:
            only = said == told and urls <= {chapter.url}
            return (pieces[at].start, piece.end) if only else None
    return None
