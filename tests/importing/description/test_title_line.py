"""The line an episode is announced with."""

import pytest

from publisher.importing.description.title_line import read_title_line


@pytest.mark.parametrize(
    ("line", "title", "number", "season", "show", "guests"),
    [
        (
            "How to Bake (Ann Lee) - FLR Ep. 12",
            "How to Bake (Ann Lee)",
            12,
            None,
            "FLR",
            ("Ann Lee",),
        ),
        ("#12: How to Bake", "How to Bake", 12, None, None, ()),
        ("#12 How to Bake", "How to Bake", 12, None, None, ()),
        ("196 – How to Bake", "How to Bake", 196, None, None, ()),
        ("S02E05 How to Bake", "How to Bake", 5, 2, None, ()),
        ("Season 2, Episode 5: How to Bake", "How to Bake", 5, 2, None, ()),
        ("2x05 How to Bake", "How to Bake", 5, 2, None, ()),
        ("Folge 12: Warum Brot schimmelt", "Warum Brot schimmelt", 12, None, None, ()),
        ("Episodio 3 | El faro", "El faro", 3, None, None, ()),
        ("# 12. How to Bake", "How to Bake", 12, None, None, ()),
        ("Flour #12 - How to Bake", "How to Bake", 12, None, "Flour", ()),
        ("Flour Episode 12: How to Bake", "How to Bake", 12, None, "Flour", ()),
        ("How to Bake | Ep 12", "How to Bake", 12, None, None, ()),
        ("How to Bake (Episode 12)", "How to Bake", 12, None, None, ()),
        ("How to Bake with Jane Doe", "How to Bake with Jane Doe", None, None, None, ("Jane Doe",)),
        ("Brot mit Jana Muster", "Brot mit Jana Muster", None, None, None, ("Jana Muster",)),
        ("El faro, con Ana López", "El faro, con Ana López", None, None, None, ("Ana López",)),
        (
            "Bread feat. Ann Lee & Ben Roe",
            "Bread feat. Ann Lee & Ben Roe",
            None,
            None,
            None,
            ("Ann Lee", "Ben Roe"),
        ),
        ("Bread | Flour Power", "Bread", None, None, "Flour Power", ()),
        ("2023 – A Year of Bread", "2023 – A Year of Bread", None, None, None, ()),
        ("12 Things about Bread", "12 Things about Bread", None, None, None, ()),
        ("Bread (Part Two)", "Bread (Part Two)", None, None, None, ()),
        ("Bread with butter", "Bread with butter", None, None, None, ()),
    ],
)
def test_a_title_line(
    line: str, title: str, number: object, season: object, show: object, *, guests: object
) -> None:
    found = read_title_line(line)
    assert (found.title, found.number, found.season) == (title, number, season)
    assert (found.show, found.guests) == (show, guests)
