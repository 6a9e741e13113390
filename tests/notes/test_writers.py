"""Blocks → each kind of text."""

import html
import re

import comrak
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.notes.blocks import Block, flatten, links_in, plain_text
from publisher.notes.body import read_markdown_body
from publisher.notes.html import FeedHtml
from publisher.notes.markdown import MarkdownText
from publisher.notes.page import PageHtml
from publisher.notes.text import PlainText, YouTubeText

BASE = "https://example.com/show/one/"


def feed(markdown: str) -> str:
    return FeedHtml(BASE).blocks(read_markdown_body(markdown))


def page(markdown: str, *sponsored: str) -> str:
    return PageHtml(sponsored).blocks(read_markdown_body(markdown))


def text(markdown: str) -> str:
    return PlainText(BASE).blocks(read_markdown_body(markdown))


def markdown(source: str) -> str:
    return MarkdownText(BASE).blocks(read_markdown_body(source))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A *b*", "<p><strong>A <em>b</em></strong></p>"),
        ("a  \nb", "<p>a</p>\n<p>b</p>"),
        ("**a  \nb**", "<p><strong>a b</strong></p>"),
        ("~~a~~ `b`", "<p>a b</p>"),
        ("> a", "<p>a</p>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<p>b</p>"),
        ("    a < b\n\n    c", "<p>a &lt; b</p>\n<p>c</p>"),
        ("2. a\n3. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n</ul>"),
        ("- a\n\n  b", "<ul>\n<li><p>a</p>\n<p>b</p></li>\n</ul>"),
        ("- a  \n  b", "<ul>\n<li><p>a</p>\n<p>b</p></li>\n</ul>"),
        (
            "|a|b|\n|-|-|\n|[c](https://c.example/)||",
            '<p>a | b</p>\n<p><a href="https://c.example/">c</a></p>',
        ),
        ("![Alt](i.png)", f'<p><a href="{BASE}i.png">Alt</a></p>'),
        ("![](/i.png)", '<p><a href="https://example.com/i.png">/i.png</a></p>'),
        ("[![Alt](i.png)](../two/)", '<p><a href="https://example.com/show/two/">Alt</a></p>'),
        (
            "[![](i.png)](https://a.example/)",
            '<p><a href="https://a.example/">https://a.example/</a></p>',
        ),
        (
            "[**a**](https://a.example/)",
            '<p><a href="https://a.example/"><strong>a</strong></a></p>',
        ),
        ("[00:36](#t=00:36) Start", "<p>00:36 Start</p>"),
        (
            '["x" & y](https://a.example/?b&c)',
            '<p><a href="https://a.example/?b&amp;c">"x" &amp; y</a></p>',
        ),
    ],
)
def test_feed_html(source: str, expected: str) -> None:
    assert feed(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>"),
        ("###### F\n\n# A", "<h6>F</h6>\n<h2>A</h2>"),
        ("a  \nb ~~c~~ `d`", "<p>a<br>\nb <s>c</s> <code>d</code></p>"),
        ("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("2. a", '<ol start="2">\n<li>a</li>\n</ol>'),
        ("1. a", "<ol>\n<li>a</li>\n</ol>"),
        ("- a  \n  b\n  - c", "<ul>\n<li>a<br>\nb\n<ul>\n<li>c</li>\n</ul></li>\n</ul>"),
        (
            "|a|\n|-|\n|b|",
            '<table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n'
            "<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>",
        ),
        (
            "|a|\n|-|",
            '<table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n</table>',
        ),
        ('![A "b"](i.png)', '<p><img src="i.png" alt="A &quot;b&quot;" loading="lazy"></p>'),
        ("[1:05](#t=1:05) x", '<p><a href="#t=65">1:05</a> x</p>'),
        ("[a](../two/)", '<p><a href="../two/">a</a></p>'),
    ],
)
def test_page_html(source: str, expected: str) -> None:
    assert page(source) == expected


