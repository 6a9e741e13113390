"""Family M on the chapters (M3xx): what apps leave out, or show at the wrong moment."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from publisher.addresses import is_url
from publisher.chapters.youtube import (
    SHORTEST_SECONDS,
    TOO_SHORT,
    YouTubeProblem,
    youtube_problem,
)
from publisher.documents import Document
from publisher.documents.parsed import shown
from publisher.model import Chapter, ChapterSource, Episode, Place, Severity
from publisher.rules.catalogue import (
    Context,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.examples import SOUND

_BEYOND_SECONDS = 1.0  # durations are rounded


def listed_example(*chapters: str) -> str:
    """Return a sound episode with these chapters in its front matter."""
    lines = "".join(f"  - {{{chapter}}}\n" for chapter in chapters)
    return SOUND.replace("---\nNotes.", f"chapters:\n{lines}---\nNotes.")


def noted_example(*lines: str) -> str:
    """Return a sound episode whose body lists chapters."""
    return SOUND.replace("Notes.\n", "## Chapters\n\n" + "".join(f"- {line}\n" for line in lines))


GOOD = ('start: "0:00", title: Hello', 'start: "5:00", title: News', 'start: "9:00", title: Bye')
GOOD_NOTES = ("0:00 Hello", "5:00 News", "9:00 Talk", "15:00 Bye")


def _clock(seconds: float) -> str:
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def called(chapter: Chapter) -> str:
    """Return what messages call a chapter."""
    return f'chapter "{shown(chapter.title, 40)}" at {_clock(chapter.start_seconds)}'


def place_of(
    episode: Episode, chapter: Chapter, source: ChapterSource | None = None
) -> Place | None:
    """Return where a chapter is written, as near as that is known."""
    source = source or episode.chapters_from
    if source is ChapterSource.FRONT_MATTER and chapter.at is not None:
        return episode.source.place("chapters", chapter.at)
    if source is ChapterSource.BODY and chapter.at is not None:
        document = episode.source
        if isinstance(document, Document):
            start = document.body_start + chapter.at
            return document.place_at(start, start + 1)
    if source is ChapterSource.FILE and episode.chapter_file is not None:
        return episode.chapter_file.place
    return None


@episode_rule(
    "M301",
    "chapters-go-back",
    severity=Severity.WARNING,
    summary="a chapter starts before the one above it",
    why="Times go forward, so one of the two is a slip. Spotify and YouTube show no chapters at "
    "all where the times in the notes aren't in order; other apps jump to the wrong moment. In a "
    "body such a line is left out of the chapters.",
    fix="Correct the time, or move the chapter to its place.",
    bad=noted_example("0:00 Hello", "5:00 News", "3:00 Talk", "15:00 Bye"),
    good=noted_example(*GOOD_NOTES),
)
def chapters_go_back(episode: Episode, _context: Context) -> Iterator[Problem]:
    if not episode.chapters and not episode.body_chapters.astray:
        return
    for chapter in episode.body_chapters.astray:
        taken = "left out of" if episode.body_chapters.chapters else "so the list isn't taken for"
        yield Problem(
            f"{called(chapter)} goes back in time, {taken} the chapters: correct the time"
            + _hour_forgotten(chapter, episode.body_chapters.chapters),
            place_of(episode, chapter, ChapterSource.BODY),
        )
    if episode.chapters_from in (ChapterSource.FRONT_MATTER, ChapterSource.FILE):
        for earlier, later in pairwise(in_contents(episode)):
            if (earlier.at or 0) > (later.at or 0) and earlier.start_seconds < later.start_seconds:
                yield Problem(
                    f"{called(earlier)} stands below {called(later)}: one of the times is "
                    "wrong, and apps jump to the wrong moment, or the chapter belongs further up",
                    place_of(episode, earlier),
                )


def _hour_forgotten(chapter: Chapter, others: Sequence[Chapter]) -> str:
    """Return a hint where the chapter is in order an hour later: `01:08` below `57:47`."""
    later = chapter.start_seconds + 3600
    above = [each.start_seconds for each in others if (each.at or 0) < (chapter.at or 0)]
    below = [each.start_seconds for each in others if (each.at or 0) > (chapter.at or 0)]
    if above and above[-1] <= later <= min(below, default=later):
        return f" (did you mean {_clock(later)}?)"
    return ""


@episode_rule(
    "M302",
    "chapter-after-the-end",
    severity=Severity.WARNING,
    summary="a chapter starts after the audio has ended",
    why="Apps list it, and a tap on it does nothing or ends the episode: either this time or the "
    "audio's duration is wrong.",
    fix="Correct the time, or `duration` under `audio`.",
    bad=listed_example(*GOOD, 'start: "25:00", title: Too late'),
    good=listed_example(*GOOD),
)
def chapter_after_the_end(episode: Episode, _context: Context) -> Iterator[Problem]:
    duration = episode.audio.duration_seconds if episode.audio else None
    if not duration or not episode.chapters:
        return
    for chapter in episode.chapters:
        if chapter.start_seconds > duration + _BEYOND_SECONDS:
            yield Problem(
                f"{called(chapter)} starts after the audio has ended ({_clock(duration)}), so a "
                "tap on it ends the episode: correct the time, or the duration under audio",
                place_of(episode, chapter),
            )
            return  # the others are behind this one


@episode_rule(
    "M303",
    "chapters-at-one-time",
    severity=Severity.INFO,
    summary="two chapters start at the same moment",
    why="Apps show one of the two, and which one differs from app to app.",
    fix="Correct one of the times, or make one chapter of the two.",
    bad=listed_example(*GOOD, 'start: "9:00", title: Thanks'),
    good=listed_example(*GOOD),
)
def chapters_at_one_time(episode: Episode, _context: Context) -> Iterator[Problem]:
    pairs = [
        (earlier, later)
        for earlier, later in pairwise(in_contents(episode))
        if earlier.start_seconds == later.start_seconds
    ]
    for earlier, later in pairs[:1]:
        more = f" (and {len(pairs) - 1} more such)" if len(pairs) > 1 else ""
        yield Problem(
            f'{called(later)} starts with "{shown(earlier.title, 40)}"{more}, and apps show one '
            "of the two: correct one of the times, or make one chapter of both",
            place_of(episode, later),
        )


def in_contents(episode: Episode) -> Sequence[Chapter]:
    """Return the chapters that listeners see in a list."""
    return [chapter for chapter in episode.chapters if chapter.listed]


@show_rule(
    "M304",
    "chapters-not-everywhere",
    severity=Severity.INFO,
    summary="YouTube or Spotify would not show these chapters",
    why="Both take chapters only where there are three or more, in order, and the first starts at "
    f"0:00; on YouTube each must last {SHORTEST_SECONDS} seconds. Else they show none; other apps "
    "do.",
    fix="Start the first chapter at 0:00, and give at least three of 10 seconds or more.",
    bad=listed_example('start: "0:10", title: Hello', *GOOD[1:]),
    good=listed_example(*GOOD),
)
def chapters_not_everywhere(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    """Tell the newest episode alone where it is the show's habit: nobody mends hundreds."""
    found: dict[str, list[tuple[Episode, YouTubeProblem]]] = {}
    for episode in subject.episodes:
        problem = _youtube_problem(episode) if episode.chapters else None
        if problem is not None:
            found.setdefault(problem.kind, []).append((episode, problem))
    for kind, episodes in found.items():
        episode, problem = max(episodes, key=lambda each: _age(each[0]))
        others = len(episodes) - 1
        more = f" (and for {others:,} other{'s' if others > 1 else ''})" if others else ""
        places = "YouTube shows" if kind == TOO_SHORT else "YouTube and Spotify show"
        chapter = in_contents(episode)[problem.which]
        place = place_of(episode, chapter) or episode.source.place("chapters")
        yield Problem(f"{places} no chapters for this episode{more}: {problem.message}", place)


