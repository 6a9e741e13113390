"""What a page of the web says of itself, however broken it is."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.pages import PAGE_LENGTH, Page, decode_page, read_page

URL = "https://example.com/shows/1?x=1"


def read(html: str) -> Page:
    return read_page(html, URL)


def test_a_page_in_full() -> None:
    page = read(
        "<!DOCTYPE html><html><head><title>\n A  page &amp;\u00a0more </title>"
        '<link rel="alternate" href="/feed"><link rel="Canonical" href="/shows/one">'
        '<meta name="ROBOTS" content="NoIndex, nofollow"><meta name=description content="plain">'
        '<meta property="og:description" content="Open\n Graph">'
        "<meta http-equiv=Refresh content=\"0; URL='../next'\">"
        '<meta property="og:site_name" content="The Site">'
        "<style>p {color: red}</style></head><body><h1>Hello</h1>"
        "<p>one<br>two <b>th</b>ree</p><ul><li>four<li>five</ul>six"
        "<script>var code = 'SAVE10'</script><noscript>without</noscript><!-- comment -->"
        '<img alt="a picture"><input value="KEN20" placeholder="code"><input type=hidden value=no>'
        "</body></html>"
    )
    assert page == Page(
        title="A page & more",
        canonical="https://example.com/shows/one",
        robots="noindex, nofollow",
        description="Open Graph",
        refresh="https://example.com/next",
        text="Hello one two three four five six a picture KEN20 code",
        unseen="var code = 'SAVE10' without",
        site="The Site",
    )


def test_what_is_not_there_is_empty() -> None:
    assert read("") == Page()
    assert read("<html></html>") == Page()
    assert read("just  words") == Page(text="just words")
    assert read("<p>x").title == ""


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://other.example/x", "https://other.example/x"),
        ("//other.example/x", "https://other.example/x"),
        (" /x ", "https://example.com/x"),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_a_canonical_address_is_absolute_or_none(href: str, expected: str | None) -> None:
    assert read(f'<link rel="canonical" href="{href}">').canonical == expected


def test_a_base_counts() -> None:
    page = read('<base href="https://cdn.example/a/"><link rel=canonical href=b>')
    assert page.canonical == "https://cdn.example/a/b"
    page = read('<base href="data:x"><link rel=canonical href=/b>')
    assert page.canonical == "https://example.com/b"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0;url=/x", "https://example.com/x"),
        ("0; /x", "https://example.com/x"),
        (" 3 ; url = '/x' ", "https://example.com/x"),
        ("5", None),
        ("300", None),
        ("300; url=/x", None),  # news, not a way
        ("0;url=javascript:alert(1)", None),
        ("9999999999999999; url=/x", None),
        ("", None),
    ],
)
def test_where_a_refresh_leads(content: str, expected: str | None) -> None:
    assert read(f'<meta http-equiv="refresh" content="{content}">').refresh == expected


def test_the_first_title_counts_and_pictures_have_their_own() -> None:
    page = read("<head><title>One</title></head><svg><title>Icon</title><text>x</text></svg>two")
    assert page.title == "One"
    assert page.text.endswith("two")
    assert "Icon" not in page.text


def test_a_page_cut_off_is_read_as_far_as_it_goes() -> None:
    html = "<html><head><title>One</title></head><body><p>two <a href='https://exam"
    assert read(html).title == "One"
    assert read(html).text == "two"
    assert read("<title>One of ma").title == "One of ma"


def test_an_xml_declaration_and_a_file_name_are_no_surprise() -> None:
    assert read("<?xml version='1.0'?><html><head><title>One</title></head></html>").title == "One"
    assert read("404.html").text == "404.html"
    assert read("https://example.com/").text == "https://example.com/"
    assert read("<b>404.html").text == "404.html"


def test_no_more_than_the_beginning_is_read() -> None:
    page = read("<p>" + "word " * PAGE_LENGTH)
    assert len(page.text) < PAGE_LENGTH
    assert page.is_cut
    assert read(decode_page("<p>€ä".encode() * PAGE_LENGTH, "")).is_cut
    assert not read("<p>" + "word " * 1000).is_cut


PARTS = (
    "<div>",
    "<p>",
    "<b>",
    "</p>",
    "<table><tr><td>",
    "<noscript>",
    "<template>",
    "<li>",
    "&#x0;",
)


@pytest.mark.parametrize(
    "part", [*PARTS, "<script>", "<a x=1 ", "<title>", "<svg>", "\0", "<![CDATA["]
)
def test_deep_and_endless_pages_are_survived(part: str) -> None:
    page = read("<title>One</title>" + part * (PAGE_LENGTH // len(part)))
    assert page.title == "One"


def test_words_deep_down_are_read() -> None:
    assert read("<title>One</title>" + "<div>" * 500 + "deep word").text == "deep word"
    assert read("<div>one</div>two<span>three</span>four").text == "one twothreefour"


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*PARTS, "<title>", "</title>", "<meta ", "<link rel=canonical href=",
                             "<base href=", "http-equiv=refresh content=", "'", '"', ">", "<!--",
                             "<?", "<!", "\ud800", "\0", "&#xD800;", "&#1114112;"]),
            st.text(max_size=8),
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
@example("<")
@example("<?")
@example("<!")
@example("<\x00")
@example("&#xD800;<b>")
def test_any_text_is_read(html: str) -> None:
    page = read(html)
    for text in (page.title, page.text, page.unseen, page.description):
        assert text == " ".join(text.split())
        text.encode()


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("data", "content_type", "expected"),
    [
        ("ä".encode(), "", "ä"),
        ("ä".encode(), "text/html; charset=utf-8", "ä"),
        ("ä".encode("latin-1"), "", "ä"),
        ("ä".encode("latin-1"), "text/html;charset=ISO-8859-1", "ä"),
        ("“ä”".encode("cp1252"), 'text/html; charset="iso-8859-1"', "“ä”"),
        ("ž".encode("iso8859-2"), "text/html; charset=iso-8859-2", "ž"),
        ("страница".encode("cp1251"), "text/html; charset=windows-1251", "страница"),
        ("страница".encode("koi8-r"), "text/html; charset=KOI8-R", "страница"),
        ("見つかりません".encode("shift_jis"), "text/html; charset=Shift_JIS", "見つかりません"),
        ("页面".encode("gb18030"), "text/html; charset=gb2312", "页面"),
        (codecs.BOM_UTF8 + "ä".encode(), "text/html; charset=iso-8859-1", "ä"),
        (codecs.BOM_UTF16_LE + "ä".encode("utf-16-le"), "", "ä"),
        ("ä".encode(), "text/html; charset=no-such-thing", "ä"),
        (b"a", "text/html; charset=zlib", "a"),
        (b"+AOQ-", "text/html; charset=utf-7", "+AOQ-"),
        (b"\xfd\xfd", "text/html; charset=utf-8", "\ufffd\ufffd"),
        (b"", "", ""),
    ],
)
def test_bytes_are_decoded(data: bytes, content_type: str, expected: str) -> None:
    assert decode_page(data, content_type) == expected


def test_meta_tells_where_the_header_does_not() -> None:
    word = "страница"
    for meta in (
        '<meta charset="windows-1251">',
        "<META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
    ):
        assert word in decode_page((meta + word).encode("cp1251"), "text/html")
        assert word not in decode_page((meta + word).encode("cp1251"), "text/html; charset=koi8-r")
    assert decode_page('<meta charset="utf-16">ä'.encode(), "").endswith("ä")


def test_a_character_cut_off_at_the_end_does_not_change_the_encoding() -> None:
    text = "a" * (PAGE_LENGTH - 4) + "ä€"
    assert decode_page(text.encode(), "") == text[:-1]


@given(st.binary(max_size=200), st.text(max_size=80))
def test_any_bytes_are_decoded(data: bytes, content_type: str) -> None:
    decode_page(data, content_type)
    decode_page(data, f"text/html; charset={content_type}")
