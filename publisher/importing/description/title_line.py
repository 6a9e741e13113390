"""The line an episode is announced with → its title, numbers, guests and the show's name.

`How to Bake (Ann Lee) - Flour Ep. 12`, `#12: How to Bake`, `S02E05 – …`, `Folge 12: …`,
`Flour 12: …`, `… with Ann Lee`, `… | Flour`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

EPISODE = (
    r"(?i:episodes?|epis[oó]dio|épisode|episodio|ep\.?|epi\.?|eps\.?|folge|ausgabe|sendung"
    r"|cap[ií]tulo|programa|no\.?|nr\.?|nº|n°|#|e(?=\s?[0-9]))"
)
"""The pattern of the word before an episode's number."""

SEASON = r"(?i:season|staffel|temporada|saison|t|s)\s?\.?(?P<season>[0-9]{1,3})"
_NUMBER = r"[#№]?\s?(?P<number>[0-9]{1,4})"
_GAP = r"\s*(?:[:|·•]|[-–—]+(?=\s)|[.,](?=\s))\s*"
_SHOW = r"(?P<show>[^\W_a-z][^:|#–—\n]{1,60}?)"
_TITLE = r"(?P<title>\S.*)"

_BEFORE = tuple(
    re.compile(pattern)
    for pattern in (  # a number, and the title behind it
        rf"[\[(]?{SEASON}[\s,:.–-]{{0,3}}{EPISODE}\.?\s?{_NUMBER}[\])]?(?:{_GAP}|\s+){_TITLE}",
        rf"(?P<season>[0-9]{{1,2}})x(?P<number>[0-9]{{1,3}})(?:\s*[:|–—-]\s*|\s+){_TITLE}",
        rf"[\[(]?{EPISODE}\s*{_NUMBER}[\])]?(?:{_GAP}|(?<=[\])])\s+){_TITLE}",
        rf"[#№]\s?(?P<number>[0-9]{{1,4}})(?:{_GAP}|\s+){_TITLE}",
        rf"\[?(?P<number>[0-9]{{1,4}})\]?\s*(?:[:|]|[-–—]+)\s+{_TITLE}",
        rf"(?P<number>0[0-9]{{1,3}})\.?\s+{_TITLE}",
        rf"{_SHOW}\s*[,:|–—-]?\s+{EPISODE}\s*{_NUMBER}{_GAP}{_TITLE}",
        rf"{_SHOW}\s*#\s?(?P<number>[0-9]{{1,4}})(?:{_GAP}|\s+){_TITLE}",
        rf"(?P<show>[A-Z][A-Z&]{{1,7}})\s?(?P<number>[0-9]{{1,4}})(?:\s*[:|]|\s+[-–—]+)\s+{_TITLE}",
    )
)
_BEHIND = tuple(
    re.compile(pattern)
    for pattern in (  # a title, and the number behind it
        r"(?P<title>\S.*?)\s*(?:\s[-–—]+|[|•·])\s+(?:(?P<show>[^|]{1,60}?)[\s,:–—-]+)?"
        rf"(?:{SEASON}[\s,:.–-]{{0,3}})?{EPISODE}\s*{_NUMBER}\s*",
        rf"(?P<title>\S.*?)\s*[\[(](?:(?P<show>[^()\[\]]{{1,60}}?)\s+)?{EPISODE}\s*{_NUMBER}[\])]\s*",
        rf"(?P<title>\S.*?)\s*(?:[,:]|[-–—]+)?\s+{EPISODE}\s*{_NUMBER}\s*",
        r"(?P<title>\S.*?)\s*[|•]\s*(?P<number>[0-9]{1,4})\s*",
    )
)
_MARKS = re.compile(r"\A#{1,6} +| +#{1,6}\Z")
_LISTED = re.compile(rf"(?P<number>[0-9]{{1,4}})\.\s+{_TITLE}")
_LAST_BAR = re.compile(r"(?P<title>\S.*?)\s+[|•]\s+(?P<show>[^|•\n]{2,60})\Z")

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩА-ЯЁ"
NAME = (
    rf"(?:(?:Dr|Dra|Prof|Mr|Mrs|Ms|Sir|Don|Doña)\.? ){{0,3}}[{_UPPER}][\w'’-]+(?: [A-Z]\.)?"
    r"(?: (?:de|del|la|las|los|von|van|der|den|da|di|el|al|ter|zu|y|St\.?|O['’])){0,2}"
    rf"(?: [{_UPPER}][\w'’-]+){{1,3}}"
)
"""The pattern of a person's name: two to four words, and titles before them."""

