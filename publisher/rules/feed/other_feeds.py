"""Family F: other feeds and addresses that a show names (F157, F166, F167)."""

from collections.abc import Iterator

from publisher.addresses import feed_url
from publisher.model import Severity
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.complete import points_somewhere
from publisher.rules.feed.examples import show_example

_PUBLISHER = "publisher"


@show_rule(
    "F157",
    "bad-remote-item",
    severity=Severity.WARNING,
    summary="another podcast is named without its GUID",
    why="Apps and the Podcast Index look up a podcast that the feed recommends or belongs to "
    "by its `podcast:guid`: without a UUID there they find none, so it is left out of the feed.",
    fix="Write `feed_guid` as podcastindex.org shows it, and `feed_url` beside it.",
    bad=show_example(podroll='[{feed_url = "https://example.com/feed.xml"}]'),
    good=show_example(podroll='[{feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"}]'),
)
def bad_remote_item(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    own = (show.publisher_feed,) if show.publisher_feed is not None else ()
    for item in (*show.podroll, *show.remote_items, *own):
        if not points_somewhere(item):
            what = "feed_guid is missing" if item.feed_guid is None else "feed_guid is no UUID"
            yield Problem(
                f"{what}, so apps can't find the podcast, and it is left out: take the one that "
                "podcastindex.org shows",
                show.source.place(*item.at, "feed_guid"),
            )
        elif item in own and item.medium not in (None, _PUBLISHER):
            message = 'must have the medium "publisher": apps look for no other. Leave medium out'
            place = show.source.place(*item.at, "medium")
            yield Problem(f"publisher_feed {message}", place)


@show_rule(
    "F166",
    "new-feed-is-this-one",
    severity=Severity.ERROR,
    summary="the feed moves to where it is",
    why="Apple Podcasts and Spotify follow `itunes:new-feed-url` and forget the address they had: "
    "one that leads to the feed itself, or over http://, makes them follow in a circle, or lose "
    "the show.",
    fix="Write the whole https address of the new feed, and leave it there for four weeks at "
    "least, with a redirect (301); take it out of the new feed.",
    bad=show_example(new_feed_url='"https://podcast.example.com/show/feed.xml"'),
    good=show_example(new_feed_url='"https://new.example.com/feed.xml"'),
)
def new_feed_is_this_one(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    target = show.new_feed_url
    if target is None or context.network is None:
        return
    here = feed_url(show, context.network.settings) or ""
    place = show.source.place("new_feed_url")
    if _bare(target) == _bare(here):
        yield Problem("new_feed_url is the address of this very feed; take it out", place)
    elif not target.lower().startswith("https://"):
        yield Problem("new_feed_url must start with https://: Apple follows no other", place)


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/").lower()


@show_rule(
    "F167",
    "insecure-hub",
    severity=Severity.WARNING,
    summary="a hub is not asked over https",
    why="Readers subscribe at the hub that `atom:link rel=hub` names (WebSub); over http:// "
    "anybody on the way can tell them of episodes that aren't yours, or of none.",
    fix="Write the hub's address with https://.",
    bad=show_example(hubs='["http://hub.example.com/"]'),
    good=show_example(hubs='["https://hub.example.com/"]'),
)
def insecure_hub(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    for index, hub in enumerate(show.hubs):
        if not hub.lower().startswith("https://"):
            message = (
                f"the hub {hub} is not on https://: on the way somebody can change what it says"
            )
            yield Problem(message, show.source.place("hubs", index))
