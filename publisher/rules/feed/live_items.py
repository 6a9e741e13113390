"""Family F: live streams (F156, F172)."""

from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.model import LiveItem, Severity
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.complete import has_source, has_url, is_announced
from publisher.rules.feed.examples import show_example
from publisher.rules.feed.recordings import alternate_faults
from publisher.rules.feed.vocabulary import LIVE_STATUSES

_LIVE = (
    '{title = "Live", %sstream = "https://stream.example.com/live.mp3", '
    'content_links = ["https://example.com/live"]}'
)
_WHEN = 'status = "pending", starts = 2026-12-01T20:00:00Z, '


@show_rule(
    "F156",
    "bad-live-item",
    severity=Severity.WARNING,
    summary="a live stream lacks what apps need to announce it",
    why="Podverse and Fountain list a `podcast:liveItem` by its status, start and title, "
    "and play its stream; without those it is left out of the feed, and without `content_links` "
    "listeners of other apps have nowhere to go.",
    fix='Write `title`, `status` ("pending", "live" or "ended"), `starts`, `stream` and '
    "`content_links`.",
    bad=show_example(live_items=f"[{_LIVE % ''}]"),
    good=show_example(live_items=f"[{_LIVE % _WHEN}]"),
)
def bad_live_item(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    source = subject.show.source
    for live in subject.show.live_items:
        for key, message in _faults(live):
            yield Problem(message, source.place(*live.at, key))
        for alternate in live.alternate_enclosures:
            for key, message in alternate_faults(alternate):
                yield Problem(message, source.place(*alternate.at, key))


def _faults(live: LiveItem) -> Iterator[tuple[str, str]]:
    name = f'the live item "{live.title}"' if live.title else "a live item"
    if not is_announced(live):
        missing = [key for key in ("title", "status", "starts") if getattr(live, key) is None]
        if missing:
            yield "title", f"{name} needs {' and '.join(missing)}: it is left out of the feed"
        elif live.status not in LIVE_STATUSES:
            message = 'must be "pending", "live" or "ended": the item is left out of the feed'
            yield "status", f'status "{live.status}" {message}'
        return
    if live.starts and live.ends and live.ends <= live.starts:
        yield "ends", f"{name} ends before it starts: apps show it as over. Correct one of them"
    stream = live.stream is not None and live.stream.url is not None and is_url(live.stream.url)
    if not stream and not any(map(has_source, live.alternate_enclosures)):
        yield "stream", f"{name} has no stream: apps have nothing to play. Add stream, its address"
    if not any(map(has_url, live.content_links)):
        message = "has no content_links: add a page where others can listen"
        yield "content_links", f"{name} {message}"
    if live.alternate_enclosures and not stream:
        message = "has no plain stream: apps that don't know alternate enclosures can't play it"
        yield "stream", f"{name} {message}"


@show_rule(
    "F172",
    "repeated-live-item",
    severity=Severity.WARNING,
    summary="two live streams are one and the same to apps",
    why="Apps know a live stream by its GUID, which is made of its start unless you give one: of "
    "two with the same they show one, and tell nobody of the other.",
    fix="Give them different `starts`, or each a `guid`.",
    bad=show_example(live_items=f"[\n  {_LIVE % _WHEN},\n  {_LIVE % _WHEN},\n]"),
    good=show_example(live_items=f"[{_LIVE % _WHEN}]"),
)
def repeated_live_item(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    first: dict[object, LiveItem] = {}
    for live in filter(is_announced, subject.show.live_items):
        if first.setdefault(live.guid or live.starts, live) is not live:
            key = "guid" if live.guid else "starts"
            message = f'"{live.title}" has the same {key} as another live item: apps show one'
            yield Problem(message, subject.show.source.place(*live.at, key))
