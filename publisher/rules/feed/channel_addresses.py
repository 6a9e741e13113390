"""Family F on the channel (F120-F129): addresses that no app can use, and shows that collide."""

import re
from collections.abc import Iterator

from publisher.addresses import feed_url, is_url
from publisher.links.urls import host_of
from publisher.media_types import extension
from publisher.model import Place, Severity, Show
from publisher.rules.catalogue import Context, Example, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.examples import SHOW_FILE, SOUND, show_example
from publisher.rules.unreachable import is_private_host

OTHER_PICTURES = (".avif", ".bmp", ".gif", ".heic", ".svg", ".tif", ".tiff", ".webp")
_SETTINGS = "config/publisher.toml"


def _with_site(site: str) -> Example:
    return Example(SOUND, {_SETTINGS: f'site = "{site}"\n'})


@show_rule(
    "F120",
    "private-feed",
    severity=Severity.ERROR,
    summary="the feed's address can't be reached from outside",
    why="The feed names its own address and those of its pages: with localhost, or an address of "
    "a private network, no directory and no app can ask for it, and Apple Podcasts refuses it.",
    fix="Set `site` in config/publisher.toml to where `public/` is published.",
    bad=_with_site("http://localhost:8000"),
    good=_with_site("https://example.com"),
)
def private_feed(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    address = _feed_address(subject.show, context)
    if address and is_private_host(host_of(address)):
        yield Problem(
            f"the feed's address, {address}, can't be reached from outside your own network, so "
            "no app can subscribe: set site to where the show is published",
            _place_of_address(subject.show),
        )


@show_rule(
    "F121",
    "http-feed",
    severity=Severity.WARNING,
    summary="the feed's address starts with http://",
    why="iPhones and Android phones refuse plain http unless an app asks for an exception; web "
    "players load nothing from it, and anybody on the way can change what listeners get.",
    fix="Publish by https, which every host offers, and write `https://` in `site` (or "
    "`feed_url`). Apps that subscribed to the old address must be redirected.",
    bad=_with_site("http://example.com"),
    good=_with_site("https://example.com"),
)
def http_feed(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    address = _feed_address(subject.show, context)
    if address and address.lower().startswith("http:") and not is_private_host(host_of(address)):
        yield Problem(
            f"the feed's address, {address}, has no https: web players load nothing from it, and "
            "phones refuse it in some apps. Publish by https, and redirect the old address",
            _place_of_address(subject.show),
        )


def _feed_address(show: Show, context: Context) -> str | None:
    return feed_url(show, context.network.settings) if context.network is not None else None


def _place_of_address(show: Show) -> Place | None:
    """Return the place of the show's own address; one below the site stands in no show.toml."""
    return show.source.place("feed_url") if show.feed_url else None


@show_rule(
    "F122",
    "artwork-not-jpeg-or-png",
    severity=Severity.ERROR,
    summary="the artwork's address ends as no JPEG or PNG does",
    why="Apple Podcasts takes JPEG and PNG only, told by the ending of the address: with another "
    "one it refuses the feed, or shows a grey square.",
    fix="Save the picture as JPEG or PNG, and give an address that ends so.",
    bad=show_example(artwork='"https://example.com/cover.webp"'),
    good=show_example(),
)
def artwork_not_jpeg_or_png(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.artwork and is_url(show.artwork):
        ending = extension(show.artwork)
        if ending in OTHER_PICTURES:
            yield Problem(
                f"artwork is a {ending} picture, and Apple Podcasts takes .jpg and .png only: it "
                "refuses the feed. Save it as one of them",
                show.source.place("artwork"),
            )


@show_rule(
    "F123",
    "http-artwork",
    severity=Severity.WARNING,
    summary="the artwork's address starts with http://",
    why="Web players and many apps load no pictures by plain http: the show has a grey square.",
    fix="Write `https://`.",
    bad=show_example(artwork='"http://example.com/cover.jpg"'),
    good=show_example(),
)
def http_artwork(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.artwork and show.artwork.lower().startswith("http:"):
        yield Problem(
            "artwork stands on http://, and web players show a grey square in its place: write "
            "https://",
            show.source.place("artwork"),
        )


@show_rule(
    "F124",
    "no-episodes",
    severity=Severity.INFO,
    summary="the show has no episode that is out",
    why="Apple Podcasts, Spotify and YouTube take a show only once its feed has an episode that "
    "can be played; a trailer will do.",
    fix="Publish a first episode, or a trailer, before you submit the feed.",
    bad=Example(SOUND.replace("2026-01-02", "2046-01-02")),
    good=SOUND,
)
def no_episodes(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    begun = [episode for episode in subject.episodes if not episode.draft]  # else it knows
    if begun and not any(each.is_out(context.now) and each.audio for each in begun):
        yield Problem(
            "no episode is out yet, and Apple Podcasts and Spotify take no show without one: "
            "begin with a trailer"
        )


_GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
_OTHER = SHOW_FILE.replace("feeds/show/", "feeds/sister/")


def _sisters(first: str, second: str) -> Example:
    """Return two shows of one network, with these lines in their files."""
    files = show_example().files
    return Example(
        SOUND,
        {SHOW_FILE: files[SHOW_FILE] + first, _OTHER: files[SHOW_FILE] + second},
    )


@show_rule(
    "F125",
    "shared-podcast-guid",
    severity=Severity.ERROR,
    summary="two shows have the same podcast GUID",
    why="Podcast Index and the apps that read it know a show by its `podcast:guid`: they take the "
    "two for one, and listeners of the one get the other.",
    fix="Leave `guid` out of the newer one: publisher makes one, and keeps it in feed.lock.",
    bad=_sisters(f'guid = "{_GUID}"\n', f'guid = "{_GUID}"\n'),
    good=_sisters(f'guid = "{_GUID}"\n', ""),
)
def shared_podcast_guid(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    for other in _earlier_shows(show, context):
        if show.guid and other.guid and show.guid.lower() == other.guid.lower():
            yield Problem(
                f'guid is that of "{other.title}", too: apps of Podcast Index take the two shows '
                "for one. Leave it out of the newer one",
                show.source.place("guid"),
            )


@show_rule(
    "F126",
    "shared-feed-address",
    severity=Severity.ERROR,
    summary="two shows have the same feed address",
    why="Directories know a show by the address of its feed: the second one can't be listed.",
    fix="Correct `feed_url` of one of them.",
    bad=_sisters(*['feed_url = "https://example.com/feed.xml"\n'] * 2),
    good=_sisters(
        'feed_url = "https://example.com/a.xml"\n', 'feed_url = "https://example.com/b.xml"\n'
    ),
)
def shared_feed_address(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    address = _feed_address(show, context)
    for other in _earlier_shows(show, context):
        if address is not None and address == _feed_address(other, context):
            yield Problem(
                f'the feed has the address of "{other.title}", and Apple Podcasts lists only one '
                "show for an address: correct feed_url",
                show.source.place("feed_url"),
            )


def _earlier_shows(show: Show, context: Context) -> Iterator[Show]:
    shows = context.network.shows if context.network is not None else {}
    return (shows[slug] for slug in sorted(shows) if slug < show.slug)


_PAGE = re.compile(r"https?://[^?#]+\.(?:xml|rss|atom)(?:[?#].*)?", re.IGNORECASE)


@show_rule(
    "F127",
    "link-to-feed",
    severity=Severity.WARNING,
    summary="the show's home page is a feed",
    why="Apps open `link` in a browser when listeners tap on the show's website: they get XML.",
    fix="Give the address of a page, or leave `link` out: publisher makes one.",
    bad=show_example(link='"https://example.com/feed.xml"'),
    good=show_example(link='"https://example.com/"'),
)
def link_to_feed(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.link and _PAGE.fullmatch(show.link):
        yield Problem(
            "link is a feed: listeners who tap on the show's website in Apple Podcasts get XML. "
            "Give the address of a page",
            show.source.place("link"),
        )
