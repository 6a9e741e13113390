"""Family F on what must not drift (F31x): a feed that is about to hurt those who have it.

The feed compares itself with its lock and reports these; until a drift is confirmed, a build
leaves the show's feed and lock as they are.
"""

import json
from collections.abc import Iterator

from publisher.model import Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    Subject,
    reported,
    show_rule,
)
from publisher.rules.feed.examples import SHOW_FILE, SOUND, show_example

GUID_CHANGED, DATE_CHANGED, ITEM_GONE, TYPE_CHANGED = "F311", "F312", "F313", "F314"
PODCAST_GUID_CHANGED, MOVED_AUDIO, FEED_MOVED = "F315", "F316", "F318"

_PODCAST_GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def _locked(
    episode: str = SOUND,
    *,
    slug: str = "100-example",
    published: str = "2026-01-02T00:00:00Z",
    url: str = "https://cdn.example.com/1.mp3",
    kind: str = "audio/mpeg",
    podcast_guid: str | None = None,
    feed_url: str | None = None,
) -> Example:
    """Return an episode that was published before, with what the lock says of it."""
    enclosure = {"url": url, "length": 12345678, "type": kind}
    item = {"slug": slug, "published": published, "enclosure": enclosure}
    lock = {
        "version": 1,
        "podcast_guid": podcast_guid,
        "feed_url": feed_url,
        "items": {"a-1": item},
    }
    return Example(episode, {"feeds/show/feed.lock": f"{json.dumps(lock)}\n"})


reported(
    Subject.FEED,
    GUID_CHANGED,
    "guid-changed",
    severity=Severity.ERROR,
    summary="a published episode would get another GUID",
    why="Apps know an episode by its GUID: with another one Apple Podcasts and Spotify list it a "
    "second time, as never heard, and players download it again. 850 at once have cost a show its "
    "listeners. The feed is left as it was.",
    fix="Write the old GUID into the front matter; or confirm the new one with "
    "`publisher build --republish SLUG`.",
    bad=_locked(SOUND.replace("title: First", "title: First\nguid: b-2")),
    good=_locked(SOUND.replace("title: First", "title: First\nguid: a-1")),
)

reported(
    Subject.FEED,
    DATE_CHANGED,
    "date-changed",
    severity=Severity.ERROR,
    summary="a published episode would get another date",
    why="Apple Podcasts and Spotify sort by date, so listeners find it elsewhere; players that "
    "fetch the newest episodes download it again, or never. The feed is left as it was.",
    fix="Take the old date back (the same moment in another time zone is fine), or confirm the new "
    "one with `publisher build --republish SLUG`.",
    bad=_locked(published="2025-12-24T00:00:00Z"),
    good=_locked(published="2026-01-02T01:00:00+01:00"),
)

reported(
    Subject.FEED,
    ITEM_GONE,
    "episode-gone",
    severity=Severity.ERROR,
    summary="a published episode would vanish from the feed",
    why="Apple Podcasts and Spotify drop what a feed no longer holds, with its plays and ratings, "
    "and other players tidy it away. An emptied folder would take a whole show. The feed is left "
    "as it was.",
    fix="Take the episode's file, date or audio back; or take it out for good with "
    "`publisher build --forget SLUG`.",
    bad=_locked(SOUND.replace("title: First", "title: First\ndraft: true")),
    good=_locked(),
)

reported(
    Subject.FEED,
    TYPE_CHANGED,
    "enclosure-type-changed",
    severity=Severity.ERROR,
    summary="the audio of a published episode would get another type",
    why="Players choose how to play an episode by the enclosure's type, and keep the file they "
    "have; Spotify takes no video from a feed, so an episode that becomes one is gone there. The "
    "feed is left as it was.",
    fix="Keep the file it was published with, or confirm with `publisher build --republish SLUG`.",
    bad=_locked(url="https://cdn.example.com/1.ogg", kind="audio/ogg"),
    good=_locked(kind="audio/mp3"),
)

reported(
    Subject.FEED,
    PODCAST_GUID_CHANGED,
    "podcast-guid-changed",
    severity=Severity.ERROR,
    summary="the podcast's own GUID would change",
    why="Podcast Index and the apps that use it know a podcast by `podcast:guid`, wherever its "
    "feed moves: with another one they take it for another podcast, and followers and payments "
    "stay with the old one. The feed is left as it was.",
    fix="Take the old `guid` back in show.toml, or confirm with `publisher build --republish "
    "SHOW/`.",
    bad=Example(
        SOUND,
        {
            **_locked(podcast_guid="9b024349-ccf0-5f69-a609-6b82873eab3c").files,
            **show_example(guid=f'"{_PODCAST_GUID}"').files,
        },
    ),
    good=Example(
        SOUND,
        {
            **_locked(podcast_guid=_PODCAST_GUID).files,
            **show_example(guid=f'"{_PODCAST_GUID}"').files,
        },
    ),
)

reported(
    Subject.FEED,
    FEED_MOVED,
    "feed-moved",
    severity=Severity.ERROR,
    summary="the feed would be at another address",
    why="Every app asks at the address it was given when its listener subscribed. If the site, the "
    "show's folder or `feed_url` is called otherwise, nothing is there any more, and nobody gets "
    "a new episode, nor is told why. The feed is left as it was.",
    fix="Take the address back; or let the old one redirect to the new one for good (301), and "
    "confirm with `publisher build --republish SHOW/`.",
    bad=_locked(feed_url="https://podcast.example.com/old-name/feed.xml"),
    good=_locked(feed_url="http://www.podcast.example.com/show/feed.xml"),
)

reported(
    Subject.FEED,
    MOVED_AUDIO,
    "audio-moved",
    severity=Severity.INFO,
    summary="the audio of published episodes is at another address",
    why="Apps know episodes by GUID, so nothing is downloaded again; but an app that read the feed "
    "last week asks for the old address, and shows an error if nobody answers there.",
    fix="Let the old address answer, or redirect, for some weeks.",
    bad=_locked(url="https://old.example.com/one.mp3"),
    good=_locked(url="http://cdn.example.com/1.mp3"),
)


@show_rule(
    "F317",
    "paged-feed",
    severity=Severity.INFO,
    summary="the feed is in pages, and most apps read the first one only",
    why="Apple Podcasts, Spotify and YouTube read `feed.xml` and follow no links to further pages "
    "(RFC 5005), so older episodes are missing there; AntennaPod, gPodder and Podlove's players "
    "do follow them.",
    fix="Leave `page_size` out of show.toml, unless the feed is so large that apps give up on it.",
    bad=Example(
        SOUND.replace("1.mp3", "2.mp3"),
        {
            SHOW_FILE: show_example(page_size="1").files[SHOW_FILE],
            "feeds/show/episodes/1-first.md": SOUND,
        },
    ),
    good=show_example(page_size="1"),
)
def paged_feed(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    out = sum(
        episode.is_out(context.now) and episode.audio is not None for episode in subject.episodes
    )
    if show.page_size is not None and out > show.page_size:
        yield Problem(
            f"feed.xml holds the newest {show.page_size} of {out} episodes: Apple Podcasts, "
            "Spotify and YouTube read no further pages, and show no older ones. Leave page_size "
            "out to have all in one",
            show.source.place("page_size"),
        )
