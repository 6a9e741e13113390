"""What an episode is found by, and where a hit leads to."""

from datetime import UTC, datetime

import html5lib
import pytest

from publisher.model import Chapter, Credit, Episode
from publisher.searching.records import (
    LONGEST_NOTES,
    LONGEST_TRANSCRIPT,
    MOST_CUES,
    record_of,
)
from publisher.transcripts.cues import Cue
from tests.notes.builders import make_episode, make_person, make_show

SHOW = make_show(title="Talk & <Tea>")


def page_of(episode: Episode, notes: str = "", cues: tuple[Cue, ...] = ()) -> str:
    return record_of(SHOW, episode, notes, cues).page


def said(*lines: tuple[float | None, str | None, str]) -> tuple[Cue, ...]:
    return tuple(
        Cue(start, start + 1 if start is not None else None, speaker, text)
        for start, speaker, text in lines
    )


def test_title_notes_summary_tags_and_speech_are_all_in_it() -> None:
    episode = make_episode(title="On Bees", summary="Why bees?", tags=("hive", "wax"))
    page = page_of(episode, "<p>Notes of <em>honey</em></p>", said((1.0, "Ada", "Buzz.")))
    for words in ("<h1>On Bees</h1>", "Why bees?", "<em>honey</em>", "hive, wax", "Ada: Buzz."):
        assert words in page


def test_hits_say_their_show_and_date_and_have_no_filters() -> None:
    episode = make_episode(
        season=3,
        people=(Credit(make_person('Zoë "Z"'), "guest"),),
        published=datetime(2024, 6, 1, 23, tzinfo=UTC),
    )
    page = page_of(episode)
    assert '<meta data-pagefind-meta="show[content]" content="Talk &amp; &lt;Tea&gt;">' in page
    assert "data-pagefind-filter" not in page
    assert '<meta data-pagefind-meta="date[content]" content="2024-06-01">' in page


def test_its_own_picture_is_shown_with_a_hit_but_none_from_elsewhere() -> None:
    page = page_of(make_episode(image="feeds/show/episodes/one/cover.jpg"))
    assert 'data-pagefind-meta="picture[content]" content="show/one/cover.jpg"' in page
    assert "picture[content]" not in page_of(make_episode(image="https://elsewhere.example/a.jpg"))


def test_chapters_stand_among_what_is_said_in_them() -> None:
    chapters = (Chapter(0, "Hello"), Chapter(60.5, "The <hive>"), Chapter(600, "Bye"))
    cues = said((1.0, None, "one"), (61.0, None, "two"), (90.0, None, "three"))
    page = page_of(make_episode(chapters=chapters), "", cues)
    body = page[page.index("</h1>") :]
    assert body.replace("\n", "") == (
        '</h1><h2 id="t=0">Hello</h2><p><span id="t=1"></span>one</p>'
        '<h2 id="t=60">The &lt;hive&gt;</h2><p><span id="t=61"></span>two</p>'
        '<p><span id="t=90"></span>three</p><h2 id="t=600">Bye</h2></body></html>'
    )


def test_silent_changes_of_picture_are_no_chapters() -> None:
    page = page_of(make_episode(chapters=(Chapter(0, "Hidden", listed=False),)))
    assert "Hidden" not in page


def test_what_is_said_soon_after_belongs_to_the_same_moment() -> None:
    cues = said((0.0, "Ada", "a"), (19.0, "Bob", "b"), (20.0, "Bob", "c"), (5.0, "Bob", "back"))
    page = page_of(make_episode(), "", cues)
    assert '<p><span id="t=0"></span>Ada: a Bob: b</p>' in page
    assert '<p><span id="t=20"></span>c</p>' in page
    assert '<p><span id="t=5"></span>back</p>' in page


def test_a_transcript_without_times_is_found_without_a_moment() -> None:
    page = page_of(make_episode(), "", said((None, "Ada", "words"), (None, None, "more")))
    assert "<p>Ada: words</p>" in page
    assert "t=" not in page.partition("<body>")[2]


@pytest.mark.parametrize(
    "text",
    ["</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\x00\ud800\u200b"],
)
def test_no_text_becomes_an_element(text: str) -> None:
    episode = make_episode(
        title=text,
        summary=text,
        tags=(text,),
        chapters=(Chapter(0, text),),
        people=(Credit(make_person(text), "guest"),),
    )
    page = page_of(episode, "", said((0.0, text, text)))
    page.encode()
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(page)
    names = {element.tag for element in tree.iter()}
    assert names <= {"html", "head", "meta", "title", "body", "h1", "h2", "p", "span"}
    assert "\u200b" not in page


def test_boundless_notes_and_transcripts_are_cut() -> None:
    notes = "<p>x</p>" * LONGEST_NOTES
    cues = said(*((float(at), None, "y" * 100) for at in range(MOST_CUES + 10)))
    page = page_of(make_episode(), notes, cues)
    assert LONGEST_NOTES + LONGEST_TRANSCRIPT < len(page) < LONGEST_NOTES + LONGEST_TRANSCRIPT * 2
