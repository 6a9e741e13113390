"""All decisions about a description as they are shown: in order, none over another, none empty."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.understanding import Decision

_SAYS = re.compile(r"[^\W_]")
_EDGES = " \t\r\n"


def in_order(text: str, firm: Sequence[Decision], rest: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return decisions by position; what two of them are about is told by the first alone.

    Those of the `rest` are about what the firm ones leave. Every span has a word and no space
    around it. Takes time in proportion to the decisions, but for sorting them.
    """
    sure = list(_first_come(text, sorted(firm, key=_by_place)))
    between = _first_come(text, sorted(_cut_out(rest, sure), key=_by_place))
    return tuple(sorted((*sure, *between), key=_by_place))


def _by_place(each: Decision) -> tuple[int, int]:
    return each.start, -each.end


def _first_come(text: str, decisions: Sequence[Decision]) -> Iterator[Decision]:
    at = 0
    for each in decisions:
        start, end = max(at, each.start), min(each.end, len(text))
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        if start < end and _SAYS.search(text, start, end) is not None:
            yield each._replace(start=start, end=end)
            at = end


def _cut_out(decisions: Sequence[Decision], firm: Sequence[Decision]) -> Iterator[Decision]:
    """Yield what is left of decisions between those that are firm."""
    index = 0
    for each in sorted(decisions, key=_by_place):
        while index < len(firm) and firm[index].end <= each.start:
            index += 1
        start, inside = each.start, index
        while inside < len(firm) and firm[inside].start < each.end:
            if firm[inside].start > start:
                yield each._replace(start=start, end=firm[inside].start)
            start = max(start, firm[inside].end)
            inside += 1
        if start < each.end:
            yield each._replace(start=start)
