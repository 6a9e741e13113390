"""Which links stand in Markdown, and where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.links.markdown import scan_markdown
from publisher.model import Syntax


def urls(text: str) -> list[str]:
    return [spot.url for spot in scan_markdown(text)]


def broken(text: str) -> list[str]:
    return [spot.url for spot in scan_markdown(text) if spot.broken]


A, B = "https://a.example", "https://b.example"


@pytest.mark.parametrize(
    ("text", "url", "syntax"),
    [
        (f"[Text]({A})", A, Syntax.INLINE),
        (f'[Text]({A} "title")', A, Syntax.INLINE),
        (f"[Text]({A} 'title')", A, Syntax.INLINE),
        (f"[Text]({A} (title))", A, Syntax.INLINE),
        (f'[Text]({A} "an \\"escaped\\" title")', A, Syntax.INLINE),
        (f"[Text](<{A}/a b>)", f"{A}/a b", Syntax.INLINE),
        (f"[Text]( {A} )", A, Syntax.INLINE),
        (f"[Text](\n{A}\n)", A, Syntax.INLINE),
        (f"[Text over\ntwo lines]({A})", A, Syntax.INLINE),
        (f"[a [nested] text]({A})", A, Syntax.INLINE),
        (f"[`code]` text]({A})", A, Syntax.INLINE),
        (f"[\\[x\\] text]({A})", A, Syntax.INLINE),
        (f"[Text]({A}/Film_(1999))", f"{A}/Film_(1999)", Syntax.INLINE),
        (f"[Text]({A}/a_(b_(c)))", f"{A}/a_(b_(c))", Syntax.INLINE),
        (f"[Text]({A}/a\\_b)", f"{A}/a_b", Syntax.INLINE),
        (f"[Text]({A}/?a=1&amp;b=2)", f"{A}/?a=1&b=2", Syntax.INLINE),
        (f"[Text]({A}/?a=1&copy=2)", f"{A}/?a=1&copy=2", Syntax.INLINE),
        ("[Text](www.example.com/offer)", "www.example.com/offer", Syntax.INLINE),
        ("[Text](/about)", "/about", Syntax.INLINE),
        ("[Text]()", "", Syntax.INLINE),
        ("[Text](https:/a.example)", "https:/a.example", Syntax.INLINE),
        (f"[Text](“{A}”)", f"“{A}”", Syntax.INLINE),
        (f"![Alt]({A}/a.png)", f"{A}/a.png", Syntax.INLINE),
        (f"[id]: {A}", A, Syntax.REFERENCE),
        (f"[id]: <{A}> 'title'", A, Syntax.REFERENCE),
        (f"[id]:\n  {A}", A, Syntax.REFERENCE),
        (f"# Links\n[id]: {A}", A, Syntax.REFERENCE),
        (f"<{A}/a>", f"{A}/a", Syntax.AUTOLINK),
        ("<mailto:me@a.example>", "mailto:me@a.example", Syntax.AUTOLINK),
        ("<me@a.example>", "mailto:me@a.example", Syntax.AUTOLINK),
        (f"See {A}/a.", f"{A}/a", Syntax.BARE),
        (f"({A}/a(b)).", f"{A}/a(b)", Syntax.BARE),
        (f"**{A}/a**", f"{A}/a", Syntax.BARE),
        (f"{A}/a?b=1&amp;", f"{A}/a?b=1", Syntax.BARE),
        (f"[{A}/a]", f"{A}/a", Syntax.BARE),
        (f"{A}/a<br>", f"{A}/a", Syntax.BARE),
        ("www.a.example/x, and", "www.a.example/x", Syntax.BARE),
        ("HTTP://A.example", "HTTP://A.example", Syntax.BARE),
        ("ftp://a.example/x", "ftp://a.example/x", Syntax.BARE),
        ("Write to me.too@a.example.", "mailto:me.too@a.example", Syntax.BARE),
        ("mailto:me@a.example", "mailto:me@a.example", Syntax.BARE),
        (f'<a href="{A}/?a=1&amp;b">x</a>', f"{A}/?a=1&b", Syntax.HTML),
        (f"x <a class=y href='{A}'>x</a>", A, Syntax.HTML),
        (f"<a href={A}>x</a>", A, Syntax.HTML),
        (f"<img\n  src='{A}' />", A, Syntax.HTML),
        (f"<iframe SRC = '{A}'></iframe>", A, Syntax.HTML),
        (f"<audio controls src='{A}'></audio>", A, Syntax.HTML),
        (f"<video poster='{A}'></video>", A, Syntax.HTML),
        (f"<object data='{A}'></object>", A, Syntax.HTML),
        (f"<div data='x'>\n<source src='{A}'>\n</div>", A, Syntax.HTML),
    ],
)
def test_one_link(text: str, url: str, syntax: Syntax) -> None:
    (spot,) = scan_markdown(text)
    assert (spot.url, spot.syntax, spot.broken) == (url, syntax, False)


@pytest.mark.parametrize(
    "text",
    [
        f"`[x]({A})`",
        f"``a ` [x]({A})``",
        f"`two\nlines {A}`",
        f"```\n[x]({A})\n```",
        f"~~~ text\n{A}\n",
        f"> ```\n> {A}\n> ```",
        f"- item\n\n  ```\n  {A}\n  ```",
        f"1. ````\n   ```\n   {A}\n   ````",
        f"    [x]({A})",
        f"Text\n\n    {A}\n\n\t{A}",
        f"# Heading\n    {A}",
        f"-     {A}",
        f"- item\n\n      {A}",
        f"<!-- [x]({A}) -->",
        f"<!--\n\n{A}\n\n<a href='{A}'>\n-->",
        f"text <!-- {A} --> text",
        f"<!-- the line belongs to an HTML block --> {A}",
        f"<script>\nlet a = '<a href=\"{A}\">'\n</script>",
        f"<pre>\n{A}\n[x]({A})\n</pre>",
        f"\\[x\\]({A})",
        f"\\[x]({A})",
        "[x](#part)",
        "<a href='#t=00:36'>0:36</a>",
        "[x](https://a.example/{{ page.id }})",
        "[x]({{< ref 'page' >}})",
        "[x](${page.url})",
        '<a href="<%= page.url %>">x</a>',
        "[sic](see above)",
        "not.a.link, and 12:30, and x@y",
        "xhttps://a.example",
        "http://",
        "<a name='x'>",
    ],
)
def test_no_link(text: str) -> None:
    assert urls(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"- item\n    - [x]({A})",
        f"- item\n\n    [x]({A})",
        f"* item\n\n    * {A}",
        f"1.  item\n\n    {A}",
        f"Text\n    {A}",
        f"> quote\nlazy\n    {A}",
        f"```\ncode\n```\n{A}",
        f"> ```\n> code\n\n{A}",
        f"` {A}\n\n`",
        f"* ` unclosed\n* {A} `",
        f"\\` {A} \\`",
        f"x <!-- comment --> {A}",
        f"<!-- unclosed\n\n{A}".replace("<!--", "text <!--"),
        f"`<!--` {A}",
        f"<div>x</div>\n\n{A}",
        f"[ ] {A}",
        f"\\[ {A}",
    ],
)
def test_what_only_looks_like_code_or_comment(text: str) -> None:
    assert urls(text) == [A]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"[![alt]({A})]({B})", [A, B]),
        (f"[a [b]({A}) c]({B})", [A, B]),
        (f"[{A}]({A})", [A]),
        (f"![{A}]({B})", [B]),
        (f"[{A}][id]\n\n[id]: {B}", [B]),
        (f"[{A}][nowhere]", [A]),
        (f"[id]: {A}\n[other]: {B}\n\nSee [id].", [A, B]),
        (f"text\n[id]: {A}", [A]),
        (f"[id]: {A}\n\n[ID]: {B}", [A, B]),
        (f'<a href="{A}">{A}</a> {B}', [A, B]),
        (f"[x]({A}) [y]({B})", [A, B]),
        (f"| a | b |\n|---|---|\n| [x]({A}) | {B} |", [A, B]),
        (f"Line one {A}\r\nLine two {B}".replace("\r", " "), [A, B]),
    ],
)
def test_several_links(text: str, found: list[str]) -> None:
    assert urls(text) == found


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"[x]({A}/a b)", f"{A}/a b"),
        (f'[x]({A}/a b "title")', f"{A}/a b"),
        (f'[x]({A} "a "quoted" title")', A),
        (f"[x]({A}/a\nb)", f"{A}/a\nb"),
        (f"[x]([{A}]({A})", f"[{A}]({A})"),
        (f"[x]({A}", A),
        (f"- [x]({A}\n- more", A),
        (f"[x](<{A})", f"<{A}"),
        (f"[x](({A}/)", f"({A}/)"),
        (f"[x](“{A} ”)", f"“{A} ”"),
        ("[x](www.a.example/a b)", "www.a.example/a b"),
        ("[x](a.example/a b)", "a.example/a b"),
        (f"<p>[x]({A})</p>", A),
        ("<www.a.example>", "www.a.example"),
    ],
)
def test_what_an_author_meant_as_a_link(text: str, url: str) -> None:
    assert broken(text) == urls(text) == [url]


def test_links_go_on_behind_an_unclosed_one() -> None:
    assert urls(f"[x]({A} and [y]({B})") == [A, B]
    assert urls(f"- [x]({A}\n- [y]({B})") == [A, B]


def test_a_link_over_a_blockquotes_lines() -> None:
    assert urls(f"> [x\n> y]({A})") == [A]


def test_the_text_of_a_link() -> None:
    (spot,) = scan_markdown(f"[Ben &amp; \\[co\\]]({A})")
    assert spot.text == "Ben & [co]"


def test_images_and_players_are_media() -> None:
    found = scan_markdown(f"![x]({A}) [y]({B}) <img src='{A}'> <a href='{B}'>z</a>")
    assert [spot.media for spot in found] == [True, False, True, False]


PIECES = st.sampled_from(
    [
        *("[", "]", "(", ")", "![", "](", "<", ">", "\\", "`", "```\n", "\n", "\n\n", "    ", "- "),
        *("> ", "# ", "1. ", "\t", "<!--", "-->", "<a href=", '"', "'", "<p>", "</a>", "[x]: "),
        *(A, "www.b.example", "me@c.example", "http://", " ", "word", "é", "&amp;", "{{", "|"),
        *("<div>\n", "<script>", "<pre>", "***", "_", ".", ":", "\u2029"),
    ]
)


@pytest.mark.parametrize(("deep", "links"), [(1, 0), (60, 0), (70, 1)])
def test_code_is_looked_for_within_quotes_as_deep_as_anybody_writes(deep: int, links: int) -> None:
    assert len(urls(f"{'> ' * deep}    {A}\n")) == links


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_target_is_what_the_text_says(text: str) -> None:
    spots = scan_markdown(text)
    ends = [0]
    for spot in spots:
        assert 0 <= spot.start <= spot.end <= len(text)
        if spot.syntax is not Syntax.HTML:  # a picture's tag can stand in a link's text
            assert spot.end >= ends[-1]
        ends.append(spot.end)
        written = text[spot.start : spot.end]
        if not set("\\&") & set(written):
            assert spot.url in (written, f"mailto:{written}")


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "]", "![", "[a](", "[a](b ", "](http://x ", "[[a](b)", '<a x="', "<a b ", "<!--"),
        *("`", "`` ` ", "http://x]", "http://x)", "a@b.", "[a]: ", "[a]: b\n", "> ", "<div>\n"),
        *("{{http://a", ">\t-\t", "\t> "),
        *("\\[", "[a](<", '[a](x "', "[a](\\", "[x][", "<script>", "<?", "```\n", "&amp;"),
    ],
)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Anything but linear time would keep this test busy for many minutes."""
    text = piece * (100_000 // len(piece)) + f"\n\n</script>-->?>\n```\n\n{B}"
    assert len(scan_markdown(text)) <= len(text)
