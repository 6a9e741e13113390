"""What an app shows of our notes: what it keeps, what it links, what it loses."""

import pytest

from publisher.notes.limits import Form
from publisher.previewing.apps import App, known_apps
from publisher.previewing.showing import frame, lost, show_html, show_text

PLAIN = App("Plain", Form.HTML, "plain", frozenset(), False, False, False, None, ())
RICH = PLAIN._replace(
    keeps=frozenset(("p", "a", "strong", "ul", "li")), links=True, bare=True, seeks=True
)
HTML = (
    '<p><strong>At</strong> <em>12:34</em> see <a href="https://a.example/">it &amp; 1:02</a></p>'
)


def test_what_an_app_does_not_keep_is_words() -> None:
    assert show_html(HTML, PLAIN) == "At 12:34 see it &amp; 1:02"


def test_times_become_links_but_not_within_a_link() -> None:
    assert show_html(HTML, RICH) == (
        '<p><strong>At</strong> <span class="seek">12:34</span> see '
        '<a href="https://a.example/">it &amp; 1:02</a></p>'
    )


def test_an_app_may_keep_no_links() -> None:
    shown = show_html(HTML, RICH._replace(links=False, seeks=False))
    assert shown == "<p><strong>At</strong> 12:34 see it &amp; 1:02</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://a.example/b?c&d.", 'see <a href="@">@</a>.'),
        ("(https://a.example/b?c&d)", '(<a href="@">@</a>)'),
        ("1:02:03 and 4:05, not 123:45 or 1:2:3:04", None),
        ('"><script>x</script>', '"&gt;&lt;script&gt;x&lt;/script&gt;'),
        (
            'https://a.example/"onclick="x',
            '<a href="https://a.example/">https://a.example/</a>"onclick="x',
        ),
    ],
)
def test_plain_text(text: str, shown: str | None) -> None:
    if shown is None:
        assert show_text(text, RICH).count('class="seek"') == 2
        assert show_text(text, PLAIN) == text
    else:
        assert show_text(text, RICH) == shown.replace("@", "https://a.example/b?c&amp;d")


def test_what_is_lost_is_counted() -> None:
    page = "<h2>A</h2><h3>B</h3><hr><p><img><img><strong>x</strong><s>y</s></p><header>"
    page += '<img class="portrait" src="a.png" alt=""><img src="b.png" class="x">'
    kinds = known_apps().kinds
    assert lost(page, RICH, kinds, text=False) == (
        "3 pictures: links in their place",
        "2 headings: lines of their own",
        "1 dividing line: nothing",
        "1 struck-out phrase: their words, not struck out",
    )
    assert lost(page, RICH, kinds, text=True)[0] == "3 pictures: addresses in their place"
    everything = RICH._replace(keeps=frozenset(kind.element for kind in kinds))
    assert lost(page, everything, kinds, text=False) == ()


def test_a_frame_escapes_what_it_is_given() -> None:
    assert frame("<p>x</p>", "apple", "a{}", '"><x').startswith(
        '<!DOCTYPE html><html lang="&quot;&gt;&lt;x"><head>'
    )
