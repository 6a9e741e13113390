"""Lines that stay because of what leads to them: a heading of its own words, a sentence, an item.

`Links:` goes with its list when all of that is understood. `What we learned while publishing` is
content: it stays, and so does its list, of which a table of links would not tell the topic.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from publisher.importing.description.faithful import OF_ACCOUNTS, STAYS, Kept, released
from publisher.importing.description.parties.lines import as_heading
from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.importing.description.pieces import Piece
from publisher.importing.description.structure_words import filler_words, heading_words
from publisher.importing.description.understanding import Decision, DecisionKind, FoundSponsor
from publisher.platforms import platforms

_WORD = re.compile(r"[^\W_]+")
_MARKS = " \t\r\n*_#\\"
_MOST_BELOW = 500  # lines that one leads to
_PROSE = 150  # characters from which on a line with an address is more than its label


_SPONSOR = DecisionKind.SPONSOR


def is_generic(words: str, names: Collection[str]) -> bool:
    """Say whether a heading tells nothing of its own: "Ann's Links", where `names` has Ann's.

    "Books we mentioned" does not, either: that they are books is said of each link below.
    """
    if vocabulary().kind_headings.fullmatch(as_heading(words)) is not None:
        return True
    return all(
        word in heading_words()
        or word in filler_words()
        or word in names
        or word in _platform_names()
        for word in map(str.casefold, _WORD.findall(words))
    )


@cache
def _platform_names() -> frozenset[str]:
    named = ((each.name, *each.aliases) for each in platforms().values())
    return words_of_names([name for names in named for name in names])


def words_of_names(names: Sequence[str | None]) -> frozenset[str]:
    return frozenset(word.casefold() for name in names if name for word in _WORD.findall(name))


class Held(NamedTuple):
    """What may leave the body still, and what stays: `leads` are the starts of such lines."""

    parties: Parties
    alone: tuple[Decision, ...]
    seen: tuple[Decision, ...]
    leads: frozenset[int]


def keep_leads(
    text: str,
    pieces: Sequence[Piece],
    kept: Kept,
    alone: Sequence[Decision],
    names: Collection[str],
) -> Held:
    """Return what leaves the body, without what stands below a line that stays and leads to it.

    `alone` are decisions besides those about parties. A line that leads to nothing but sponsors
    is part of what the first of them says. Takes time in proportion to the text.
    """
    decisions = [each for each in kept.parties.decisions if each.kind is not DecisionKind.HEADING]
    taken = sorted((*decisions, *alone))
    starts = [each.start for each in taken]
    said = {*names, *_words_below(pieces)}
    leads: set[int] = set()
    stay: dict[Decision, None] = {}
    sponsors = list(kept.parties.sponsors)
    for index, piece in enumerate(pieces):
        if not _leads(pieces, index, taken, starts, names):
            continue
        end = pieces[_end(pieces, index) - 1].end
        inside = taken[bisect_left(starts, piece.end) : bisect_left(starts, end)]
        if _have_accounts(inside) and is_generic(piece.text, said):
            continue
        if not inside or not piece.is_heading or not _introduce(piece, inside, sponsors):
            leads.add(piece.start)
            stay |= dict.fromkeys(each for each in inside if each.kind is not _SPONSOR)
    parties = kept.parties._replace(sponsors=tuple(sponsors))
    if not stay:
        return Held(parties, tuple(alone), kept.seen, frozenset(leads))
    if any(each.kind is DecisionKind.CHAPTER for each in stay):
        stay |= dict.fromkeys(each for each in alone if each.kind is DecisionKind.CHAPTER)
    others = [each for each in alone if each in stay]
    fewer = released(text, parties, [each for each in decisions if each in stay])
    seen = (
        *kept.seen,
        *fewer.seen,
        *(each._replace(because=each.because + STAYS) for each in others),
    )
    left = tuple(each for each in alone if each not in stay)
    return Held(fewer.parties, left, seen, frozenset(leads))


def _have_accounts(below: Sequence[Decision]) -> bool:
    """Say whether a heading leads to accounts, and is a call: "More baking content here"."""
    return any(each.kind in OF_ACCOUNTS for each in below)


def _words_below(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the words of all lines but headings: they are said once more if a heading goes."""
    for piece in pieces:
        if not piece.is_heading:
            yield from map(str.casefold, _WORD.findall(piece.text))


def _introduce(piece: Piece, below: Sequence[Decision], sponsors: list[FoundSponsor]) -> bool:
    """Put a heading above what its sponsor says; False where it has others below, too."""
    if any(each.kind is not _SPONSOR for each in below):
        return False
    if vocabulary().topics["sponsors"].fullmatch(as_heading(piece.text)) is not None:
        return True  # that they are sponsors says as much
    first = below[0].value
    for index, sponsor in enumerate(sponsors):
        if sponsor.name == first or first.startswith(f"{sponsor.name}, "):
            words = piece.text.strip(_MARKS)
            copy = f"{words}\n\n{sponsor.copy}" if sponsor.copy else words
            sponsors[index] = sponsor._replace(copy=copy)
            return True
    return False


def _leads(
    pieces: Sequence[Piece],
    index: int,
    taken: Sequence[Decision],
    starts: Sequence[int],
    names: Collection[str],
) -> bool:
    """Say whether a line that isn't taken leads to those below it."""
    piece = pieces[index]
    if piece.links or index + 1 == len(pieces):
        return False
    words = piece.text.strip().rstrip("*_\\ ")
    is_item = piece.is_bullet and _indent(pieces[index + 1]) > _indent(piece)
    if not (piece.is_heading or is_item or words.endswith(":")):
        return False
    at = bisect_left(starts, piece.start)
    return (at == len(taken) or taken[at].start >= piece.end) and not is_generic(words, names)


def _end(pieces: Sequence[Piece], lead: int) -> int:
    """Return where what a line leads to ends: prose behind a gap is not led to any more."""
    indent = _indent(pieces[lead])
    stop = min(len(pieces), lead + _MOST_BELOW)
    for index in range(lead + 1, stop):
        piece, before = pieces[index], pieces[index - 1]
        if piece.is_heading:
            return index
        if pieces[lead].is_bullet and _indent(piece) <= indent:
            return index
        apart = before.text.count("\n", len(before.text.rstrip())) > 1
        is_prose = not piece.links or len(piece.text) > _PROSE
        ends = is_prose or not pieces[lead].is_heading
        if index > lead + 1 and apart and not piece.is_bullet and ends:
            return index
    return stop


def _indent(piece: Piece) -> int:
    """Return how far an item is indented; -1 for what is none."""
    return len(piece.text) - len(piece.text.lstrip(" \t")) if piece.is_bullet else -1
