"""Whatever the notes are, their Markdown shows the same words and leads to the same places."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.importing.markdown import markdown_of_html, markdown_of_text
from tests.importing.markdown.seen import lost_links, shown, words

_SIGNS = st.sampled_from(
    (
        *(
            "a",
            "Foo",
            "bar baz",
            "snake_case",
            "1.",
            "2)",
            "-",
            "+",
            "*",
            "**",
            "_",
            "__",
            "~",
            "~~",
        ),
        *(
            "`",
            "``",
            "[",
            "]",
            "](",
            ")",
            "(",
            "!",
            "#",
            "##",
            ">",
            "<",
            "<b>",
            "&",
            "&amp;",
            "&copy;",
        ),
        *(
            "|",
            "|-|",
            "---",
            "===",
            "\\",
            "\\*",
            "5 > 3",
            "00:12 Start",
            "(1:02:03)",
            "\n",
            " ",
            ":",
        ),
        *("[x]: y", "é", "“q”", "…", "😀", "C:\\temp", "$5", "100%", "{", "```", "~~~", "<!--"),
    )
)
_TEXT = st.lists(_SIGNS, min_size=1, max_size=6).flatmap(
    lambda parts: st.sampled_from(("", " ")).map(lambda glue: glue.join(parts))
)
_URLS = st.sampled_from(
    (
        "https://a.example/x_y_z",
        "https://a.example/x?a=1&b=2&copy;=3",
        "https://a.example/wiki/X_(y)",
        "https://a.example/(x",
        "https://a.example/a b",
        'https://a.example/"q"*b*',
        "mailto:me@a.example",
    )
)
_INLINES = ("b", "i", "strong", "em", "code", "span", "s", "u")
_BLOCKS = ("p", "div", "h2", "h3", "li", "blockquote")


def _inline(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(st.sampled_from(_INLINES), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.just("<br>"),
    )


_RUN = st.recursive(_TEXT.map(escape), _inline, max_leaves=5)
_LINK = st.tuples(_URLS.map(escape), _RUN).map(lambda t: f'<a href="{t[0]}">x{t[1]}</a>')
_LINE = st.lists(st.one_of(_RUN, _LINK), min_size=1, max_size=4).map("".join)


def _block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(st.sampled_from(_BLOCKS), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        ),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f'<ol start="3">{"".join(f"<li>{item}</li>" for item in items)}</ol>'
        ),
        st.lists(inner, min_size=1, max_size=3).map("<hr>".join),
    )


_NOTES = st.recursive(_LINE, _block, max_leaves=6)


@given(_NOTES)
@settings(max_examples=400, deadline=None)
def test_words_and_links_stay(notes: str) -> None:
    markdown = markdown_of_html(notes)
    assert words(shown(markdown)) == words(notes)
    assert lost_links(notes, markdown) == ([], [])


@given(st.lists(st.one_of(_TEXT, _URLS, st.just("\n\n")), max_size=8).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_text_stays(notes: str) -> None:
    assert words(shown(markdown_of_text(notes))) == words(escape(notes))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_nothing_raises(notes: str) -> None:
    markdown_of_html(notes)
    markdown_of_text(notes)
