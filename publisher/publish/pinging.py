"""WebSub: hubs told that a feed has changed, so that apps hear of an episode at once.

W3C Recommendation WebSub, section 7 leaves the form to the hub; all that podcasters use take a
POST with `hub.mode=publish` and `hub.url`, as PubSubHubbub 0.4 had it (section 6.1).
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from publisher.addresses import feed_path, feed_url, url_of
from publisher.model import Network
from publisher.publish.failing import masked
from publisher.publish.files import SiteFile
from publisher.reports.visible import short

MOST_PINGS = 100
MOST_SECONDS = 60.0
PING_SECONDS = 10.0


class Ping(NamedTuple):
    hub: str
    feed_url: str


Send = Callable[[Ping, float], str | None]
"""Tells a hub within so many seconds; returns what went wrong, None where it took it."""


def plan_pings(feeds: Sequence[SiteFile], network: Network) -> tuple[Ping, ...]:
    """Return what the hubs of each show are told of the feeds that were sent, each once.

    Pages of a feed have no subscribers of their own, and the feed of all shows names no hub.
    """
    paths = {file.path for file in feeds}
    pings = [
        Ping(hub, url)
        for show in network.shows.values()
        for path, url in _feeds_of(show.slug, network)
        if path in paths
        for hub in show.hubs
    ]
    return tuple(dict.fromkeys(pings))[:MOST_PINGS]


def _feeds_of(slug: str, network: Network) -> Iterator[tuple[str, str]]:
    show = network.shows[slug]
    url = feed_url(show, network.settings)
    if url is not None:
        yield feed_path(slug), url
    for feed in show.feeds:
        path = feed_path(slug, feed.name)
        url = url_of(path, network.settings)
        if url is not None:
            yield path, url


def send_pings(
    pings: Sequence[Ping], send: Send, clock: Callable[[], float] = time.monotonic
) -> Iterator[str]:
    """Tell the hubs, and yield a line for each; whatever a hub does, the site is published."""
    end = clock() + MOST_SECONDS
    for ping in pings:
        hub = short(masked(ping.hub), 100)
        left = end - clock()
        if left <= 0:
            yield f"warning: no time was left to tell {hub} of {short(ping.feed_url, 200)}"
            continue
        problem = send(ping, min(left, PING_SECONDS))
        if problem is None:
            yield f"told {hub} of {short(ping.feed_url, 200)}"
        else:
            yield (
                f"warning: {hub} was not told of {short(ping.feed_url, 200)}: {problem}. Apps "
                "find the change all the same, at their next look"
            )


def ping_body(ping: Ping) -> bytes:
    """Return the form that tells a hub."""
    return urlencode({"hub.mode": "publish", "hub.url": ping.feed_url}).encode()
