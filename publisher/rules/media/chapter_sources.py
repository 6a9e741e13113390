"""Family M on where chapters come from (M3xx): files that can't be read, lists that disagree."""

from collections.abc import Iterator, Sequence

from publisher.episodes.codes import SEVERITIES
from publisher.model import Chapter, ChapterSource, Episode, Severity
from publisher.rules.catalogue import Context, Example, Problem, Subject, episode_rule, reported
from publisher.rules.feed.examples import SOUND
from publisher.rules.media.chapters import GOOD, called, in_contents, listed_example, place_of

_AGREE_SECONDS = 2.0  # by which two lists of the same chapters may differ

reported(
    Subject.EPISODE,
    "M305",
    "chapter-without-title",
    severity=SEVERITIES["M305"],
    summary="a chapter has no title",
    why="Apps would show an empty line, so it is left out.",
    fix="Add `title`; where only image or link changes, `toc: false` keeps it from the list.",
    bad=listed_example(*GOOD, 'start: "12:00"'),
    good=listed_example(*GOOD),
)


reported(
    Subject.EPISODE,
    "M307",
    "unreadable-chapters",
    severity=SEVERITIES["M307"],
    summary="a file of chapters can't be read",
    why="The feed names no chapters then, and apps show none.",
    fix="Mend the file. It can be JSON chapters of the podcast namespace, Podlove Simple Chapters "
    "(XML or JSON), WebVTT, ffmetadata, Audacity's labels, or lines such as 00:12:34.000 Title.",
    bad=Example(
        SOUND.replace("---\nNotes.", "chapters: chapters.json\n---\nNotes."),
        {"feeds/show/episodes/chapters.json": '{"version": "1.2.0", "chapters": [{"startTime": '},
    ),
    good=Example(
        SOUND.replace("---\nNotes.", "chapters: chapters.json\n---\nNotes."),
        {
            "feeds/show/episodes/chapters.json": '{"version": "1.2.0", "chapters": [{"startTime": '
            '0, "title": "Hello"}]}'
        },
    ),
)


@episode_rule(
    "M308",
    "chapters-disagree",
    severity=Severity.WARNING,
    summary="the chapters in the notes are not those of the front matter or the file",
    why="Listeners read one list in the notes and see another in the player; Spotify takes the "
    "times from the notes.",
    fix="Correct the one that is wrong, or delete one: the list in the body is enough.",
    bad=listed_example(*GOOD).replace("Notes.\n", "## Chapters\n\n- 0:00 Hello\n- 6:30 News\n"),
    good=listed_example(*GOOD).replace("Notes.\n", "- 0:00 Hello\n- 5:00 News\n- 9:00 Bye\n"),
)
def chapters_disagree(episode: Episode, _context: Context) -> Iterator[Problem]:
    noted = episode.body_chapters.chapters
    if not noted or episode.chapters_from in (None, ChapterSource.BODY):
        return
    counted = in_contents(episode)
    for one, other, elsewhere in (
        (noted, counted, f"those of the {episode.chapters_from}"),
        (counted, noted, "those in the notes"),
    ):
        for chapter in one:
            if not _has(other, chapter):
                source = ChapterSource.BODY if one is noted else None
                yield Problem(
                    f"{called(chapter)} is not among {elsewhere}, so the player shows another "
                    "list than the notes: correct one of them",
                    place_of(episode, chapter, source),
                )
                return


def _has(chapters: Sequence[Chapter], wanted: Chapter) -> bool:
    start = wanted.start_seconds
    return any(abs(chapter.start_seconds - start) <= _AGREE_SECONDS for chapter in chapters)
