"""Family F on how the published feed is served (F401-F419), reported by `build --check-live`."""

from publisher.model import Severity
from publisher.rules.catalogue import Example, Subject, reported

EPISODE = """\
---
title: A sound episode
date: 2026-01-05
number: 1
audio: {url: "https://media.example.com/1.mp3", bytes: 12345678, duration: "20:00"}
transcripts: [{url: "https://media.example.com/1.vtt", type: "text/vtt"}]
---
Notes.
"""
_FEED = "https://podcast.example.com/example-show/feed.xml"


def live_example(answers: str = "", url: str = _FEED) -> Example:
    """Return a sound show whose host answers as `answers` say, for `url`."""
    return Example(EPISODE, answers={url: answers} if answers else {})


reported(
    Subject.LIVE,
    "F401",
    "live-feed-unreachable",
    severity=Severity.ERROR,
    summary="nothing comes from the feed's address",
    why="No app finds a new episode, and directories take a show down that doesn't answer for some "
    "days.",
    fix="Publish `public/` there, or set `feed_url` in show.toml to where the feed is.",
    bad=live_example("404"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F402",
    "live-head-refused",
    severity=Severity.WARNING,
    summary="the server doesn't answer HEAD as it answers GET",
    why="Apple Podcasts asks HEAD for artwork and audio before it takes them, and PSP-1 wants it "
    "for artwork; apps that only look whether something is new fetch all of it instead.",
    fix="Let the host answer HEAD with the status, type and length that GET has.",
    bad=live_example("no-head"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F403",
    "live-feed-moved",
    severity=Severity.WARNING,
    summary="the feed's address redirects for good",
    why="Apps that follow a permanent redirect keep the new address, others go on asking here: the "
    "day this one ends, their listeners are lost.",
    fix="Set `feed_url` in show.toml to the new address, and keep the redirect: four weeks at "
    "least (Apple's advice), better for good.",
    bad=live_example("301 https://podcast.example.com/elsewhere.xml"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F404",
    "live-feed-insecure",
    severity=Severity.WARNING,
    summary="the feed or its audio is not served by https all the way",
    why="Apps on iPhones and web players refuse plain http, and Apple Podcasts asks for https.",
    fix="Serve it by https, and let http redirect there, never the other way round.",
    bad=live_example("302 http://podcast.example.com/plain.xml"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F405",
    "live-feed-is-a-page",
    severity=Severity.ERROR,
    summary="a web page comes from the feed's address",
    why="Apps read no web pages: to them the feed is broken, though a browser shows something.",
    fix="See what is there in a browser: a page for errors, a login, or a parked domain.",
    bad=live_example("type text/html; charset=utf-8"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F406",
    "live-feed-type",
    severity=Severity.WARNING,
    summary="the feed is served under a type that isn't XML",
    why="Browsers and some apps look at the type before the content: they download the feed as a "
    "file, or show its source.",
    fix="Serve .xml as application/rss+xml (or application/xml).",
    bad=live_example("type application/octet-stream"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F407",
    "live-feed-charset",
    severity=Severity.WARNING,
    summary="the server names another encoding than the feed is written in",
    why="The server's word counts more than the feed's own: umlauts and emoji come out garbled in "
    "apps that follow the rules.",
    fix="Serve the feed with charset=utf-8, or without a charset.",
    bad=live_example("type application/rss+xml; charset=iso-8859-1"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F408",
    "live-no-validators",
    severity=Severity.WARNING,
    summary="the feed is served without ETag and Last-Modified",
    why="Apps ask many times a day: without them each fetches the whole feed each time, and hosts "
    "and apps slow down how often they look.",
    fix="Use a host that sends ETag or Last-Modified; those for static files do.",
    bad=live_example("no-etag + no-last-modified"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F409",
    "live-no-304",
    severity=Severity.WARNING,
    summary="the server sends the whole feed to apps that have it already",
    why="A server that gives an ETag must answer 304 to who shows it; else each look costs the "
    "listener the whole feed.",
    fix="Let the host (or the proxy before it) honour If-None-Match and If-Modified-Since.",
    bad=live_example("no-304"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F410",
    "live-wrong-304",
    severity=Severity.ERROR,
    summary="the server answers “not modified” to apps that have another feed",
    why="Apps keep the feed they have, and new episodes never reach their listeners.",
    fix="Mend or switch off the cache before the feed: 304 is only for the very ETag it gave.",
    bad=live_example("always-304"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F411",
    "live-not-compressed",
    severity=Severity.INFO,
    summary="a large feed is served without compression",
    why="A feed shrinks to a tenth: phones on the road get it sooner, and your host sends less.",
    fix="Let the host compress application/rss+xml and application/xml with gzip.",
    bad=live_example("no-gzip + padded 200000"),
    good=live_example("padded 200000"),
)
reported(
    Subject.LIVE,
    "F412",
    "live-cached-for-long",
    severity=Severity.WARNING,
    summary="the feed may be kept for more than a day without asking again",
    why="Apps, directories and networks between believe it: listeners get new episodes days late.",
    fix="Serve the feed with `Cache-Control: max-age=300` or the like.",
    bad=live_example("cache-control public, max-age=604800"),
    good=live_example("cache-control public, max-age=600"),
)
reported(
    Subject.LIVE,
    "F413",
    "live-feed-unread",
    severity=Severity.ERROR,
    summary="the live feed can't be read as XML should be",
    why="Apps with a strict parser read nothing of it; what lenient ones read is up to them.",
    fix="Publish the feed that this build wrote; see who changes it on the way.",
    bad=live_example("body <rss><channel><title>A & B</title></channel></rss>"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F414",
    "live-feed-older",
    severity=Severity.INFO,
    summary="the live feed lacks episodes that this build wrote",
    why="Listeners don't have them until `public/` is published.",
    fix="Publish `public/`; if that is done, wait for caches to expire.",
    bad=live_example("body without-items"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F415",
    "live-feed-hurt",
    severity=Severity.ERROR,
    summary="publishing this build would hurt the subscribers of the live feed",
    why="They are subscribed to what is live, whatever the last build or commit was: a GUID that "
    "differs is downloaded again, an episode that is missing vanishes from their apps.",
    fix="See all of it with `publisher diff URL`, and give the episodes the GUIDs and dates that "
    "are live.",
    bad=live_example("body other-guids"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F416",
    "live-other-address",
    severity=Severity.WARNING,
    summary="the live feed names another address as its own",
    why="Apps and directories that go by the self link list the show there, and count it twice.",
    fix="Set `feed_url` in show.toml to the address that subscribers have.",
    bad=live_example("body other-address"),
    good=live_example(),
)
