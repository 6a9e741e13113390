"""Family F: the further feeds of a show, `[[feeds]]` (F319), and which episodes they want."""

from collections.abc import Iterator

from publisher.media_types import audio_type, bare_type
from publisher.model import AlternateEnclosure, Episode, FilteredFeed, Severity
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.examples import show_example


def is_wanted(episode: Episode, feed: FilteredFeed) -> bool:
    """Say whether a feed wants the episode, whatever recordings there are of it."""
    tags = {tag.casefold() for tag in episode.tags}
    return (
        (not feed.seasons or episode.season in feed.seasons)
        and (not feed.types or episode.type in feed.types)
        and (not feed.tags or not tags.isdisjoint(map(str.casefold, feed.tags)))
        and tags.isdisjoint(map(str.casefold, feed.exclude_tags))
    )


def is_enclosure(alternate: AlternateEnclosure, wanted: str) -> bool:
    """Say whether a recording is called `wanted`, or is of that type."""
    return (alternate.title or "").casefold() == wanted.casefold() or (
        alternate.type is not None and bare_type(alternate.type) == bare_type(wanted)
    )


def _has_recording(episode: Episode, wanted: str) -> bool:
    kind = audio_type(episode.audio) if episode.audio is not None else None
    return (kind is not None and bare_type(kind) == bare_type(wanted)) or any(
        is_enclosure(alternate, wanted) for alternate in episode.alternate_enclosures
    )


@show_rule(
    "F319",
    "empty-further-feed",
    severity=Severity.WARNING,
    summary="a further feed has no episode",
    why="Whoever subscribes to it gets nothing, and Apple Podcasts and Spotify list no show "
    "without an episode: a slip in a tag, a season or a type empties a feed without a word.",
    fix="Correct what the feed of `[[feeds]]` asks for, or give episodes what it asks for.",
    bad=show_example(feeds='[{name = "talks", tags = ["talk"]}]'),
    good=show_example(feeds='[{name = "all-but-talks", exclude_tags = ["talk"]}]'),
)
def empty_further_feed(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    episodes = [each for each in subject.episodes if not each.draft]
    for index, feed in enumerate(subject.show.feeds):
        wanted = [episode for episode in episodes if is_wanted(episode, feed)]
        place = subject.show.source.place("feeds", index, "name")
        if episodes and not wanted:
            message = "no episode has the seasons, tags and types that it asks for: correct them"
            yield Problem(f'the feed "{feed.name}" is empty: {message}', place)
        elif feed.enclosure and wanted:
            asked = feed.enclosure
            if not any(_has_recording(episode, asked) for episode in wanted):
                message = f'no episode has a recording of the type or title "{asked}": correct it'
                yield Problem(f'the feed "{feed.name}" is empty: {message}', place)
