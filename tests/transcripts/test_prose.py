"""Markdown and plain text: speakers and times as people write them."""

import pytest

from publisher.transcripts.prose import transcript_part
from tests.transcripts.builders import cues_of, said


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**Ann Lee:** Hello.", "**Ben:** Hi."),
        ("**Ann Lee**: Hello.", "**Ben**: Hi."),
        ("__Ann Lee__: Hello.", "__Ben__: Hi."),
        ("> *Ann Lee:* Hello.", "> *Ben:* Hi."),
        ("Ann Lee: Hello.", "Ben: Hi."),
        ("ANN LEE: Hello.", "BEN: Hi."),
    ],
)
def test_speakers(first: str, second: str) -> None:
    heard = said(f"{first}\n\nStill me.\n\n{second}\n")
    assert [(str(who).title(), words) for who, words in heard] == [
        ("Ann Lee", "Hello."),
        ("Ann Lee", "Still me."),
        ("Ben", "Hi."),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**Ann:** [00:00:02] Hello.", "**Ben:** [01:02:03] Hi."),
        ("[00:02] Ann: Hello.", "[01:02:03] Ben: Hi."),
        ("*Ann (0:00:02)*: Hello.", "*Ben (1:02:03)*: Hi."),
        ("Ann [0:02]: Hello.", "Ben [1:02:03]: Hi."),
        ("Ann  0:02\nHello.", "Ben  1:02:03\nHi."),
        ("**Ann:** \\[00:02\\] Hello.", "**Ben:** \\[01:02:03\\] Hi."),
        ("00:00:02 Ann: Hello.", "01:02:03 Ben: Hi."),
    ],
)
def test_speakers_with_times(first: str, second: str) -> None:
    assert cues_of(f"{first}\n\n{second}\n") == [
        (2.0, None, "Ann", "Hello."),
        (3723.0, None, "Ben", "Hi."),
    ]


def test_headings_are_speakers_where_they_come_again() -> None:
    text = "# The talk\n\n## Ann\n\nHello.\n\n## Ben\n\nHi.\n\n## Ann\n\nBye.\n\n## Ben\n\nBye.\n"
    assert said(text) == [("Ann", "Hello."), ("Ben", "Hi."), ("Ann", "Bye."), ("Ben", "Bye.")]


def test_markdown_is_read_as_it_is_spoken() -> None:
    text = "See [the site](https://example.com/a_b) and *this* snake_case `code` \\[laughs\\].\n"
    assert said(text) == [(None, "See the site and this snake_case code [laughs].")]


def test_lines_that_nobody_wrapped_are_paragraphs() -> None:
    first, second = "One sentence of many words. " * 10, "Another one. " * 10
    assert said(f"{first}\nTitle\n{second}\n") == [
        (None, first.strip()),
        (None, "Title"),
        (None, second.strip()),
    ]


def test_front_matter_and_templates_are_not_spoken() -> None:
    text = "---\ntitle: x\n---\n\n{%- include util.html -%}\n[episode]: /e\n\n**Ann:** Hi.\n"
    assert said(text) == [("Ann", "Hi.")]


WORDS = "word " * 120


@pytest.mark.parametrize(
    "heading",
    ["## Transcript", "Transcript", "Transcript#", "**TRANSCRIPT BELOW:**", "<h2>Transcript</h2>",
     "# Full transcript", "Transkript:", "## Transcripción", "### Trascrizione"],
)  # fmt: skip
def test_the_transcript_below_a_heading(heading: str) -> None:
    notes = f"Notes.\n\n{heading}\n"
    assert transcript_part(f"{notes}\n{WORDS}") == len(notes) - 1


@pytest.mark.parametrize(
    "body",
    [
        f"## Transcripts\n\n{WORDS}",  # a section on them
        "## Transcript\n\nComing soon!\n",
        f"The transcript is below.\n\n{WORDS}",
        f"Transcript: [here](https://example.com)\n\n{WORDS}",
    ],
)
def test_no_transcript(body: str) -> None:
    assert transcript_part(body) is None


@pytest.mark.parametrize("space", [" ", "\t", " \t"])
def test_spaces_without_end_take_no_time(space: str) -> None:
    many = space * 200_000
    assert transcript_part(f"Transcript{many}x\n{WORDS}") is None
    assert said(f"#{many}{'x' * 100}\n\nAnn: Hi.\n")
