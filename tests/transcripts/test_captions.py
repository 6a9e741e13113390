"""WebVTT and SubRip are read with times, voices and markup undone."""

import pytest

from publisher.transcripts.cues import Form
from tests.transcripts.builders import cues_of, read, said


def test_voices_settings_notes_and_styles() -> None:
    text = (
        "WEBVTT Talk\nKind: captions\nLanguage: de-AT\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE\nnobody says this\n\n"
        "intro\n00:01.000 --> 00:02.500 align:start position:10%\n"
        "<v Ann Lee>Hello &amp; <i>hi</i>\n"
        "you</v>\n\nNOTE a remark\n\n"
        "01:00:00.000 --> 01:00:01.000\n<v.loud Ben>No &lt;tag&gt;</v><v Ann Lee>Yes\n"
    )
    assert cues_of(text) == [
        (1.0, 2.5, "Ann Lee", "Hello & hi\nyou"),
        (3600.0, 3601.0, "Ben", "No <tag>"),
        (3600.0, 3601.0, "Ann Lee", "Yes"),
    ]
    assert read(text).language == "de-AT"
    assert read(text).line_of(0) == 12


def test_names_before_a_colon_hold_until_the_next() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nAnn Lee: Hello\nthere,\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nwe go: now.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nBen: Yes.\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\nAnn: Fine.\n\n"
        "5\n00:00:05,000 --> 00:00:06,000\nBen: Bye.\n"
    )
    assert said(text) == [
        ("Ann Lee", "Hello\nthere,"),
        ("Ann Lee", "we go: now."),
        ("Ben", "Yes."),
        ("Ann", "Fine."),
        ("Ben", "Bye."),
    ]


@pytest.mark.parametrize("words", ["Note: this is new", "https://example.com", "It is 10:30 now"])
def test_a_colon_alone_makes_no_speaker(words: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n"
    assert said(text) == [(None, words), (None, "Yes.")]


def test_subrip_with_points_blank_lines_and_numbers_said() -> None:
    text = (
        "1\n00:00:01.5 --> 00:00:02,000\nIn\n\n1984\n\n2\n00:00:02,000 --> 00:00:03,000\n"
        "{\\an8}<font color=red>it</font> 2 < 3 &amp; so\n\n3\n00:00:03,000 --> 00:00:04,000\n\n"
    )
    assert cues_of(text) == [
        (1.5, 2.0, None, "In\n1984"),
        (2.0, 3.0, None, "it 2 < 3 &amp; so"),
    ]


def test_line_ends_of_windows_and_a_byte_order_mark() -> None:
    text = "\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nOne\r\ntwo\r\n\r\nNOTE x\r\n"
    assert cues_of(text) == [(1.0, 2.0, None, "One\ntwo")]
    assert read(text).form is Form.VTT


def test_a_line_whose_times_are_broken_is_nobodys_words() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> soon\nTwo\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nThree\n"
    )
    assert [words for _, words in said(text)] == ["One", "Three"]
