"""How a line of a written transcript begins: with a time, a speaker's name, or both."""

import re
from typing import NamedTuple

from publisher.transcripts.cues import seconds_of, whole_milliseconds
from publisher.transcripts.speakers import lead_of

_CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_CLOCK_PARTS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?")
_NAME = r"(?P<name>[^\W\d_][^:\n\[\](){}]{0,50}?)"
_MARKED = re.compile(  # **Ann:**, __Ann__:, *Ann (0:15)*:, **Ann** [0:15]
    r"(?P<mark>\*\*|__|\*|_)(?P<name>[^*_:\n\[\]()]{1,60})"
    rf"(?:[\[(](?P<inner>{_CLOCK})[\])][ \t]{{0,4}})?(?P<colon>:)?[ \t]{{0,4}}(?P=mark)[ \t]{{0,4}}"
    rf"(?:\\?[\[(](?P<outer>{_CLOCK})\\?[\])])?[ \t]{{0,4}}(?P<late>:)?[ \t]*"
)
_ALONE = re.compile(  # Ann Smith  0:12
    rf"{_NAME}[ \t]{{1,8}}[\[(]?(?P<inner>{_CLOCK})[\])]?:?\s*\Z"
)
_STAMPED = re.compile(  # Ann Smith [0:12]: Hello
    rf"{_NAME}[ \t]{{0,8}}[\[(](?P<inner>{_CLOCK})[\])][ \t]{{0,4}}:\s*"
)
_STAMP = re.compile(
    rf"\\?[\[(](?P<in>{_CLOCK})\\?[\])][ \t:–—-]*|"
    r"(?P<bare>\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?|0\d:\d{2})(?=\s)[ \t]*(?:[–—-][ \t]+)?"
)
_HEADING = re.compile(r"#{1,6}[ \t]++([^\n]{1,80}?)[ \t]*+#*+\s*+\Z")


class Line(NamedTuple):
    """A line as it begins. `name` is a speaker's, perhaps; `marked` says that it is set off."""

    words: str
    name: str | None = None
    marked: bool = False
    start_seconds: float | None = None


def read_line(line: str) -> Line:
    """Read the beginning of a line that starts with no space."""
    start, rest = _after_stamp(line)
    heading = _HEADING.match(rest)
    if heading is not None:
        return Line("", heading[1].strip("*_: "), True, start)
    found = _name_of(rest)
    if found is None:
        lead = lead_of(rest)
        if lead is None:
            return Line(rest, None, False, start)
        later, words = _after_stamp(rest[lead[1] :])
        return Line(words, lead[0], False, later if start is None else start)
    groups = found.groupdict()
    clock = groups["inner"] or groups.get("outer")
    later, words = _after_stamp(rest[found.end() :])
    known = (start, clock_seconds(clock) if clock else None, later)
    start = next((seconds for seconds in known if seconds is not None), None)
    return Line(words, found["name"].strip(), True, start)


def clock_seconds(clock: str) -> float | None:
    """Return the time that "1:02:03.5" says."""
    found = _CLOCK_PARTS.fullmatch(clock)
    return whole_milliseconds(seconds_of(*found.groups())) if found else None


def _name_of(rest: str) -> re.Match[str] | None:
    """Match a name that is set off: by emphasis, or by a time behind it."""
    if rest[:1] in ("*", "_"):
        found = _MARKED.match(rest)
        if found is None or not found["name"].strip():
            return None
        told = found["colon"] or found["late"] or found["inner"] or found["outer"]
        return found if told or (found.end() >= len(rest.rstrip())) else None
    return (_ALONE.match(rest) or _STAMPED.match(rest)) if ":" in rest[:80] else None


def _after_stamp(line: str) -> tuple[float | None, str]:
    found = _STAMP.match(line)
    if found is None:
        return None, line
    return clock_seconds(found["in"] or found["bare"]), line[found.end() :]
