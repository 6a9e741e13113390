import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.reports.visible import no_command, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202eabc", r"\u202eabc"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("\ud800", r"\ud800"),
        ("\U0001fffe", r"\U0001fffe"),
        ("\ufeffx", r"\ufeffx"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    ["plain", "Über “Größe” — 日本語", "👩\u200d👩\u200d👧", "می\u200cخواهم", "a\u00a0b", "\\x1b"],
)
def test_what_can_be_seen_stays(text: str) -> None:
    assert visible(text) == text


@settings(deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_the_result_is_one_line_of_valid_text(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::x", "- ::error::x"),
        ("  ::stop-commands::x", "-   ::stop-commands::x"),
        ("a ##[error]x", "a ## [error]x"),
        ("a::b", "a::b"),
    ],
)
def test_no_line_is_a_command_to_the_runner(line: str, shown: str) -> None:
    assert no_command(line) == shown
