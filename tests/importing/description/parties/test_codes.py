"""Codes and offers in many words, and capitals that are none."""

import pytest

from publisher.importing.description.parties.deals import code_in_address, find_deal
from publisher.importing.description.parties.vocabulary import vocabulary
from tests.importing.description.parties.reading import codes, read

DEALS = {
    "use code AFLY04 for a 20% discount": ("20% discount", "AFLY04"),
    "You can use Code AFLY04 for 20% off!": ("20% off", "AFLY04"),
    "Promo Code: dounplugged": (None, "dounplugged"),
    "use promo code 'ROBOT' for 50% off your first month!": ("50% off your first month", "ROBOT"),
    "enter SYNTAX at checkout for 30 days free": ("30 days free", "SYNTAX"),
    "ADO2019 for 20% off lots": ("20% off", "ADO2019"),
    "$200 credit": ("$200 credit", None),
    "Start a 14-day free trial": ("14-day free trial", None),
    "mit dem Gutscheincode **TAKT2** sind 2 Monate gratis": ("2 Monate gratis", "TAKT2"),
    "Jetzt 30 Tage kostenlos testen": ("30 Tage kostenlos testen", None),
    "10 % de descuento con el código LUNES": ("10 % de descuento", "LUNES"),
    "3 months for the price of 1": ("3 months for the price of 1", None),
    "20% de réduction avec le code promo ETE": ("20% de réduction", "ETE"),
    "sconto del 15% con il codice sconto MARE": ("sconto del 15%", "MARE"),
}


@pytest.mark.parametrize("text", DEALS)
def test_deals_are_read_as_written(text: str) -> None:
    assert tuple(find_deal(text, vocabulary())) == DEALS[text]


@pytest.mark.parametrize(
    "text",
    [
        "The source code is at https://git.example/x",
        "We read the code of conduct and the HTTP spec",
        "It fails with error code 404 on https://a.example",
        "A QR code for the NASA page: https://nasa.example",
        "Use HTTPS: https://letsencrypt.example",
        "el código penal y el PSOE: https://ley.example",
        "the Morse code SOS",
        "Use code review, says https://a.example",
        "The discount code below is for members: https://a.example",
    ],
)
def test_words_in_capitals_are_no_codes(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://shop.example/checkout?plan=4&coupon=SUMMER", "SUMMER"),
        ("https://shop.example/discount/SUMMER20", "SUMMER20"),
        ("https://shop.example/?ref=show", None),
        ("https://shop.example/?utm_campaign=show", None),
        ("https://[broken/?coupon=SUMMER", None),
    ],
)
def test_an_address_can_enter_a_code(url: str, code: str | None) -> None:
    assert code_in_address(url) == code


def test_a_guests_book_is_a_promo_and_named_as_the_text_names_it() -> None:
    text = (
        "Ann Lee wrote Queues All the Way Down. Book:"
        " https://books.example.com/queues-all-the-way-down/ (Use Code OWL25 for a 25% discount)"
    )
    found = read(text)
    assert not found.sponsors
    assert found.promos == (
        (
            "Queues All the Way Down",
            "https://books.example.com/queues-all-the-way-down/",
            "OWL25",
            "25% discount",
        ),
    )


def test_the_code_for_an_address_may_stand_on_the_next_line() -> None:
    found = read('Merch: https://shop.example/en/\n20% OFF USING CODE "CLIP20".\n')
    assert [(each.url, each.code) for each in found.promos] == [
        ("https://shop.example/en/", "CLIP20")
    ]


def test_a_promo_in_a_sentence_leaves_its_words_in_the_body() -> None:
    text = (
        "Andy was kind enough to give listeners of this podcast 20% off for life if you use promo"
        " code RUN20 when [signing up](https://horses.example/)."
    )
    found = read(text)
    assert [each.code for each in found.promos] == ["RUN20"]
    assert found.decisions == ()
