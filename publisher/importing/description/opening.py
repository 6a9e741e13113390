"""How a description opens: the episode's title, its number, its guests, the show's name."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from publisher.importing.description.fields_above import FieldLine
from publisher.importing.description.pieces import Piece
from publisher.importing.description.structure_words import no_titles, show_names
from publisher.importing.description.title_line import EPISODE, TitleLine, read_title_line
from publisher.importing.description.understanding import Decision, DecisionKind, Known

_LONGEST = 200
_LONGEST_PLAIN = 100
_LONGER = 1.5  # so much longer is the prose below a title that nothing marks
_NO_ENDS = (".", ":", ";", ",", "…", "!", ")")
_BEGINS = "\"“„«¿¡'‘"
_READ = 20_000  # characters in which the show's name is looked for
_HEADING = re.compile(r"#\s+\S")
_ANY_HEADING = re.compile(r"#{1,3}\s+\S")
_GREETING = 2  # lines above a title that say hello
_SHOW_AND_NUMBER = re.compile(
    r"(?P<show>[^\W\d_a-z][^\d:|–—\n]{1,40}?)\s(?P<number>[0-9]{1,4})(?:\s*[:|]|\s+[-–—]+)\s+(?P<title>\S.*)"
)
_OF_SEASON = r"(?i:season|staffel|temporada|saison|\bt|\bs)\s?\.?"
_LETTER = re.compile(r"[^\W\d_]")


class Opening(NamedTuple):
    """What the title line says; `piece` is its index, None where the text has none."""

    title: str | None = None
    number: int | None = None
    season: int | None = None
    show: str | None = None
    guests: tuple[str, ...] = ()
    piece: int | None = None
    decisions: tuple[Decision, ...] = ()


def read_opening(
    text: str, pieces: Sequence[Piece], fields: Sequence[FieldLine], known: Known
) -> Opening:
    """Return what the first line says, where it is a title; the show's name also from elsewhere."""
    taken = {each.piece for each in fields}
    given = {each.key: each.value for each in fields}
    first = next(
        (i for i, piece in enumerate(pieces) if i not in taken and piece.text.strip()), None
    )
    line = _title_line(text, pieces, first, known) if first is not None else None
    if first is not None and line is None:
        first, line = _heading_below(pieces, first, taken)
    number, season = (_whole(given.get(key)) for key in ("number", "season"))
    number = number or _whole(given.get("episode"))
    if first is None or line is None:
        named = read_title_line(given["title"]) if "title" in given else None
        return Opening(
            given.get("title"),
            number or (named.number if named else None),
            season,
            _show(text, None, known),
            named.guests if named else (),
        )
    show = _show(text, line.show, known)
    guests = tuple(_guests(text, line, pieces[first], known))
    return Opening(
        given.get("title", line.title),
        number if number is not None else line.number,
        season if season is not None else line.season,
        show,
        guests,
        first,
        tuple(_decisions(pieces[first], line, guests)),
    )


def _heading_below(
    pieces: Sequence[Piece], first: int, taken: Collection[int]
) -> tuple[int, TitleLine | None]:
    """Return the heading just below a greeting, where it gives a number: `# Episode 12: …`."""
    below = (at for at in range(first + 1, len(pieces)) if pieces[at].text.strip())
    for at in islice(below, _GREETING):
        words = pieces[at].text.strip()
        if at not in taken and _ANY_HEADING.match(words) and len(words) <= _LONGEST:
            line = read_title_line(words)
            if line.number is not None and not pieces[at].links:
                return at, line
    return first, None


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdigit() else None


def _title_line(text: str, pieces: Sequence[Piece], index: int, known: Known) -> TitleLine | None:
    """Return the first line, read, if it is a title."""
    piece = pieces[index]
    words = piece.text.strip()
    if len(words) > _LONGEST or piece.links or piece.is_bullet or piece.at_seconds is not None:
        return None
    if no_titles().fullmatch(words.lstrip("# ")) or not _LETTER.search(words):
        return None
    line = read_title_line(words)
    if not line.told:
        line = _named_and_numbered(words, text, known) or line
    later = [each for each in pieces[index + 1 : index + 4] if each.text.strip()]
    if _HEADING.match(words):
        return line
    if line.told or (line.guests and line.sure[0] and "\n" in piece.text):
        return None if words.endswith((":", ";", ",")) or not later else line
    return line if later and _looks_like_a_title(piece, later[0]) else None


