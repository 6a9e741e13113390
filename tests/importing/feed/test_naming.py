"""The names of episode files: safe, unique, and the same when the feed grows."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.importing.feed.naming import Nameable, name_episodes

DAY = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "number", "name"),
    [
        ("Alex Gold", 196, "196-alex-gold"),
        ("#196: Alex Gold", 196, "196-alex-gold"),
        ("Episode 7 - Alex", 7, "007-alex"),
        ("Folge 7", 7, "007"),
        ("7 things", 8, "008-7-things"),
        ("2024 in review", 12, "012-2024-in-review"),
        ("Alex Gold", None, "alex-gold"),
        ("#196: Alex Gold", None, "196-alex-gold"),
        ("Über Äpfel & Øl", None, "uber-apfel-ol"),
        ("../../etc/passwd", None, "etc-passwd"),
        ("CON", None, "episode-con"),
        ("心理學", 3, "003"),
        ("心理學", None, "episode-2026-01-31"),
        ("index", None, "episode-2026-01-31"),
    ],
)
def test_a_file_is_named_after_number_and_title(title: str, number: int | None, name: str) -> None:
    assert name_episodes([Nameable(0, title, number, DAY)], ()) == {0: name}


def test_names_that_are_taken_get_a_number() -> None:
    items = [Nameable(at, "Again", None, DAY) for at in range(2)]
    assert name_episodes(items, {"again"}) == {1: "again-2", 0: "again-3"}


TITLES = st.lists(st.sampled_from(["A", "B", "!", "index", "A 2", "A-2"]), max_size=12)


@given(TITLES, st.integers(0, 12))
def test_older_episodes_keep_their_names_when_the_feed_grows(titles: list[str], older: int) -> None:
    items = [
        Nameable(-age, title, None, datetime(2026, 1, 1 + age, tzinfo=UTC))
        for age, title in enumerate(titles)
    ]
    before, after = name_episodes(items[:older], ()), name_episodes(items, ())
    assert {at: after[at] for at in before} == before
    assert len(set(after.values())) == len(items)
