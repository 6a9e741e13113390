"""Limits, each counted as its place counts, one below, at and one above."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from publisher.notes.limits import LIMITS, Form, Limit, Unit, count_graphemes, count_post, graphemes

ASTRONAUT = "👩🏽‍🚀"  # woman, skin tone, joiner, rocket
FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇩🇪"
ACCENTED = "e\N{COMBINING ACUTE ACCENT}"
HINDI = "क्षि"

# what it is, then its bytes, its units of UTF-16, its characters in a post
SIGNS = {
    "a": (1, 1, 1),
    "é": (2, 1, 1),
    "語": (3, 1, 1),
    "😀": (4, 2, 1),
    ACCENTED: (3, 2, 1),
    FLAG: (8, 4, 1),
    ASTRONAUT: (15, 7, 1),
    FAMILY: (25, 11, 1),
    HINDI: (12, 4, 1),
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("form", LIMITS)
def test_what_a_sign_takes(form: Form, sign: str) -> None:
    sizes = dict(zip((Unit.BYTES, Unit.UTF_16, Unit.POST), SIGNS[sign], strict=True))
    assert LIMITS[form].used(sign) == sizes[LIMITS[form].unit]
    assert LIMITS[form].used(sign * 5) == 5 * sizes[LIMITS[form].unit]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("form", LIMITS)
def test_one_below_at_and_above(form: Form, sign: str) -> None:
    limit = LIMITS[form]
    count, rest = divmod(limit.most, limit.used(sign))
    text = sign * count + "x" * rest
    assert limit.fits(text[len(sign) :] if rest == 0 else text[:-1])
    assert limit.used(text) == limit.most
    assert limit.fits(text)
    assert not limit.fits(f"{text}x")


@pytest.mark.parametrize("unit", Unit)
def test_what_is_not_counted_fits_indeed(unit: Unit) -> None:
    """A text short enough is let through unseen: none of these may count more than that."""
    for sign in (*SIGNS, "http://a.bc ", "\r\n"):
        for most in range(1, 80):
            limit = Limit("", most, unit)
            assert limit.fits(sign * 3) == (limit.used(sign * 3) <= most)


def test_lines_of_windows_count_once() -> None:
    assert count_graphemes("a\r\nb") == 3
    assert count_graphemes("é\r\nb") == 3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("https://a.bc", 23),
        (f"https://example.com/{'x' * 300}", 23),
        ("https://example.com/a?b=c&d=e#f", 23),
        ("https://example.com/a.", 24),
        ("(https://example.com/a)", 25),
        ("語https://example.com/", 24),
        ("see https://example.com/ and https://example.com/b", 4 + 23 + 5 + 23),
        ("@ada@social.example", 4),
        ("Hi @ada@social.example!", 8),
        ("@ada", 4),
        ("ada@example.com", 15),
    ],
)
def test_a_post_counts_links_and_mentions(text: str, count: int) -> None:
    assert count_post(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "https://localhost/" + "x" * 30,
        "example.com/" + "x" * 30,
        "#https://example.com/" + "x" * 30,
        "ftp://example.com/" + "x" * 30,
        "https://" + "x" * 40,
    ],
)
def test_what_might_be_no_link_counts_in_full(text: str) -> None:
    assert count_post(text) == len(text)


@given(
    st.lists(
        st.sampled_from(
            ("🇩🇪" * 9, "🇩", "🇩🇪" * 15, "x", "\u0301", "\u200d", "👩🏽", "\u0600", "क्", "\r\n")
        )
    ).map("".join)
)
def test_long_runs_of_flags_are_split_as_short_ones(text: str) -> None:
    if "\u0600" not in text:  # an Arabic sign that is written before numbers, and here before flags
        assert graphemes(text) == regex.findall(r"\X", text)
    assert "".join(graphemes(text)) == text
    assert count_graphemes(text) >= len(regex.findall(r"\X", text))
