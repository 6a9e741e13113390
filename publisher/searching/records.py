"""An episode → the page that is indexed of it, which nobody sees: all its words, each at its time.

Pure functions. Unlike the published page it holds the whole transcript, and nothing but content.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from publisher.addresses import episode_path, is_url
from publisher.model import Chapter, Episode, Show
from publisher.notes.campaigns import day_of
from publisher.notes.html import escape, escape_attribute
from publisher.notes.plain import plain
from publisher.transcripts.cues import Cue

LONGEST_NOTES = 300_000  # characters
LONGEST_TRANSCRIPT = 600_000  # characters: some ten hours of talk
MOST_CUES = 50_000
PARAGRAPH_SECONDS = 20  # so exact is where a hit in the audio leads to
# Pagefind parts words of Chinese by a zero width space: in content it would shift places. Taken
# out, what stands after it could become something else, such as the scheme of an address.
_APART = str.maketrans({"\u200b": "\u200c"})


class Record(NamedTuple):
    """What is indexed at `path`, the episode's folder below the site."""

    path: str
    page: str  # HTML
    date: str = ""  # ISO 8601; empty without one


def record_of(show: Show, episode: Episode, notes: str, cues: Sequence[Cue]) -> Record:
    """Return what an episode is found by; `notes` is their HTML as on the episode's page.

    Chapters and paragraphs of the transcript have an id `t=<seconds>`: a hit below it was said
    from then on.
    """
    path = episode_path(show.slug, episode.slug)
    body = "\n".join(chain(_notes(episode, notes), _spoken(episode.chapters, cues)))
    body = body.translate(_APART)
    head = "".join(_head(show, episode, path)).translate(_APART)
    title = escape(plain(episode.title)).translate(_APART)
    return Record(
        path,
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
        f"<body><h1>{title}</h1>\n{body}\n</body></html>",
        episode.published.isoformat() if episode.published is not None else "",
    )


def _head(show: Show, episode: Episode, path: str) -> Iterator[str]:
    """Yield what is shown with a hit."""
    name = plain(show.title)
    yield _fact("meta", "show", name)
    if episode.published is not None:
        day = day_of(episode.published, show.timezone).isoformat()
        yield _fact("meta", "date", day)
        yield _fact("sort", "date", day)
    picture = episode.image
    if picture is not None and not is_url(picture):
        # Not as "image": where there is none of that, Pagefind takes the first one in the notes.
        yield _fact("meta", "picture", path + picture.replace("\\", "/").rpartition("/")[2])


def _fact(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{name}[content]" content="{escape_attribute(value)}">'


def _notes(episode: Episode, notes: str) -> Iterator[str]:
    if episode.summary:
        yield f"<p>{escape(plain(episode.summary[:LONGEST_NOTES]))}</p>"
    yield notes if len(notes) <= LONGEST_NOTES else notes[:LONGEST_NOTES].rpartition("<")[0]
    if episode.tags:
        yield f"<p>{escape(', '.join(map(plain, episode.tags)))}</p>"


def _spoken(chapters: Iterable[Chapter], cues: Sequence[Cue]) -> Iterator[str]:
    """Yield chapters and transcript as they follow one another."""
    waiting = [chapter for chapter in chapters if chapter.listed]
    waiting.reverse()
    for start, words in _paragraphs(cues):
        while waiting and start is not None and waiting[-1].start_seconds <= start:
            yield _chapter(waiting.pop())
        at = f'<span id="t={int(start)}"></span>' if start is not None else ""
        yield f"<p>{at}{escape(words)}</p>"
    while waiting:
        yield _chapter(waiting.pop())


def _chapter(chapter: Chapter) -> str:
    return f'<h2 id="t={int(chapter.start_seconds)}">{escape(plain(chapter.title))}</h2>'


def _paragraphs(cues: Sequence[Cue]) -> Iterator[tuple[float | None, str]]:
    """Yield what is said from a second on; the speaker is named where another one begins."""
    start: float | None = None
    words: list[str] = []
    speaker: str | None = None
    left = LONGEST_TRANSCRIPT
    for cue in cues[:MOST_CUES]:
        since, now = start if start is not None else 0.0, cue.start_seconds
        if words and (now is None or start is None or not 0 <= now - since < PARAGRAPH_SECONDS):
            yield start, " ".join(words)
            words = []
        if not words:
            start = now
        text = plain(cue.text)[:left]
        left -= len(text)
        if cue.speaker and cue.speaker != speaker:
            text = f"{plain(cue.speaker)}: {text}"
        speaker = cue.speaker
        words.append(text)
        if left <= 0:
            break
    if words:
        yield start, " ".join(words)
