"""What YouTube asks of chapters."""

import pytest

from publisher.chapters.youtube import youtube_problem
from publisher.model import Chapter


@pytest.mark.parametrize(
    ("starts", "duration", "kind", "index"),
    [
        ((), None, None, 0),
        ((0, 10, 20), 30, None, 0),
        ((0, 10, 20), None, None, 0),
        ((0.4, 10, 20), None, None, 0),
        ((0, 60), None, "too few", 0),
        ((5, 60, 120), None, "late", 0),
        ((0, 60, 69), None, "too short", 1),
        ((0, 60, 120), 125, "too short", 2),
    ],
)
def test_youtube(
    starts: tuple[float, ...], duration: float | None, kind: str | None, index: int
) -> None:
    problem = youtube_problem([Chapter(start, str(start)) for start in starts], duration)
    assert (problem.kind if problem else None) == kind
    assert (problem.which if problem else 0) == index
