"""Timestamps in an episode's body → its chapters, where they are a list of chapters.

A time in prose, the schedule of an event, verses, scores, the lengths of songs and transcripts
must never become chapters; so it is the list as a whole that is judged.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from publisher.chapters.entries import Entry, find_entries, flatten, has_times
from publisher.model import BodyChapters, Chapter

_WORDS = re.compile(
    r"\b(?:chapters?(?: ?marks?| ?markers?)?|time[ -]?stamps?|time[ -]?codes?|time[ -]?line"
    r"|kapitel(?:marken|übersicht)?|zeitmarken|zeitstempel|sprungmarken|chapitr(?:e|age)s?|minutage"
    r"|horodatages?|cap[ií]tulos?|marcas? de tiempo|marca[çc][õo]es|minutagem|capitoli"
    r"|hoofdstukken|tijdlijn|rozdzia[łl]y|znaczniki|kapitler|luvut|fejezetek|kapitoly)\b"
    r"|главы|таймкоды|тайм-коды|チャプター|タイムスタンプ|目次|章节|时间轴|時間軸|챕터|타임스탬프",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"^[ \t]*+(?:#{1,6}[ \t]*+)?+[*_]*+(?:(?:full|episode|raw|the|machine|auto\w{0,12})[ -]){0,3}"
    r"(?:transcript|transkript|transcrição|transcripción|trascrizione|transcriptie)\w{0,5}"
    r"[ \t*_:]*+$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]*+(?:#{1,6}[ \t]|\*\*|__|[=-]{3,}[ \t]*+$)", re.MULTILINE)
_LINES_ABOVE = 4  # of a list in which its heading stands
_NEAR_START_SECONDS = 600
_DENSEST = 6.0  # characters for a second; people speak 12 to 18 of them
_SHORTEST_SECONDS = 5.0  # from one chapter to the next, on average; verses are nearer
_FEWEST = 3
_FEWEST_MARKED = 2  # of those under a heading, or written as nothing but a moment is
_FEWEST_TRAILING = 4


def read_body_chapters(body: str) -> BodyChapters:
    """Return the chapters listed in a Markdown or HTML body, ascending; none where it has no list.

    Where the list goes back in time, what stands in the way of its longest ascending part is
    `astray`; if that is more than a quarter, nothing is a chapter. Linear in the body's length.
    """
    if not has_times(body):
        return BodyChapters()
    text = flatten(body)
    leading, trailing = find_entries(text)
    if len(leading) < _FEWEST_MARKED and len(trailing) < _FEWEST_MARKED:
        return BodyChapters()
    spoken = _TRANSCRIPT.search(text)
    end = spoken.start() if spoken else len(text)
    refused = BodyChapters()
    for entries, behind in ((leading, False), (trailing, True)):
        for run in _runs(text, [entry for entry in entries if entry.at < end]):
            headed = _is_headed(text, run[0])
            if _is_list(run, headed=headed, behind=behind):
                chapters = _chapters(run)
                if chapters.chapters:
                    return chapters
                refused = chapters if headed or _is_marked(run) else refused
    return refused


def _runs(text: str, entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in lists: one that starts anew under another heading is another list."""
    run: list[Entry] = []
    for entry in entries:
        back = run and entry.start_seconds < run[-1].start_seconds
        if back and _HEADING.search(text, run[-1].at, entry.at):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _is_headed(text: str, first: Entry) -> bool:
    """Say whether a heading such as `Chapters` stands above the list."""
    end = text.rfind("\n", 0, first.at)
    above = text[max(0, end - 600) : max(0, end)].split("\n")
    lines = [line for line in above if line.strip()][-_LINES_ABOVE:]
    return any(len(line) <= 60 and _WORDS.search(line) for line in lines)


def _is_marked(run: Sequence[Entry]) -> bool:
    return sum(entry.marked for entry in run) * 2 > len(run)


def _is_list(run: Sequence[Entry], *, headed: bool, behind: bool) -> bool:
    """Say whether these times can only be meant as moments of the recording."""
    certain = headed or _is_marked(run)
    first, last = run[0], max(run, key=lambda entry: entry.start_seconds)
    if last.start_seconds == first.start_seconds:
        return False
    if certain:
        return len(run) >= (_FEWEST if behind else _FEWEST_MARKED)
    if behind:
        linked = sum(entry.url is not None for entry in run)  # a list of sources, not of parts
        return (
            len(run) >= _FEWEST_TRAILING
            and (first.padded or first.start_seconds == 0)
            and last.start_seconds >= _NEAR_START_SECONDS  # or it may be the lengths of songs
            and first.start_seconds <= _NEAR_START_SECONDS
            and linked * 2 < len(run)
            and not _is_schedule(run)
        )
    return (
        len(run) >= _FEWEST
        and first.start_seconds <= _NEAR_START_SECONDS
        and sum(entry.of_day for entry in run) * 3 < len(run)
        and not _is_schedule(run)
        and not _is_spoken(run)
    )


def _is_schedule(run: Sequence[Entry]) -> bool:
    """Say whether the times can be those of a day: from six o'clock on, every five minutes."""
    return all(
        6 * 60 <= entry.start_seconds < 24 * 60 and entry.start_seconds % 5 == 0 for entry in run
    )


def _is_spoken(run: Sequence[Entry]) -> bool:
    """Say whether so many words or times follow one another that they are what was said."""
    if len({entry.title for entry in run}) * 2 < len(run):
        return True
    seconds = run[-1].start_seconds - run[0].start_seconds
    if seconds < _SHORTEST_SECONDS * (len(run) - 1):
        return seconds > 0
    return (run[-1].at - run[0].at) / seconds > _DENSEST


def _chapters(run: Sequence[Entry]) -> BodyChapters:
    rising = longest_rise([entry.start_seconds for entry in run])
    chapters = tuple(map(_chapter, run))
    astray = tuple(chapter for index, chapter in enumerate(chapters) if index not in rising)
    if len(astray) * 4 > len(run):
        return BodyChapters((), astray)
    return BodyChapters(tuple(chapters[index] for index in sorted(rising)), astray)


def _chapter(entry: Entry) -> Chapter:
    end = entry.end_seconds
    return Chapter(
        entry.start_seconds,
        entry.title,
        entry.url,
        end_seconds=end if end is not None and end > entry.start_seconds else None,
        at=entry.at,
    )


def longest_rise(numbers: Sequence[float]) -> frozenset[int]:
    """Return the indexes of the longest part, in its order, in which no number goes back."""
    ends: list[float] = []  # the least number that a rise of each length ends with
    at: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_right(ends, number)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    rise = set()
    index_or_none = at[-1] if at else None
    while index_or_none is not None:
        rise.add(index_or_none)
        index_or_none = before[index_or_none]
    return frozenset(rise)