NAMES = rf"{NAME}(?:(?: ?, ?{NAME}){{0,5}} ?,? ?(?:\b(?:and|und|y|e|et)\b|&|\+) ?{NAME})?"
"""The pattern of one name, or of a list of them that ends with an "and"."""

_INVITES = (
    r"(?i:with|w/|featuring|feat\.?|ft\.?|guests?:?|special\s+guests?:?|interview(?:s|ing)?(?:\s+with)?"
    r"|mit|zu\s+Gast:?|Gast:?|Gäste:?|im\s+Gespräch\s+mit|con|invitad[oa]s?:?|entrevista\s+(?:a|con)|avec)"
)
_GUESTS = (
    re.compile(rf"(?<![^\s(\[,;:–—-]){_INVITES}\s+(?P<names>{NAMES})\s*[)\]]?\s*(?=\Z|[-–—|,:(])"),
    re.compile(rf"[(\[](?P<names>{NAMES})[)\]]\s*\Z"),
)
_BETWEEN = re.compile(r"\s*,\s*(?:(?:and|und|y|e|et)\s+)?|\s+(?:and|und|y|&|\+|e|et)\s+")
_NO_NAME = re.compile(
    r"\b(?:part|teil|parte|live|bonus|rerun|repeat|replay|remastered|special|edition|episode|folge"
    r"|season|volume|vol|encore|rebroadcast|update|trailer|video|the|and|of|our|your|my|us)\b",
    re.IGNORECASE,
)
_LONGEST = 300
_YEARS = range(1900, 2101)


class TitleLine(NamedTuple):
    """What a title line says. `told`: a number, a season or a show's name marks it as one."""

    title: str
    number: int | None = None
    season: int | None = None
    show: str | None = None
    guests: tuple[str, ...] = ()
    sure: tuple[bool, ...] = ()  # of each guest, whether a word such as "with" says it

    @property
    def told(self) -> bool:
        return self.number is not None or self.season is not None or self.show is not None


def read_title_line(line: str) -> TitleLine:
    """Read a line that may be an episode's title; what isn't understood stays in `title`."""
    written = " ".join(line[:_LONGEST].split())
    words = _MARKS.sub("", written).strip("*_ ")
    if len(line) > _LONGEST:
        return TitleLine(words)
    title, number, season, show = _numbered(words)
    listed = _LISTED.fullmatch(words) if number is None and written.startswith("#") else None
    if listed is not None:
        title, number = listed["title"], int(listed["number"])
    if show is None and (bar := _LAST_BAR.fullmatch(title)) is not None:
        title, show = bar["title"], bar["show"].strip()
    guests, sure = _guests(title)
    return TitleLine(title.strip(), number, season, show, guests, sure)


def names_in(names: str) -> Iterator[str]:
    """Yield the names of a list such as `Ann Lee, Ben Roe & Cleo Sand`."""
    for name in _BETWEEN.split(names):
        if " " in name.strip() and not _NO_NAME.search(name):
            yield name.strip()


def _numbered(words: str) -> tuple[str, int | None, int | None, str | None]:
    for pattern in (*_BEFORE, *_BEHIND):
        found = pattern.fullmatch(words)
        if found is None:
            continue
        groups = found.groupdict()
        number = int(groups["number"])
        if number in _YEARS and "#" not in words:
            continue
        season = int(groups["season"]) if groups.get("season") else None
        show = groups.get("show")
        return found["title"].strip(), number, season, show.strip(" -–—:|,") if show else None
    return words, None, None, None


def _guests(title: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    for index, pattern in enumerate(_GUESTS):
        found = None
        for found in pattern.finditer(title):  # noqa: B007 (the last one counts)
            pass
        if found is None:
            continue
        kept = tuple(names_in(found["names"]))
        if kept:
            return kept, (index == 0,) * len(kept)
    return (), ()
