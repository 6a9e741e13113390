"""Posts: what they say, what gives way, and that they always fit."""

from typing import Any

import pytest

from publisher.model import Credit, Person
from publisher.notes.gather import gather_notes
from publisher.notes.limits import LIMITS, Form, Limit, Unit
from publisher.notes.mastodon import first_sentence, hashtags, mastodon_account, write_post
from publisher.notes.render import NotesRenderer, RenderedNotes
from tests.notes.builders import (
    NOW,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

URL = "https://example.com/show/one/"
ADA = make_person(
    "Ada Example", profiles=(make_profile("mastodon", "https://social.example/@ada"),)
)


def post(body: str = "", most: int = 500, **values: object) -> RenderedNotes:
    notes = gather_notes(make_episode(body, **values), make_show(), make_network(), NOW)
    return write_post(notes, Limit("Mastodon", most, Unit.POST))


def guests(*people: Person) -> tuple[Credit, ...]:
    return tuple(Credit(person, "guest") for person in people)


def test_a_whole_post() -> None:
    written = post(
        title="On engines",
        summary="Ada talks about the engine. Then they have tea.",
        people=guests(ADA, make_person("Charles B.")),
        tags=("machine learning", "history"),
    )
    assert written == RenderedNotes(
        "On engines\n\nAda talks about the engine.\n\nWith @ada@social.example and Charles B.\n\n"
        f"{URL}\n\n#MachineLearning #History"
    )


def test_the_form_is_written_by_the_renderer() -> None:
    notes = gather_notes(make_episode("Words."), make_show(), make_network(), NOW)
    rendered = NotesRenderer(make_network(), make_show()).render(notes, Form.MASTODON)
    assert rendered.text == f"One\n\nWords.\n\n{URL}"


def test_the_page_may_be_elsewhere() -> None:
    assert post(link="https://elsewhere.example/1").text == "One\n\nhttps://elsewhere.example/1"


def test_who_stands_in_the_title_is_not_named_again() -> None:
    assert "With" not in post(title="Tea with Bob", people=guests(make_person("Bob"))).text


def test_a_sponsor_that_is_named_has_paid() -> None:
    paid = (sponsored(make_sponsor("Acme")), sponsored(make_sponsor("Globex")))
    named = post(title="A visit to ACME", sponsors=paid)
    assert named.text == f"A visit to ACME\n\nPaid partnership with Acme.\n\n{URL}"
    assert "partnership" not in post(title="A visit", sponsors=paid).text


def test_what_gives_way_in_which_order() -> None:
    summary = " ".join(["words"] * 60) + "."
    values: dict[str, Any] = {
        "title": "t" * 20 + " " + "u" * 200,
        "summary": summary,
        "people": guests(ADA),
        "tags": ("one", "two", "three"),
    }
    order = ("the end of the summary", "hashtags", "the summary", "guests", "the end of the title")
    seen: list[tuple[str, ...]] = []
    for most in range(700, 30, -1):
        written = post(most=most, **values)
        assert Limit("", most, Unit.POST).fits(written.text)
        assert URL in written.text
        if written.left_out not in seen:
            seen.append(written.left_out)
    assert seen == [order[:count] for count in range(6)]


@pytest.mark.parametrize("sign", ["a", "語", "😀", "👩🏽‍🚀", "🇩🇪", "e\N{COMBINING ACUTE ACCENT}"])
def test_at_the_limit_with_every_kind_of_sign(sign: str) -> None:
    most = LIMITS[Form.MASTODON].most
    room = most - len("One\n\n") - len("\n\n") - 23
    whole = post(summary=sign * room)
    assert whole.left_out == ()
    assert LIMITS[Form.MASTODON].used(whole.text) == most
    over = post(summary=sign * (room + 1))
    assert over.left_out == ("the end of the summary",)
    assert LIMITS[Form.MASTODON].used(over.text) == most
    assert over.text == f"One\n\n{sign * (room - 1)}…\n\n{URL}"


def test_no_half_of_a_link() -> None:
    summary = "see " + " ".join(f"https://l.example.com/{'x' * 50}/{number}" for number in range(9))
    for most in range(60, 240):
        text = post(summary=summary, most=most).text
        for word in text.split():
            address = word.rstrip("…")
            assert address == URL or "://" not in address or address in summary.split()


def test_without_a_site_there_is_no_link() -> None:
    notes = gather_notes(make_episode(), make_show(), make_network(site=None), NOW)
    assert write_post(notes, LIMITS[Form.MASTODON]).text == "One"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Wow! We talk about many things here. More.", "Wow! We talk about many things here."),
        ("We talk with Dr. Ada Example about engines. More.", None),
        ("They use approx. twenty engines, and then some. More.", None),
        ("語" * 40 + "。More.", "語" * 40 + "。"),
        ("no end at all", "no end at all"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, sentence: str | None) -> None:
    assert first_sentence(text) == (text.removesuffix(" More.") if sentence is None else sentence)


def test_hashtags() -> None:
    given = ("machine learning", "C++", "c#", "DevOps", "iOS", "R&D", "devops", "2024", "", "हिन्दी")
    tags = ["#MachineLearning", "#CPlusPlus", "#CSharp", "#DevOps", "#iOS", "#RAndD"]
    assert list(hashtags(given)) == tags
    assert list(hashtags(given[7:])) == ["#हिन्दी"]
    assert list(hashtags(("x" * 41, "a #b\nc", "<b>"))) == ["#ASharpBC", "#B"]


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://social.example/@ada", "@ada@social.example"),
        ("https://social.example/@ada/", "@ada@social.example"),
        ("https://social.example/users/ada", "@ada@social.example"),
        ("https://bücher.example/@ada", "@ada@xn--bcher-kva.example"),
        ("https://social.example/@ada/110", ""),
        ("https://social.example/@ada@other.example", ""),
        ("https://localhost/@ada", ""),
        ("https://" + "a." * 200 + "example/@ada", ""),
        ("https://[::1/@ada", ""),
        ("", ""),
    ],
)
def test_accounts(url: str, account: str) -> None:
    assert mastodon_account(url) == account
