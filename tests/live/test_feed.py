from datetime import timedelta

import pytest

from publisher.live.asking import LiveFeed
from publisher.live.feed import judge_feed, kept_for
from publisher.model import Hop
from publisher.web.replies import Reply
from tests.feed.snapshots import make_feed

URL = "https://example.com/talk/feed.xml"
HEADERS = {"content-type": "application/rss+xml", "etag": '"1"'}
DATE = "Mon, 01 Jun 2026 12:00:00 GMT"


def live(url: str = URL, *hops: Hop, final: str = URL) -> LiveFeed:
    reply = Reply(final, 200, HEADERS, b"<rss/>", True, hops)
    same, other = Reply(final, 304), Reply(final, 200)
    return LiveFeed(url, reply, reply, same, other, make_feed(feed_url=url))


def codes(feed: LiveFeed) -> list[str]:
    return [said.code for said in judge_feed(feed, make_feed(feed_url=feed.url))]


def test_a_feed_that_is_served_well() -> None:
    assert codes(live()) == []


def test_from_http_to_https_is_as_it_should_be() -> None:
    assert codes(live("http://example.com/talk/feed.xml", Hop(301, URL))) == []


def test_from_www_to_without_is_as_it_should_be() -> None:
    hops = (Hop(301, "https://www.example.com/talk/feed.xml"), Hop(301, URL))
    assert codes(live("http://www.example.com/talk/feed.xml", *hops)) == []


def test_from_https_to_http_is_not() -> None:
    plain = "http://example.com/talk/feed.xml"
    assert codes(live(URL, Hop(302, plain), final=plain)) == ["F404"]
    assert codes(live(URL, Hop(302, plain), Hop(302, URL + "?x"), final=URL + "?x")) == ["F404"]


def test_a_move_within_the_site_counts() -> None:
    assert codes(live("https://example.com/old.xml", Hop(308, URL))) == ["F403"]
    assert codes(live("https://example.com/old.xml", Hop(302, URL))) == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "public, s-maxage=700, max-age=60"}, 60),
        ({"cache-control": "public, s-maxage=700"}, 700),
        ({"cache-control": "max-age=99999999999999999999"}, 10**9),
        ({"cache-control": "no-store, max-age=60"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"expires": "Tue, 02 Jun 2026 12:00:00 GMT", "date": DATE}, 86_400),
        ({"expires": "0", "date": DATE}, None),
    ],
)
def test_how_long_an_answer_may_be_kept(headers: dict[str, str], seconds: int | None) -> None:
    kept = kept_for(Reply(URL, 200, headers))
    assert kept == (None if seconds is None else timedelta(seconds=seconds))


def test_a_feed_in_another_encoding_is_what_it_says() -> None:
    reply = Reply(URL, 200, {**HEADERS, "content-type": "text/xml; charset=iso-8859-1"})
    latin = reply._replace(
        body="<?xml version='1.0' encoding='iso-8859-1'?>Zwölf".encode("latin-1")
    )
    utf = reply._replace(body="<?xml version='1.0' encoding='utf-8'?>Zwölf".encode())
    assert "F407" not in codes(live()._replace(got=latin, head=latin))
    assert "F407" in codes(live()._replace(got=utf, head=utf))
