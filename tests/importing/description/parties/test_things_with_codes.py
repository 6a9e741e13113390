"""Codes and offers for things that shows and others sell: books, passes, plans."""

from publisher.importing.description.taking_apart import understand


def test_a_code_before_a_colon_is_no_heading() -> None:
    found = understand(
        "Mi libro «Mapas de harina» ya está a la venta, con un 10% de descuento para oyentes con el"
        " código HARINA: https://editorial.example/mapas-de-harina"
    )
    (promo,) = found.promos
    assert (promo.title, promo.code) == ("Mapas de harina", "HARINA")
    assert promo.url == "https://editorial.example/mapas-de-harina"
    assert promo.offer is not None
    assert promo.offer.startswith("10% de descuento")
    assert not found.sponsors


def test_a_code_for_passes_is_no_sponsors() -> None:
    found = understand(
        "### Community\n\n* [Rye Days](https://ryedays.example/rd) June 10-13 - discount code"
        ' "RYE19" gives 20% off for Gold, Silver, and Bronze passes.\n'
    )
    assert [(each.title, each.code) for each in found.promos] == [("Rye Days", "RYE19")]
    assert not found.sponsors


def test_extra_months_are_an_offer() -> None:
    found = understand(
        "Thank you to our sponsors:\n\n➡️ Harbor Flour: 4 extra months on the two-year plan at"
        " https://harborflour.example/rye\n"
    )
    assert [(each.name, each.offer) for each in found.sponsors] == [
        ("Harbor Flour", "4 extra months")
    ]
