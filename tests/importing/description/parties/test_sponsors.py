"""Sponsors in lists, under headings of their own, and in sentences; and what is none."""

import pytest

from publisher.importing.description.understanding import DecisionKind, FoundSponsor
from tests.importing.description.parties.reading import read

LISTS = {
    "a flattened list with bars": (
        "Podcast Sponsors, Affiliates, and Partners: - Marlow - http://marlow.example/show |"
        " Coaching for job seekers (Free till you land a job) - Quench (10% discount) -"
        " https://www.quench.example/?ref=show | Interview questions",
        [
            FoundSponsor(
                "Marlow",
                "http://marlow.example/show",
                "Free till you land a job",
                tagline="Coaching for job seekers",
            ),
            FoundSponsor(
                "Quench",
                "https://www.quench.example/?ref=show",
                "10% discount",
                tagline="Interview questions",
            ),
        ],
    ),
    "bullets": (
        "## Sponsors\n\n- [Tern](https://tern.example/pod) - maps that fold themselves\n"
        "- [Wren](https://wren.example)\n\nNext week: the other half.",
        [
            FoundSponsor("Tern", "https://tern.example/pod", tagline="maps that fold themselves"),
            FoundSponsor("Wren", "https://wren.example"),
        ],
    ),
    "a name, an address and an offer, each on its line": (
        "Sponsors\n\nJuniper\nhttps://juniper.example/show\n30-day free trial\n\n"
        "Fellwalker\nhttps://fell.example\n10% off boots with code ALP10\n",
        [
            FoundSponsor("Juniper", "https://juniper.example/show", "30-day free trial"),
            FoundSponsor("Fellwalker", "https://fell.example", "10% off boots", "ALP10"),
        ],
    ),
    "German": (
        "WERBUNG\nMöhrenwerk: Mit dem Code ABEND20 bekommst du 20% Rabatt auf deine erste Kiste:"
        " https://moehrenwerk.example/abend\n",
        [
            FoundSponsor(
                "Möhrenwerk",
                "https://moehrenwerk.example/abend",
                "20% Rabatt auf deine erste Kiste",
                "ABEND20",
            )
        ],
    ),
    "Spanish": (
        "NUESTROS PATROCINADORES\nSillón Verde: 50 € de descuento con el código TERTULIA50."
        " https://sillonverde.example\n",
        [
            FoundSponsor(
                "Sillón Verde", "https://sillonverde.example", "50 € de descuento", "TERTULIA50"
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "sponsors"), LISTS.values(), ids=LISTS)
def test_items_of_a_list_are_sponsors(text: str, sponsors: list[FoundSponsor]) -> None:
    found = [each._replace(copy=None) for each in read(text).sponsors]
    assert found == sponsors


def test_a_heading_names_its_sponsor_and_all_below_is_its_copy() -> None:
    text = (
        "## Lodestar - Sponsor\n\nLodestar replays what users do. Get 14 days free at"
        " [lodestar.example/show](https://lodestar.example/show).\n\n## Notes\n\nOther things."
    )
    (sponsor,) = read(text).sponsors
    assert sponsor.name == "Lodestar"
    assert sponsor.url == "https://lodestar.example/show"
    assert sponsor.offer == "14 days free"
    assert sponsor.copy is not None
    assert sponsor.copy.startswith("Lodestar replays")
    assert "Other things" not in sponsor.copy


SENTENCES = {
    "en": (
        "This episode is brought to you by Heronry. Go to https://heronry.example/show and use code"
        " HERON for 20% off your first month.",
        ("Heronry", "https://heronry.example/show", "20% off your first month", "HERON"),
    ),
    "en, thanked at the end": (
        "Sandglass is an app for people in a hurry. Right now you get one month free. Go to"
        " https://sandglass.example/slow. Thanks to Sandglass for sponsoring this episode.",
        ("Sandglass", "https://sandglass.example/slow", "one month free", None),
    ),
    "de": (
        "Diese Folge wird unterstützt von Quellgrund. Mit dem Code MAI25 spart ihr 25 Prozent"
        " Rabatt: https://quellgrund.example/mai",
        ("Quellgrund", "https://quellgrund.example/mai", "25 Prozent Rabatt", "MAI25"),
    ),
    "es": (
        "Este episodio es posible gracias a Huertaviva. Usa el código MESA15 y llévate un 15% de"
        " descuento: https://huertaviva.example/mesa",
        ("Huertaviva", "https://huertaviva.example/mesa", "15% de descuento", "MESA15"),
    ),
    "it": (
        "Questa puntata è stata realizzata con il contributo di Barca Scarpe"
        " (https://barca.example).",
        ("Barca Scarpe", "https://barca.example", None, None),
    ),
}


@pytest.mark.parametrize(("text", "said"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_names_its_sponsor(
    text: str, said: tuple[str, str, str | None, str | None]
) -> None:
    (sponsor,) = read(text).sponsors
    assert (sponsor.name, sponsor.url, sponsor.offer, sponsor.code) == said
    assert sponsor.copy == text


def test_only_the_sentences_about_a_sponsor_are_claimed() -> None:
    text = (
        "We walk the coast. This week's show is supported by Wattle: https://wattle.example/coast."
        " The weather was poor. It rained for nine days, and nobody had brought a coat."
    )
    (decision,) = (each for each in read(text).decisions if each.kind is DecisionKind.SPONSOR)
    claimed = text[decision.start : decision.end]
    assert claimed.startswith("This week's show")
    assert "nine days" not in claimed


def test_a_name_is_what_its_address_spells() -> None:
    text = "Sponsor Message: Guard your privacy with Surfkite! Visit https://surfkite.example/show"
    assert [each.name for each in read(text).sponsors] == ["Surfkite"]


NO_SPONSORS = [
    "Learn more about your ad choices. Visit https://megaphone.fm/adchoices",
    "Hosted on Acast. See https://acast.com/privacy for more information.",
    "Support this podcast: https://anchor.fm/some-show/support",
    "Support the show on Patreon: https://www.patreon.com/someshow",
    "Du möchtest mehr über unsere Werbepartner erfahren? Hier: https://linktr.ee/show_partner",
    "Interested in sponsoring the show? Write to us: https://someshow.example/sponsor",
    "We are 100% sponsor free. Tell a friend: https://someshow.example",
    "The senate sponsored the bill, and the party brought to you by history fell.",
    "Brought to you by the letter D.",
    "The Great Extinction, brought to you by Capitalism.",
    "Die Inquisition wurde nach Anzeige der Novizin tätig: https://archiv.example/kloster",
    "Repasamos a los patrocinadores de la ley: https://ley.example",
    "### Patreon Sponsors\n\n- Ann Lee\n- Bob Moss\n- Cem Ak\n",
    "Werbung: Die Zukunft [Ein Podcast](https://podcasts.apple.com/de/podcast/x/id1435792120)",
]


@pytest.mark.parametrize("text", NO_SPONSORS)
def test_false_friends_are_no_sponsors(text: str) -> None:
    assert not read(text).sponsors


def test_listeners_who_give_money_are_no_sponsors() -> None:
    givers = "".join(f"- [{name}](https://example.org/{name[0]})\n" for name in
                     ("Ann Lee", "Bob Moss", "Cem Ak", "Dee Fox"))  # fmt: skip
    assert not read(f"## Sponsors\n\n{givers}").sponsors


def test_a_list_of_sponsors_ends_where_accounts_begin() -> None:
    text = (
        "WERBUNG\nSchlafgut: 15 Euro Rabatt mit dem Code NACHT15 auf https://schlafgut.example\n\n"
        "Folgt uns auf Instagram: https://www.instagram.com/nachtcast/\n"
    )
    found = read(text)
    assert [each.name for each in found.sponsors] == ["Schlafgut"]
    assert [each.platform for each in found.socials] == ["instagram"]