def _age(episode: Episode) -> tuple[bool, float]:
    published = episode.published
    return published is None, published.timestamp() if published else 0.0


def _youtube_problem(episode: Episode) -> YouTubeProblem | None:
    chapters = in_contents(episode)
    duration = episode.audio.duration_seconds if episode.audio else None
    if duration is not None and chapters and duration <= chapters[-1].start_seconds:
        duration = None  # one of the two is wrong: M302
    return youtube_problem(chapters, duration)


@episode_rule(
    "M306",
    "insecure-chapter-image",
    severity=Severity.WARNING,
    summary="a chapter's image is not on https",
    why="Apps on iPhones load nothing over plain http, and web players are kept from it by the "
    "browser: the chapter shows no image.",
    fix="Write the address with https://, or put the image beside the episode.",
    bad=listed_example('start: "0:00", title: Hello, image: "http://example.com/1.jpg"', *GOOD[1:]),
    good=listed_example(
        'start: "0:00", title: Hello, image: "https://example.com/1.jpg"', *GOOD[1:]
    ),
)
def insecure_chapter_image(episode: Episode, _context: Context) -> Iterator[Problem]:
    for chapter in episode.chapters:
        image = chapter.image
        if image is not None and is_url(image) and image[:5].lower() != "https":
            yield Problem(
                f"the image of {called(chapter)} is on plain http, which iPhone apps and browsers "
                "don't load: write https://…",
                place_of(episode, chapter),
                image,
            )
