"""What of show notes gives way where a place doesn't take all."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from publisher.chapters.youtube import youtube_problem
from publisher.notes.blocks import Block, Bullets, Heading, Paragraph, Timeline, plain_text
from publisher.notes.cutting import joined, pieces_of
from publisher.notes.limits import Limit
from publisher.notes.plain import plain
from publisher.notes.structure import Notes
from publisher.notes.template import NotesPart

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
goes, from its end; where nothing of it is left beside the sponsors, who paid to be there, they go;
at last the body."""

END_OF_BODY = "the end of the body"
LONGEST_LEAD = 1000
"""Code points of a summary that the body begins with; it never gives way, and fits every place."""
_FEWEST_WORDS = 20
"""Fewer of a paragraph that is cut say nothing."""

Write = Callable[[Sequence[NotesPart]], str]


class RenderedNotes(NamedTuple):
    """Show notes in one form. `left_out`: what gave way, by name, in that order.

    `chapters_problem` says why the chapters were left out where the place would not take them.
    """

    text: str
    left_out: tuple[str, ...] = ()
    chapters_problem: str = ""


def led_by(summary: str, parts: Sequence[NotesPart]) -> Sequence[NotesPart]:
    """Return the parts with the summary before the body, unless a paragraph of theirs says it.

    What is longer than a summary can be is none.
    """
    if not summary or len(summary) > LONGEST_LEAD:
        return parts
    paragraphs = (block for part in parts for block in part.blocks if isinstance(block, Paragraph))
    if any(summary in plain(plain_text(each.children)) for each in paragraphs):
        return parts
    led: list[NotesPart] = []
    for part in parts:
        if part.name == "body" and part.blocks:
            led.append(NotesPart("summary", (Paragraph((summary,)),)))
        led.append(part)
    return led


def fit(parts: Sequence[NotesPart], write: Write, limit: Limit) -> RenderedNotes:
    """Write the parts, leaving out as few as the limit asks for, and never half of a link."""
    rendered = RenderedNotes("")
    for left_out, kept in _shorter(parts, lambda parts: limit.used(write(parts)), limit.most):
        rendered = RenderedNotes(write(kept), left_out)
        if limit.fits(rendered.text):
            break
    return rendered


def _shorter(
    parts: Sequence[NotesPart], used: Callable[[Sequence[NotesPart]], int], most: int
) -> Iterator[tuple[tuple[str, ...], Sequence[NotesPart]]]:
    """Yield what has given way, and what is left then, from everything to nothing."""
    gone: tuple[str, ...] = ()
    yield gone, parts
    for name in GIVES_WAY:
        rest = _without(name, parts)
        if len(rest) < len(parts):
            parts, gone = rest, (*gone, name)
            yield gone, parts
    for name in ("", "sponsors"):
        rest = _without(name, parts)
        if len(rest) < len(parts):
            parts, gone = rest, (*gone, name)
            yield gone, parts
        beginning = _Room(parts, used, most).fill(_body_of(parts))
        if beginning:
            yield (*gone, END_OF_BODY), _with_body(beginning, parts)
    yield (*gone, "the body"), _without("body", parts)


def _without(name: str, parts: Sequence[NotesPart]) -> Sequence[NotesPart]:
    return [part for part in parts if part.name != name]


def _body_of(parts: Sequence[NotesPart]) -> tuple[Block, ...]:
    return next((part.blocks for part in parts if part.name == "body"), ())


def _with_body(blocks: tuple[Block, ...], parts: Sequence[NotesPart]) -> Sequence[NotesPart]:
    return [part._replace(blocks=blocks) if part.name == "body" else part for part in parts]


class _Room(NamedTuple):
    """Where a body stands among other parts, and how much there is room for."""

    parts: Sequence[NotesPart]
    used: Callable[[Sequence[NotesPart]], int]
    most: int

    def fill(self, body: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the longest beginning of the body for which there is room; empty if for none.

        It ends with a paragraph or an item. Where that would leave a quarter of the place empty,
        the next paragraph is cut between its words.
        """
        whole = self._longest(sum(1 for _ in _units(body)), lambda count: _beginning(body, count))
        if whole and self._used(whole) > self.most * 3 / 4:
            return whole
        opening, following = _what_follows(body, whole)
        if following is None:
            return whole
        pieces = pieces_of(following.children, self.most)
        cut = self._longest(
            len(pieces) - 1,
            lambda count: (*opening, Paragraph(joined(pieces[:count]))) if count else (),
            fewest=min(_FEWEST_WORDS, len(pieces) - 1),
        )
        return cut or whole

    def _longest(
        self, most: int, blocks: Callable[[int], tuple[Block, ...]], fewest: int = 1
    ) -> tuple[Block, ...]:
        """Return the blocks of the highest count that fits; none where `fewest` don't fit."""
        least = 0
        while least < most:
            middle = (least + most + 1) // 2
            if self._used(blocks(middle)) <= self.most:
                least = middle
            else:
                most = middle - 1
        return blocks(least) if least >= fewest else ()

    def _used(self, body: tuple[Block, ...]) -> int:
        return self.used(_with_body(body, self.parts))


def _what_follows(
    body: tuple[Block, ...], whole: tuple[Block, ...]
) -> tuple[tuple[Block, ...], Paragraph | None]:
    """Return the paragraph behind the beginning `whole`, if one is next, and all before it."""
    if whole and whole[-1] != body[len(whole) - 1]:  # a list that goes on
        return whole, None
    position = len(whole)
    while position < len(body) and isinstance(body[position], Heading):
        position += 1
    following = body[position] if position < len(body) else None
    return body[:position], following if isinstance(following, Paragraph) else None


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
