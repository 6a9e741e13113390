"""Days of a text → a condition of the template, and whom it means."""

import pytest

from publisher.importing.boilerplate.eras import Era, Standing, condition_of, in_words, standing_of


def _standing(having: str, days: list[str]) -> Standing | None:
    """Return where a text stands; `having` has an "x" for each episode with it, oldest first."""
    by_day: dict[str, list[int]] = {}
    for index in sorted(range(len(days)), key=lambda index: days[index]):
        by_day.setdefault(days[index], []).append(index)
    return standing_of({at for at, mark in enumerate(having) if mark == "x"}, days, by_day)


def _days(count: int) -> list[str]:
    return [f"2020-{1 + at // 28:02}-{1 + at % 28:02}" for at in range(count)]


def test_all_episodes() -> None:
    assert _standing("xxx", ["", "", ""]) == Standing((Era(None, None),), frozenset({0, 1, 2}))
    assert _standing("xx", ["", ""]) is None


def test_until_and_since() -> None:
    until = _standing("x" * 25 + "." * 9, _days(34))
    assert until is not None
    assert until.eras == (Era(None, "2020-01-25"),)
    since = _standing("." * 9 + "x" * 25, _days(34))
    assert since is not None
    assert since.eras == (Era("2020-01-10", None, undated=True),)


def test_a_few_are_left_out_and_long_gaps_part() -> None:
    standing = _standing("x" * 22 + "." + "x" * 3 + "." * 9 + "x" * 25, _days(60))
    assert standing is not None
    assert [(era.last, era.but) for era in standing.eras] == [
        ("2020-01-26", ("2020-01-23",)),
        (None, ()),
    ]
    assert len(standing.episodes) == 50


def test_what_stood_in_few_episodes_was_news() -> None:
    assert _standing("." * 30 + "x" * 19 + "." * 30, _days(79)) is None


def test_in_a_young_show_most_are_enough() -> None:
    assert _standing("xxx.x", _days(5)) is not None
    assert _standing("x..xx", _days(5)) is None


def test_episodes_of_one_day_go_together() -> None:
    days = _days(30)
    days[5] = days[4]
    standing = _standing("xxxx.x" + "x" * 24, days)
    assert standing is not None
    assert standing.eras[0].but == (days[4],)
    assert standing.episodes == frozenset(range(30)) - {4, 5}


def test_an_undated_episode_that_has_not_got_it_does_not_get_it() -> None:
    days = [*_days(30), ""]
    standing = _standing("x" * 30 + ".", days)
    assert standing is not None
    assert standing.eras == (Era("2020-01-01", None),)
    assert 30 not in standing.episodes


@pytest.mark.parametrize(
    ("eras", "condition", "words"),
    [
        ((Era(None, None),), None, "all episodes"),
        ((Era(None, "2020-02-01"),), 'episode.date <= "2020-02-01"', "episodes up to 2020-02-01"),
        (
            (Era("2020-02-01", None, ("2020-03-01",), undated=True),),
            '(not episode.date or episode.date >= "2020-02-01") '
            'and episode.date not in ["2020-03-01"]',
            "episodes since 2020-02-01",
        ),
        (
            (Era("2020-01-01", "2020-02-01"), Era("2021-01-01", None)),
            '(episode.date >= "2020-01-01" and episode.date <= "2020-02-01") '
            'or (episode.date >= "2021-01-01")',
            "episodes from 2020-01-01 to 2020-02-01",
        ),
    ],
)
def test_conditions(eras: tuple[Era, ...], condition: str | None, words: str) -> None:
    assert condition_of(eras) == condition
    assert in_words(eras[0]) == words
