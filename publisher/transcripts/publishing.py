"""Which forms of an episode's transcripts a build makes, beside those that were given."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path, PurePath
from typing import NamedTuple

from publisher.media_types import transcript_type
from publisher.model import Episode, Transcript
from publisher.transcripts.cues import Form, UnreadableError
from publisher.transcripts.reading import Facts, known_transcript, transcript_facts
from publisher.transcripts.writing import makeable_forms, write_transcript

CAPTIONS = "captions"  # the `rel` of a transcript with times (podcast namespace, `transcript`)
_CAPTION_TYPES = ("text/vtt", "application/x-subrip", "application/srt", "text/srt")
_SUFFIXES = {Form.VTT: ".vtt", Form.SRT: ".srt", Form.JSON: ".json", Form.HTML: ".html"}


class GivenTranscript(NamedTuple):
    """A transcript that an episode names, as apps are told of it."""

    transcript: Transcript
    type: str
    language: str | None
    rel: str | None


class MadeTranscript(NamedTuple):
    """A file that the build makes of one of the episode's own; `source` is below the root."""

    name: str
    type: str
    language: str | None
    rel: str | None
    source: Path
    form: Form

    def make(self, root: Path) -> bytes:
        """Return what the file holds; nothing where the source has gone since it was listed."""
        known = known_transcript(root / self.source)
        if isinstance(known, UnreadableError):
            return b""
        return write_transcript(known, self.form, known.language)


class _Source(NamedTuple):
    file: Path
    language: str | None
    facts: Facts


def given_transcripts(episode: Episode, root: Path) -> tuple[GivenTranscript, ...]:
    """Return the episode's transcripts that apps can read, so far as their names tell.

    JSON of services is none: the build makes JSON of the podcast namespace of it.
    """
    given = []
    for transcript in episode.transcripts:
        kind = transcript_type(transcript)
        if kind is None:
            continue
        facts = transcript_facts(root / transcript.file) if transcript.file else None
        if facts is not None and facts.is_foreign:
            continue
        timed = facts.is_timed and facts.form is not Form.HTML if facts else kind in _CAPTION_TYPES
        language = transcript.language or (facts.language if facts else None)
        given.append(GivenTranscript(transcript, kind, language, CAPTIONS if timed else None))
    return tuple(given)


def made_transcripts(
    episode: Episode, root: Path, taken: Iterable[str] = ()
) -> tuple[MadeTranscript, ...]:
    """Return the transcripts to be made for an episode: of each language the forms not given.

    They are made of the file that says most. A file that can't be read gives none. `taken` are
    names that other files of the episode have.
    """
    sources = [
        _Source(each.file, each.language or facts.language, facts)
        for each in episode.transcripts
        if each.file is not None and (facts := transcript_facts(root / each.file)) is not None
    ]
    if not sources:
        return ()
    given = given_transcripts(episode, root)
    names = {*(source.file.name.lower() for source in sources), *(name.lower() for name in taken)}
    made: list[MadeTranscript] = []
    sources.sort(key=lambda source: (source.language or "", source.file))
    for language, group in groupby(sources, key=lambda source: source.language):
        best = max(group, key=lambda each: (each.facts.is_timed, each.facts.has_speakers))
        there = {each.type for each in given if each.language == language}
        for form in makeable_forms(is_timed=best.facts.is_timed):
            if form in there or (form is Form.SRT and there & set(_CAPTION_TYPES[2:])):
                continue
            name = _free_name(best.file, _SUFFIXES[form], names)
            if name is not None:
                names.add(name.lower())
                rel = CAPTIONS if form is not Form.HTML else None
                made.append(MadeTranscript(name, form.value, language, rel, best.file, form))
    return tuple(made)


def _free_name(file: PurePath, suffix: str, taken: set[str]) -> str | None:
    """Return what a made file is called: as its source, unless another file is called so."""
    for name in (f"{file.stem}{suffix}", f"{file.stem}-transcript{suffix}"):
        if name.lower() not in taken:
            return name
    return None
