import sys
from collections.abc import Callable

import pytest

from publisher.web.descriptors import FILES_PER_REQUEST, affordable

resource = pytest.importorskip("resource", reason="Windows has no such limits")

Limits = tuple[int, int]
Limited = Callable[[int, int], list[Limits]]


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Limited:
    """Let the system say that so many files may be open, and take another limit up to the most."""

    def limit(now: int, most: int) -> list[Limits]:
        told: list[Limits] = []

        def take(_: int, limits: Limits) -> None:
            if most == resource.RLIM_INFINITY or limits[0] <= most:
                told.append(limits)
            else:
                raise ValueError("not allowed to raise maximum limit")

        monkeypatch.setattr(resource, "getrlimit", lambda _: (now, most))
        monkeypatch.setattr(resource, "setrlimit", take)
        return told

    return limit


@pytest.mark.parametrize("most", [1_000_000, resource.RLIM_INFINITY])
def test_a_low_limit_is_raised_as_far_as_it_takes(limited: Limited, most: int) -> None:
    told = limited(256, most)
    assert affordable(256) == 256
    assert told == [(256 * FILES_PER_REQUEST, most)]


def test_with_a_limit_that_stays_low_fewer_are_asked_at_once(limited: Limited) -> None:
    told = limited(100, 500)
    assert affordable(256) == 500 // FILES_PER_REQUEST
    assert told == [(500, 500)]


def test_a_system_that_refuses_after_all_keeps_its_limit(
    limited: Limited, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int, __: Limits) -> None:
        raise ValueError("current limit exceeds maximum limit")

    limited(256, resource.RLIM_INFINITY)
    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert affordable(256) == 256 // FILES_PER_REQUEST


@pytest.mark.parametrize("now", [100_000, resource.RLIM_INFINITY])
def test_a_limit_that_suffices_is_left_alone(limited: Limited, now: int) -> None:
    told = limited(now, now)
    assert affordable(256) == 256
    assert told == []


def test_somebody_is_asked_however_low_the_limit(limited: Limited) -> None:
    limited(3, 3)
    assert affordable(256) == 1


def test_windows_has_no_such_limit(limited: Limited, monkeypatch: pytest.MonkeyPatch) -> None:
    limited(3, 3)
    monkeypatch.setattr(sys, "platform", "win32")
    assert affordable(256) == 256
