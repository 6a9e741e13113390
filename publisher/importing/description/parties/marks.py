"""Where words stand in a text that are worth a closer look: found once, asked for every line."""

from bisect import bisect_left
from collections.abc import Iterable


class Marks:
    """The places of some words, regardless of case."""

    def __init__(self, text: str, stems: Iterable[str]) -> None:
        """Find every place of `stems`, which are lower-case, in `text`."""
        lower = text.lower()
        self._everywhere = len(lower) != len(text)  # a few capitals become two letters
        places: list[int] = []
        for stem in stems:
            at = lower.find(stem)
            while at >= 0:
                places.append(at)
                at = lower.find(stem, at + len(stem))
        self._places = sorted(places)

    def within(self, start: int, end: int) -> bool:
        """Say whether one of the words may begin in a span of the text."""
        if self._everywhere:
            return True
        at = bisect_left(self._places, start)
        return at < len(self._places) and self._places[at] < end
