"""An episode → its page. A pure function of the episode, its notes, neighbours and show."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from publisher.addresses import is_url, season_path
from publisher.media_types import recording_type
from publisher.model import Episode, Show
from publisher.notes.html import escape
from publisher.notes.moments import write_clock
from publisher.notes.plain import plain
from publisher.notes.urls import safe_url
from publisher.site.entries import credits_of, is_host
from publisher.site.episode_meta import episode_meta
from publisher.site.pages import SiteRenderer, relative
from publisher.site.transcript_view import PageTranscript, view_transcript
from publisher.site.views import (
    AudioView,
    Card,
    ChapterView,
    EpisodeView,
    PersonView,
)
from publisher.site.words import (
    day_in_words,
    facts_of,
    is_explicit,
    iso_day,
    language_of,
    season_name,
    short_seconds,
    size_in_words,
)

PAGE_BYTES = 100_000
"""No page has more than this, but for what an episode's own notes may take."""

_AROUND_BYTES = 16_000  # head, header, player, people, footer
_CHAPTER_BYTES = 400
_OPENING = 4_000  # characters of the notes; a summary stands at their beginning
_TAG = re.compile(r"<[^<>]*>")
_TOP = "../../"


class Around(NamedTuple):
    """What an episode's page shows that is not in its file.

    `audio_url` is the enclosure's; a file beside the page goes before it. `transcripts` are those
    made beside the page to be read there: their names and languages. `older` and `newer` are its
    neighbours in the show; `seasons` are those that have a page.
    """

    audio_url: str | None = None
    transcripts: Sequence[tuple[str, str | None]] = ()
    transcript: PageTranscript | None = None
    older: Episode | None = None
    newer: Episode | None = None
    seasons: frozenset[int] = frozenset()


NOTHING_AROUND = Around()


def episode_page(
    site: SiteRenderer,
    show: Show,
    episode: Episode,
    notes: str,
    around: Around = NOTHING_AROUND,
) -> str:
    """Return an episode's page; `notes` is its notes in the form `page`."""
    frame = site.frame(_TOP, show)
    summary = plain(episode.summary or "")
    audio = _audio(episode, show, around.audio_url)
    chapters = _chapters(episode)
    room = PAGE_BYTES - _AROUND_BYTES - _CHAPTER_BYTES * len(chapters) - len(notes.encode())
    transcript = around.transcript
    people = _people(site, episode, show)
    values: dict[str, Any] = {
        "language": language_of(episode.language or show.language),
        "episode": _view(episode, show, summary, around.seasons),
        "facts": facts_of(episode, show),
        "lead": "" if _is_said(summary, notes) else summary,
        "image": _image(episode, show, site),
        "audio": audio,
        "notes": Markup(notes),  # noqa: S704 (written by the form `page`, which escapes)
        "chapters": chapters,
        "transcript": view_transcript(transcript, room) if transcript is not None else None,
        "transcripts": tuple(_transcripts(episode, around.transcripts)),
        "people": people,
        "older": around.older and _neighbour(around.older),
        "newer": around.newer and _neighbour(around.newer),
    }
    meta = episode_meta(site, show, episode, audio, people)
    return site.render("episode.html.j2", frame, meta, **values)


def _is_said(summary: str, notes: str) -> bool:
    """Say whether the notes have these words, be some of them a link, where they begin."""
    written = escape(summary)
    return written in notes or written in " ".join(_TAG.sub("", notes[:_OPENING]).split())


def _view(episode: Episode, show: Show, summary: str, seasons: frozenset[int]) -> EpisodeView:
    season = episode.season
    has_page = season is not None and season in seasons
    return EpisodeView(
        title=plain(episode.title),
        slug=episode.slug,
        number=episode.number,
        season=season,
        season_name=season_name(show, season) if season is not None else "",
        season_url=relative(_TOP, season_path(show.slug, season))
        if has_page and season is not None
        else None,
        type=str(episode.type),
        day=day_in_words(episode, show),
        date=iso_day(episode, show),
        summary=summary,
        tags=tuple(map(plain, episode.tags)),
        explicit=is_explicit(episode, show),
        draft=episode.draft,
    )


def _neighbour(episode: Episode) -> Card:
    return Card(plain(episode.title), f"../{quote(episode.slug)}/index.html")


def _people(site: SiteRenderer, episode: Episode, show: Show) -> tuple[PersonView, ...]:
    """Return who takes part, hosts first."""
    views = [
        site.person(credit.person, credit.role, _TOP, is_host=is_host(credit.role))
        for credit in credits_of(episode, show)
    ]
    return (
        *(view for view in views if view.is_host),
        *(view for view in views if not view.is_host),
    )


def _chapters(episode: Episode) -> tuple[ChapterView, ...]:
    """Return the chapters of the table of contents, in the order of time."""
    return tuple(
        ChapterView(
            short_seconds(chapter.start_seconds),
            write_clock(chapter.start_seconds),
            plain(chapter.title),
            safe_url(chapter.url) if chapter.url else None,
            _beside_or_url(chapter.image) if chapter.image else None,
        )
        for chapter in sorted(episode.chapters, key=lambda each: each.start_seconds)
        if chapter.title and chapter.listed and chapter.start_seconds >= 0
    )


def _image(episode: Episode, show: Show, site: SiteRenderer) -> str | None:
    if episode.image is None:
        return site.artwork(show, _TOP)
    return _beside_or_url(episode.image)


def _beside_or_url(image: str) -> str | None:
    return safe_url(image) if is_url(image) else _beside(Path(image))


def _audio(episode: Episode, show: Show, audio_url: str | None) -> AudioView | None:
    audio = episode.audio
    if audio is not None and audio.file is not None and show.audio_base_url is None:
        url: str | None = _beside(audio.file)
    else:
        address = audio_url or (audio.url if audio is not None else None)
        url = safe_url(address) if address else None
    if url is None:
        return None
    if audio is None:
        return AudioView(url)
    seconds = audio.duration_seconds
    return AudioView(
        url,
        recording_type(audio.type, audio.url, str(audio.file) if audio.file else None),
        audio.size_bytes,
        size_in_words(audio.size_bytes),
        seconds,
        write_clock(seconds) if seconds else "",
    )


def _transcripts(
    episode: Episode, made: Iterable[tuple[str, str | None]]
) -> Iterable[tuple[str, str]]:
    for name, language in made:
        yield _transcript_kind(name, language), quote(name)
    for transcript in episode.transcripts:
        url = safe_url(transcript.url) if transcript.url else None
        target = _beside(transcript.file) if transcript.file is not None else url
        if target is not None:
            yield _transcript_kind(target.partition("?")[0], transcript.language), target


def _transcript_kind(name: str, language: str | None) -> str:
    kind = Path(name).suffix.removeprefix(".").upper() or "Read it"
    return f"{kind} ({language})" if language else kind


def _beside(file: Path) -> str:
    """Return the address of a file that is published in the page's own folder."""
    return quote(file.name)
