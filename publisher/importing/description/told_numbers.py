"""An episode's number that no title tells: `Welcome to episode 8!`, `Folge 134 mit …`.

What is found stays in the body as it is. A number that may be another episode's is left alone.
"""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.pieces import Piece
from publisher.importing.description.structure_words import (
    no_titles,
    words_before_numbers,
    words_behind_numbers,
    words_of_other_episodes,
)
from publisher.importing.description.understanding import Decision, DecisionKind, Known

_LINES = 3  # on top, in which a number is looked for
_READ = 400  # characters of a line
_LONGEST = 200  # of a line that is a title
_ADDRESSES = 20_000  # characters in which the show's accounts are looked for
_YEARS = range(1900, 2101)
_WORD = r"(?i:episode|ep\.?|episodio|cap[ií]tulo|programa|folge|ausgabe|sendung)"
_NUMBERED = rf"{_WORD}\s?[#№]?\s?(?P<number>[0-9]{{1,4}})(?!\w|\s?[.,:/–-]\d)"
_ALONE = re.compile(rf"\W*{_NUMBERED}\W*")
_NEXT = re.compile(_NUMBERED)
_STRONG = re.compile(r"\s*(?:#{1,6}\s|\*\*[^*\n]+\*\*\s*\Z|__[^_\n]+__\s*\Z)")
_WITHIN = re.compile(rf"\s{_NUMBERED}\s*[:|–—]\s*\S")
_GAP = re.compile(r"\s*(?:[!:|]|\s[-–—]\s)")
_INITIALS = re.compile(r"\W*[A-Z]{2,4}(?P<number>0[0-9]{1,3}|[1-9][0-9]{2})\s+[^\W\d_]{2}")
_SHOW = re.compile(r"\W*(?P<show>[^\W\d_a-z][^\d:|#–—\n]{3,40}?)\s(?P<number>[0-9]{1,4}):\s+\S")
_PATH = re.compile(r"https?://(?P<host>[^\s/()<>\]]{1,100})/(?P<path>[^\s()<>\]?#]{1,200})")
_SENTENCE = re.compile(r"[.!?](?:\s|\Z)")


def told_number(
    text: str, pieces: Sequence[Piece], known: Known, *, titled: bool
) -> Decision | None:
    """Return what gives the episode's number, on top or as the last line; `value` is the number.

    `titled`: the first line is the title.
    """
    filled = [piece for piece in pieces if piece.text.strip()]
    for index, piece in enumerate(_on_top(filled)):
        found = _at_begin(piece.text[:_READ])
        if found is None and index == 0:
            found = _with_show(text, piece, known, titled=titled)
        if found is None and _STRONG.match(piece.text) and len(piece.text) <= _LONGEST:
            found = _WITHIN.search(piece.text)
        if found is not None and _is_this_one(piece.text[:_READ], found):
            return _decision(piece, found)
    if len(filled) > 1 and not _leads(filled[-2]) and not filled[-1].links:
        found = _ALONE.fullmatch(filled[-1].text[:_READ])
        if found is not None and _is_this_one(filled[-1].text, found):
            return _decision(filled[-1], found)
    return None


def _on_top(filled: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the first lines without addresses, up to one that leads to something else."""
    for piece in filled[:_LINES]:
        if not piece.links and not piece.is_bullet and piece.at_seconds is None:
            yield piece
        if _leads(piece) and not no_titles().fullmatch(piece.text.strip(" \t\n#*_")):
            return


def _leads(piece: Piece) -> bool:
    words = piece.text.strip(" \t\n*_")
    is_heading = piece.is_heading and not piece.links and not _NEXT.search(words)
    return piece.is_bullet or words.endswith(":") or is_heading


def _at_begin(line: str) -> re.Match[str] | None:
    """Return the number that a line begins with, if the words around it say that it is this one."""
    begin = len(line) - len(line.lstrip(" \t\n#*_¡"))
    before = words_before_numbers().match(line, begin)
    found = _NEXT.match(line, before.end() if before else begin)
    if found is None or before is not None:
        return found
    behind = found.end()
    if _GAP.match(line, behind) or not line[behind:].strip(" \t\n*_."):
        return found
    return found if words_behind_numbers().match(line, behind) else None


def _with_show(text: str, piece: Piece, known: Known, *, titled: bool) -> re.Match[str] | None:
    """Return the number behind the show's initials or name: `FLR057 Rye`, `Flour 12: Rye`."""
    if titled:
        found = _INITIALS.match(piece.text)
        if found is not None:
            return found
    found = _SHOW.match(piece.text[:_READ])
    if found is None:
        return None
    name = _letters(found["show"])
    if name == _letters(known.show_title or ""):
        return found
    hosts = {
        each["host"].casefold()
        for each in _PATH.finditer(text, piece.end, piece.end + _ADDRESSES)
        if _letters(each["path"]) in (name, f"{name}podcast", f"{name}pod")
    }
    return found if len(hosts) > 1 else None


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _is_this_one(line: str, found: re.Match[str]) -> bool:
    """Say whether a number is no year, and its sentence says nothing of another episode."""
    end = _SENTENCE.search(line, found.end())
    sentence = line[: end.start() if end else len(line)]
    number = int(found["number"])
    return number not in _YEARS and number > 0 and not words_of_other_episodes().search(sentence)


def _decision(piece: Piece, found: re.Match[str]) -> Decision:
    start, end = (piece.start + at for at in found.span("number"))
    because = "the episode's own number, by the words around it"
    return Decision(start, end, DecisionKind.NUMBER, str(int(found["number"])), because)
