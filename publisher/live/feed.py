"""What the answers to requests for the feed say of how it is served."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime

from publisher.feed.diff.addresses import same_address
from publisher.feed.diff.compare import compare
from publisher.feed.reading.fetched import why_not
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.live.asking import LiveFeed
from publisher.live.saying import Said
from publisher.reports.summary import counted
from publisher.reports.visible import short
from publisher.web.exchange import PERMANENT
from publisher.web.replies import Reply

LARGE_BYTES = 100_000  # from here on compression is worth a word
LONG = timedelta(days=1)

_XML_TYPES = frozenset(("application/rss+xml", "application/xml", "text/xml"))
_CHARSET = re.compile(r"""charset\s{0,5}=\s{0,5}["']?([\w.:-]{1,40})""", re.IGNORECASE)
_MAX_AGE = re.compile(r"\b(s-maxage|max-age)\s{0,5}=\s{0,5}\"?([0-9]{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"\bno-(?:cache|store)\b", re.IGNORECASE)
_HURTING_KINDS = 5  # told one by one


def judge_feed(live: LiveFeed, built: FeedSnapshot) -> Iterator[Said]:
    """Yield what is wrong with the live feed: as it is served, and beside the one just built."""
    for code, message in _served(live):
        yield Said(code, message, live.url)
    if live.snapshot is not None:
        for code, message in _compared(live, live.snapshot, built):
            yield Said(code, message, live.url)


Coded = Iterator[tuple[str, str]]


def _served(live: LiveFeed) -> Coded:
    got = live.got
    problem = why_not(got)
    if problem is not None:
        yield "F401", f"no app gets the feed: {problem}"
        return
    yield from _way(live)
    if live.head.status != got.status:
        said = why_not(live.head) or f"it answers {live.head.status}"
        yield (
            "F402",
            f"GET gets the feed, HEAD doesn't ({said}): apps fetch it all to see if it is new",
        )
    yield from _kind(live)
    yield from _validators(live)
    yield from _weight(got)
    yield from _keeping(got)


def _way(live: LiveFeed) -> Coded:
    """Yield what is wrong with where the address leads."""
    hops = live.got.hops
    if any(hop.status in PERMANENT for hop in hops) and not _only_to_https(live):
        yield (
            "F403",
            f"the address redirects for good to {short(live.got.url)}: apps that don't follow lose "
            "the show when this ends. Set feed_url in show.toml to the new address",
        )
    insecure = [url for url in (live.url, *(hop.target for hop in hops)) if _is_plain(url)]
    if insecure and not (insecure == [live.url] and hops):
        yield (
            "F404",
            f"{short(insecure[0])} is not https: apps on iPhones and web players refuse the feed",
        )


def _only_to_https(live: LiveFeed) -> bool:
    """Say whether it stays the same place: by https, with `www.` or without."""
    return all(same_address(live.url, hop.target) for hop in live.got.hops)


def _is_plain(url: str) -> bool:
    return url[:5].lower() == "http:"


def _kind(live: LiveFeed) -> Coded:
    """Yield what is wrong with type and encoding."""
    got, kind = live.got, live.got.media_type
    if kind in ("text/html", "application/xhtml+xml") or "web page" in (live.unread or ""):
        yield (
            "F405",
            f"a web page comes from there ({short(kind) or 'no type'}), and no feed to apps",
        )
    elif kind not in _XML_TYPES and not kind.endswith("+xml"):
        yield (
            "F406",
            f"the feed is served as {short(kind) or 'nothing in particular'}: some apps take it "
            "for a file; application/rss+xml is right",
        )
    named = _CHARSET.search(got.header("content-type"))
    if named is not None and named[1].lower() not in ("utf-8", "utf8") and _is_utf8(got.body):
        yield (
            "F407",
            f"the server calls the feed {named[1]}, and it is UTF-8: umlauts and emoji come out "
            "garbled in apps that follow the rules",
        )
    if live.unread is not None and "web page" not in live.unread:
        yield "F413", f"the live feed can't be read: {live.unread}"
    elif live.snapshot is not None and live.snapshot.problems:
        problem = live.snapshot.problems[0]
        yield (
            "F413",
            f"the live feed is no XML as it should be, at {problem.line}:{problem.column}: "
            f"{problem.message}",
        )


def _is_utf8(body: bytes) -> bool:
    try:
        return not body.decode("utf-8").isascii() or b"utf-8" in body[:200].lower()
    except UnicodeDecodeError:
        return False


def _validators(live: LiveFeed) -> Coded:
    same, other = live.same, live.other
    if same is None:
        yield (
            "F408",
            "the feed comes without ETag and Last-Modified: apps fetch all of it at each look",
        )
    elif other is not None and other.status == 304:
        yield (
            "F410",
            "the server says “not modified” to who has another feed: apps never see a new episode",
        )
    elif same.status != 304:
        yield (
            "F409",
            "the server sends the whole feed to who has it already: no 304 for its ETag or date",
        )


def _weight(got: Reply) -> Coded:
    packed = got.header("content-encoding").lower() not in ("", "identity")
    if len(got.body) > LARGE_BYTES and not packed:
        yield (
            "F411",
            f"{len(got.body):,} bytes come uncompressed; with gzip it would be about a tenth",
        )


def _keeping(got: Reply) -> Coded:
    kept = kept_for(got)
    if kept is not None and kept > LONG:
        days = counted(kept.days, "day")
        yield "F412", f"the feed may be kept for {days}: listeners get a new episode so much later"


def kept_for(got: Reply) -> timedelta | None:
    """Return for how long whoever got an answer may use it (RFC 9111, section 4.2.1)."""
    control = got.header("cache-control")
    if _NOT_KEPT.search(control):
        return None
    ages: dict[str, int] = {}
    for name, seconds in _MAX_AGE.findall(control):
        ages[name.lower()] = max(ages.get(name.lower(), 0), int(seconds))
    if ages:  # `s-maxage` is for caches of the host's own: it clears them when it publishes
        return timedelta(seconds=min(ages.get("max-age", max(ages.values())), 10**9))
    try:
        expires = parsedate_to_datetime(got.header("expires"))
        return expires - parsedate_to_datetime(got.header("date"))
    except (ValueError, TypeError, OverflowError):
        return None


def _compared(live: LiveFeed, there: FeedSnapshot, built: FeedSnapshot) -> Coded:
    """Yield how the live feed and the built one differ, for those subscribed to the live one."""
    diff = compare(there, built, rolls=False)
    lacking = diff.count("episode-added")
    if lacking:
        yield (
            "F414",
            f"the live feed lacks {counted(lacking, 'episode')} of the built one: publish public/",
        )
    hurting = {change.kind: change for change in reversed(diff.changes) if change.hurts}
    for kind, first in sorted(hurting.items())[:_HURTING_KINDS]:
        row = first.row
        what = row.one if row.of_show else counted(diff.count(kind), row.one, row.many)
        named = f' ("{short(first.title, 100)}")' if first.title else ""
        yield "F415", f"published over the live feed: {what}{named}: {row.says}"
    if there.feed_url and not same_address(there.feed_url, live.url):
        yield "F416", f"the feed there calls itself {short(there.feed_url)}"
