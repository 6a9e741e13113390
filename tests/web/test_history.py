from datetime import timedelta

import pytest

from publisher.model import Cause, LinkCheck
from publisher.web.history import continued, is_lasting, still_holds
from tests.answers import NOW, played_check

PAGE = "https://example.org/book"
OK, MOVED = 200, "301 https://example.org/new"


def after(*answers: int | str, hours: int = 24) -> LinkCheck:
    """Return the last of several answers, given so many hours apart."""
    check = None
    for number, answer in enumerate(answers):
        asked = played_check(PAGE, answer, NOW + timedelta(hours=hours * number))
        check = continued(asked, check)
    assert check is not None
    return check


@pytest.mark.parametrize(
    ("answers", "runs"),
    [
        ([404], 1),
        ([200, 404], 1),
        ([404, 410, 404], 3),
        ([500, Cause.TIMEOUT, 503], 3),
        ([500, 200, 500], 1),
        ([MOVED, MOVED], 2),
        (["301 https://example.org/other", MOVED], 1),
        ([429, 500], 1),
        ([Cause.TLS, Cause.TLS, Cause.TIMEOUT], 1),  # a bad certificate, and one bad minute
        ([Cause.REDIRECTS, Cause.REDIRECTS, 500], 1),
        ([Cause.TLS, Cause.TLS], 2),
    ],
)
def test_answers_of_a_kind_are_counted_together(answers: list[int | str], runs: int) -> None:
    check = after(*answers)
    assert check.runs == runs
    assert check.since == NOW + timedelta(days=len(answers) - runs)


def test_when_it_was_last_fine_is_kept() -> None:
    assert after(404).fine_at is None
    assert after(200, 200, 404, 404).fine_at == NOW + timedelta(days=1)
    assert after(MOVED, 500).fine_at == NOW


@pytest.mark.parametrize(
    ("answers", "hours", "lasting"),
    [
        ([500, 500], 48, False),
        ([500, 500, 500], 1, False),
        ([500, 500, 500], 23, False),
        ([500, Cause.TIMEOUT, 500], 24, True),
        ([500, 200, 500], 48, False),
    ],
)
def test_trouble_lasts_after_three_runs_over_48_hours(
    answers: list[int | str], hours: int, lasting: bool
) -> None:
    assert is_lasting(after(*answers, hours=hours)) is lasting


def test_a_clock_set_back_makes_no_history_of_the_future() -> None:
    later = continued(played_check(PAGE, 404, NOW), None)
    earlier = continued(played_check(PAGE, 404, NOW - timedelta(days=3)), later)
    assert earlier.since == NOW - timedelta(days=3)


def test_the_wish_for_fresh_answers_goes_before_how_long_they_hold() -> None:
    fine, dead = played_check(PAGE, 200), played_check(PAGE, 404)
    later = NOW + timedelta(hours=20)
    assert still_holds(fine, later)
    assert not still_holds(fine, later, timedelta(hours=12))
    assert still_holds(fine, NOW + timedelta(days=20), timedelta(days=30))
    assert not still_holds(dead, NOW + timedelta(days=2), timedelta(days=30))
