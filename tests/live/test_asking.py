"""What is asked of a live feed, and for how long."""

from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.live.asking import MOST_SECONDS, ask_live
from publisher.live.feed import judge_feed
from publisher.model import Cause
from publisher.web.replies import Reply, Wanted

PAGE = """<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
<atom:link rel="next" href="/talk/feed-{}.xml"/></channel></rss>"""


def test_slow_pages_that_go_on_and_on_are_left() -> None:
    now, asked = 0.0, 0

    def fetch(wanted: Wanted) -> Reply:
        nonlocal now, asked
        now, asked = now + 59.0, asked + 1
        return Reply(wanted.url, 200, {}, PAGE.format(asked).encode(), True)

    live = ask_live("https://example.com/talk/feed.xml", FeedSnapshot(), fetch, lambda: now)
    assert now < MOST_SECONDS + 120
    assert "took too long" in (live.feed.unread or "")


def test_where_the_host_has_no_name_nothing_else_is_asked() -> None:
    asked = []

    def fetch(wanted: Wanted) -> Reply:
        asked.append(wanted.url)
        return Reply(wanted.url, cause=Cause.DNS)

    built = FeedSnapshot(artwork="https://example.com/cover.png")
    live = ask_live("https://example.com/talk/feed.xml", built, fetch, lambda: 0.0)
    assert set(asked) == {"https://example.com/talk/feed.xml"}
    assert [said[:2] for said in judge_feed(live.feed, built)] == [
        ("F401", "no app gets the feed: there is no such host: is there a network?")
    ]
