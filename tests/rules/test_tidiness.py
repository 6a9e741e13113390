"""Family L, 2xx: what is said of links that work."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Role
from publisher.rules.catalogue import CATALOGUE, Context, Subject
from publisher.rules.plain import is_plain
from publisher.rules.runner import judge_links
from tests.rules.links import make_link

CONTEXT = Context(datetime(2026, 6, 1, tzinfo=UTC))


def said(url: str, role: Role = Role.REFERENCE) -> dict[str, str | None]:
    """Return the codes of L2xx that fire on a URL, with their replacements."""
    findings = judge_links([make_link(url, role)], CONTEXT)
    return {found.code: found.replacement for found in findings if found.code.startswith("L2")}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://github.com/a", {"L201": "https://github.com/a"}),
        ("HTTP://www.youtube.com/@ada", {"L201": "https://www.youtube.com/@ada"}),
        ("http://example.com/", {}),
        ("mailto:?fbclid=1/@ada", {}),
        ("http://podcasts.google.com/feed/x", {}),  # closed: there is no https either
        ("https://example.com/?a=1&fbclid=2#c", {"L203": "https://example.com/?a=1#c"}),
        ("https://example.com/?fbclid=2", {"L203": "https://example.com/"}),
        ("https://example.com/?MC_EID=2&b", {"L203": "https://example.com/?b"}),
        ("https://open.spotify.com/show/1?si=2", {"L203": "https://open.spotify.com/show/1"}),
        ("https://youtu.be/dQw4w9WgXcQ?si=1&t=2", {"L203": "https://youtu.be/dQw4w9WgXcQ?t=2"}),
        ("https://x.com/a/status/1?s=20&t=Qzq1", {"L203": "https://x.com/a/status/1"}),
        ("https://x.com/a/status/1?t=1091&s=20", {"L203": "https://x.com/a/status/1?t=1091"}),
        ("https://x.com/a/status/1?t=1091", {}),  # where the video starts
        (
            "https://www.linkedin.com/in/ada/?trackingId=1",
            {"L203": "https://www.linkedin.com/in/ada/"},
        ),
        ("https://www.reddit.com/r/a/b/?share_id=1", {"L203": "https://www.reddit.com/r/a/b/"}),
        ("https://example.com/?si=1&t=2&s=3", {}),
        ("https://example.com/?page=fbclid", {}),
        ("https://example.com/p?utm_source=newsletter", {"L204": None}),
        ("https://example.com/p?utm_source=x&utm_medium=podcast", {}),
        ("https://tinyurl.com/abc", {"L205": None}),
        ("https://bit.ly/abc", {"L205": None}),
        ("https://goo.gl/abc", {"L205": None}),
        ("https://amzn.to/abc", {}),
        (
            "https://www.google.com/url?sa=t&q=https%3A%2F%2Fexample.com%2Fa%3Fb&ved=1",
            {"L206": "https://example.com/a?b"},
        ),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=1",
            {"L206": "https://example.com"},
        ),
        ("https://www.google.com/url?q=javascript:alert(1)", {}),
        ("https://www.google.com/search?q=https://example.com", {}),
    ],
)
def test_links_that_could_be_better(url: str, expected: dict[str, str | None]) -> None:
    assert said(url) == expected


def test_goo_gl_is_said_to_have_stopped() -> None:
    (finding,) = judge_links([make_link("https://goo.gl/abc")], CONTEXT)
    assert "August 2025" in finding.message


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/?gclid=1&utm_source=a",
        "https://bit.ly/abc",
        "https://open.spotify.com/show/1?si=2",
    ],
)
def test_a_sponsors_link_is_left_as_it_is(url: str) -> None:
    assert said(url, Role.SPONSOR) == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://365datascience.pxf.io/P0jbBY?gclid=1",
        "https://example.sjv.io/c/1?fbclid=1&utm_source=a",
        "https://goto.example.com/c/1?fbclid=1",
        "https://geni.us/abc?fbclid=1",
    ],
)
def test_affiliate_redirectors_are_left_as_they_are(url: str) -> None:
    assert said(url) == {}


@given(
    st.from_regex(
        r"https?://(www\.)?(example\.com|x\.com|bit\.ly|twitter\.com|github\.com|stitcher\.com"
        r"|youtube\.com|google\.com/url|nam1\.safelinks\.protection\.outlook\.com)"
        r"(/[a-z~%.]{0,9}){0,3}"
        r"([?&](si|%73i|SI|t|q|u|url|gclid|utm_source|[a-z_]{0,3})=(https://a\.io|[a-z]{0,3})){0,2}"
        r"(#[a-z]{0,5})?",
        fullmatch=True,
    )
)
def test_nothing_is_said_of_what_is_plain(url: str) -> None:
    if is_plain(url):
        for rule in CATALOGUE.values():
            if rule.subject is Subject.LINK and rule.code[0] in "LP" and rule.decide:
                assert [*rule.decide(make_link(url), CONTEXT)] == []
