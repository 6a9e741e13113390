"""Family L, 1xx: what is said of targets that are broken as they are written."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Role, Severity, Syntax
from publisher.rules.catalogue import CATALOGUE, Context, Subject
from publisher.rules.plain import is_sound
from publisher.rules.runner import judge_links
from tests.rules.links import make_link

CONTEXT = Context(datetime(2026, 6, 1, tzinfo=UTC))


def codes(url: str, syntax: Syntax = Syntax.INLINE, role: Role = Role.REFERENCE) -> list[str]:
    """Return the codes of family L, 1xx, that fire on a URL."""
    findings = judge_links([make_link(url, role, syntax)], CONTEXT)
    return [finding.code for finding in findings if finding.code.startswith("L1")]


def mended(url: str, syntax: Syntax = Syntax.INLINE) -> str | None:
    """Return the first replacement that a rule of L1xx offers."""
    findings = judge_links([make_link(url, syntax=syntax)], CONTEXT)
    return next((found.replacement for found in findings if found.code.startswith("L1")), None)


@pytest.mark.parametrize(
    ("url", "expected", "replacement"),
    [
        ("www.example.com/offer", "L101", "https://www.example.com/offer"),
        ("WWW.example.com", "L101", "https://WWW.example.com"),
        ("www.youtube.com@example", "L101", None),  # adding https:// would not mend it
        ("github.com/x", "L102", "https://github.com/x"),
        ("cutt.ly/x", "L102", "https://cutt.ly/x"),
        ("t.me/example", "L102", "https://t.me/example"),
        ("example.org", "L102", "https://example.org"),
        ("Example.dev?a=b", "L102", "https://Example.dev?a=b"),
        ("example.com:8080/x", "L102", "https://example.com:8080/x"),
        ("/about", "L103", None),
        ("../other.md", "L103", None),
        ("notes.md", "L103", None),
        ("@example", "L103", None),
        ("", "L104", None),
        ("  ", "L104", None),
        ("“https://example.com/a”", "L105", "https://example.com/a"),
        ('"https://example.com/a"', "L105", "https://example.com/a"),
        ('https://example.com/a"', "L105", "https://example.com/a"),
        ("https://example.com/?a=1\\%22", "L105", "https://example.com/?a=1"),
        ('https://example.com/a\\"', "L105", "https://example.com/a"),
        ("https://exam\u00adple.com/a", "L105", "https://example.com/a"),
        ("https://example.com/a\u200b", "L105", "https://example.com/a"),
        ("https://https://example.com/a", "L107", "https://example.com/a"),
        ("http://https://example.com/a", "L107", "https://example.com/a"),
        ("https:https://example.com/a", "L107", "https://example.com/a"),
        ("https:/example.com/a", "L108", "https://example.com/a"),
        ("https:///example.com/a", "L108", "https://example.com/a"),
        ("https//example.com/a", "L108", "https://example.com/a"),
        ("http;//example.com/a", "L108", "http://example.com/a"),
        ("htp://example.com/a", "L108", "https://example.com/a"),
        ("htttps://example.com/a", "L108", "https://example.com/a"),
        ("ttps://example.com/a", "L108", "https://example.com/a"),
        ("https://example.com/onehttps://example.com/two", "L109", None),
        ("https://example.comTwitter", "L109", None),
        ("[https://example.com](https://example.com)", "L110", None),
        ("https://example.com/**", "L110", None),
        ("javascript:alert(1)", "L111", None),
        ("DATA:text/html,x", "L111", None),
        ("file:///Users/me/x.pdf", "L112", None),
        ("C:\\Users\\me\\x.pdf", "L112", None),
        ("http://localhost:8000/", "L113", None),
        ("http://127.0.0.1/x", "L113", None),
        ("http://192.168.1.10", "L113", None),
        ("http://[::1]/", "L113", None),
        ("http://printer.local/x", "L113", None),
        ("https://www.tiktok.com@ada/x", "L114", "https://www.tiktok.com/@ada/x"),
        ("https://example/x", "L115", None),
        ("https://example,com/x", "L115", None),
        ("https://?x", "L115", None),
        ("ada@example.com", "L116", "mailto:ada@example.com"),
    ],
)
def test_broken_targets(url: str, expected: str, replacement: str | None) -> None:
    assert codes(url) == [expected]
    assert mended(url) == replacement


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "HTTPS://Example.COM/A",
        "https://example.com/a_(b)",
        "https://example.com/a b",  # as in [text](<https://example.com/a b>)
        "https://example.com/?q=%22two+words%22",
        "https://web.archive.org/web/2020/https://example.com/",
        "https://example.com/?next=https://example.org/",
        "https://translate.example.com/#auto|en|https://example.org",
        "https://en.wikipedia.org/wiki/Schindler’s_List",
        "https://müller.example.de/größe",
        "https://xn--mller-kva.de/",
        "https://8.8.8.8/x",
        "https://user:pass@example.com/x",
        "mailto:ada@example.com",
        "tel:+123456",
        "irc://irc.libera.chat/example",
        "{{ page.guest_website }}",
        "{% link a.md %}",
        "//example.com/x",
        "https://{{ site.host }}/x",
    ],
)
def test_sound_targets(url: str) -> None:
    assert codes(url) == []


def test_the_way_it_is_written_counts() -> None:
    assert codes("www.example.com", Syntax.BARE) == []  # a link by itself, as GitHub's Markdown
    assert codes("www.example.com", Syntax.HTML) == ["L102"]
    assert codes("www.example.com", Syntax.FIELD) == ["L102"]
    assert codes("cover.jpg", Syntax.FIELD) == []
    assert codes("/images/a.jpg", role=Role.MEDIA) == []


def test_what_markdown_sees_no_link_in() -> None:
    link = make_link("https://example.com/book")
    assert judge_links([link], CONTEXT) == []
    (finding,) = judge_links([link._replace(broken=True)], CONTEXT)
    assert (finding.code, finding.severity) == ("L117", Severity.WARNING)
    spaced = make_link("https://example.com/a b")._replace(broken=True)
    assert [found.code for found in judge_links([spaced], CONTEXT)] == ["L106"]
    two_lines = make_link("https://example.com/a\nhttps://example.com/b")._replace(broken=True)
    (finding,) = judge_links([two_lines], CONTEXT)
    assert (finding.code, "line break" in finding.message) == ("L106", True)


@pytest.mark.parametrize("syntax", [Syntax.HTML, Syntax.FIELD])
def test_a_space_that_browsers_mend_is_no_error(syntax: Syntax) -> None:
    (finding,) = judge_links([make_link("https://example.com/a b", syntax=syntax)], CONTEXT)
    assert (finding.code, finding.severity) == ("L118", Severity.WARNING)


@given(
    st.text(max_size=60)
    | st.from_regex(r"https?:/{1,3}[a-z0-9.@:-]{1,20}(/[ -~]{0,30})?", fullmatch=True)
)
def test_nothing_is_said_of_what_is_sound(url: str) -> None:
    if is_sound(url):
        for rule in CATALOGUE.values():
            if rule.subject is Subject.LINK and rule.code.startswith("L1") and rule.decide:
                assert [*rule.decide(make_link(url), CONTEXT)] == []


@pytest.mark.parametrize(
    "unit", ["https:", "https://", "a.", "[", "](", "//", "a@", "&amp;", "?a=", "\\"]
)
def test_long_input_takes_linear_time(unit: str) -> None:
    for url in (unit * (500_000 // len(unit)), "https://a.com/" + unit * (500_000 // len(unit))):
        judge_links([make_link(url)], CONTEXT)
