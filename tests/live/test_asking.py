"""What is asked of a live feed, and for how long."""

from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.live.asking import MOST_SECONDS, ask_live
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
