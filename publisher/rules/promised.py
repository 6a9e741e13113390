"""Family T: what is promised on air."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from publisher.documents import Document, display_path
from publisher.documents.decoding import decode
from publisher.model import Episode, Place, Severity
from publisher.rules.catalogue import Context, Example, Problem, episode_rule
from publisher.rules.media.transcript_files import read_transcripts
from publisher.rules.on_air.heard import Heard, hear
from publisher.rules.on_air.linked import Linked, linked_by
from publisher.rules.on_air.promises import FARTHEST, Promise, promises_in
from publisher.rules.on_air.sites import Site, sites_in
from publisher.transcripts.cues import Form, Transcript, UnreadableError, shown_clock
from publisher.transcripts.prose import read_prose, transcript_part

_AROUND = 40  # characters quoted on each side of a site
_LONGEST_PROMISE = 70
_MOST_SITES = 300  # of a transcript; nobody promises more

_SHOW_FILE = (
    'title = "The Show"\ndescription = "Talks."\nartwork = "https://podcast.example.com/a.jpg"\n'
    'categories = ["Technology"]\nowner = {name = "Ann", email = "ann@podcast.example.com"}\n'
)
_EPISODE = (
    "---\ntitle: About data\ndate: 2026-03-01\n"
    "audio: {{url: https://podcast.example.com/1.mp3, bytes: 12345678, duration: 1200}}\n"
    "transcripts: [words.vtt]\n---\n{}\n"
)
_WORDS = (
    "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>The whole book is at datebook.org, for free."
    "\n\n00:00:04.000 --> 00:00:06.000\n<v Ben>I'll put that in the show notes.\n"
)
_FILES = {
    "feeds/show/show.toml": _SHOW_FILE,
    "feeds/show/episodes/words.vtt": _WORDS,
}


class _Spoken(NamedTuple):
    """A transcript, and what it is called; `offset` is where it begins in the episode's body."""

    transcript: Transcript
    path: str
    place: Place
    offset: int | None = None


class _Hit(NamedTuple):
    distance: int  # in sentences
    site: Site
    promise: Promise


@episode_rule(
    "T101",
    "promised-on-air",
    severity=Severity.WARNING,
    summary="A site was promised on air, and the notes don't link it",
    why="Listeners look for the link in Apple Podcasts, Spotify or below the video, where notes "
    "are all they have, and find nothing: the guest loses the visitors, and you get the mails.",
    fix="Add the site to `links`, or link it in the notes. If it was no promise, write "
    "<!-- publisher: ignore-file T101 --> anywhere in the episode file.",
    bad=Example(_EPISODE.format("Notes."), _FILES),
    good=Example(_EPISODE.format("Notes, and [the book](https://datebook.org/)."), _FILES),
)
def promised_on_air(episode: Episode, context: Context) -> Iterator[Problem]:
    told: set[str] = set()
    linked: Linked | None = None
    for spoken in _spoken(episode, context):
        heard = hear(spoken.transcript.cues)
        hits = _hits(heard)
        if hits and linked is None:
            linked = linked_by(episode, context.show, context.network)
        for hit in sorted(hits.values(), key=lambda hit: hit.site.start)[:_MOST_SITES]:
            if linked is not None and hit.site.domain not in told and not linked.knows(hit.site):
                told.add(hit.site.domain)
                yield _problem(hit, heard, spoken, episode)


def _spoken(episode: Episode, context: Context) -> Iterator[_Spoken]:
    """Yield the transcripts that can be read here: files, and what stands in the notes."""
    for each, transcript in read_transcripts(episode, context):
        yield _Spoken(transcript, display_path(each.file), each.given.place)
    begins = transcript_part(episode.body)
    if begins is not None:
        words = episode.body[begins:].replace("\r\n", " \n").replace("\r", "\n")
        try:
            found = read_prose(words)
        except UnreadableError:
            return
        text = decode(words.encode("utf-8", "replace"))
        transcript = Transcript(Form.TEXT, tuple(found.cues), text, tuple(found.offsets))
        yield _Spoken(transcript, episode.source.path, Place(episode.source.path), begins)


def _hits(heard: Heard) -> dict[str, _Hit]:
    """Return for each site that may be promised its nearest promise."""
    promises = promises_in(heard)
    sentences = [promise.sentence for promise in promises]
    hits: dict[str, _Hit] = {}
    for start, end in _windows(heard, promises):
        for site in sites_in(heard, start, end):
            sentence = heard.sentence_at(site.start)
            later = bisect_left(sentences, sentence)
            for promise in promises[max(0, later - 4) : later + 1]:
                distance = promise.sentence - sentence
                if not -promise.reach <= distance <= FARTHEST:
                    continue
                known = hits.get(site.domain)
                if known is None or abs(distance) < known.distance:
                    hits[site.domain] = _Hit(abs(distance), site, promise)
    return hits


def _windows(heard: Heard, promises: list[Promise]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text that are near promises, each once."""
    first = last = -1
    for promise in promises:
        if first >= 0 and promise.sentence - FARTHEST > last + 1:
            yield heard.sentence_span(first)[0], heard.sentence_span(last)[1]
            first = -1
        first = max(0, promise.sentence - FARTHEST) if first < 0 else first
        last = max(last, promise.sentence + promise.reach)
    if first >= 0:
        yield heard.sentence_span(first)[0], heard.sentence_span(last)[1]


def _problem(hit: _Hit, heard: Heard, spoken: _Spoken, episode: Episode) -> Problem:
    site, promise = hit.site, hit.promise
    cue = heard.cue_at(site.start)
    place = _place(spoken, cue, site, episode)
    where = _where(spoken, cue) if spoken.offset is None else ""
    seconds = spoken.transcript.cues[cue].start_seconds
    when = f"at {shown_clock(seconds)}" if seconds is not None else ""
    found = f" ({', '.join(part for part in (where, when) if part)})" if where or when else ""
    first, last = heard.sentence_span(heard.sentence_at(site.start))
    said = _quoted(heard.text, max(first, site.start - _AROUND), min(last, site.end + _AROUND))
    _, last = heard.sentence_span(promise.sentence)
    word = _quoted(heard.text, promise.start, min(last, promise.start + _LONGEST_PROMISE))
    name = f"{site.host}{site.path}"
    return Problem(
        f"{name} is named on air{found}, {said}, and promised, {word}, but the notes don't link "
        "it: listeners find nothing in their app. Add it to links, or link it in the notes",
        place,
    )


def _where(spoken: _Spoken, cue: int) -> str:
    if spoken.transcript.offsets[cue] < 0:  # JSON
        return spoken.path
    return f"{spoken.path}:{spoken.transcript.line_of(cue)}"


def _place(spoken: _Spoken, cue: int, site: Site, episode: Episode) -> Place:
    """Return where to look: in the notes' own transcript, else where the file is named."""
    source = episode.source
    if spoken.offset is None or not isinstance(source, Document):
        return spoken.place
    at = spoken.offset + max(0, spoken.transcript.offsets[cue])
    found = episode.body.find(site.host, at)
    start = found if 0 <= found < at + 20_000 else at
    return source.place_at(source.body_start + start, source.body_start + start + len(site.host))


def _quoted(text: str, start: int, end: int) -> str:
    """Return a piece of text in quotes, cut at words."""
    before = text.rfind(" ", max(0, start - 40), start)
    behind = text.find(" ", end, end + 40)
    start = before + 1 if before >= 0 and start and not text[start - 1].isspace() else start
    end = behind if behind >= 0 and not text[end - 1].isspace() else end
    return f"“{' '.join(text[start:end].split())}”"
