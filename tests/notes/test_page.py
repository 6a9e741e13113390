"""What a page says of people, sponsors and codes, and shows beyond the words of other forms."""

from publisher.model import Chapter, Credit, Promo
from publisher.notes.gather import gather_notes
from publisher.notes.page import initials
from publisher.notes.render import Form, NotesRenderer
from tests.notes.builders import (
    NOW,
    make_episode,
    make_network,
    make_person,
    make_show,
    make_sponsor,
    sponsored,
)

NASTY = '"><script>alert(1)</script>'


def rendered(form: Form = Form.PAGE, **fields: object) -> str:
    show, network = make_show(), make_network()
    episode = make_episode("Words.", **fields)
    notes = gather_notes(episode, show, network, NOW)
    return NotesRenderer(network, show).render(notes, form).text


def guest(**fields: object) -> tuple[Credit, ...]:
    return (Credit(make_person("Ada Lovelace")._replace(**fields), "guest"),)  # type: ignore[arg-type]


def test_a_person_of_the_config_has_portrait_and_page() -> None:
    page = rendered(people=guest(id="ada", image="art/Ada L.jpg", bio="Counts."))
    assert '<img class="portrait" src="../../people/ada/Ada%20L.jpg" alt=""' in page
    assert '<strong><a href="../../people/ada/index.html">Ada Lovelace</a></strong>' in page
    assert '<span class="bio">Counts.</span>' in page


def test_a_portrait_elsewhere_must_be_safe() -> None:
    page = rendered(people=guest(image="https://example.com/a.jpg"))
    assert 'src="https://example.com/a.jpg"' in page
    assert "javascript:" not in rendered(people=guest(image="javascript:alert(1)"))


def test_initials_stand_where_there_is_no_portrait() -> None:
    assert 'data-initials="AL"></span><strong>Ada Lovelace</strong>' in rendered(people=guest())
    assert [initials(name) for name in ("ada", "Ada B. Lovelace", "", NASTY, "李 白")] == [
        "A",
        "AL",
        "",
        "",
        "李白",
    ]


def test_a_code_can_be_copied_and_an_offer_is_set_apart() -> None:
    page = rendered(
        sponsors=(sponsored(make_sponsor(code=NASTY, offer="10 %", tagline="Good things")),),
        promos=(Promo("Book", code="ADA"),),
    )
    assert '<span class="tagline">Good things</span> <span class="offer">10 %</span>' in page
    assert '<code class="coupon" data-copy>ADA</code>' in page
    assert "<script" not in page


def test_other_forms_say_it_in_one_line() -> None:
    fields = {
        "people": guest(id="ada", image="art/ada.jpg", bio="Counts."),
        "sponsors": (sponsored(make_sponsor(code="ANV", offer="10 %", tagline="Things")),),
    }
    html = rendered(Form.HTML, **fields)
    assert "<strong>Ada Lovelace</strong>: Counts." in html
    assert ": Things. 10 %, with code <strong>ANV</strong>" in html
    for form in (Form.HTML, Form.TEXT, Form.MARKDOWN):
        text = rendered(form, **fields)
        assert "people/ada" not in text and "portrait" not in text


def test_chapters_stand_beside_the_player_and_not_among_the_notes() -> None:
    chapters = (Chapter(0, "Start"), Chapter(95, "Middle"))
    assert "Middle" not in rendered(chapters=chapters)
    assert "Middle" in rendered(Form.HTML, chapters=chapters)
