"""A transcript as one text, in which sentences can be counted and every place be told."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from publisher.transcripts.cues import Cue

_SENTENCE_END = re.compile(r"[.?!…。！？]+[\"'”’»)\]]*\s+|\n\s*")
_LONGEST = 300  # characters; captions without any full stop are cut at a space
_CUT = 150


class Heard(NamedTuple):
    """The words of a transcript. `starts` are where each cue begins, `ends` where each sentence
    ends; `lower` has the same length as `text`, in lower case with straight apostrophes.
    """

    text: str
    lower: str
    starts: Sequence[int]
    ends: Sequence[int]

    def cue_at(self, offset: int) -> int:
        """Return which cue stands there."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """Return which sentence stands there."""
        return bisect_right(self.ends, offset)

    def sentence_span(self, index: int) -> tuple[int, int]:
        """Return where a sentence begins and ends; beyond the first and last, those do."""
        index = min(max(0, index), len(self.ends) - 1)
        return (self.ends[index - 1] if index else 0), self.ends[index]


def hear(cues: Sequence[Cue]) -> Heard:
    """Put the words of all cues together.

    Where the speaker changes, and at the end of a paragraph without times, a sentence ends.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    before: Cue | None = None
    for cue in cues:
        if before is not None:
            ends = cue.speaker != before.speaker or not cue.is_timed
            pieces.append("\n" if ends else " ")
            length += 1
        starts.append(length)
        words = cue.text.replace("\n", " ")
        pieces.append(words)
        length += len(words)
        before = cue
    text = "".join(pieces)
    return Heard(text, lowered(text), starts, _ends(text))


def lowered(text: str) -> str:
    """Return text in lower case, with straight apostrophes and single characters for each."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(each if len(each) == 1 else "?" for each in map(str.lower, text))
    return lower if lower.isascii() else lower.replace("’", "'").replace("\xa0", " ")


def _ends(text: str) -> list[int]:
    ends: list[int] = []
    before = 0
    for end in (*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)):
        while end - before > _LONGEST:
            space = text.find(" ", before + _CUT, before + _LONGEST)
            before = space + 1 if space >= 0 else before + _LONGEST
            ends.append(before)
        if end > before or not ends:
            ends.append(end)
            before = end
    return ends
