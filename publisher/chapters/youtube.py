"""What YouTube asks of the times in a description before it makes chapters of them."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

SHORTEST_SECONDS = 10
FEWEST = 3
TOO_SHORT = "too short"


class Timed(Protocol):
    """A chapter, of an episode or of its notes."""

    @property
    def start_seconds(self) -> float: ...

    @property
    def title(self) -> str: ...


class YouTubeProblem(NamedTuple):
    """Why there would be no chapters, for people; `which` is the index of the chapter at fault."""

    kind: str  # "too few", "late" or TOO_SHORT
    message: str
    which: int = 0


def youtube_problem(
    chapters: Sequence[Timed], duration_seconds: float | None
) -> YouTubeProblem | None:
    """Say why YouTube would not make chapters of these; None where it would, or there are none.

    It asks for at least three, the first at 0:00, ascending, each of 10 seconds or more
    (YouTube Help, "Video chapters").
    """
    if not chapters:
        return None
    if len(chapters) < FEWEST:
        message = f"YouTube asks for three chapters or more; there are {len(chapters)}"
        return YouTubeProblem("too few", message)
    starts = [int(chapter.start_seconds) for chapter in chapters]
    if starts[0] != 0:
        return YouTubeProblem("late", "the first chapter must start at 0:00")
    ends = [*starts[1:], duration_seconds or starts[-1] + SHORTEST_SECONDS]
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if end - start < SHORTEST_SECONDS:
            message = f'chapter "{chapters[index].title}" is shorter than 10 seconds'
            return YouTubeProblem(TOO_SHORT, message, index)
    return None
