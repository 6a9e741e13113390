"""Markdown bodies → blocks."""

import pytest

from publisher.notes.blocks import (
    BREAK,
    Bullets,
    Code,
    CodeBlock,
    Divider,
    Emphasis,
    Heading,
    Image,
    Link,
    Moment,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    flatten,
    links_in,
    plain_text,
)
from publisher.notes.body import read_markdown_body
from publisher.notes.rawhtml import clean_html
from publisher.notes.text import PlainText


def words(markdown: str) -> str:
    return plain_text(flatten(read_markdown_body(markdown)))


def test_nothing() -> None:
    assert read_markdown_body("") == read_markdown_body(" \n\t\n") == ()


def test_inlines() -> None:
    assert read_markdown_body('a *b* **c** ~~d~~ `e  f`\\\ng [h](https://h.example/ "t")') == (
        Paragraph(
            (
                *("a ", Emphasis(("b",)), " ", Strong(("c",)), " ", Strike(("d",)), " "),
                *(Code("e f"), BREAK, "g ", Link(("h",), "https://h.example/")),
            )
        ),
    )


def test_soft_breaks_are_spaces() -> None:
    assert read_markdown_body("one\ntwo") == (Paragraph(("one two",)),)


def test_headings_are_lifted_so_that_the_highest_is_first() -> None:
    blocks = read_markdown_body("### A\n\n##### B\n")
    assert blocks == (Heading(("A",), 1), Heading(("B",), 3))


def test_lists() -> None:
    assert read_markdown_body("- a\n- b\n  1. c\n") == (
        Bullets(
            ((Paragraph(("a",)),), (Paragraph(("b",)), Bullets(((Paragraph(("c",)),),), start=1)))
        ),
    )


def test_an_empty_line_between_items_changes_nothing() -> None:
    assert read_markdown_body("- a\n\n- b\n") == read_markdown_body("- a\n- b\n")
    loose = read_markdown_body("- a\n\n  more\n- b\n")[0]
    assert isinstance(loose, Bullets)
    assert not loose.tight


def test_numbered_list_keeps_its_start() -> None:
    block = read_markdown_body("3. c\n4. d\n")[0]
    assert isinstance(block, Bullets)
    assert block.start == 3


def test_other_blocks() -> None:
    assert read_markdown_body("> q\n\n***\n\n```py\nx\n\n  y\n```\n") == (
        Quote((Paragraph(("q",)),)),
        Divider(),
        CodeBlock("x\n\n  y"),
    )


def test_table() -> None:
    assert read_markdown_body("| a | b |\n|---|---|\n| [c](https://c.example/) | d |") == (
        Table(((("a",), ("b",)), ((Link(("c",), "https://c.example/"),), ("d",)))),
    )


def test_pictures() -> None:
    assert read_markdown_body("![Alt *text*](p.png) [![](l.png)](https://l.example/)") == (
        Paragraph(
            (Image("Alt text", "p.png"), " ", Link((Image("", "l.png"),), "https://l.example/"))
        ),
    )


@pytest.mark.parametrize("size", ['width="1" height="1"', 'height="0"', 'width="1px"'])
def test_a_picture_that_nobody_sees_is_left_out(size: str) -> None:
    body = f'<p>Words <img src="https://count.example/me" {size}></p>'
    assert read_markdown_body(body) == (Paragraph(("Words",)),)


def test_the_anchor_of_a_heading_is_left_out() -> None:
    body = '<p><a href="https://a.example/page#here"></a>Words</p>'
    assert read_markdown_body(body) == (Paragraph(("Words",)),)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>one<img src="https://a.example/i">two</p>', "one https://a.example/i two"),
        ('<p>one<a href="https://a.example/"></a>two</p>', "one https://a.example/ two"),
        ('<p>one (<img src="https://a.example/i">)!</p>', "one (https://a.example/i)!"),
        ('<p><img src="https://a.example/i"> one</p>', "https://a.example/i one"),
        (
            '<p>one<a title="t" href="https://a.example/#i"><img src="https://a.example/i"></a>two</p>',
            "one https://a.example/#i two",
        ),
        ('<p><img src="https://a.example/i"><em>one</em></p>', "https://a.example/i one"),
        (
            '<p><img src="https://a.example/1"><img src="https://a.example/2"></p>',
            "https://a.example/1 https://a.example/2",
        ),
    ],
)
def test_no_address_is_glued_to_a_word(body: str, text: str) -> None:
    assert PlainText().blocks(read_markdown_body(body)) == text


