"""Headings of sponsors inside a line: "… in the hills. Sponsors: One - https://… Two - https://…"."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.marks import Marks
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import Piece

_ITEM_END = re.compile(
    r"[)\].,;!*_]{0,4}\s+(?://\s+|\|\s+|[•·]\s+)?(?=[^\W\d_a-zäöüßáéíóúñ]|[*_\[]|\d)"
)
_LONGEST_NAME = 70  # characters of the beginning of an item
_FEWEST = 40  # characters of a line that can hold a heading besides all else


def split_at_sponsors(pieces: Sequence[Piece], words: Words, marks: Marks) -> list[Piece]:
    """Return the pieces, those cut in parts that have a heading of sponsors in the midst of them.

    What stands below such a heading is cut after each address. `marks` are the sponsors' stems.
    """
    found: list[Piece] = []
    for piece in (part for each in _rejoined(pieces) for part in _with_heading_behind(each)):
        if piece.is_heading or not piece.links or len(piece.text) < _FEWEST:
            found.append(piece)
            continue
        if marks.within(piece.start, piece.end):
            found += _parts(piece, words)
        else:
            found.append(piece)
    return found


def _rejoined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, an item with a bullet and the words behind a dash or colon in it as one."""
    whole: Piece | None = None
    for piece in pieces:
        if whole is not None and piece.text[:1] not in whole.text.lstrip()[:1]:
            whole = whole._replace(
                text=whole.text + piece.text, end=piece.end, links=(*whole.links, *piece.links)
            )
            yield whole
            whole = None
            continue
        if whole is not None:
            yield whole
        whole = piece if _is_name_alone(piece) else None
        if whole is None:
            yield piece
    if whole is not None:
        yield whole


def _is_name_alone(piece: Piece) -> bool:
    """Say whether a piece is the beginning of an item whose line goes on in the next piece."""
    text = piece.text
    return (
        piece.is_bullet
        and not piece.links
        and not piece.is_heading
        and "\n" not in text
        and len(text) < _LONGEST_NAME
        and text.lstrip()[:1] not in "-–—*+"
    )


def _with_heading_behind(piece: Piece) -> Iterator[Piece]:
    """Yield a line without the heading of the next one: "https://… Hear us on Spotify:"."""
    text = piece.text.rstrip().rstrip("\\").rstrip(" *_")
    if not piece.links or not text.endswith(":") or piece.is_heading:
        yield piece
        return
    end = piece.links[-1].end
    behind = text[end - piece.start :]
    words = behind.lstrip(" .,;|\n")
    if not 3 < len(words) < 70 or not words[0].isupper() or len(behind) == len(words):
        yield piece
        return
    yield from _cut(piece, [piece.start + len(text) - len(words)])


def _parts(piece: Piece, words: Words) -> Iterator[Piece]:
    for heading in words.sponsor_inline.finditer(piece.text):
        if not heading["words"][0].isupper():
            continue
        at = piece.start + heading.start("head")
        below = piece.start + heading.end("head")
        links = [link for link in piece.links if link.start >= below]
        if not links or any(link.start < at < link.end for link in piece.links):
            continue
        if heading.start("head") == 0 and len(links) < 2:
            continue
        borders = [at, below]
        for link in links:
            behind = _ITEM_END.match(piece.text, link.end - piece.start)
            if behind is not None:
                borders.append(piece.start + behind.end())
        yield from _cut(piece, borders)
        return
    yield piece


def _cut(piece: Piece, borders: Sequence[int]) -> Iterator[Piece]:
    start = piece.start
    for index, end in enumerate([*borders, piece.end]):
        if end > start:
            yield piece._replace(
                text=piece.text[start - piece.start : end - piece.start],
                start=start,
                end=end,
                is_heading=index == 1 and end > start,
                is_bullet=piece.is_bullet and start == piece.start,
                links=tuple(link for link in piece.links if start <= link.start < end),
                at_seconds=piece.at_seconds if start == piece.start else None,
            )
        start = max(start, end)
