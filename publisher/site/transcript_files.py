"""Which of an episode's transcripts its page shows, and where all of it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from publisher.derived import Derived
from publisher.model import Episode, Network
from publisher.site.transcript_view import PageTranscript
from publisher.transcripts.cues import Form, UnreadableError
from publisher.transcripts.publishing import CAPTIONS
from publisher.transcripts.reading import Facts, known_transcript, transcript_facts


class _Candidate(NamedTuple):
    own: bool  # in the episode's language, as far as anybody knows
    is_timed: bool
    has_speakers: bool
    order: int  # the first of equals
    file: Path
    facts: Facts
    language: str | None


def page_transcript(
    episode: Episode, made: Sequence[Derived], network: Network
) -> PageTranscript | None:
    """Return the transcript that tells most, in the episode's language rather than another.

    `made` is what the build makes beside the page. None where no file of it can be read.
    """
    best = max(_candidates(episode, network), key=lambda each: each[:4], default=None)
    if best is None:
        return None
    known = known_transcript(network.root / best.file)
    if isinstance(known, UnreadableError):
        return None
    same = {
        (each.type, each.rel == CAPTIONS): each.path.rpartition("/")[2]
        for each in made
        if each.language == best.language
    }
    html = same.get((Form.HTML.value, False))
    json = same.get((Form.JSON.value, True))
    if best.facts.form is Form.HTML:
        html = best.file.name
    elif best.facts.form is Form.JSON and not best.facts.is_foreign:
        json = best.file.name
    return PageTranscript(
        known.cues, quote(html) if html else None, quote(json) if json else None, best.language
    )


def _candidates(episode: Episode, network: Network) -> list[_Candidate]:
    show = network.shows.get(episode.show)
    wanted = _primary(episode.language or (show.language if show is not None else "en"))
    found = []
    for order, given in enumerate(episode.transcripts):
        facts = transcript_facts(network.root / given.file) if given.file is not None else None
        if given.file is None or facts is None:
            continue
        language = given.language or facts.language
        own = language is None or _primary(language) == wanted
        found.append(
            _Candidate(own, facts.is_timed, facts.has_speakers, -order, given.file, facts, language)
        )
    return found


def _primary(tag: str) -> str:
    """Return the language of a tag without region and script."""
    return tag.partition("-")[0].lower()
