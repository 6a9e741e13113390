"""Titles in Markdown and HTML → words and an address."""

import pytest

from publisher.chapters.titles import LONGEST, read_title


@pytest.mark.parametrize(
    ("written", "words", "url"),
    [
        ("Plain words", "Plain words", None),
        ("- Plain words |", "Plain words", None),
        ("[Words](https://example.com/)", "Words", "https://example.com/"),
        ("[Words](<https://example.com/> 'title') more", "Words more", "https://example.com/"),
        ("[Wiki](https://example.com/A_(b))", "Wiki", "https://example.com/A_(b)"),
        ("[1:00](#t=1:00) [Words](https://example.com/)", "1:00 Words", "https://example.com/"),
        ("[Video](https://youtu.be/abc?t=95)", "Video", None),
        ("[Local](/about) and [mail](mailto:a@example.com)", "Local and mail", None),
        ("![Cover](https://example.com/a.png)", "Cover", "https://example.com/a.png"),
        ("See https://example.com/a.", "See https://example.com/a.", "https://example.com/a"),
        ("<https://example.com/>", "https://example.com/", "https://example.com/"),
        ('<a href="https://example.com/?a&amp;b">Words</a>', "Words", "https://example.com/?a&b"),
        ("**Bold**, _slanted_ and ~~gone~~", "Bold, slanted and gone", None),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", None),
        ("`<div>` and `a*b*c`", "<div> and a*b*c", None),
        ("R\\&D \\[draft\\]", "R&D [draft]", None),
        ("Q&amp;A &lt;3", "Q&A <3", None),
        ("[Say \\*x\\*](https://example.com/) \\_a\\_", "Say *x* _a_", "https://example.com/"),
        (
            "[The @{{ page.name }}](https://example.com/{{ page.name }})",
            "The @{{ page.name }}",
            None,
        ),
        ("[Text][1] and [other]", "Text and other", None),
        ("[open (never closed", "[open (never closed", None),
    ],
)
def test_titles(written: str, words: str, url: str | None) -> None:
    assert read_title(written) == (words, url)


def test_long_titles_end_between_words() -> None:
    title, _ = read_title("word " * 200)
    assert len(title) <= LONGEST
    assert title.endswith(" word…")


@pytest.mark.parametrize("sign", ["[", "](", "<a ", "`", "*", "_a", "\\", "<https://", "{{", "![a"])
def test_hostile_titles_end(sign: str) -> None:
    read_title(sign * 2000)
