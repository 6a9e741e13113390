"""The forms of show notes, what each place takes, and what gives way where it is too much."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from publisher.chapters.youtube import youtube_problem
from publisher.notes.blocks import Block, Bullets, Heading, Timeline
from publisher.notes.structure import Notes
from publisher.notes.template import NotesPart


class Form(StrEnum):
    HTML = "html"  # for the feed
    TEXT = "text"
    MARKDOWN = "markdown"
    APPLE = "apple"
    SPOTIFY = "spotify"
    YOUTUBE = "youtube"
    PAGE = "page"


class Limit(NamedTuple):
    """`most` bytes of UTF-8, tags included, or characters (code points)."""

    place: str
    most: int
    unit: str  # "bytes" or "characters"

    def fits(self, text: str) -> bool:
        """Say whether the place takes all of the text."""
        if len(text) * 4 <= self.most:
            return True
        return (len(text.encode()) if self.unit == "bytes" else len(text)) <= self.most


LIMITS = {
    Form.APPLE: Limit("Apple Podcasts", 4000, "bytes"),
    Form.SPOTIFY: Limit("Spotify", 4000, "characters"),
    Form.YOUTUBE: Limit("YouTube", 5000, "characters"),
}

GIVES_WAY = (
    "crew",
    "hosts",
    "socials",
    "platforms",
    "text",
    "links",
    "chapters",
    "promos",
    "guests",
)
"""Sections in the order in which they give way; "text" is the template's own words. Then the body
goes, from its end, down to its first paragraph or item; then the sponsors, who paid to be there;
at last the rest."""

END_OF_BODY = "the end of the body"

Write = Callable[[Sequence[NotesPart]], str]


class RenderedNotes(NamedTuple):
    """Show notes in one form. `left_out`: what gave way, by name, in that order.

    `chapters_problem` says why the chapters were left out where the place would not take them.
    """

    text: str
    left_out: tuple[str, ...] = ()
    chapters_problem: str = ""


def fit(parts: Sequence[NotesPart], write: Write, limit: Limit) -> RenderedNotes:
    """Write the parts, leaving out as few as the limit asks for, and never half of a link."""
    text = write(parts)
    left_out: list[str] = []
    for name in (*GIVES_WAY, "body", "sponsors", "the body"):
        if limit.fits(text):
            break
        if name == "body":
            shorter = _shortened(parts, write, limit)
        else:
            gone = "body" if name == "the body" else name
            shorter = [part for part in parts if part.name != gone]
        if shorter != list(parts):
            parts, text = shorter, write(shorter)
            left_out.append(END_OF_BODY if name == "body" else name)
    return RenderedNotes(text, tuple(left_out))


def _shortened(parts: Sequence[NotesPart], write: Write, limit: Limit) -> list[NotesPart]:
    """Return the parts with the longest beginning of the body that fits, one unit at least."""
    bodies = [part for part in parts if part.name == "body"]
    if not bodies:
        return list(parts)
    body = bodies[0].blocks
    fewest, most = 1, sum(1 for _ in _units(body))

    def cut(units: int) -> list[NotesPart]:
        return [
            part._replace(blocks=_beginning(body, units)) if part.name == "body" else part
            for part in parts
        ]

    while fewest < most:
        middle = (fewest + most + 1) // 2
        if limit.fits(write(cut(middle))):
            fewest = middle
        else:
            most = middle - 1
    return cut(fewest)


def _units(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield what may be left out by itself: paragraphs, and the items of lists."""
    for block in blocks:
        if isinstance(block, Bullets):
            for item in block.items:
                yield block._replace(items=(item,))
        elif not isinstance(block, Heading):
            yield block


def _beginning(blocks: Sequence[Block], units: int) -> tuple[Block, ...]:
    """Return the first units of the body; a heading stays where something follows it."""
    kept: list[Block] = []
    for block in blocks:
        if units <= 0:
            break
        if isinstance(block, Bullets):
            kept.append(block._replace(items=block.items[:units]))
            units -= len(block.items)
        else:
            kept.append(block)
            units -= not isinstance(block, Heading)
    while kept and isinstance(kept[-1], Heading):
        kept.pop()
    return tuple(kept)


def youtube_chapters_problem(notes: Notes) -> str:
    """Say why YouTube would not make chapters of these, or nothing where it would."""
    problem = youtube_problem(notes.chapters, notes.duration_seconds)
    return problem.message if problem else ""


def without_chapters(parts: Sequence[NotesPart]) -> list[NotesPart]:
    """Return the parts without any list of chapters."""
    return [
        part
        for part in parts
        if part.name != "chapters" and not any(isinstance(block, Timeline) for block in part.blocks)
    ]
