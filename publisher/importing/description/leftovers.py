"""What of a description nobody understood: its body, word for word and in order."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from publisher.importing.description.pieces import Piece
from publisher.importing.description.understanding import Decision, DecisionKind

_SAYS = re.compile(r"[^\W_]")
_MARKS = " \t\r\n-–—*+•●▪◦‣►▸|/·:;,.>&\ufe0f\ufe0e\u200b"
_LEVEL = re.compile(r"\s*(#{1,6})\s")
_LOWEST = 7
_PROSE = 150  # characters from which on a line with an address is more than its label

Span = tuple[int, int]


class Leftovers(NamedTuple):
    """The body; and decisions for it, and for the headings that went."""

    body: str
    decisions: tuple[Decision, ...]


class _Kept(NamedTuple):
    """What stays of a piece. `whole`: nothing of it was taken."""

    words: str
    spans: tuple[Span, ...]
    whole: bool


def leave(
    text: str, pieces: Sequence[Piece], taken: Sequence[Decision], leads: Collection[int] = ()
) -> Leftovers:
    """Return what none of the decisions holds. A heading stays where something below it does.

    So does one that begins at one of `leads`, whatever is below it.
    """
    claimed = sorted((each.start, each.end) for each in taken if each.end > each.start)
    kept = [_keep(text, piece, claimed) for piece in pieces]
    stays = [
        not piece.is_heading and _SAYS.search(each.words) is not None
        for piece, each in zip(pieces, kept, strict=True)
    ]
    _keep_headings(pieces, stays, leads)
    for index in range(1, len(pieces) - 1):  # a rule, the second line of a table
        if kept[index].whole and stays[index - 1] and stays[index + 1]:
            stays[index] = stays[index] or bool(pieces[index].text.strip())
    decisions = tuple(_decisions(text, pieces, kept, stays))
    return Leftovers(_joined(pieces, kept, stays), decisions)


def _keep(text: str, piece: Piece, claimed: Sequence[Span]) -> _Kept:
    """Return what no claim holds of a piece, without the signs that stood between the claims."""
    spans: list[Span] = []
    at = piece.start
    for start, end in _claims_in(piece, claimed):
        if start > at:
            spans.append((at, start))
        at = max(at, end)
    if at < piece.end:
        spans.append((at, piece.end))
    if spans == [(piece.start, piece.end)]:
        return _Kept(piece.text, tuple(spans), True)
    said = [(start, end) for start, end in spans if _SAYS.search(text, start, end) is not None]
    return _Kept(" ".join(text[start:end].strip(_MARKS) for start, end in said), tuple(said), False)


def _claims_in(piece: Piece, claimed: Sequence[Span]) -> Iterator[Span]:
    index = max(0, bisect_left(claimed, (piece.start, 0)) - 1)
    while index < len(claimed) and claimed[index][0] < piece.end:
        start, end = max(claimed[index][0], piece.start), min(claimed[index][1], piece.end)
        if end > start:
            yield start, end
        index += 1


def _keep_headings(pieces: Sequence[Piece], stays: list[bool], leads: Collection[int]) -> None:
    """Let headings stay that have something below them, or never had."""
    headings = [index for index, piece in enumerate(pieces) if piece.is_heading]
    end = len(pieces)
    after: int | None = None  # the heading behind
    for heading in reversed(headings):
        below = range(heading + 1, end)
        held = any(stays[index] for index in range(heading + 1, _end_of_list(pieces, stays, below)))
        empty = not any(_SAYS.search(pieces[index].text) for index in below)
        if after is not None and _level(pieces[after].text) > _level(pieces[heading].text):
            held, empty = held or stays[after], False
        stays[heading] = held or empty or pieces[heading].start in leads
        end, after = heading, heading


def _end_of_list(pieces: Sequence[Piece], stays: Sequence[bool], below: range) -> int:
    """Return where the lines of a heading end: prose behind a list, and a gap, is not under it."""
    taken = False
    for index in below:
        piece, before = pieces[index], pieces[index - 1]
        apart = before.text.count("\n", len(before.text.rstrip())) > 1
        is_prose = not piece.links or len(piece.text) > _PROSE
        if taken and apart and stays[index] and not piece.is_bullet and is_prose:
            return index
        taken = taken or (not stays[index] and _SAYS.search(piece.text) is not None)
    return below.stop


def _level(heading: str) -> int:
    found = _LEVEL.match(heading)
    return len(found[1]) if found else _LOWEST


def _decisions(
    text: str, pieces: Sequence[Piece], kept: Sequence[_Kept], stays: Sequence[bool]
) -> Iterator[Decision]:
    for piece, each, stay in zip(pieces, kept, stays, strict=True):
        if piece.is_heading and not stay:
            because = "goes: all below it has a place of its own now"
            yield from _decision(text, (piece.start, piece.end), DecisionKind.HEADING, because)
        elif stay:
            because = (
                "the heading of what stays" if piece.is_heading else "stays in the notes as it is"
            )
            for span in each.spans:
                yield from _decision(text, span, DecisionKind.BODY, because)


def _decision(text: str, span: Span, kind: DecisionKind, because: str) -> Iterator[Decision]:
    words = text[span[0] : span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    if words.strip():
        yield Decision(start, start + len(words.strip()), kind, words.strip(), because)


def _joined(pieces: Sequence[Piece], kept: Sequence[_Kept], stays: Sequence[bool]) -> str:
    body: list[str] = []
    before: int | None = None
    for index, (each, stay) in enumerate(zip(kept, stays, strict=True)):
        if not stay:
            continue
        if before is not None:
            gap = _gap(pieces, kept, before, index)
            body.append(gap)
            if gap != "\n":
                body[-2] = _ended(body[-2])
        body.append(each.words.rstrip() if each.whole else each.words.strip())
        before = index
    return _ended("".join(body).strip())


def _ended(words: str) -> str:
    """Return a line without the sign that it goes on in the next one."""
    ends = len(words) - len(words.rstrip("\\"))
    return words[:-1].rstrip() if ends % 2 else words


def _gap(pieces: Sequence[Piece], kept: Sequence[_Kept], before: int, index: int) -> str:
    """Return what stands between two pieces of the body: what stood there, or a new line."""
    earlier, here = pieces[before], pieces[index]
    stood = earlier.text[len(earlier.text.rstrip()) :]
    if before == index - 1 and kept[before].whole and kept[index].whole:
        return stood if "\n" in stood or not here.is_heading else "\n\n"
    return "\n" if earlier.is_bullet and here.is_bullet else "\n\n"
