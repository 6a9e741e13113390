"""Family F on the channel (F1xx): what apps and directories refuse in a show.

The rules look at the show's own data, so `check` says what `build` would.
"""

import re
from collections.abc import Iterator

from publisher.model import Severity
from publisher.rules.catalogue import Context, Example, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.apple_categories import apple_categories, near_categories
from publisher.rules.feed.examples import SOUND, show_example

DESCRIPTION_LIMIT_BYTES = 4000  # Apple and PSP-1, of the show and of each episode

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@show_rule(
    "F101",
    "no-site",
    severity=Severity.ERROR,
    summary="the settings name no site, so the feed has no address",
    why="A feed names its own address and those of its episodes' pages; without them no app can "
    "subscribe to it, so no feed.xml is written.",
    fix='Add `site = "https://…"` to config/publisher.toml: where `public/` is published.',
    bad=Example(SOUND, {"config/publisher.toml": "\n"}),
    good=Example(SOUND, {"config/publisher.toml": 'site = "https://example.com"\n'}),
)
def no_site(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    if context.network is not None and context.network.settings.site is None:
        yield Problem(
            f'no feed can be written for "{subject.show.slug}": it needs the address it will have. '
            'Add site = "https://…" to config/publisher.toml'
        )


@show_rule(
    "F102",
    "no-artwork",
    severity=Severity.ERROR,
    summary="the show has no artwork",
    why="Apple Podcasts and Spotify refuse a feed without `itunes:image`.",
    fix='Add `artwork = "…"` to show.toml: a square JPEG or PNG of 1400 to 3000 pixels.',
    bad=show_example(artwork=None),
    good=show_example(),
)
def no_artwork(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if not subject.show.artwork:
        yield Problem(
            "no artwork: Apple Podcasts and Spotify refuse the feed. Add artwork, a square JPEG "
            "or PNG of 1400 to 3000 pixels"
        )


@show_rule(
    "F103",
    "no-category",
    severity=Severity.ERROR,
    summary="the show has no category",
    why="Apple Podcasts refuses a feed without `itunes:category`.",
    fix='Add `categories = ["…"]` to show.toml, from Apple\'s list.',
    bad=show_example(categories=None),
    good=show_example(),
)
def no_category(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if not subject.show.categories:
        yield Problem(
            "no category: Apple Podcasts refuses the feed. Add categories, for example "
            'categories = ["Technology"] or [["Society & Culture", "Documentary"]]'
        )


@show_rule(
    "F104",
    "unknown-category",
    severity=Severity.ERROR,
    summary="a category is not on Apple's list",
    why="Apple Podcasts takes its own categories only, spelled as it does, and its list of 2019 "
    "dropped many. With no other one the feed is refused; beside one that Apple knows, it is "
    "passed over, and listeners don't find the show there (then this is a warning).",
    fix='Take it from Apple\'s list; a subcategory stands after its category: `["News", '
    '"Tech News"]`.',
    bad=show_example(categories='["technology"]'),
    good=show_example(categories='[["News", "Tech News"]]'),
)
def unknown_category(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show, known = subject.show, apple_categories()
    # Live feeds show it: beside a category of its own, Apple passes over what it doesn't know.
    listed = any(category in known for category, *_ in show.categories)
    severity = Severity.WARNING if listed else None
    for row, (category, *subcategories) in enumerate(show.categories):
        if category not in known:
            parent = next((top for top, subs in known.items() if category in subs), None)
            place = show.source.place("categories", row, 0)
            if parent:
                message = f'is a subcategory: write ["{parent}", "{category}"]'
                yield Problem(f'"{category}" {message}', place, severity=severity)
            else:
                hint = near_categories(category, known)
                yield Problem(
                    f'"{category}" is not on Apple\'s list of categories{hint}',
                    place,
                    severity=severity,
                )
        for column, subcategory in enumerate(subcategories, 1):
            if subcategory not in known.get(category, (subcategory,)):
                place = show.source.place("categories", row, column)
                hint = near_categories(subcategory, known[category])
                yield Problem(
                    f'"{subcategory}" is not a subcategory of "{category}" at Apple{hint}',
                    place,
                    severity=severity,
                )


@show_rule(
    "F105",
    "no-owner-email",
    severity=Severity.WARNING,
    summary="the owner has no email address",
    why="YouTube refuses a feed without `itunes:owner` email, and other directories verify by it "
    "that the show is yours.",
    fix='Add `[owner]` with `name = "…"` and `email = "…"` to show.toml; to keep the address out '
    "of the feed on purpose, ignore this rule.",
    bad=show_example(owner='{name = "Ann"}'),
    good=show_example(),
)
def no_owner_email(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.owner is None or not show.owner.email:
        yield Problem(
            "the owner has no email: YouTube refuses the feed, and no directory can verify that "
            "the show is yours. Add it under [owner]",
            show.source.place("owner"),
        )


@show_rule(
    "F106",
    "no-description",
    severity=Severity.ERROR,
    summary="the show has no description",
    why="RSS requires one, and Apple Podcasts refuses a feed without.",
    fix='Add `description = "…"` to show.toml: plain text, up to 4,000 bytes.',
    bad=show_example(description=None),
    good=show_example(),
)
def no_description(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if not subject.show.description.strip():
        yield Problem(
            "no description: Apple Podcasts refuses the feed. Until you add one, the title stands "
            "in for it"
        )


@show_rule(
    "F107",
    "long-description",
    severity=Severity.WARNING,
    summary="the show's description is longer than apps take",
    why="Apple Podcasts takes 4,000 bytes; the feed has what fits, cut between paragraphs.",
    fix="Shorten it.",
    bad=show_example(description=f'"{"Talks about things. " * 210}"'),
    good=show_example(),
)
def long_description(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    size = len(show.description.encode(errors="replace"))
    if size > DESCRIPTION_LIMIT_BYTES:
        yield Problem(
            f"the description has {size:,} bytes, and Apple Podcasts takes 4,000: the rest is "
            "left out of the feed",
            show.source.place("description"),
        )


@show_rule(
    "F108",
    "locked-without-owner",
    severity=Severity.WARNING,
    summary="the feed is locked, but doesn't say by whom",
    why="Hosts ignore `podcast:locked` without the owner's email, which they ask for leave to "
    "import the show.",
    fix="Add `email` under `[owner]` in show.toml, or leave `locked` out.",
    bad=show_example(locked="true", owner='{name = "Ann"}'),
    good=show_example(locked="true"),
)
def locked_without_owner(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.locked is not None and (show.owner is None or not show.owner.email):
        yield Problem(
            "locked has no effect without the owner's email: add it under [owner]",
            show.source.place("locked"),
        )


@show_rule(
    "F109",
    "bad-podcast-guid",
    severity=Severity.ERROR,
    summary="the show's guid is not a UUID",
    why="Apps and directories know a podcast by `podcast:guid` when its address changes; one that "
    "isn't a UUID, or is all zeros, is dropped or taken for another show's.",
    fix="Leave `guid` out of show.toml: one is made of the feed's address at the first build and "
    "kept in feed.lock. If the show has been published before, take the GUID of that feed.",
    bad=show_example(guid='"my-show"'),
    good=show_example(guid='"917393e3-1b1e-5cef-ace4-edaa54e1f810"'),
)
def bad_podcast_guid(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.guid is not None and not is_podcast_guid(show.guid):
        yield Problem(
            f'guid "{show.guid}" is not a UUID, so it doesn\'t count: take the one of the '
            "published feed (podcast:guid), or leave guid out and one is made",
            show.source.place("guid"),
        )


def is_podcast_guid(text: str) -> bool:
    """Say whether `text` can be a podcast's GUID: 36 characters of a UUID, not all zero."""
    return _UUID.fullmatch(text) is not None and any(sign not in "0-" for sign in text)
