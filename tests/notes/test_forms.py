"""Limits: what fits stays whole, what doesn't gives way in the stated order."""

import re

import pytest

from publisher.model import Audio, Chapter, Credit, NotedLink, Promo
from publisher.notes.forms import END_OF_BODY, LIMITS, youtube_chapters_problem
from publisher.notes.gather import gather_notes
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


@pytest.mark.parametrize("letter", ["a", "é", "語", "😀"])
@pytest.mark.parametrize("form", [Form.SPOTIFY, Form.YOUTUBE])
def test_characters_are_counted_exactly(form: Form, letter: str) -> None:
    most = LIMITS[form].most - (len("<p></p>") if form is Form.SPOTIFY else 0)
    whole = render(letter * most, form)
    assert len(whole.text) == LIMITS[form].most
    assert whole.left_out == ()
    over = render(letter * (most + 1), form)
    assert (over.text, over.left_out) == ("", ("the body",))


@pytest.mark.parametrize("letter", ["a", "é", "語", "😀"])
def test_apple_counts_bytes(letter: str) -> None:
    count, rest = divmod(4000 - len("<p></p>"), len(letter.encode()))
    body = letter * count + "x" * rest
    whole = render(body, Form.APPLE)
    assert len(whole.text.encode()) == 4000
    assert whole.left_out == ()
    over = render(body + "x", Form.APPLE)
    assert (over.text, over.left_out) == ("", ("the body",))


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
    rendered = render("a" * 3950, Form.SPOTIFY, full=True)
    assert rendered.left_out[-1] == "sponsors"
    assert rendered.text == f"<p>{'a' * 3950}</p>"
    assert render("a" * 5000, Form.SPOTIFY, full=True).left_out[-2:] == ("sponsors", "the body")


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
