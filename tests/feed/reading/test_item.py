"""Every tag of a feed, kept for an import; who only compares feeds gets none."""

from publisher.feed.reading.elements import MOST_PARTS
from publisher.feed.reading.parsing import read_feed
from publisher.feed.reading.snapshot import SnapshotTag

FEED = """<rss xmlns:p="https://podcastindex.org/namespace/1.0" xmlns:x="https://x.example.com/">
<channel><title>T</title><description>About</description>{channel}
<item><title>One</title><description>Notes</description>{item}</item></channel></rss>"""


def tags(item: str) -> tuple[SnapshotTag, ...]:
    return read_feed(FEED.format(channel="", item=item).encode(), "f", whole=True).items[0].tags


def test_tags_are_known_by_our_names_and_keep_their_own() -> None:
    _, value, mine = tags(
        '<p:Value Type="lightning"><p:valueRecipient split="90"/></p:Value><x:Mine x:of="me"/>'
    )
    assert (value.name, value.written, value.get("type")) == (
        "podcast:value",
        "p:Value",
        "lightning",
    )
    assert [each.get("split") for each in value.all("podcast:valuerecipient")] == ["90"]
    assert (mine.written, mine.namespace) == ("x:Mine", "https://x.example.com/")
    assert mine.spelled == (("x:of", "me"),)


def test_notes_are_no_tags_but_those_of_a_live_item_are() -> None:
    live = "<p:liveItem><title>Live</title><description>Soon</description></p:liveItem>"
    feed = read_feed(FEED.format(channel=live, item="").encode(), "f", whole=True)
    assert [tag.name for tag in feed.tags] == ["title", "podcast:liveitem"]
    assert [tag.text for tag in feed.tags[1].all("description")] == ["Soon"]
    assert [tag.name for tag in feed.items[0].tags] == ["title"]


def test_tags_are_bounded_in_number_depth_and_length() -> None:
    assert len(tags("<p:txt/>" * (MOST_PARTS + 10))) == MOST_PARTS
    deep = tags("<p:a>" * 50 + "</p:a>" * 50)[1]
    depth = 0
    while deep.children:
        deep, depth = deep.children[0], depth + 1
    assert depth < 10
    assert len(tags(f"<p:txt>{'x' * 100_000}</p:txt>")[1].text) < 100_000


def test_who_compares_feeds_keeps_none() -> None:
    feed = read_feed(FEED.format(channel="<p:txt>x</p:txt>", item="").encode(), "f")
    assert feed.tags == feed.items[0].tags == ()