def test_paid_links_say_so_on_the_page_only() -> None:
    source = "[a](https://www.acme.example/go?x=1) [b](https://b.example/)"
    assert page(source, "acme.example/go") == (
        '<p><a href="https://www.acme.example/go?x=1" rel="sponsored nofollow">a</a> '
        '<a href="https://b.example/">b</a></p>'
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("# A\n\nb\n\nc", "A\nb\n\nc"),
        ("a  \nb", "a\nb"),
        ("[a](https://a.example/)", "a (https://a.example/)"),
        ("<https://a.example/>", "https://a.example/"),
        ("[a.example](https://www.a.example/)", "https://www.a.example/"),
        ("www.a.example", "http://www.a.example"),
        ("<ann@a.example>", "ann@a.example"),
        ("[write](mailto:ann@a.example)", "write (mailto:ann@a.example)"),
        ("[up](../two/)", "up (https://example.com/show/two/)"),
        ("![Alt](https://i.example/i.png)", "Alt (https://i.example/i.png)"),
        ("[**a** ~~b~~ `c` *d*](https://a.example/)", "a b c d (https://a.example/)"),
        ("- a\n- b\n  - c\n    d", "- a\n- b\n  - c d"),
        ("- a\n\n  b\n- c", "- a\n\n  b\n\n- c"),
        ("9. a\n10. b\n    - c", "9. a\n10. b\n    - c"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("```\na\n\nb < c\n```", "    a\n\n    b < c"),
        ("|a|b|\n|-|-|\n|c|[d](https://d.example/)|", "a | b\nc | d (https://d.example/)"),
        ("a\n\n---", "a\n\n* * *"),
        ("[00:36](#t=00:36) Start", "00:36 Start"),
        ("a &lt; b &amp;amp; c", "a < b &amp; c"),
    ],
)
def test_text(source: str, expected: str) -> None:
    assert text(source) == expected


def test_youtube_text_has_no_angle_brackets() -> None:
    blocks = read_markdown_body("a < b > `<c>` [<d>](https://e.example/?<)\n\n> q\n\n    <code>")
    written = YouTubeText(BASE).blocks(blocks)
    assert written == ("a ‹ b › ‹c› ‹d› (https://e.example/?%3C)\n\n› q\n\n    ‹code›")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("### A\n\nb", "## A\n\nb"),
        ("[a](https://a.example/x_(y))", "[a](<https://a.example/x_(y)>)"),
        ("<https://a.example/>", "<https://a.example/>"),
        ("[a.example](https://a.example/)", "[a.example](https://a.example/)"),
        ("![a](i.png)", f"![a]({BASE}i.png)"),
        (r"\*a\* \[b\] snake_case \_c\_ \`d\`", r"\*a\* \[b\] snake_case \_c\_ \`d\`"),
        ("a  \n\\- b", "a\\\n\\- b"),
        (r"1\. a", r"1\. a"),
        (r"\# a", r"\# a"),
        ("`` a`b ``", "``a`b``"),
        ("`````\n````\n`````\n", "`````\n````\n`````"),
        ("|a|b|\n|-|-|\n|c\\|d||", "| a | b |\n| --- | --- |\n| c\\|d |  |"),
        ("|a|b|\n|-|-|\n|`c\\|d`||", "| a | b |\n| --- | --- |\n| `c\\|d` |  |"),
        ("`c|d`", "`c|d`"),
        ("[a](https://a.example/?b&amp;copy;)", "[a](https://a.example/?b&amp;copy;)"),
        (
            "<https://a.example/?b&amp;copy;>",
            r"[https://a.example/?b\&copy;](https://a.example/?b&amp;copy;)",
        ),
        ("Result<T> &amp;copy;", r"Result&lt;T&gt; \&copy;"),
        ("hey![a](i.png)", f"hey ![a]({BASE}i.png)"),
        (r"hey\![a](https://a.example/)", r"hey\![a](https://a.example/)"),
        ("**a **b", r"\*\*a \*\*b"),
        ("<b> a </b>b", "**a** b"),
        ("`https://a.example/`&lt;script>", "`https://a.example/`&lt;script&gt;"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    assert markdown(source) == expected


WORDS = st.text(
    st.one_of(
        st.sampled_from("ab1 .-+#*_~`[]()<>!|&;:\\\n/=\"'$%@^{}0"), st.characters(codec="utf-8")
    ),
    max_size=40,
)


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_markdown_reads_back_as_the_same_words(source: str) -> None:
    blocks = read_markdown_body(source)
    assert squeezed(MarkdownText().blocks(blocks)) == words_and_links(blocks)


def squeezed(written: str) -> tuple[str, list[str]]:
    return words_and_links(read_markdown_body(written))


def words_and_links(blocks: tuple[Block, ...]) -> tuple[str, list[str]]:
    run = flatten(blocks)
    return re.sub(r"\s+", " ", plain_text(run)).strip(), [link.url for link in links_in(run)]


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_feed_html_says_what_the_page_says(source: str) -> None:
    """No word is lost between comrak's own result and the feed's form."""
    options = comrak.ExtensionOptions()
    options.table = options.autolink = options.strikethrough = True
    source = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", source)
    rendered = comrak.render_markdown(source, options)
    if "<!--" in rendered or "<img" in rendered:
        return
    assert bare(feed(source)) == bare(rendered)


def bare(rendered: str) -> str:
    words = html.unescape(re.sub(r"<[^>]*>", "", rendered))
    return re.sub(r"[\s|\x00-\x1f\x7f-\x9f\ufffd-\uffff]+", "", words)
