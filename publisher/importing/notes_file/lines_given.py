"""In which line of the file that the user gave something stands, also where that was HTML."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<!--.*?-->|</?[a-z][^<>]{0,4000}>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_AHEAD = 40  # words that are looked through for one that the Markdown has


class LinesGiven:
    """Tells lines of the `source` by positions in `text`, which is the source or was made of it.

    Both have the same words in the same order. Takes time in proportion to their length.
    """

    def __init__(self, text: str, source: str) -> None:
        self._breaks = [found.start() for found in re.finditer("\n", source)]
        self._places: list[tuple[int, int]] | None = None
        if text != source:
            self._places = [(0, 0), *_same_words(text, source)]

    def line(self, at: int) -> int:
        """Return the line of the source in which the words at `at` stand, from 1."""
        if self._places is not None:
            index = bisect_right(self._places, (at, -1))
            index = min(index, len(self._places) - 1)
            at = self._places[index][1]
        return bisect_right(self._breaks, at - 1) + 1


def _same_words(text: str, source: str) -> Iterator[tuple[int, int]]:
    """Yield where words of the text stand in the text, and in the source."""
    there = list(_source_words(source))
    at = 0
    plain = _TARGET.sub(lambda found: " " * len(found[0]), text)
    for word in _WORD.finditer(plain):
        for index in range(at, min(at + _AHEAD, len(there))):
            if there[index][0] == word[0]:
                yield word.start(), there[index][1]
                at = index + 1
                break


def _source_words(source: str) -> Iterator[tuple[str, int]]:
    """Yield the words that HTML shows, and where they stand in it."""
    plain = _TAG.sub(lambda found: " " * len(found[0]), source)
    signs: list[str] = []
    places: list[int] = []
    at = 0
    for entity in _ENTITY.finditer(plain):
        signs.append(plain[at : entity.start()])
        places.extend(range(at, entity.start()))
        shown = html.unescape(entity[0])
        signs.append(shown)
        places.extend([entity.start()] * len(shown))
        at = entity.end()
    signs.append(plain[at:])
    places.extend(range(at, len(plain)))
    for word in _WORD.finditer("".join(signs)):
        yield word[0], places[word.start()]
