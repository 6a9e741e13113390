"""Notes as hosts write them, and the Markdown that an editor would have written."""

import pytest

from publisher.chapters.body import read_body_chapters
from publisher.importing.markdown import (
    convert_notes,
    markdown_of,
    markdown_of_html,
    markdown_of_text,
)
from publisher.importing.markdown import is_html as told_apart

HTML = {
    "paragraphs": ("<p>One</p>\n<p>Two</p>", "One\n\nTwo"),
    "upper case, unclosed": ("<P>A<P>B<UL><LI>a<LI>b</UL>tail", "A\n\nB\n\n- a\n- b\n\ntail"),
    "line breaks": ("<p>One<br>Two<br/>Three</p>", "One\\\nTwo\\\nThree"),
    "two line breaks": ("One<br><br>Two<br>\n<br />\nThree", "One\n\nTwo\n\nThree"),
    "empty paragraphs": ("<div>A</div><div><br></div><p><br></p><p>&nbsp;</p>B", "A\n\nB"),
    "Google Docs": (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span>A</span></p>'
        "<br><p>B</p></b>",
        "A\n\nB",
    ),
    "span soup": ('<p><span style="a"><span>One</span> <font>two</font></span></p>', "One two"),
    "text between blocks": ("before<p>in</p>behind", "before\n\nin\n\nbehind"),
    "lists": (
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol start='3'><li>d</li><li>e</li></ol>",
        "- a\n- b\n  - c\n\n3. d\n4. e",
    ),
    "a list in a list, out of its item": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    "items of paragraphs": ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
    "two lists": ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
    "headings": ("<h2>Links</h2><p>a</p><h3>More #</h3>", "## Links\n\na\n\n### More \\#"),
    "marks": (
        "<p><b>a</b> <em>b</em> <s>c</s> <code>d`e</code> <strong><i>f</i></strong></p>",
        "**a** *b* ~~c~~ ``d`e`` ***f***",
    ),
    "marks with spaces": ("<p><b>Guest: </b>Alex<i> G. </i>!</p>", "**Guest:** Alex *G.* !"),
    "marks that touch words": ("<p><b>Guest:</b>Alex un<b>bel</b>ievable</p>",
                               "**Guest**:Alex un**bel**ievable"),
    "marks that touch": ("<p><b>a</b><b>b</b><strong> c</strong></p>", "**ab c**"),
    "marks around blocks": ("<b><div>a</div><div>b</div></b>", "**a**\n\n**b**"),
    "code": ("<pre><code>a *b*\n  c</code></pre>", "```\na *b*\n  c\n```"),
    "quote": ("<blockquote><p>a</p><p>b<br>c</p></blockquote>", "> a\n>\n> b\\\n> c"),
    "table": (
        "<table><tr><th>When<th>What</tr><tr><td>1</td><td>a|b <b>c</b></td></tr></table>",
        "| When | What |\n| --- | --- |\n| 1 | a\\|b **c** |",
    ),
    "table that arranges": ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"),
    "rule": ("a<hr>b", "a\n\n***\n\nb"),
    "picture": ('<img src="https://a.example/b.png" alt="A [b]">', "![A [b]](https://a.example/b.png)"),
    "picture that links": (
        '<a href="https://a.example"><img src="https://a.example/b.png" alt=""></a>',
        "[![](https://a.example/b.png)](https://a.example)",
    ),
    "emoji": ('a <img class="emoji" alt="☝" src="https://s.example/261d.png"> b', "a ☝ b"),
    "player": (
        '<iframe src="https://p.example/1" title="The player"></iframe>',
        "[The player](https://p.example/1)",
    ),
    "audio": ('<audio><source src="https://p.example/1.mp3">no</audio>', "<https://p.example/1.mp3>"),
    "entities": ("<p>AT&amp;T &ndash; &#8220;q&#8221; &amp;copy; &lt;b&gt;</p>",
                 "AT&T – “q” \\&copy; \\<b>"),
    "spaces that nobody sees": ("<p>\u200bA\ufeffB\u00a0 C</p>", "AB C"),
    "a space that keeps words together": ("<p>10\u00a0km</p>", "10\u00a0km"),
    "Thai keeps its breaks": ("<p>ไทย\u200bไทย</p>", "ไทย\u200bไทย"),
    "comments, styles": ("<style>p{}</style><!-- a --><p>b</p><!-- c", "b"),
    "lines where nothing else ends them": (
        'See <a href="https://a.example">a</a>\nNext\n\nLast',
        "See [a](https://a.example)\\\nNext\n\nLast",
    ),
    "address in brackets": (
        "<p>Mail <me@a.example>, see <https://a.example/x></p>",
        "Mail <me@a.example>, see <https://a.example/x>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("notes", "markdown"), HTML.values(), ids=HTML)
def test_html(notes: str, markdown: str) -> None:
    assert markdown_of_html(notes) == markdown


LINKS = {
    "words": ('<a href="https://a.example">a</a>', "[a](https://a.example)"),
    "its own address": (
        '<a href="https://a.example/b_c">https://a.example/b_c</a>',
        "<https://a.example/b_c>",
    ),
    "mail": ('<a href="mailto:me@a.example">me@a.example</a>', "<me@a.example>"),
    "spaces": ('<a href=" https://a.example/b c ">a</a>', "[a](https://a.example/b%20c)"),
    "brackets": ('<a href="https://a.example/b_(c)">a</a>', "[a](https://a.example/b_(c))"),
    "one bracket": ('<a href="https://a.example/b(">a</a>', "[a](<https://a.example/b(>)"),
    "quotes": (
        "<a href='https://a.example/\"b\"'>a</a>",
        "[a](https://a.example/%22b%22)",
    ),
    "ampersands": (
        '<a href="https://a.example/?a=1&amp;b=2&copy;=3">a</a>',
        "[a](https://a.example/?a=1&b=2©=3)",
    ),
    "marks": ('<b>x <a href="https://a.example">a <i>b</i></a></b>', "**x [a *b*](https://a.example)**"),
    "brackets in words": ('<a href="https://a.example">[1] a]</a>', "[\\[1\\] a\\]](https://a.example)"),
    "no words": ('x <a href="https://a.example"></a>y', "x <https://a.example> y"),
    "an anchor": ('<h2>A<a href="https://a.example/#a"></a></h2>', "## A"),
    "no scheme": ('<a href="//a.example/b">a</a>', "[a](https://a.example/b)"),
    "a part of the page": ('<a href="#a">a</a>', "a"),
    "a moment": ('<a href="#t=1:30">1:30</a> a', "[1:30](#t=1:30) a"),
    "spaces inside": ('see<a href="https://a.example"> a </a>b', "see [a](https://a.example) b"),
    "a break at its end": ('<a href="https://a.example">a<br></a>b', "[a](https://a.example)\\\nb"),
    "behind an exclamation": ('Hey!<a href="https://a.example">a</a>', "Hey\\![a](https://a.example)"),
    "harmful": ('<a href="javascript:a()">a</a> <a href="data:text/html,b">b</a>', "a b"),
    "lines in it": ('<a href="https://a.example/\n b">a</a>', "[a](https://a.example/%20b)"),
}  # fmt: skip


@pytest.mark.parametrize(("notes", "markdown"), LINKS.values(), ids=LINKS)
def test_links(notes: str, markdown: str) -> None:
    assert markdown_of_html(notes) == markdown


def test_relative_links_lead_where_they_led() -> None:
    notes = '<a href="/b">a</a> <a href="c?d">e</a> <img src="/f.png"> <a href="#t=9">9</a>'
    written = markdown_of(notes, "https://old.example/ep/1")
    assert written == (
        "[a](https://old.example/b) [e](https://old.example/ep/c?d) "
        "![](https://old.example/f.png) [9](#t=9)"
    )


UNESCAPED = (
    "snake_case and _one sign",
    "5 > 3 and 2 < 3, 3 * 4, a ~ b, ~5 to ~10",
    "#1, #tag; [link] and (brackets), [1]",
    "a | b, AT&T, &c., C:\\temp, 100%, $5, {x}",
    "In 2020. That was a year - and + more = all",
    "(00:12) Intro, 00:12 [x]",
    "https://a.example/a_b_c?d=e*f and www.a.example, me@a.example",
    "*footnote",
    "It's 5* and 4*",
    "a ! b !",
)


@pytest.mark.parametrize("text", UNESCAPED)
def test_signs_that_mean_themselves_need_no_backslash(text: str) -> None:
    assert markdown_of_text(text) == text


ESCAPED = {
    "*hi* _there_": "\\*hi\\* \\_there\\_",
    "M*A*S*H": "M\\*A\\*S\\*H",
    "~~gone~~": "\\~\\~gone\\~\\~",
    "`code`": "\\`code\\`",
    "[a](b)": "[a\\](b)",
    "[a]: https://b.example x": "\\[a]: https://b.example x",
    "1. One": "1\\. One",
    "- One": "\\- One",
    "# One": "\\# One",
    "> One": "\\> One",
    "---": "\\---",
    "<b>": "\\<b>",
    "&amp; C:\\*": "\\&amp; C:\\\\*",
}


@pytest.mark.parametrize(("text", "markdown"), ESCAPED.items())
def test_signs_that_would_be_markup_get_one(text: str, markdown: str) -> None:
    assert markdown_of_text(text) == markdown


def test_text_keeps_its_lines() -> None:
    assert markdown_of(" One\r\nTwo  three\n\n\n\tFour\n") == "One\\\nTwo three\n\nFour"


def test_addresses_at_line_ends_are_closed() -> None:
    written = markdown_of(
        "See https://a.example/b\nwww.a.example\nme@a.example\nhttps://c.example."
    )
    assert written == (
        "See <https://a.example/b>\\\n[www.a.example](http://www.a.example)\\\n<me@a.example>\\\n"
        "https://c.example."
    )


def test_what_follows_an_address_is_none_of_it() -> None:
    assert markdown_of_text("見て https://a.example/b。次") == "見て <https://a.example/b>。次"
    assert (
        markdown_of_html("<p>https://a.example/\u00a0oder</p>") == "<https://a.example/>\u00a0oder"
    )


@pytest.mark.parametrize(
    ("notes", "is_html"),
    [
        ("a < b > c", False),
        ("Result<T> and 1 <2", False),
        ("Fish & chips & more", False),
        ("me <me@a.example>", False),
        ("a &amp; b", True),
        ("a<br>b", True),
        ("<P>a", True),
        ("a &#8211; b", True),
        ("a &#x2013; b", True),
    ],
)
def test_html_and_text_are_told_apart(notes: str, is_html: bool) -> None:
    assert told_apart(notes) == is_html
    expected = markdown_of_html(notes) if is_html else markdown_of_text(notes)
    assert markdown_of(notes) == expected


@pytest.mark.parametrize(
    "notes",
    [
        "<p>00:00 Intro<br>01:12 A <i>b</i><br>(02:30) Bar<br>[10:00] End</p>",
        "<ul><li>00:00 Intro</li><li>01:12 A b</li><li>(02:30) Bar</li><li>10:00 - End</li></ul>",
        "00:00 Intro\n01:12 A b\n(02:30) Bar\n10:00 End",
        '<p><a href="#t=0">0:00</a> Intro</p><p><b>1:12</b> A b</p><p>2:30 Bar</p><p>10:00 End</p>',
        "<table><tr><td>0:00</td><td>Intro</td></tr><tr><td>1:12</td><td>A b</td></tr>"
        "<tr><td>2:30</td><td>Bar</td></tr><tr><td>10:00</td><td>End</td></tr></table>",
    ],
)
def test_chapters_are_read_from_what_was_written(notes: str) -> None:
    chapters = read_body_chapters(markdown_of(notes)).chapters
    assert [(each.start_seconds, each.title) for each in chapters] == [
        (0, "Intro"),
        (72, "A b"),
        (150, "Bar"),
        (600, "End"),
    ]


def test_what_is_left_out_is_said() -> None:
    notes = (
        '<p>a<img src="https://t.example/p.gif" width="1" height="1"><a href="javascript:x()">b</a>'
        '</p><script>x</script><iframe src="https://p.example/1"></iframe><btr><img src="data:x">'
    )
    said = convert_notes(notes).left_out
    assert [each.split(",")[0].split(" of ")[0] for each in said] == [
        "a picture that nobody sees",
        "a link to javascript:x()",
        "a script",
        "the player",
        "<btr>",
        "a picture without an address",
    ]
    assert convert_notes("<p>a <b>b</b></p>").left_out == convert_notes("a").left_out == ()