@pytest.mark.parametrize(
    ("markdown", "url"),
    [
        ("<https://a.example/?b=1&c=2>", "https://a.example/?b=1&c=2"),
        ("see https://a.example/b.", "https://a.example/b"),
        ("www.a.example", "http://www.a.example"),
        ("[a][r]\n\n[r]: https://r.example/", "https://r.example/"),
        ("<ann@a.example>", "mailto:ann@a.example"),
        ("[](https://empty.example/)", "https://empty.example/"),
        (
            '<a target="_blank" href="https://h.example/?a=1&amp;b=2">x</a>',
            "https://h.example/?a=1&b=2",
        ),
        (
            '<a href="https://h.example/"><img src="https://i.example/i.png"></a>',
            "https://h.example/",
        ),
        ('<div><a href="/x">say "hi" <b>now</b></a></div>', "/x"),
        ("[](https://a.example/)", "https://a.example/"),
        ('Words.\n\n<a href="https://a.example/">', "https://a.example/"),
        (
            '<iframe src="https://www.youtube.com/embed/abc"></iframe>',
            "https://www.youtube.com/embed/abc",
        ),
    ],
)
def test_links(markdown: str, url: str) -> None:
    links = list(links_in(flatten(read_markdown_body(markdown))))
    assert [link.url for link in links] == [url]
    assert plain_text(links[0].children).strip() or links[0].children[0] == Image(
        "", "https://i.example/i.png"
    )


def test_moments() -> None:
    assert read_markdown_body("[00:36](#t=00:36) [Top](#top)") == (
        Paragraph((Moment("00:36", 36), " ", "Top")),
    )


def test_footnotes_lead_nowhere_and_say_so() -> None:
    blocks = read_markdown_body("a[^1]\n\n[^1]: See [b](https://b.example/).\n")
    assert plain_text(flatten(blocks)) == "a[1] See b."
    assert [link.url for link in links_in(flatten(blocks))] == ["https://b.example/"]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a <!-- c --> b", "a b"),
        ("<!-- publisher: ignore W101 -->\n\nText", "Text"),
        ("<div class='x'>\n\nInside\n\n</div>", "Inside"),
        ("a<script>alert(1)</script>b", "ab"),
        ("scoped <style> tags and the rest", "scoped <style> tags and the rest"),
        ("Result<T> and <Foo bar /> stay", "Result<T> and <Foo bar /> stay"),
        (
            '{{< podcast "x" >}} {% raw %} {{ page.guest }}',
            '{{< podcast "x" >}} {% raw %} {{ page.guest }}',
        ),
        ("2<sup>nd</sup> <u>take</u>", "2nd take"),
        ("a &amp; b &lt;c&gt; &copy;", "a & b <c> ©"),
        ("bell\x07 nul\x00", "bell nul"),
        ("<ul><li>a<p>b</p></li>c</ul>", "a b c"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a b"),
        (
            "<table><caption>cap</caption><tr><td>a</td><td><p>b</p><p>c</p></td></tr></table>",
            "cap a | b c",
        ),
        ("<h2>a<br>b</h2>", "a b"),
    ],
)
def test_words_of_raw_html_and_templates(markdown: str, expected: str) -> None:
    assert words(markdown) == expected


def test_details_keep_their_blocks_apart() -> None:
    assert read_markdown_body("<details><summary>A</summary><p>B</p></details>") == (
        Paragraph(("A",)),
        Paragraph(("B",)),
    )


@pytest.mark.parametrize(
    "body",
    [
        "[" * 50_000,
        "> " * 20_000 + "x",
        "<div>" * 20_000 + "x",
        "<b>" * 20_000 + "x",
        "- " * 5_000 + "x",
        "*a " * 20_000,
        "*</p><b>" * 20_000,
        "<table>" + "*\u200b" * 50_000,
        "x@y.z " * 50_000,
        "https://e.com=" * 50_000,
        "http://e.com/" + ")" * 500_000,
        "|a" * 20_000 + "\n" + "|-" * 20_000,
        "[^1]" * 20_000 + "\n\n[^1]: x",
        "\n".join("  " * depth + "- x" for depth in range(300)),
    ],
    ids=lambda body: body[:6],
)
def test_monsters_are_bounded(body: str) -> None:
    blocks = read_markdown_body(body)
    assert len(plain_text(flatten(blocks))) <= 3 * len(body)


@pytest.mark.parametrize(
    ("markdown", "links"),
    [
        ("x@example.org " * 10, 10),
        ("x@example.org " * 1001, 0),
        ("http://example.org/ " * 501, 501),
        ("http://example.org/a)" + "_)" * 100, 1),
        ("http://example.org/a" + "_)" * 501, 0),
        ("<b>[a](http://example.org/)</b> " + "x " * 100_000, 1),
    ],
)
def test_more_than_anybody_writes_is_words(markdown: str, links: int) -> None:
    assert len(list(links_in(flatten(read_markdown_body(markdown))))) == links


def test_open_elements_are_counted_by_name() -> None:
    assert clean_html("<p>" + "</p><b>" * 501) is None
    assert clean_html("<b>x</b>" * 501 + "</i>" * 501) is not None
