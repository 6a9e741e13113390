"""Sponsors by the grammar of an ad: a cue, a name, an address, an offer and a code in any order."""

import pytest

from tests.importing.description.parties.reading import read

Party = tuple[str, str | None, str | None]  # name, address, code

SPONSORS: dict[str, tuple[str, list[Party]]] = {
    "Promo before a name is no code": (
        "Los tarros. Promo: Mielga, 3x2 en tarros con el código PANAL3X2 en"
        " https://mielga.example/panal (sí, https://mielga.example/panal).",
        [("Mielga", "https://mielga.example/panal", "PANAL3X2")],
    ),
    "a code that gives free delivery": (
        "Unsere Partner:\n- TrikotTausch: mit „PASS24“ versandkostenfrei bestellen -"
        " https://trikottausch.example\n",
        [("TrikotTausch", "https://trikottausch.example", "PASS24")],
    ),
    "the small print about sponsors": (
        "A bell.\n\nOur Sponsors, terms and privacy: https://lantern.example.com/legal\n\n"
        "Info on our sponsors: https://lantern.example.com/sponsors",
        [],
    ),
    "host-read, the name after the offer": (
        "We dig up a garden.\n\nListeners get 20% off their first order at Fernworthy with code"
        " SPADE. Just go to https://fernworthy.example/spade.\n",
        [("Fernworthy", "https://fernworthy.example/spade", "SPADE")],
    ),
    "apposition": (
        "Save 15% on every mug from Claypot Republic, our sponsor today, with the code MUGSHOT:"
        " https://claypotrepublic.example/pod",
        [("Claypot Republic", "https://claypotrepublic.example/pod", "MUGSHOT")],
    ),
    "a bracket before": (
        "[Ad] Wickerman Baskets – free shipping with WICKER at https://wickerman.example/ship",
        [("Wickerman Baskets", "https://wickerman.example/ship", "WICKER")],
    ),
    "a bracket behind": (
        "Tideline Maps, half price this month: https://tideline.example/half (sponsored)",
        [("Tideline Maps", "https://tideline.example/half", None)],
    ),
    "lower case": (
        "a short one about sleep.\n\nbrought to you by dozeworks (https://dozeworks.example/nap),"
        " code NAPTIME for 10% off",
        [("dozeworks", "https://dozeworks.example/nap", "NAPTIME")],
    ),
    "capitals": (
        "THIS WEEK'S AD: QUARRYSTONE. 10% OFF WITH CODE ROCK10. https://quarrystone.example/rock",
        [("QUARRYSTONE", "https://quarrystone.example/rock", "ROCK10")],
    ),
    "emoji and arrow, no cue": (
        "🥣 Porridge Palace: 25% off your first box with code SPOON25 👉"
        " https://porridgepalace.example/spoon",
        [("Porridge Palace", "https://porridgepalace.example/spoon", "SPOON25")],
    ),
    "check marks, no cue": (
        "Notes.\n\n✅ Oakmoss Candles: $10 off with code WAX → https://oakmoss.example/wax\n"
        "✅ Brindle Socks: 2 for 1 with code FEET → https://brindlesocks.example/feet\n",
        [
            ("Oakmoss Candles", "https://oakmoss.example/wax", "WAX"),
            ("Brindle Socks", "https://brindlesocks.example/feet", "FEET"),
        ],
    ),
    "two in one sentence": (
        "This episode is supported by Hazelbank (hazelbank.example.com/show, code NUT10 for 10%"
        " off) and by Peatstone (peatstone.example.com/show, code SMOKE5 for $5 off).",
        [
            ("Hazelbank", "https://hazelbank.example.com/show", "NUT10"),
            ("Peatstone", "https://peatstone.example.com/show", "SMOKE5"),
        ],
    ),
    "two sentences, each with its code": (
        "Thanks to our sponsors! Marlpit gives you 10% off with code MARL at"
        " https://marlpit.example/x. Snowgoose takes $20 off with code GOOSE at"
        " https://snowgoose.example/x.",
        [
            ("Marlpit", "https://marlpit.example/x", "MARL"),
            ("Snowgoose", "https://snowgoose.example/x", "GOOSE"),
        ],
    ),
    "Markdown link in thanks": (
        "Thank you [Copperleaf](https://copperleaf.example/pod) for sponsoring this one! Use"
        " KETTLE at checkout for 10% off.",
        [("Copperleaf", "https://copperleaf.example/pod", "KETTLE")],
    ),
    "name, offer, address on lines": (
        "Sponsored message\n**Moonraker Boats**\n12% discount with RAKE12 at checkout.\n"
        "https://moonraker.example/rake\n",
        [("Moonraker Boats", "https://moonraker.example/rake", "RAKE12")],
    ),
    "sponsor of the week": (
        "Sponsor of the week: Tallow & Sons. Enter TALLOW when you check out and take 15% off."
        " https://tallowandsons.example/q",
        [("Tallow & Sons", "https://tallowandsons.example/q", "TALLOW")],
    ),
    "presented by": (
        "Presented by Silt Coffee. https://silt.example/pod",
        [("Silt Coffee", "https://silt.example/pod", None)],
    ),
    "support comes from": (
        "Support for this podcast comes from Alderbrook, makers of quiet keyboards. Find yours at"
        " https://alderbrook.example/quiet",
        [("Alderbrook", "https://alderbrook.example/quiet", None)],
    ),
    "the prefix of a host": (
        "Our partner Brambling helps you sleep: https://getbrambling.example/pod, use code EARLY"
        " for 20% off",
        [("Brambling", "https://getbrambling.example/pod", "EARLY")],
    ),
    "today's ad, at the end of talk": (
        "Dana Oyelaran explains locks. Plus: Keyhole Cameras, our partner, gives you 10% off"
        " with code LOCK10 at https://keyhole.example/lock.",
        [("Keyhole Cameras", "https://keyhole.example/lock", "LOCK10")],
    ),
    "Werbung in brackets": (
        "[Werbung] Dünengras Matratzen: 15% Rabatt mit DUENE15 auf https://duenengras.example/pod",
        [("Dünengras Matratzen", "https://duenengras.example/pod", "DUENE15")],
    ),
    "Werbung, the code first": (
        "WERBUNG: Mit dem Rabattcode KRUSTE10 spart ihr bei Holzofen Meier 10 €:"
        " https://holzofenmeier.example/kruste",
        [("Holzofen Meier", "https://holzofenmeier.example/kruste", "KRUSTE10")],
    ),
    "unser Partner": (
        "Unser Partner heute: Wolkenlos Zelte. Mit dem Code REGEN bekommt ihr 20 % Rabatt."
        " https://wolkenlos.example/regen",
        [("Wolkenlos Zelte", "https://wolkenlos.example/regen", "REGEN")],
    ),
    "praesentiert": (
        "Diese Folge wird präsentiert von Rübezahl Bier: https://ruebezahl.example/fass",
        [("Rübezahl Bier", "https://ruebezahl.example/fass", None)],
    ),
    "two Werbepartner in a sentence": (
        "Werbepartner dieser Folge sind Kornblume (15% mit dem Code KORN: https://kornblume.example)"
        " und Schieferdach (20 € Rabatt: https://schieferdach.example/pod). Sonst: Regen.",
        [
            ("Kornblume", "https://kornblume.example", "KORN"),
            ("Schieferdach", "https://schieferdach.example/pod", None),
        ],
    ),
    "Anzeige behind": (
        "Bei Nordlicht Brillen gibt es 30 Euro Rabatt mit dem Gutscheincode SEHEN30:"
        " https://nordlichtbrillen.example/sehen (Anzeige)",
        [("Nordlicht Brillen", "https://nordlichtbrillen.example/sehen", "SEHEN30")],
    ),
    "no cue, German": (
        "Kräuterkiste – 10% auf alles mit dem Code MINZE10: https://kraeuterkiste.example/minze",
        [("Kräuterkiste", "https://kraeuterkiste.example/minze", "MINZE10")],
    ),
    "in Kooperation": (
        "In Kooperation mit Bergquell: https://bergquell.example/pod (Code: QUELL, 5 € Rabatt)",
        [("Bergquell", "https://bergquell.example/pod", "QUELL")],
    ),
    "unterstuetzt von, two linked": (
        "Unterstützt von [Federleicht](https://federleicht.example/pod) und"
        " [Seegras](https://seegras.example/pod).",
        [
            ("Federleicht", "https://federleicht.example/pod", None),
            ("Seegras", "https://seegras.example/pod", None),
        ],
    ),
    "Promo": (
        "Promo: Zimtstern Bäckerei, 3 € Rabatt mit ZIMT3 unter www.zimtstern.example/pod",
        [("Zimtstern Bäckerei", "https://www.zimtstern.example/pod", "ZIMT3")],
    ),
    "Werbung, copy, the host spells the name": (
        "Werbung:\nWer seinen Strom wechselt, spart. Der Stromwecker macht das jedes Jahr von"
        " allein: [stromwecker.example/leise](https://stromwecker.example/leise)",
        [("Stromwecker", "https://stromwecker.example/leise", None)],
    ),
    "danke": (
        "Danke an Haferfeld fürs Sponsoring! 10% auf Müsli mit dem Code MUESLI10 auf"
        " https://haferfeld.example/m",
        [("Haferfeld", "https://haferfeld.example/m", "MUESLI10")],
    ),
    "nos patrocina": (
        "🍊 Nos patrocina Huerta Clara. 15% de descuento con ZUMO15 👉"
        " https://huertaclara.example/zumo",
        [("Huerta Clara", "https://huertaclara.example/zumo", "ZUMO15")],
    ),
    "con el apoyo de": (
        "Con el apoyo de Librería Candil: https://libreriacandil.example/pod",
        [("Librería Candil", "https://libreriacandil.example/pod", None)],
    ),
    "gracias a": (
        "Este episodio llega gracias a Molino Viejo: harina de verdad, 10% de descuento con el"
        " código HARINA10 en https://molinoviejo.example/pan",
        [("Molino Viejo", "https://molinoviejo.example/pan", "HARINA10")],
    ),
    "nos apoyan, two": (
        "Hoy nos apoyan: Farolito (un mes gratis, https://farolito.example/mes) y Cal y Canto"
        " (5 € de descuento con el código CAL5, https://calycanto.example).",
        [
            ("Farolito", "https://farolito.example/mes", None),
            ("Cal y Canto", "https://calycanto.example", "CAL5"),
        ],
    ),
    "patrocinio": (
        "Patrocinio: Anchoas Nieves, 20% de descuento con el código LATA20 en"
        " https://anchoasnieves.example/lata",
        [("Anchoas Nieves", "https://anchoasnieves.example/lata", "LATA20")],
    ),
    "usa el codigo": (
        "Publicidad: usa el código SIESTA y llévate un 30% de descuento en Colchones Brisa:"
        " https://colchonesbrisa.example/siesta",
        [("Colchones Brisa", "https://colchonesbrisa.example/siesta", "SIESTA")],
    ),
    "te lo trae": (
        "Este programa te lo trae Relojería Pau. https://relojeriapau.example",
        [("Relojería Pau", "https://relojeriapau.example", None)],
    ),
    "three in brackets, each with its code": (
        "Brought to you by Alpha Bikes (https://alphabikes.example/a; code ALPHA), Beta Locks"
        " (https://betalocks.example/b; code BETA) and Gamma Bells (https://gammabells.example/c).",
        [
            ("Alpha Bikes", "https://alphabikes.example/a", "ALPHA"),
            ("Beta Locks", "https://betalocks.example/b", "BETA"),
            ("Gamma Bells", "https://gammabells.example/c", None),
        ],
    ),
    "an ampersand that the host leaves out": (
        "Thanks to the folks at Larch & Co for making this possible! Go to larchco.example.com/pod"
        " and use LARCH20 for 20% off your first order.",
        [("Larch & Co", "https://larchco.example.com/pod", "LARCH20")],
    ),
    "a code that ends in its percentage": (
        "Unsere Hörer bekommen bei Schraubenkönig 10% auf alles. Einfach SCHRAUBE10 eingeben!"
        " https://schraubenkoenig.example",
        [("Schraubenkönig", "https://schraubenkoenig.example", "SCHRAUBE10")],
    ),
    "a password": (
        'Dieser Podcast wird unterstützt von Gipfelwasser. Mit dem Stichwort "Durst" gibt es 10'
        " Prozent Rabatt: https://gipfelwasser.example",
        [("Gipfelwasser", "https://gipfelwasser.example", "Durst")],
    ),
    "a list whose items have a dash": (
        "Unsere Partner:\n► Heuballen - 10% mit Code HEU10: https://heuballen.example\n"
        "► Fichtenzapfen - 5€ Rabatt: https://fichtenzapfen.example/5",
        [
            ("Heuballen", "https://heuballen.example", "HEU10"),
            ("Fichtenzapfen", "https://fichtenzapfen.example/5", None),
        ],
    ),
    "a loudspeaker": (
        "📣 AD 📣 HelloMarrow sends bones to your dog. https://hellomarrow.example/pod",
        [("HelloMarrow", "https://hellomarrow.example/pod", None)],
    ),
}


