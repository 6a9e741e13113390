"""Notes made to break their reader: they end, and what they say is still there."""

import pytest

from publisher.importing.markdown import markdown_of, markdown_of_html, markdown_of_text
from tests.importing.markdown.seen import shown, words

MANY = 20_000

BOMBS = {
    "brackets": "[" * MANY,
    "brackets in HTML": "<p>" + "![" * MANY,
    "links": "[](" * MANY,
    "stars": "<p>" + "*a **b " * MANY,
    "ticks": "<p>" + "".join("`" * (n % 50) + "a" for n in range(MANY // 25)),
    "bold": "<b>x" * MANY,
    "blocks": "<div>x" * MANY,
    "lists": "<ul><li>x" * MANY,
    "quotes": "<blockquote>x" * MANY,
    "tables": "<table><tr><td>x" * MANY,
    "links in links": '<a href="https://a.example">x' * MANY,
    "ends of nothing": "</div>" * MANY + "x",
    "columns": "<table><tr>" + "<td>x" * MANY + "<tr><td>y</table>",
    "addresses": "<p>" + "https://a.b" * MANY,
    "ends of addresses": "<p>https://a.example/" + ")" * MANY,
    "mail": "<p>" + "a@b.c" * MANY,
    "half mail": "a@" * MANY,
    "bars": "|-|\n" * MANY,
    "comments": "<!--" * MANY,
    "attributes": "<p " + "a=b " * MANY + ">x",
    "names of no tag": "<_y>x" * MANY,
    "names with a colon": "<a:b>x" * MANY,
    "backslashes": "\\" * MANY,
    "lower than": "<" * MANY,
    "no-break spaces": "<p>" + "\u00a0" * MANY + "x",
}


@pytest.mark.parametrize("notes", BOMBS.values(), ids=BOMBS)
def test_bombs_end(notes: str) -> None:
    markdown_of_text(markdown_of_html(notes))
    markdown_of(notes)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul", "table", "span", "p"])
def test_words_survive_any_depth(tag: str) -> None:
    for depth in (20, 150, 300, 3000):
        notes = f"<{tag}>x " * depth + '<a href="https://a.example/">last</a>'
        markdown = markdown_of_html(notes)
        assert words(shown(markdown))[-1] == "last"
        assert markdown.count("x") == depth + 1
        assert "https://a.example/" in markdown


def test_signs_that_no_file_may_hold_are_left_out() -> None:
    assert markdown_of("a\x00b\ud800c\x1b[0m\x85d\ufffe") == "abc[0md"
    assert (
        markdown_of("<p>a\x00b\ud800c\x1b[0m&#0;&#xD800;d</p>").replace("\ufffd", "") == "abc[0md"
    )


def test_a_book_is_read_in_parts() -> None:
    notes = "<p>One <b>two</b></p>\n" * 60_000
    markdown = markdown_of_html(notes)
    assert markdown == "\n\n".join(["One **two**"] * 60_000)


def test_nothing_runs() -> None:
    notes = (
        '<p onclick="x()">a</p><svg onload=x()><script>y</script></svg><object data="javascript:z">'
        '</object><iframe src="javascript:z"></iframe><img src="javascript:z" alt="b">'
        "<a href=' java\nscript:z()'>c</a><form action=z><button>d</button></form>"
    )
    assert markdown_of_html(notes) == "a\n\nbc\n\nd"


def test_markup_in_text_stays_text() -> None:
    notes = (
        "<p>&lt;script&gt;x&lt;/script&gt; [a](javascript:x) "
        "&lt;!-- publisher: ignore W101 --&gt;</p>"
    )
    markdown = markdown_of_html(notes)
    assert words(shown(markdown)) == words(notes)
    assert "<a " not in shown(markdown)
