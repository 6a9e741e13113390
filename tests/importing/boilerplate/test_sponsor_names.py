"""One sponsor by several names gets one table, under the name that says most."""

import pytest

from publisher.importing.boilerplate import tidy
from publisher.importing.description.understanding import FoundSponsor, Known

OWN = [f"Episode {number} speaks of topic {number * 7}, at some length." for number in range(4)]


def with_ads(*ads: str) -> list[str]:
    return [f"{own}\n\n{ad}" for own, ad in zip(OWN, ads, strict=False)]


@pytest.mark.parametrize(
    "other",
    ["## Glo Bex - Sponsor", "## globex.example - Sponsor", "## GLOBEX - Sponsor"],
)
def test_spellings_of_a_name_are_one_sponsor(other: str) -> None:
    text = "\n\nKettles by [globex.example/show](https://globex.example/show) for all."
    tidied = tidy(with_ads(other + text, *["## Globex - Sponsor" + text] * 3))
    assert [*tidied.sponsors] == ["globex"]
    assert tidied.sponsors["globex"]["name"] == "Globex"
    assert all(each.sponsors[0]["id"] == "globex" for each in tidied.episodes)


def test_products_of_one_house_stay_apart() -> None:
    ads = (
        "## Globex Kettles - Sponsor\n\n[Kettles](https://globex.example/k) for every harbour.",
        "## Globex Pans - Sponsor\n\n[Pans](https://globex.example/p) for every kitchen.",
    )
    assert sorted(tidy(with_ads(*ads)).sponsors) == ["globex-kettles", "globex-pans"]


def test_an_id_that_is_known_stays() -> None:
    text = "\n\nKettles by [globex.example/show](https://globex.example/show) for all."
    known = Known(sponsors=(FoundSponsor("globex.example", "https://globex.example/show"),))
    tidied = tidy(with_ads("## Globex - Sponsor" + text), known)
    assert [*tidied.sponsors] == ["globex-example"]


@pytest.mark.parametrize(
    ("ad", "name"),
    [
        ("Sponsor: [surfglobe.example/me](https://surfglobe.example/me)", "surfglobe.example"),
        (
            "Sponsor: Be safe with SurfGlobe at [surfglobe.example/me](https://surfglobe.example/me)",
            "SurfGlobe",
        ),
        ("Sponsor: [Code School](https://codeschool.example/x)", "Code School"),
        (
            "Sponsor: [Notizen - Der Podcast von Ärzte für Ställe]"
            "(https://www.aerzte-fuer-staelle.example/der-podcast)",
            "Ärzte für Ställe",
        ),
    ],
)
def test_the_name_is_looked_for_in_the_words(ad: str, name: str) -> None:
    tidied = tidy(with_ads(ad))
    assert [each["name"] for each in tidied.sponsors.values()] == [name]


def test_a_platform_is_no_sponsor() -> None:
    video = "- [The video of theirs that shows how all of the mails are made]"
    ads = f"## Sponsors\n\n- [Globex](https://globex.example/)\n{video}(https://youtube.com/watch?v=a1)"
    notes = with_ads(ads)
    tidied = tidy(notes)
    assert tidied.sponsors == {}
    assert [each.body for each in tidied.episodes] == notes[:1]


def test_a_call_is_no_name_and_is_not_lost() -> None:
    ad = (
        "## Sign up for Kettles in 5 Days - Sponsor\n\n"
        "All about [kettlesin5days.example](https://kettlesin5days.example/show)."
    )
    tidied = tidy(with_ads(ad))
    assert [each["name"] for each in tidied.sponsors.values()] == ["Kettles in 5 Days"]
    assert "Sign up for Kettles in 5 Days" in str(tidied.episodes[0].sponsors[0]["copy"])
