"""What the user names as a feed → the feed: a file, an address, or a page that leads to one."""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from publisher.addresses import is_url
from publisher.documents import display_path
from publisher.errors import DocumentError, UsageError
from publisher.feed.reading.fetched import fetch_feed
from publisher.feed.reading.pages import read_feed_file
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.platforms import match_platform
from publisher.web.replies import Fetch, Reply, Wanted

_HEAD_BYTES = 256 * 1024
_FEED_TYPES = ("application/rss+xml", "application/xml", "text/xml")


class Source(NamedTuple):
    """A feed and where it was found. `address` is None for a file; `page` led to the feed."""

    feed: FeedSnapshot
    name: str
    address: str | None = None
    page: str | None = None


def read_source(written: str, fetch: Fetch) -> Source:
    """Return the feed in a file or at an address, with its older pages.

    Raises DocumentError where there is none, UsageError for an address of which we know that no
    feed is there; both say what to give in its place.
    """
    if not is_url(written):
        file = Path(written)
        try:
            return Source(read_feed_file(file, whole=True), display_path(file))
        except FileNotFoundError:
            hint = f"; did you mean https://{written}?" if _is_like_address(written) else ""
            raise UsageError(f"there is no file {written}{hint}") from None
    _refuse_platform(written)
    replies: list[Reply] = []

    def remembering(wanted: Wanted) -> Reply:
        reply = fetch(wanted)
        replies.append(reply)
        return reply

    try:
        feed = fetch_feed(written, remembering, whole=True)
    except DocumentError:
        found = _feed_of_page(replies[0]) if replies and replies[0].is_success else None
        if found is None:
            raise
        return Source(fetch_feed(found, fetch, whole=True), found, found, page=written)
    return Source(feed, written, replies[0].url)


def _is_like_address(written: str) -> bool:
    host = written.partition("/")[0]
    return "." in host.strip(".") and "/" in written


def _refuse_platform(url: str) -> None:
    """Raise UsageError for a page of a directory, which shows podcasts and isn't their feed."""
    match = match_platform(url)
    if match is None or match.platform.kind != "podcast" or match.kind not in ("show", "episode"):
        return
    name = match.platform.name
    advice = 'your host\'s dashboard names it, often as "RSS feed"'
    if match.platform.key == "apple" and match.handle:
        number = match.handle.removeprefix("id")
        advice = f"https://itunes.apple.com/lookup?id={number} names it, as feedUrl"
    raise UsageError(f"{url} is a page of {name} and no feed; give the feed's address: {advice}")


def _feed_of_page(reply: Reply) -> str | None:
    """Return the feed that a page of the web names in its head (RSS autodiscovery)."""
    from bs4 import BeautifulSoup

    head = reply.body[:_HEAD_BYTES]
    if b"<link" not in head.lower():
        return None
    for link in BeautifulSoup(head, "lxml", multi_valued_attributes=None).find_all("link"):
        rel, kind, href = (str(link.get(name) or "").strip() for name in ("rel", "type", "href"))
        if "alternate" in rel.lower().split() and kind.lower() in _FEED_TYPES and href:
            address = urljoin(reply.url, href)
            return address if is_url(address) else None
    return None