def _looks_like_a_title(piece: Piece, later: Piece) -> bool:
    """Say whether a line is a title by its looks alone: short, and prose begins below it."""
    words = piece.text.strip()
    if piece.is_heading or "\n" not in piece.text or words.endswith(_NO_ENDS):
        return False
    is_short = len(words) <= _LONGEST_PLAIN and len(words.split()) >= 2
    begins = words[0].isupper() or words[0].isdigit() or words[0] in _BEGINS
    return (
        is_short
        and begins
        and not later.is_bullet
        and len(later.text.strip()) > _LONGER * len(words)
    )


def _named_and_numbered(words: str, text: str, known: Known) -> TitleLine | None:
    """Return `Flour 12 - How to Bake`, read, if the text names Flour again."""
    found = _SHOW_AND_NUMBER.match(words.strip("#* "))
    if found is None:
        return None
    name = found["show"].casefold()
    again = text[:_READ].casefold().count(name) > 1
    if not again and name != (known.show_title or "").casefold():
        return None
    line = read_title_line(found["title"])
    return line._replace(number=int(found["number"]), show=found["show"])


def _guests(text: str, line: TitleLine, piece: Piece, known: Known) -> Iterator[str]:
    """Yield the names in the title that are guests: by a word such as "with", or named again."""
    rest = text[piece.end : piece.end + _READ]
    for name, sure in zip(line.guests, line.sure, strict=True):
        if sure or name in known.people or name in rest:
            yield name


def _show(text: str, named: str | None, known: Known) -> str | None:
    """Return the show's name; where the title has its initials, the name in full if it is there."""
    if known.show_title is not None and named is None:
        return None
    names = list(islice(_named_shows(text[:_READ]), 50))
    if named is not None:
        full = (name for name in names if _initials(name) == named.strip().upper())
        return next(full, named)
    return names[0] if names else None


def _named_shows(text: str) -> Iterator[str]:
    for pattern in show_names():
        for found in pattern.finditer(text):
            yield found["name"].strip()


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w[\w'’]*", name)).upper()


def _decisions(piece: Piece, line: TitleLine, guests: Sequence[str]) -> Iterator[Decision]:
    """Yield what the parts of the title line were taken for."""
    because = "the first line, as titles are written"
    for guest, sure in zip(line.guests, line.sure, strict=True):
        if guest in guests:
            because += f"; {guest} is {'invited in it' if sure else 'named in it, and again below'}"
    yield _decision(piece, line.title, DecisionKind.TITLE, because)
    if line.season is not None:
        because = "the season in the title line"
        yield _decision(piece, str(line.season), DecisionKind.SEASON, because)
    if line.number is not None:
        because = "the number in the title line"
        yield _decision(piece, str(line.number), DecisionKind.NUMBER, because)
    if line.show is not None:
        yield _decision(piece, line.show, DecisionKind.SHOW, "the name beside title and number")


def _decision(piece: Piece, value: str, kind: DecisionKind, because: str) -> Decision:
    """Return a decision about the words of the line that say `value`, else about all of it."""
    text = piece.text
    if kind is DecisionKind.SEASON:
        found = re.search(rf"{_OF_SEASON}0{{0,2}}{value}(?!\d)|(?<!\d)0?{value}(?=x\d)", text)
        start, end = found.span() if found else (-1, -1)
    elif kind is DecisionKind.NUMBER:
        found = re.search(rf"(?:{EPISODE}\s*)?[#№]?\s?(?<!\d)0{{0,4}}{value}\b", text)
        start, end = found.span() if found else (-1, -1)
    else:
        start = text.find(value)
        end = start + len(value)
    if start < 0:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Decision(piece.start + start, piece.start + end, kind, value, because)