@pytest.mark.parametrize(("text", "sponsors"), SPONSORS.values(), ids=SPONSORS)
def test_an_ad_names_its_sponsors(text: str, sponsors: list[Party]) -> None:
    found = read(text)
    assert [(each.name, each.url, each.code) for each in found.sponsors] == sponsors
    assert not found.promos


PROMOS = {
    "a guest's book": (
        "Ivo Brandt's new book Salt Roads: 20% off with code SALT20 at"
        " https://press.example/salt-roads"
    ),
    "the guest's course, in German": (
        "Juttas Kurs: https://jutta-toepfert.example/kurs (10% mit dem Code TON10)\n\n"
        "Jutta Wenzel töpfert seit 1990."
    ),
    "the show's merch": "Our merch: 10% off with code TOTE at https://shop.mothlight.example",
    "tickets": "Entradas: https://entradas.example.es/gira (3 € de descuento con el código GIRA3)",
}


@pytest.mark.parametrize("text", PROMOS.values(), ids=PROMOS)
def test_what_belongs_to_the_show_or_a_guest_is_no_sponsor(text: str) -> None:
    found = read(text)
    assert not found.sponsors
    assert len(found.promos) == 1


NOBODY = {
    "a talk about ads": "We ask whether sponsored posts work. More: https://paper.example/ads",
    "a call for sponsors": "Want to sponsor the show? Write to https://show.example/sponsor",
    "a free thing of a list": "Links:\n- [A free trial of sanity](https://blog.example/sanity)",
    "a programmer's code": "Read the code at https://code.example/repo and use it in your shop.",
    "a partner in life": "She and her partner Leo Marsh built https://house.example together.",
    "ads are off": "Keine Werbung in dieser Folge. Mehr: https://show.example/abo",
    "a sponsor of a law": "- [Interview with the sponsor of the bill](https://parl.example)",
    "a studio": "We recorded at Pine Studios (https://pinestudios.example). Free parking.",
    "income": "She works at Norrland (https://norrland.example), which gives 50% to charity.",
    "gracias": "Gracias a Luis Prieto por la música: https://luisprieto.example",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_words_of_ads_alone_name_nobody(text: str) -> None:
    found = read(text)
    assert not found.sponsors
    assert not found.promos
