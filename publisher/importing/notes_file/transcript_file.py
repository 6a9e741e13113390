"""The transcript below a description → a file of its own, its headings kept."""

import re
from collections.abc import Iterator

from publisher.importing.description.understanding import FoundTranscript
from publisher.transcripts.prose import transcript_part

_LONGEST_HEADING = 80
_MOST_WORDS = 12
_LONG_PARAGRAPH = 100
_ENDS = re.compile(r"[.!?…:;,\"”’)]\Z")
_GAP = re.compile(r"\n{3,}")
_MARKED = re.compile(r"(?:#{1,6}\s|\*\*|__|[-*+>]\s|\[|\d)")


def transcript_text(text: str, found: FoundTranscript) -> str:
    """Return the words of the transcript, word for word, as Markdown.

    A short line without a full stop between paragraphs is a heading, also where nothing marks it.
    """
    words = text[found.start : found.end]
    below = transcript_part(words)
    lines = (words if below is None else words[below:]).strip("\n").split("\n")
    return _GAP.sub("\n\n", "\n".join(_lines(lines))).strip() + "\n"


def _lines(lines: list[str]) -> Iterator[str]:
    spaced = any(not line.strip() for line in lines)
    for index, line in enumerate(lines):
        if _is_heading(lines, index):
            yield from ("", f"## {line.strip()}", "")
        elif spaced or index == 0:
            yield line.rstrip()
        else:
            yield from ("", line.rstrip()) if line.strip() else ("",)


def _is_heading(lines: list[str], index: int) -> bool:
    """Say whether a line without marks is a heading between two paragraphs."""
    line = lines[index].strip()
    if not line or len(line) > _LONGEST_HEADING or len(line.split()) > _MOST_WORDS:
        return False
    if _ENDS.search(line) or _MARKED.match(line) or line[0].islower():
        return False
    before = _near(lines, index, -1)
    after = _near(lines, index, 1)
    return (
        len(before) >= _LONG_PARAGRAPH
        and (len(after) >= _LONG_PARAGRAPH or _ENDS.search(after) is not None)
        and _ENDS.search(before) is not None
    )


def _near(lines: list[str], index: int, step: int) -> str:
    """Return the nearest line with words, at most three lines away."""
    for at in range(index + step, index + 4 * step, step):
        if 0 <= at < len(lines) and lines[at].strip():
            return lines[at].strip()
    return ""
