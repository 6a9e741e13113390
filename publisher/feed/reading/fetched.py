"""A feed at an address, with its older pages."""

from urllib.parse import urljoin

from publisher.addresses import is_url
from publisher.errors import DocumentError
from publisher.feed.reading.pages import with_older_pages
from publisher.feed.reading.parsing import MOST_BYTES, read_feed
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.model import Cause
from publisher.web.replies import Fetch, Reply, Wanted

_ACCEPT = "application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
_CAUSES = {
    Cause.DNS: "there is no such host: is there a network?",
    Cause.RESOLVER: "the host's name could not be looked up: is there a network?",
    Cause.TLS: "no secure connection",
    Cause.TIMEOUT: "it took too long",
    Cause.REFUSED: "the connection was refused",
    Cause.RESET: "the connection broke off",
    Cause.BROKEN: "what came back is no HTTP",
    Cause.REDIRECTS: "it redirects too often",
    Cause.PRIVATE: "its address is private; --allow-private asks it all the same",
    Cause.LOGIN: "it leads to a login page",
    Cause.APP: "it leads to something that is no web page",
}


def fetch_feed(url: str, fetch: Fetch, *, whole: bool = False) -> FeedSnapshot:
    """Return the feed that is published at `url`; `whole` is that of `read_feed`.

    Raises DocumentError where nothing comes, or what comes can't be read.
    """
    reply = fetch(feed_request(url))
    body = _body(url, reply)

    def load(address: str) -> bytes | None:
        page = urljoin(reply.url, address)
        return _body(page, fetch(feed_request(page))) if is_url(page) else None

    return with_older_pages(read_feed(body, url, whole=whole), len(body), load, whole=whole)


def feed_request(url: str) -> Wanted:
    """Return the request for a feed, as a podcast app makes it."""
    return Wanted(url, headers={"Accept": _ACCEPT}, limit_bytes=MOST_BYTES)


def why_not(reply: Reply) -> str | None:
    """Return why an answer holds nothing, in words; None where it does."""
    if reply.cause is not None:
        detail = f" ({reply.detail})" if reply.detail and reply.cause is not Cause.PRIVATE else ""
        return f"{_CAUSES[reply.cause]}{detail}"
    if not reply.is_success:
        return f"the server answers {reply.status}"
    return None


def _body(url: str, reply: Reply) -> bytes:
    problem = why_not(reply)
    if problem is not None:
        raise DocumentError(url, f"the feed can't be fetched: {problem}")
    if not reply.is_whole:
        raise DocumentError(url, f"the feed is larger than {MOST_BYTES >> 20} MB")
    return reply.body
