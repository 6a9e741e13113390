"""Family F: extra tags, and words beside numbers (F170, F270-F273)."""

from collections.abc import Iterable, Iterator

from publisher.model import Episode, ExtraTag, Severity, Source
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, episode_rule, show_rule
from publisher.rules.feed.examples import show_example
from publisher.rules.feed.own_tags import CHANNEL_TAGS, ITEM_TAGS, is_ours
from publisher.rules.feed.tagged import episode_example, too_long

DISPLAY_LIMIT = 32  # characters (podcast namespace, `episode`)
_WHY = (
    "A tag that stands twice breaks the feed for apps that expect one: Apple Podcasts takes "
    "either, and W3C's validator refuses it. So it is left out."
)
_FIX = (
    "Take it out of `extra_tags`, and use publisher's own key for it: feeds/TAGS.md in its "
    "repository lists them."
)


@show_rule(
    "F170",
    "extra-tag-of-ours",
    severity=Severity.WARNING,
    summary="an extra tag of the show is one that publisher writes itself",
    why=_WHY,
    fix=_FIX,
    bad=show_example(extra_tags='[{tag = "itunes:author", text = "Ann"}]'),
    good=show_example(extra_tags='[{tag = "spotify:limit", attributes = {recentCount = "5"}}]'),
)
def extra_tag_of_ours(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    yield from _clashes(subject.show.extra_tags, CHANNEL_TAGS, subject.show.source)


@episode_rule(
    "F270",
    "episode-extra-tag-of-ours",
    severity=Severity.WARNING,
    summary="an extra tag of the episode is one that publisher writes itself",
    why=_WHY,
    fix=_FIX,
    bad=episode_example("extra_tags: [{tag: guid, text: mine}]"),
    good=episode_example("extra_tags: [{tag: comments, text: https://example.com/1#talk}]"),
)
def episode_extra_tag_of_ours(episode: Episode, _context: Context) -> Iterator[Problem]:
    yield from _clashes(episode.extra_tags, ITEM_TAGS, episode.source)


def _clashes(tags: Iterable[ExtraTag], ours: frozenset[str], source: Source) -> Iterator[Problem]:
    for tag in tags:
        if is_ours(tag, ours):
            message = (
                f"publisher writes {tag.tag} itself, and apps take either of two: this one is left "
                "out of the feed. Use the key for it in place of extra_tags"
            )
            yield Problem(message, source.place(*tag.at, "tag"))


@episode_rule(
    "F271",
    "long-display",
    severity=Severity.WARNING,
    summary="the words beside a number are longer than apps show",
    why="Apps show `episode_display` in place of the episode's number and `season_name` in place "
    "of the season's: they cut the first after 32 characters, the second after 128.",
    fix="Shorten it.",
    bad=episode_example(f"number: 1\nepisode_display: {'Chapter one, ' * 3}"),
    good=episode_example("number: 1\nepisode_display: Ch. 1"),
)
def long_display(episode: Episode, _context: Context) -> Iterator[Problem]:
    for key, text, limit in (
        ("episode_display", episode.episode_display, DISPLAY_LIMIT),
        ("season_name", episode.season_name, 128),
    ):
        if message := too_long(text, key, limit):
            yield Problem(message, episode.source.place(key))


@episode_rule(
    "F272",
    "display-without-number",
    severity=Severity.WARNING,
    summary="words stand in for a number that isn't there",
    why="Apps sort by the number and show the words in its place: without the number the feed has "
    "neither.",
    fix="Add `number` beside `episode_display`, `season` beside `season_name`.",
    bad=episode_example("episode_display: Ch. 1"),
    good=episode_example("number: 1\nepisode_display: Ch. 1"),
)
def display_without_number(episode: Episode, _context: Context) -> Iterator[Problem]:
    for key, text, number, wanted in (
        ("episode_display", episode.episode_display, episode.number, "number"),
        ("season_name", episode.season_name, episode.season, "season"),
    ):
        if text is not None and number is None:
            message = f"{key} stands for a {wanted} that is missing, and is left out: add {wanted}"
            yield Problem(message, episode.source.place(key))


@episode_rule(
    "F273",
    "blocked-episode",
    severity=Severity.INFO,
    summary="the episode is hidden from Apple Podcasts",
    why="With `block: true` Apple Podcasts takes the episode down, also for those who follow the "
    "show there.",
    fix="Leave `block` out to have it listed.",
    bad=episode_example("block: true"),
    good=episode_example("block: false"),
)
def blocked_episode(episode: Episode, _context: Context) -> Iterator[Problem]:
    if episode.block:
        message = "block: true hides the episode from Apple Podcasts"
        yield Problem(message, episode.source.place("block"))
