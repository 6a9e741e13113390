from datetime import UTC, datetime

import pytest

from publisher.model import Verdict
from publisher.web.own import OwnSite

SITE = OwnSite.of(
    "https://example.com",
    ["", "show/", "show/1-first/", "show/1-first/cover art.jpg", "show/feed.xml", "style.css"],
    {"show/2-next/": datetime(2027, 1, 2, tzinfo=UTC), "show/3-idea/": None},
)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/",
        "https://example.com/show/1-first/",
        "https://example.com/show/1-first",
        "http://www.example.com/show/1-first/index.html",
        "https://example.com/show/1-first/?utm_source=x",
        "https://example.com/show/1-first/cover%20art.jpg",
        "https://example.com/show/feed.xml",
        "https://example.com/style.css",
    ],
)
def test_what_the_build_publishes_is_fine(url: str) -> None:
    check = SITE.judge(url)
    assert check is not None
    assert check.verdict is Verdict.OK
    assert check.url == url


def test_what_comes_later_is_pending_with_its_day() -> None:
    later = SITE.judge("https://example.com/show/2-next/")
    assert later is not None
    assert later.verdict is Verdict.PENDING
    assert "2027-01-02" in later.reason
    draft = SITE.judge("https://example.com/show/3-idea")
    assert draft is not None
    assert draft.verdict is Verdict.PENDING
    assert "draft" in draft.reason


def test_what_the_build_would_have_to_make_and_does_not_is_dead() -> None:
    check = SITE.judge("https://example.com/show/99-never/")
    assert check is not None
    assert check.verdict is Verdict.DEAD
    assert "no such page in this build" in check.reason
    for page in ("99-never.html", "feed2.xml", "v1.0 and on/"):
        check = SITE.judge(f"https://example.com/show/{page}")
        assert check is not None and check.verdict is Verdict.DEAD


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/about",
        "https://example.com/show/audio/1.mp3",  # uploaded there, perhaps
        "https://example.com/show/1-first/slides.PDF",
        "https://example.com/shows/1-first/",
        "https://example.com/shop/1-first/",
        "https://blog.example.com/show/1-first/",
        "https://example.com:8443/show/1-first/",
        "https://example.org/show/1-first/",
    ],
)
def test_the_rest_of_the_site_is_left_to_the_web(url: str) -> None:
    assert SITE.judge(url) is None


def test_a_site_may_live_below_a_path() -> None:
    site = OwnSite.of("https://example.com/podcasts", ["show/", "show/1/"], {})
    out = site.judge("https://example.com/podcasts/show/1/")
    assert out is not None
    assert out.verdict is Verdict.OK
    assert site.judge("https://example.com/show/1/") is None
    assert site.judge("https://example.com/podcasts-of-others/show/1/") is None
