"""How found facts are matched with labels; each case is one that a score would turn on."""

import pytest

from publisher.importing.description.understanding import (
    Account,
    FoundPerson,
    FoundPromo,
    FoundSponsor,
    Understanding,
)
from tests.importing.labels import labelled
from tests.importing.scoring import Score, score

LABELS = {
    "sponsors": ["Tuck & Roll | https://tuck.example/show | 20% off | STITCH"],
    "socials": ["youtube https://www.youtube.com/@show"],
    "profiles": ["Ada Quill | x https://twitter.com/ada"],
    "optional": ["https://linktr.ee/show"],
}
SPONSOR = FoundSponsor("Tuck & Roll", "http://tuck.example/show/", "20% off all", "STITCH")
CHANNEL = Account("youtube", "youtube.com/@show")


def scored(kind: str, found: Understanding) -> Score:
    text = labelled("x", "en", "text", LABELS)
    return score([text], lambda _: found).scores[kind]


def test_nothing_found_is_precise_and_recalls_nothing() -> None:
    nothing = scored("sponsors", Understanding())
    assert (nothing.precision, nothing.recall) == (1.0, 0.0)


@pytest.mark.parametrize("kind", ["sponsors", "sponsor_urls", "codes", "offers"])
def test_what_is_labelled_is_right(kind: str) -> None:
    assert scored(kind, Understanding(sponsors=(SPONSOR,))) == Score(1, 1, 1)


def test_a_part_of_a_sponsors_name_is_right_with_its_address_only() -> None:
    part = SPONSOR._replace(name="Tuck")
    assert scored("sponsors", Understanding(sponsors=(part,))).right == 1
    elsewhere = part._replace(url="https://other.example")
    assert scored("sponsors", Understanding(sponsors=(elsewhere,))) == Score(0, 1, 1)


def test_a_code_with_another_party_is_wrong() -> None:
    promo = FoundPromo("A book", "https://book.example", "STITCH")
    assert scored("codes", Understanding(promos=(promo,))) == Score(0, 1, 1)


def test_an_offer_of_another_number_is_wrong() -> None:
    more = SPONSOR._replace(offer="30% off all")
    assert scored("offers", Understanding(sponsors=(more,))) == Score(0, 1, 1)


def test_a_channel_on_youtube_is_right_among_the_apps() -> None:
    found = Understanding(platforms=(CHANNEL,))
    assert scored("socials", found) == Score(1, 1, 1)
    assert scored("platforms", found) == Score(0, 0, 0)


def test_an_account_of_a_host_is_right_as_a_profile_but_not_as_that_of_somebody_else() -> None:
    host = FoundPerson("Bo", "host", (CHANNEL,))
    assert scored("socials", Understanding(people=(host,))) == Score(1, 1, 1)
    assert scored("profiles", Understanding(people=(host,))) == Score(0, 1, 0)
    guest = FoundPerson("Bo", "guest", (CHANNEL,))
    assert scored("profiles", Understanding(people=(guest,))) == Score(0, 1, 1)


def test_a_profile_is_that_of_the_labelled_person_by_a_part_of_the_name() -> None:
    account = Account("x", "https://twitter.com/ada")
    assert scored(
        "profiles", Understanding(people=(FoundPerson("Ada", "guest", (account,)),))
    ).right
    other = Understanding(people=(FoundPerson("Bo", "guest", (account,)),))
    assert scored("profiles", other) == Score(0, 1, 1)


def test_what_is_optional_counts_neither_way() -> None:
    tree = Account("linktree", "https://linktr.ee/show")
    assert scored("socials", Understanding(socials=(tree,))) == Score(0, 1, 0)
    wrong = Account("x", "https://x.com/somebody")
    assert scored("socials", Understanding(socials=(wrong,))) == Score(0, 1, 1)


def test_the_same_fact_twice_is_one() -> None:
    assert scored("sponsors", Understanding(sponsors=(SPONSOR, SPONSOR))) == Score(1, 1, 1)
