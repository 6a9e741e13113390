"""Rules about tags that a show and an episode have alike: one decision, two codes.

The show's code is F1xx, the episode's F2xx with the same last digits.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from publisher.model import Episode, Severity, Source
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.complete import TEXT_LIMIT, Holder
from publisher.rules.feed.examples import SOUND, show_example


class Tagged(NamedTuple):
    """What has the tags, and the file that says so; `length_seconds` is that of an episode."""

    holder: Holder
    source: Source
    length_seconds: int | None = None


Decision = Callable[[Tagged], Iterable[Problem]]


def tag_rule(
    digits: str,
    name: str,
    *,
    severity: Severity = Severity.WARNING,
    summary: str,
    why: str,
    fix: str,
    key: str,
    bad: tuple[str, str],
    good: tuple[str, str],
) -> Callable[[Decision], Decision]:
    """Register a rule for shows with their live streams, and for episodes.

    `bad` and `good` are values of `key`: in TOML for the show, in YAML for the episode.
    """

    def register(decide: Decision) -> Decision:
        def of_show(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
            show = subject.show
            holders: tuple[Holder, ...] = (show, *show.live_items)
            for holder in holders:
                yield from decide(Tagged(holder, show.source))

        def of_episode(episode: Episode, _context: Context) -> Iterator[Problem]:
            length = episode.audio.duration_seconds if episode.audio is not None else None
            yield from decide(Tagged(episode, episode.source, length))

        show_rule(
            f"F1{digits}",
            name,
            severity=severity,
            summary=f"{summary} (show)",
            why=why,
            fix=fix,
            bad=show_example(**{key: bad[0]}),
            good=show_example(**{key: good[0]}),
        )(of_show)
        episode_rule(
            f"F2{digits}",
            f"episode-{name}",
            severity=severity,
            summary=f"{summary} (episode)",
            why=why,
            fix=fix.replace(" = ", ": "),  # TOML to YAML
            bad=episode_example(f"{key}: {bad[1]}"),
            good=episode_example(f"{key}: {good[1]}"),
        )(of_episode)
        return decide

    return register


def episode_example(fields: str) -> Example:
    """Return a sound episode with more front matter."""
    return Example(SOUND.replace("---\nNotes", f"{fields}\n---\nNotes"))


def too_long(text: str | None, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return what to say of a text that apps cut; "" where they don't."""
    if text is None or len(text) <= limit:
        return ""
    return f"{what} has {len(text)} characters, and apps cut it after {limit}: shorten it"
