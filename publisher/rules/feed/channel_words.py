"""Family F on the channel (F113-F119): the words that apps list a show by."""

import re
from collections.abc import Iterator

from publisher.model import Place, Severity, Show
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.channel_language import gives
from publisher.rules.feed.examples import show_example
from publisher.rules.feed.several import to_be_published
from publisher.rules.feed.wording import markup_in, placeholder_in

TEXT_LIMIT = 255  # characters of any value that has no limit of its own (Apple, PSP-1)
STUFFED_TITLE = 120  # characters; the longest title of a real show that we know has 80
_MANY_PARTS = 5
# What `publisher init` writes, to be replaced.
_OF_INIT = (
    "Your Name",
    "you@example.com",
    "What the show is about and for whom, in two or three plain sentences.",
)
_SITE_OF_INIT = "https://your-site.example"

_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
_PARTS = re.compile(r"[,;|•·]")


@show_rule(
    "F113",
    "bad-owner-email",
    severity=Severity.ERROR,
    summary="the owner's email can't be an address",
    why="YouTube, Spotify and Amazon send a code there to check that the show is yours: with an "
    "address that doesn't work they refuse it.",
    fix="Write one address, such as name@example.com, without a name and brackets around it.",
    bad=show_example(owner='{name = "Ann", email = "ann at example.com"}'),
    good=show_example(),
)
def bad_owner_email(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    owner = subject.show.owner
    if owner is not None and owner.email and not _EMAIL.fullmatch(owner.email):
        yield Problem(
            f'"{owner.email}" is no email address: YouTube and Spotify send a code there, and '
            "refuse the show. Write it as name@example.com",
            subject.show.source.place("owner", "email"),
        )


@show_rule(
    "F114",
    "no-author",
    severity=Severity.WARNING,
    summary="the show has no author",
    why="Apple Podcasts and Spotify show who makes a podcast below its title, and search by it: "
    "there is nothing to show or to find.",
    fix='Add `author = "…"` to show.toml: you, the hosts, or the network.',
    bad=show_example(owner=None),
    good=show_example(author='"Ann"'),
)
def no_author(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if not show.author and show.owner is None:
        yield Problem(
            "no author: Apple Podcasts and Spotify show nobody below the title, and nobody who "
            "looks for you finds the show. Add author"
        )


@show_rule(
    "F115",
    "assumed-explicit",
    severity=Severity.INFO,
    summary="the show doesn't say whether it is explicit",
    why="Apple Podcasts asks every show for it, so the feed says it is not; one that is and "
    "doesn't say so can be taken out of the directory.",
    fix="Add `explicit = false` to show.toml, or `true`.",
    bad=show_example(),
    good=show_example(explicit="false"),
)
def assumed_explicit(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if not gives(subject.show, "explicit"):
        yield Problem(
            "explicit isn't given, so the feed says false; Apple Podcasts takes shows out that "
            "are and don't say so. Add explicit = false, or true"
        )


@show_rule(
    "F116",
    "markup-in-channel",
    severity=Severity.WARNING,
    summary="the show's title, author or description has HTML or Markdown in it",
    why="They are plain text: apps show `&amp;` and tags in a title or a name as they stand, and "
    "find the show by neither; in a description your own pages do, and apps that take no HTML.",
    fix="Write the signs themselves: & and ’, paragraphs as empty lines, links as addresses.",
    bad=show_example(title='"Talk &amp; Think"'),
    good=show_example(title='"Talk & Think"'),
)
def markup_in_channel(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    for key, text, place in _texts(subject.show):
        markup = markup_in(text)
        if markup:
            who = "your pages and some apps" if key == "description" else "apps"
            yield Problem(
                f"{key} has markup in it, and {who} show it as it stands: {markup}. "
                "Write plain text",
                place,
            )


@show_rule(
    "F117",
    "stuffed-title",
    severity=Severity.WARNING,
    summary="the show's title or author is a list of keywords",
    why="Apple Podcasts takes shows out of the directory whose title or author is made for its "
    "search, and cuts what is long.",
    fix="Keep the name of the show, and of who makes it; what it is about goes into the "
    "description.",
    bad=show_example(title='"The Show | business, startups, money, success, growth"'),
    good=show_example(),
)
def stuffed_title(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    for key, text in (("title", show.title), ("author", show.author or "")):
        # A network may well name six hosts as its authors.
        many = key == "title" and len(_PARTS.findall(text)) >= _MANY_PARTS - 1
        if many or len(text) > STUFFED_TITLE:
            yield Problem(
                f"{key} reads like a list of keywords, for which Apple Podcasts takes shows out "
                "of its directory: keep the name only",
                show.source.place(key),
            )


@show_rule(
    "F118",
    "long-channel-text",
    severity=Severity.WARNING,
    summary="a text of the show is longer than feeds may carry",
    why="Apple Podcasts and PSP-1 take 255 characters of a title, name or notice; the rest is "
    "cut off, and some validators refuse the feed.",
    fix="Shorten it.",
    bad=show_example(copyright=f'"{"Ann and others. " * 20}"'),
    good=show_example(copyright='"Ann and others"'),
)
def long_channel_text(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    for key, text, place in _texts(subject.show):
        if key != "description" and len(text) > TEXT_LIMIT:
            yield Problem(
                f"{key} has {len(text):,} characters, and Apple Podcasts takes {TEXT_LIMIT}: "
                "shorten it",
                place,
            )


@show_rule(
    "F119",
    "placeholder-in-channel",
    severity=Severity.WARNING,
    summary="a text of the show is still a placeholder",
    why="Apple Podcasts rejects shows with words like [Title goes here], and listeners see them; "
    "to an address that isn't yours directories send the code that proves the show is.",
    fix="Write what should stand there.",
    bad=show_example(description='"[Description goes here]"'),
    good=show_example(),
)
def placeholder_in_channel(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    texts = list(_texts(show))
    if show.owner is not None and show.owner.email:
        texts.append(("the owner's email", show.owner.email, show.source.place("owner", "email")))
    out = bool(to_be_published(subject.episodes))  # before, nobody has to hurry
    for key, text, place in texts:
        words = placeholder_in(text)
        if out and text in _OF_INIT:
            reads = "directories write to it" if "@" in text else "apps show it"
            yield Problem(
                f'{key} still says "{text}", as publisher init wrote it, and {reads}: write '
                "your own",
                place,
            )
        elif words:
            yield Problem(
                f'{key} still says "{words}", for which Apple Podcasts rejects shows: write what '
                "should stand there",
                place,
            )
    network = context.network
    if out and network is not None and network.settings.site == _SITE_OF_INIT:
        sources = (each for each in network.sources if each.path.endswith("config/publisher.toml"))
        yield Problem(
            f"site still says {_SITE_OF_INIT}, as publisher init wrote it, and apps look for the "
            "feed and the episodes there: write where public/ is published",
            next(sources, show.source).place("site"),
        )


def _texts(show: Show) -> Iterator[tuple[str, str, Place]]:
    """Yield what apps show of the channel: key, text and place."""
    for key, text in (
        ("title", show.title),
        ("author", show.author),
        ("description", show.description),
        ("copyright", show.copyright),
    ):
        if text:
            yield key, text, show.source.place(key)
    if show.owner is not None:
        yield "owner", show.owner.name, show.source.place("owner", "name")
