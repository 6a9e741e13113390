"""Family F on the show notes (F3xx): what a place does not take; the notes report it themselves."""

from publisher.model import Severity
from publisher.rules.catalogue import Subject, reported

NOTES_TOO_LONG = "F301"
CHAPTERS_NOT_FOR_YOUTUBE = "F302"

_FRONT = "---\ntitle: First\ndate: 2026-01-02\n{}---\n"
_CHAPTER = '  - {{start: "{}", title: {}}}\n'


def _chapters(*starts: str) -> str:
    chapters = (_CHAPTER.format(start, f"Part {start[0]}") for start in starts)
    return _FRONT.format("chapters:\n" + "".join(chapters)) + "Notes.\n"


reported(
    Subject.NOTES,
    NOTES_TOO_LONG,
    "notes-too-long",
    severity=Severity.WARNING,
    summary="a place does not take notes that long, so something was left out",
    why="Apple Podcasts shows 4000 bytes of notes, Spotify 4000 characters, YouTube 5000; Gmail "
    "clips longer mails than 102 KB, Mastodon takes posts of 500 characters. Cut anywhere, they "
    "would end in half a link; so credits, hosts, social links, listening apps, links, chapters, "
    "offers and guests give way in this order, then the end of the body, and the sponsors last. "
    "Of a post it is the end of the summary, then hashtags, the summary and the guests.",
    fix="Shorten the body, the list of links or the summary; or leave it: the page and the feed "
    "carry all.",
    bad=_FRONT.format("") + "Words about a long talk.\n\n" * 250,
    good=_FRONT.format("") + "Words about a long talk.\n",
)

reported(
    Subject.NOTES,
    CHAPTERS_NOT_FOR_YOUTUBE,
    "chapters-not-for-youtube",
    severity=Severity.WARNING,
    summary="YouTube would not make chapters of these, so they were left out",
    why="YouTube takes chapters only where there are three or more, the first at 0:00, in order, "
    "and each lasts 10 seconds; else the times stand there as loose numbers.",
    fix="Start the first chapter at 0:00 and give at least three, each of 10 seconds or more.",
    bad=_chapters("0:00", "4:00"),
    good=_chapters("0:00", "4:00", "8:00"),
)
