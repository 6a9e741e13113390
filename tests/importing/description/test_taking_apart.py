"""A description, taken apart: nothing is lost, nothing invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.importing.description.structure_words import filler_words
from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import (
    Account,
    DecisionKind,
    FoundChapter,
    Known,
    Understanding,
)
from publisher.platforms import platforms
from tests.importing.labels import held_out, tuning

_WORD = re.compile(r"[^\W_]+")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)")
MADE = "Words that were said, one after another, and then some more of them.\n" * 20


def said(found: Understanding) -> str:
    """Return all that is said by what was found of a description."""
    accounts = [*found.platforms, *found.socials]
    values: list[object] = [found.title, found.number, found.season, found.show, found.body]
    for person in found.people:
        values += [person.name, person.role, person.website]
        accounts += person.profiles
    for party in (*found.sponsors, *found.promos, *found.links):
        values += party
    for account in accounts:
        platform = platforms().get(account.platform)
        values += [account.url, account.name, account.platform.replace("_", " ")]
        values += [platform.name, *platform.aliases] if platform else []
    for chapter in found.chapters:
        values += [chapter.title, chapter.url]
    for field in found.fields:
        values += field
    if found.transcript is not None:
        values.append(found.text[found.transcript.start : found.transcript.end])
    headings = [each for each in found.decisions if each.kind is DecisionKind.HEADING]
    values += [each.value for each in headings]
    return "\n".join(str(value) for value in values if value is not None)


def lost(found: Understanding) -> set[str]:
    """Return the words of a description that nothing of what was found says."""
    kept = {word.casefold() for word in _WORD.findall(said(found))}
    times = {
        word
        for each in found.decisions
        if each.kind in (DecisionKind.CHAPTER, DecisionKind.NUMBER, DecisionKind.SEASON)
        for word in _WORD.findall(found.text[each.start : each.end].casefold())
    }
    title = next((each for each in found.decisions if each.kind is DecisionKind.TITLE), None)
    line = (
        found.text[: title.end].strip() + found.text[title.end :].partition("\n")[0]
        if title
        else ""
    )
    times |= {word.casefold() for word in _WORD.findall(line)}
    words = {word.casefold() for word in _WORD.findall(_PICTURE.sub("", found.text))}
    return words - kept - times - filler_words() - {"https", "http"}


@pytest.mark.parametrize("text", (*tuning(), *held_out()), ids=lambda text: text.of)
def test_every_word_of_a_description_is_kept(text: object) -> None:
    found = understand(getattr(text, "text"))  # noqa: B009 (any of the set)
    assert lost(found) == set()
    words = {word.casefold() for word in _WORD.findall(found.text)}
    assert {word.casefold() for word in _WORD.findall(found.body)} <= words


_LINES = st.sampled_from(
    [
        *(
            "Ann's Links:",
            "Twitter: https://x.com/ann",
            "Sponsors",
            "- Millco - https://mill.example (5% off)",
        ),
        *(
            "We talk to Ann Lee about bread.",
            "00:00 Hello",
            "04:10 Dough",
            "17:20 The oven, at last",
        ),
        *(
            "Listen on Spotify: https://open.spotify.com/show/0123456789012345678901",
            "## Links",
            "",
        ),
        *(
            "[A book](https://a.example/book)",
            "Use code RISE at millco.com/flour",
            "Follow us: @flour",
        ),
        *(
            "This episode is brought to you by Millco.",
            "**Guest**",
            "image: a.jpg",
            "> quoted",
            "    code",
        ),
    ]
)


@given(
    st.lists(st.one_of(_LINES, st.text(max_size=20)), max_size=14),
    st.sampled_from(["\n", "\n\n", " "]),
)
def test_no_word_is_lost_and_none_invented(lines: list[str], between: str) -> None:
    found = understand(between.join(lines))
    assert lost(found) == set()
    words = {word.casefold() for word in _WORD.findall(found.text)}
    assert {word.casefold() for word in _WORD.findall(found.body)} <= words
    starts = [each.start for each in found.decisions]
    assert starts == sorted(starts)


def test_what_nobody_understands_stays_as_it_is() -> None:
    text = "Three friends and an oven.\n\n- one\n- two\n\n> It was warm,\n> and late.\n\nThe end."
    found = understand(text)
    assert found.body == text
    assert found.title is None
    assert understand("").body == ""


def test_chapters_leave_the_body_with_their_heading() -> None:
    found = understand(
        "Bread, and more.\n\nChapters:\n\n00:00 Hello\n04:10 Dough\n1:02:20 [The oven](https://o.example)\n\nBye."
    )
    assert found.chapters == (
        FoundChapter(0, "Hello"),
        FoundChapter(250, "Dough"),
        FoundChapter(3740, "The oven", "https://o.example"),
    )
    assert found.body == "Bread, and more.\n\nBye."


def test_chapters_that_say_more_stay_in_the_body_too() -> None:
    text = "00:00 Hello\n04:10 Dough https://a.example and https://b.example\n17:20 The oven"
    found = understand(text)
    assert len(found.chapters) == 3
    assert found.body == text


@pytest.mark.parametrize(
    ("note", "machine"),
    [
        ("This transcript was generated automatically.", True),
        ("Transcribed by Whisper; there may be errors.", True),
        ("Dieses Transkript wurde automatisch erstellt.", True),
        ("Transcripción generada por inteligencia artificial.", True),
        ("Transcribed by Ann Lee, with love.", False),
    ],
)
def test_a_transcript_and_who_wrote_it(note: str, machine: bool) -> None:
    text = f"Bread.\n\nTranscript#\n{note}\n{MADE}"
    found = understand(text)
    assert found.transcript is not None
    assert (found.transcript.start, found.transcript.end) == (8, len(text))
    assert found.transcript.machine is machine
    assert found.body == "Bread."


def test_lines_of_front_matter() -> None:
    found = understand(
        "image: thumbnail.jpg\ndate: 2024-08-13\nnumber: 12\nnote: this is one\nBread, and more."
    )
    assert found.fields == (("image", "thumbnail.jpg"), ("date", "2024-08-13"), ("number", "12"))
    assert found.number == 12
    assert found.body == "note: this is one\nBread, and more."


def test_the_name_of_a_show_is_taken_in_full_where_it_is_abbreviated() -> None:
    text = "Bread (Ann Lee) - FP Ep. 3\nAnn Lee bakes. Listen to Flour Power on every app."
    found = understand(text)
    assert (found.show, found.number, [each.name for each in found.people]) == (
        "Flour Power",
        3,
        ["Ann Lee"],
    )
    assert understand(text, Known(show_title="Flour Power")).body == found.body


def test_an_account_keeps_what_it_is_called() -> None:
    found = understand(
        "Follow us:\nTwitter: https://x.com/flour\n"
        "66DaysOfBread Server - https://discord.com/invite/abc1234\n"
    )
    assert (
        Account("discord", "https://discord.com/invite/abc1234", "66DaysOfBread Server")
        in found.socials
    )
    assert found.body == ""


def test_html_is_read_as_markdown() -> None:
    found = understand(
        "<p>Bread &amp; more.</p><p><b>Chapters</b></p>"
        "<ul><li>00:00 Hello</li><li>04:10 Dough</li><li>17:20 Oven</li></ul>"
    )
    assert found.body == "Bread & more."
    assert len(found.chapters) == 3


def test_a_sponsor_keeps_all_its_words() -> None:
    found = understand(
        "Bread.\n\nSponsors:\n- [Millco](https://mill.example): flour from a stone mill in the "
        "hills, 5% off with code RISE. Members of the guild get more.\n"
    )
    (sponsor,) = found.sponsors
    assert sponsor.url == "https://mill.example"
    for word in ("hills", "guild"):
        assert word in " ".join(filter(None, (sponsor.copy, sponsor.tagline, found.body)))
