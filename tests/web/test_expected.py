"""The words that must stand on a sponsor's landing page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.pages import PAGE_LENGTH, Page, read_page
from publisher.web.expected import is_code, missing_words

URL = "https://acme.example/"


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<p>Use code <b>AFLY</b>04 now", "AFLY04"),
        ("<p>use code afly04!", "AFLY04"),
        ("<title>AFLY04 - Acme</title><p>x", "AFLY04"),
        ('<meta name="description" content="Save with AFLY04"><p>x', "AFLY04"),
        ('<input type="text" value="AFLY04"><p>x', "AFLY04"),
        ('<input placeholder="AFLY04"><p>x', "AFLY04"),
        ("<script>state = {coupon: 'AFLY04'}</script><p>x", "AFLY04"),
        ("<p>20\u00a0% off", "20% off"),
        ("<p>20 % off", "20% off"),
        ("<p>Don\u2019t pay \u201cfull\u201d price", 'don\'t pay "full" price'),
        ("<p>two\u2013week trial", "two-week trial"),
        ("<p>three\n  months <i>free</i>", "Three months free"),
        ("<p>今なら無料です", "無料"),
        ("<p>Rabattcode", "Rabatt"),
        ("<p>Ｓａｖｅ", "save"),
    ],
)
def test_words_that_are_there(html: str, word: str) -> None:
    assert missing_words(read_page(html, URL), (word,)) == ()


@pytest.mark.parametrize(
    ("html", "word"),
    [
        ("<p>XAFLY045", "AFLY04"),
        ("<p>AFLY045 AFLY04x", "AFLY04"),
        ("<p>nothing", "AFLY04"),
        ("<p>AFLY</p><p>04", "AFLY04"),
        ("<style>AFLY04</style><p>x", "AFLY04"),
    ],
)
def test_words_that_are_not(html: str, word: str) -> None:
    assert missing_words(read_page(html, URL), (word,)) == (word,)


def test_missing_words_keep_their_order_and_form() -> None:
    page = Page(text="two")
    assert missing_words(page, ("Three", "two", "ONE", " ")) == ("Three", "ONE")


def test_nothing_is_missing_from_a_page_cut_off() -> None:
    page = read_page("<p>" + "word " * PAGE_LENGTH, URL)
    assert missing_words(page, ("AFLY04",)) == ()


def test_nothing_is_missing_from_a_page_that_only_scripts_write() -> None:
    page = read_page("<title>Acme</title><div id=app></div><script src=app.js></script>", URL)
    assert missing_words(page, ("AFLY04",)) == ()


def test_what_is_written_as_a_code() -> None:
    assert is_code("KEN") and is_code("ken20") and is_code("20OFF")
    assert not is_code("free") and not is_code("20%") and not is_code("KEN 20")


@given(st.text(max_size=80), st.text(max_size=12))
def test_any_text_is_searched(text: str, word: str) -> None:
    assert missing_words(Page(text=f"{text} {word} {text}"), (word,)) in ((), (word,))
    missing_words(Page(text=text), (word,))
