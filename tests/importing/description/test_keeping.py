"""What stays in the body: words that no field has, pictures, headings that are content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import (
    Decision,
    DecisionKind,
    FoundLink,
    FoundSponsor,
)
from tests.importing.labels import Labelled, held_out, tuning

LINKS = "- [A press](https://press.example)\n- [A mill](https://mill.example)"


@pytest.mark.parametrize("heading", ["## Links", "**Show notes:**", "Quellen:", "## Ann's Links"])
def test_a_heading_that_says_only_links_goes_with_them(heading: str) -> None:
    found = understand(f"Our guest Ann Lee bakes, and tells us why.\n\n{heading}\n\n{LINKS}")
    assert found.body == "Our guest Ann Lee bakes, and tells us why."
    assert [link.url for link in found.links] == ["https://press.example", "https://mill.example"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("**Books mentioned:**", "book"), ("## Bücher", "book"), ("Herramientas:", "tool")],
)
def test_a_heading_that_says_only_a_kind_goes_with_its_list(heading: str, kind: str) -> None:
    found = understand(f"Our guest Ann Lee bakes, and tells us why.\n\n{heading}\n\n{LINKS}")
    assert found.body == "Our guest Ann Lee bakes, and tells us why."
    assert [link.kind for link in found.links] == [kind, kind]


@pytest.mark.parametrize(
    ("text", "sponsor"),
    [
        (
            '<p>Wir backen.</p><p>Werbung: <a href="https://mehl.example/t">Mehlwerk</a> – 10 % mit'
            " dem Code <b>TEIG10</b></p>",
            FoundSponsor("Mehlwerk", "https://mehl.example/t", "10 %", "TEIG10"),
        ),
        (
            "Wir backen.\n\nThanks to our sponsors:\n- [Loft](https://loft.example/w) - warm socks",
            FoundSponsor("Loft", "https://loft.example/w", tagline="warm socks"),
        ),
        (
            "Wir backen.\n\nSponsors:\n- Oak - https://oak.example/w - use promo code 'ROBOT' for"
            " 50% off your first month!",
            FoundSponsor("Oak", "https://oak.example/w", "50% off your first month", "ROBOT"),
        ),
        (
            "Wir backen.\n\nWerbung: [Esche](https://esche.example) baut Spaten mit einem Stiel aus"
            " **Holz**, die lange halten, **und mehr**",
            FoundSponsor(
                "Esche",
                "https://esche.example",
                copy="baut Spaten mit einem Stiel aus **Holz**, die lange halten, **und mehr**",
            ),
        ),
    ],
)
def test_a_sponsors_copy_is_whole_and_no_label(text: str, sponsor: FoundSponsor) -> None:
    found = understand(text)
    assert found.sponsors == (sponsor,)
    assert found.body == "Wir backen."


@pytest.mark.parametrize("heading", ["## What flour costs", "Verbesserungen am Ofen:"])
def test_a_heading_with_a_topic_stays_with_its_list(heading: str) -> None:
    text = f"Ann bakes, and tells us why.\n\n{heading}\n\n{LINKS}"
    found = understand(text)
    assert found.body == text
    assert found.links == ()


def test_a_link_stays_below_the_sentence_that_leads_to_it() -> None:
    text = "The book that Ann mentioned came out in spring:\n[Rising](https://press.example/rising)"
    assert understand(text).body == text
    nested = "- Richard\n  - [His page](https://richard.example)\n- Done."
    assert understand(nested).body == nested


def test_one_of_two_lines_about_a_link_may_stay() -> None:
    found = understand(
        f"{LINKS}\n\nWe met again in winter, and here is all of it.\n\n## What flour costs\n\n"
        "- [A mill](https://mill.example)"
    )
    assert FoundLink("https://mill.example", "A mill") in found.links
    assert found.body.endswith("## What flour costs\n\n- [A mill](https://mill.example)")


def test_an_account_in_a_sentence_is_found_and_the_sentence_stays() -> None:
    text = "We bake.\n\nPictures of all six loaves are on https://www.instagram.com/loaves"
    found = understand(text)
    assert [each.url for each in found.socials] == ["https://www.instagram.com/loaves"]
    assert found.body == text
    told = [each for each in found.decisions if each.kind is DecisionKind.SOCIAL]
    assert [text[each.start : each.end] for each in told] == ["https://www.instagram.com/loaves"]
    assert told[0].because.endswith("the text around it stays as it is")


@pytest.mark.parametrize(
    "picture",
    [
        "![Loaf](https://img.example/loaf.jpg)",
        "[![Loaf](https://img.example/loaf.jpg)](https://page.example)",
        "## Follow us\n\n![Loaf](https://img.example/l.jpg) [Instagram](https://instagram.com/loaf)",
    ],
)
def test_pictures_stay(picture: str) -> None:
    found = understand(f"We bake.\n\n{picture}\n\nAnd we eat.")
    assert picture in found.body


def test_the_icon_of_an_account_may_go() -> None:
    found = understand(
        "We bake.\n\n## Follow us\n\n[![Twitter](https://img.example/t.png)](https://x.com/loaf)"
    )
    assert found.body == "We bake."
    assert [each.url for each in found.socials] == ["https://x.com/loaf"]


def test_what_a_heading_says_above_a_sponsor_is_part_of_its_copy() -> None:
    found = understand(
        "We bake.\n\nSponsors: - Millco (5% off) - https://mill.example | Flour for early birds"
        " Your hosts: Amina - https://www.linkedin.com/in/amina/"
    )
    sponsor = found.sponsors[0]
    said = f"{sponsor} {found.body}"
    assert "Flour for early birds" in said
    assert understand("Thanks to the mill that grinds for us:\n\nSponsor: Millco").body


def test_a_table_stays_whole() -> None:
    text = "We bake.\n\n| Loaf | Price |\n| --- | --- |\n| Rye | 3 € |\n\nBye."
    assert understand(text).body == text


@pytest.mark.parametrize("text", (*tuning(), *held_out()), ids=lambda text: text.of)
def test_each_word_is_told_once_what_became_of_it(text: Labelled) -> None:
    found = understand(text.text)
    check_apart(found.decisions, found.text)


_BITS = st.sampled_from(
    [
        "Bread, with Ann Lee - Flour Ep. 12", "Ann Lee bakes.", "Sponsors: - ", "Sponsor:",
        "Millco (5% off) - https://mill.example | Flour", "- [Nubelia](nubelia.example/x): more",
        "Twitter: https://x.com/ann", "00:00 Hello", "04:10 Dough", "17:20 The oven", "## Links",
        "[A book](https://a.example/b)", "Use code RISE at millco.com/flour", "**Guest**", "|",
        "> - a:", "![x](https://i.example/x.png)", "Ann's Links:", "http://", "***", "Listen on",
        "https://open.spotify.com/show/0123456789012345678901", "2", "title: Bread", "S2E05 – 2 2",
    ]
)  # fmt: skip


@given(st.lists(_BITS, max_size=12), st.sampled_from(["\n", "\n\n", " ", ""]))
def test_decisions_are_apart_whatever_the_text(bits: list[str], between: str) -> None:
    found = understand(between.join(bits))
    check_apart(found.decisions, found.text)


def check_apart(decisions: tuple[Decision, ...], text: str) -> None:
    """Assert that decisions say of each word what became of it, once."""
    at = 0
    for each in decisions:
        assert at <= each.start < each.end <= len(text)
        assert not any(sign.isalnum() for sign in text[at : each.start])
        at = each.end
    assert not any(sign.isalnum() for sign in text[at:])
