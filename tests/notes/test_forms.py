"""Limits: what fits stays whole, what doesn't gives way in the stated order."""

import re

import pytest

from publisher.model import Audio, Chapter, Credit, NotedLink, Promo
from publisher.notes.forms import END_OF_BODY, youtube_chapters_problem
from publisher.notes.gather import gather_notes
from publisher.notes.limits import LIMITS
from publisher.notes.render import Form, NotesRenderer, RenderedNotes
from publisher.notes.structure import EpisodeFacts, NotedChapter, Notes
from tests.notes.builders import (
    NOW,
    PLACE,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

SHOW = make_show(
    hosts=(make_person("Ken"),),
    platforms=(make_profile("spotify", "https://open.spotify.com/show/x"),),
    socials=(make_profile("x", "https://x.com/ken"),),
)
BARE = make_show()
FIRST = "The first paragraph."
CHAPTERS = (Chapter(0, "A"), Chapter(60, "B"), Chapter(120, "C"))


def render(body: str, form: Form, *, full: bool = False, **values: object) -> RenderedNotes:
    if full:
        values = {
            "people": (Credit(make_person("Ada"), "guest"),),
            "sponsors": (sponsored(make_sponsor(code="ANV")),),
            "promos": (Promo("Book", url="https://book.example/"),),
            "links": tuple(NotedLink(f"https://l.example/{n}") for n in range(30)),
            "chapters": CHAPTERS,
        }
    show = SHOW if full else BARE
    notes = gather_notes(make_episode(body, **values), show, make_network(), NOW)
    return NotesRenderer(make_network(), show).render(notes, form)


SIGNS = ("a", "é", "語", "😀", "👩🏽‍🚀", "👨‍👩‍👧‍👦", "🇩🇪", "e\N{COMBINING ACUTE ACCENT}", "क्षि")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("form", [Form.APPLE, Form.SPOTIFY, Form.YOUTUBE, Form.NEWSLETTER])
def test_one_below_at_and_above_the_limit(form: Form, sign: str) -> None:
    limit = LIMITS[form]
    around = limit.used(render(f"{FIRST}\n\ny", form).text) - 1
    count, rest = divmod(limit.most - around, limit.used(sign))
    body = f"{FIRST}\n\n{sign * count}{'x' * rest}"
    below, whole = render(body[:-1], form), render(body, form)
    assert limit.used(below.text) < limit.most
    assert limit.used(whole.text) == limit.most
    assert whole.left_out == ()
    over = render(f"{body}x", form)
    assert over.left_out == (END_OF_BODY,)
    assert limit.most - limit.used(sign) - 3 < limit.used(over.text) <= limit.most
    assert FIRST in over.text and "…" in over.text


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("form", [Form.APPLE, Form.SPOTIFY, Form.YOUTUBE])
def test_one_long_word_is_cut_between_its_signs(form: Form, sign: str) -> None:
    limit = LIMITS[form]
    over = render(sign * 6000, form)
    assert over.left_out == (END_OF_BODY,)
    assert limit.most - limit.used(sign) < limit.used(over.text) <= limit.most
    words = over.text.removeprefix("<p>").removesuffix("</p>").removesuffix("…")
    assert words == sign * (len(words) // len(sign))


@pytest.mark.parametrize("form", [Form.APPLE, Form.SPOTIFY, Form.YOUTUBE])
def test_one_long_paragraph_is_cut_between_words_and_links(form: Form) -> None:
    link = "[some words](https://l.example/page)"
    over = render(f"# Heading\n\nMany, many words and {link}, " + f"and more {link} " * 300, form)
    assert over.left_out == (END_OF_BODY,)
    assert LIMITS[form].used(over.text) > LIMITS[form].most - 80
    ends = over.text.removesuffix("</p>")
    assert re.search(r"(and|more|some words</a>|page\))…\Z", ends), ends[-80:]
    assert over.text.count("<a ") == over.text.count("</a>")


def test_a_paragraph_is_cut_only_where_much_would_be_empty() -> None:
    third = "word " * 260
    over = render(f"{third}\n\n{third}\n\n{third}\n\n{third}", Form.YOUTUBE)
    assert over.text.count("\n\n") == 2 and not over.text.endswith("…")
    over = render(f"{third}\n\n{third * 10}", Form.YOUTUBE)
    assert over.text.count("\n\n") == 1 and over.text.endswith("word…")
    few = render(f"{'x' * 25} " * 10 + "\n\n" + "- " + "y" * 6000, Form.YOUTUBE)
    assert few.text == f"{'x' * 25} " * 9 + "x" * 25


def test_a_list_that_is_cut_is_not_gone_on_behind() -> None:
    items = "- short\n- " + "x" * 6000
    assert render(f"{items}\n\nbehind " + "words " * 900, Form.YOUTUBE).text == "- short"


@pytest.mark.parametrize("form", [Form.APPLE, Form.SPOTIFY])
def test_tags_count(form: Form) -> None:
    link = f'<a href="https://a.example/">{"x" * 20}</a>'
    body = f"[{'x' * 20}](https://a.example/)" + "y" * (4000 - len(f"<p>{link}</p>"))
    assert len(render(body, form).text) == 4000
    assert render(body + "y", form).left_out


def test_other_forms_have_no_limit() -> None:
    for form in (Form.HTML, Form.TEXT, Form.MARKDOWN, Form.PAGE):
        rendered = render("word " * 5000, form, full=True)
        assert len(rendered.text) > 24_000
        assert rendered.left_out == ()


def test_what_gmail_would_clip_gives_way() -> None:
    rendered = render("\n\n".join(["word " * 100] * 400), Form.NEWSLETTER, full=True)
    assert rendered.left_out[-1] == END_OF_BODY
    assert 95_000 < len(rendered.text.encode()) <= 96_000
    assert rendered.text.rstrip().endswith("</html>")
    assert "Acme" in rendered.text


def test_sections_give_way_in_the_stated_order() -> None:
    seen: list[tuple[str, ...]] = []
    for length in range(0, 6000, 20):
        rendered = render("\n\n".join(["x" * 40] * (length // 40)), Form.SPOTIFY, full=True)
        assert len(rendered.text) <= 4000
        if rendered.left_out not in seen:
            seen.append(rendered.left_out)
    order = ("hosts", "socials", "platforms", "links", "chapters", "promos", "guests", END_OF_BODY)
    assert all(left_out == order[: len(left_out)] for left_out in seen)
    assert seen[-1] == order
    assert "Acme" in rendered.text


def test_the_sponsors_go_before_the_body_is_gone() -> None:
    def sponsored_by(words: int, body: str) -> RenderedNotes:
        sponsor = make_sponsor("Acme", tagline="word " * words)
        return render(body, Form.SPOTIFY, sponsors=(sponsored(sponsor),))

    beside = sponsored_by(500, "many words " * 400)
    assert beside.left_out == (END_OF_BODY,)
    assert "many words many…" in beside.text and "Acme" in beside.text
    instead = sponsored_by(750, "many words " * 300)
    assert instead.left_out == ("sponsors",)
    assert "Acme" not in instead.text and instead.text.endswith("many words</p>")
    both = sponsored_by(750, "many words " * 400)
    assert both.left_out == ("sponsors", END_OF_BODY)
    assert both.text.endswith("…</p>")
    code = sponsored_by(750, "    " + "x" * 5000)
    assert (code.text, code.left_out) == ("", ("sponsors", "the body"))


def test_the_body_gives_way_by_paragraphs_and_items() -> None:
    paragraphs = "\n\n".join(f"[{n}](https://a.example/{n}) {'x' * 300}" for n in range(20))
    rendered = render(f"# Start\n\n{paragraphs}\n\n# End\n\nlast", Form.YOUTUBE)
    assert rendered.left_out == (END_OF_BODY,)
    assert 5000 - 350 < len(rendered.text) <= 5000
    assert re.fullmatch(
        r"Start\n(?:\d+ \(https://a\.example/\d+\) x{300}(?:\n\n|$))+", rendered.text
    )
    items = "\n".join(f"- [{n}](https://a.example/{n}) {'x' * 100}" for n in range(100))
    rendered = render(f"Intro\n\n{items}", Form.APPLE)
    assert 4000 - 150 < len(rendered.text.encode()) <= 4000
    assert rendered.text.startswith("<p>Intro</p>\n<ul>\n<li><a")
    assert rendered.text.endswith("</li>\n</ul>")


def test_no_heading_stands_at_the_end() -> None:
    rendered = render(f"{'x' * 3000}\n\n# Next\n\n{'y' * 3000}", Form.SPOTIFY)
    assert rendered.text == f"<p>{'x' * 3000}</p>"


@pytest.mark.parametrize(
    ("starts", "duration", "says"),
    [
        ((0, 10, 20), None, ""),
        ((0, 10, 20), 30, ""),
        ((), None, ""),
        ((0, 10), None, "three chapters or more; there are 2"),
        ((1, 20, 40), None, "first chapter must start at 0:00"),
        ((0, 9, 40), None, 'chapter "0" is shorter'),
        ((0, 10, 10, 40), None, 'chapter "10" is shorter'),
        ((0, 10, 20), 29, 'chapter "20" is shorter'),
    ],
)
def test_youtube_chapters(starts: tuple[int, ...], duration: int | None, says: str) -> None:
    chapters = tuple(NotedChapter(start, str(start)) for start in starts)
    notes = Notes(EpisodeFacts("T", "S"), chapters=chapters, duration_seconds=duration)
    problem = youtube_chapters_problem(notes)
    assert (says in problem) if says else not problem


def test_chapters_on_youtube() -> None:
    chapters = (Chapter(0, "A <b>"), Chapter(60.7, "B"), Chapter(4000, "C"))
    written = render("Body.", Form.YOUTUBE, chapters=chapters)
    assert "Chapters\n0:00 A ‹b›\n1:00 B\n1:06:40 C" in written.text
    assert written.chapters_problem == ""
    two = render("Body.", Form.YOUTUBE, chapters=chapters[:2])
    assert two.text == "Body."
    assert "three chapters" in two.chapters_problem
    assert two.left_out == ()
    text = render("Body.", Form.TEXT, chapters=chapters[:2])
    assert text == text._replace(chapters_problem="")
    assert "1:00 B" in text.text


def test_the_last_chapter_ends_with_the_audio() -> None:
    audio = Audio(PLACE, duration_seconds=125)
    rendered = render("Body.", Form.YOUTUBE, chapters=CHAPTERS, audio=audio)
    assert "0:00" not in rendered.text
    assert 'chapter "C" is shorter' in rendered.chapters_problem


@pytest.mark.parametrize("form", [Form.NEWSLETTER, Form.YOUTUBE])
@pytest.mark.parametrize(
    "body", ["- a link", "Why  bees *hum*, and more.", "", "Other words. " * 900]
)
def test_notes_begin_with_the_summary_unless_they_say_it(form: Form, body: str) -> None:
    text = render(body, form, summary="Why bees hum").text
    text = text.partition("<body")[2].partition("</div>")[2] or text  # without the preheader
    assert re.sub("<[^>]*>|[*]", "", text).count("Why bees hum") == 1
    assert LIMITS[form].fits(text)


@pytest.mark.parametrize("form", [Form.HTML, Form.APPLE, Form.SPOTIFY, Form.TEXT, Form.MARKDOWN])
def test_other_notes_leave_the_summary_to_its_own_field(form: Form) -> None:
    assert "bees" not in render("- a link", form, summary="Why bees hum").text


@pytest.mark.parametrize("form", [Form.NEWSLETTER, Form.YOUTUBE])
def test_a_summary_that_is_none_leads_no_notes(form: Form) -> None:
    text = render("- a link", form, summary="bees " * 2000).text
    assert text.count("bees") < 50
    assert "a link" in text
