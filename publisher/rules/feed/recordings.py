"""Family F: trailers, other versions of a recording, and pieces of it (F165; F265-F269)."""

import re
from collections.abc import Iterator

from publisher.model import AlternateEnclosure, Episode, Severity, Trailer
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, episode_rule, show_rule
from publisher.rules.feed.complete import (
    alternate_type,
    has_source,
    has_url,
    is_soundbite,
    is_trailer,
)
from publisher.rules.feed.examples import show_example
from publisher.rules.feed.given import is_written
from publisher.rules.feed.tagged import episode_example, too_long
from publisher.rules.feed.vocabulary import INTEGRITY_TYPES

SHORTEST_SECONDS, LONGEST_SECONDS = 15, 120  # of a soundbite (podcast namespace)
TITLE_LIMIT = 32  # characters of an alternate enclosure's title and rel
_SRI = re.compile(r"sha(?:256|384|512)-[A-Za-z0-9+/]{16,120}={0,2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{16,20000}={0,2}")


@show_rule(
    "F165",
    "bad-trailer",
    severity=Severity.WARNING,
    summary="a trailer lacks what apps need to play it",
    why="Apps play the newest `podcast:trailer` to those who don't know the show "
    "yet: without title, date and address it is left out of the feed.",
    fix='Write `trailers = [{title = "…", file = "trailer.mp3", date = 2026-01-31}]`.',
    bad=show_example(trailers='[{title = "Soon", url = "https://example.com/trailer.mp3"}]'),
    good=show_example(
        trailers='[{title = "Soon", url = "https://example.com/t.mp3", date = 2026-01-31}]'
    ),
)
def bad_trailer(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    source = subject.show.source
    for trailer in subject.show.trailers:
        place = source.place(*trailer.at)
        if not is_trailer(trailer):
            message = f"a trailer needs {_missing(trailer)}: it is left out of the feed"
            yield Problem(message, place)
        elif message := too_long(trailer.title, "the trailer's title"):
            yield Problem(message, source.place(*trailer.at, "title"))


def _missing(trailer: Trailer) -> str:
    if trailer.title is None:
        return "a title"
    return "a date" if trailer.published is None else "a file, or a whole address as url"


@episode_rule(
    "F265",
    "bad-soundbite",
    severity=Severity.WARNING,
    summary="a soundbite isn't a piece of the episode",
    why="Podverse and audiogram makers cut the piece out that `podcast:soundbite` names: one "
    "without start and duration is left out of the feed, one beyond the end is silence.",
    fix='Write `soundbites: [{start: "1:13", duration: 60, title: …}]`, within the episode.',
    bad=episode_example('soundbites: [{start: "21:00", duration: 60}]'),
    good=episode_example('soundbites: [{start: "1:13", duration: 60}]'),
)
def bad_soundbite(episode: Episode, _context: Context) -> Iterator[Problem]:
    length = episode.audio.duration_seconds if episode.audio is not None else None
    for bite in episode.soundbites:
        place = episode.source.place(*bite.at)
        end = (bite.start_seconds or 0) + (bite.duration_seconds or 0)
        if not is_soundbite(bite):
            message = "a soundbite needs start and duration: it is left out of the feed"
            yield Problem(message, place)
        elif length and end > length + 1:  # the duration is rounded
            message = f"a soundbite ends at second {end:g}, but the episode at {length}"
            yield Problem(
                f"{message}: apps that cut it out get silence. Correct its start or duration", place
            )
        elif message := too_long(bite.title, "the soundbite's title"):
            yield Problem(message, episode.source.place(*bite.at, "title"))


@episode_rule(
    "F266",
    "soundbite-length",
    severity=Severity.INFO,
    summary="a soundbite is shorter or longer than apps expect",
    why="The specification asks for 15 to 120 seconds: apps that play soundbites one after "
    "another pass over the rest, or cut it.",
    fix="Choose a piece of 15 to 120 seconds.",
    bad=episode_example('soundbites: [{start: "1:13", duration: 5}]'),
    good=episode_example('soundbites: [{start: "1:13", duration: 15}]'),
)
def soundbite_length(episode: Episode, _context: Context) -> Iterator[Problem]:
    for bite in filter(is_soundbite, episode.soundbites):
        seconds = bite.duration_seconds or 0
        if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
            place = episode.source.place(*bite.at, "duration")
            message = (
                f"a soundbite of {seconds:g} seconds, and apps expect 15 to 120: they cut it, or "
                "pass over it"
            )
            yield Problem(message, place)


@episode_rule(
    "F267",
    "bad-alternate-enclosure",
    severity=Severity.WARNING,
    summary="another version of the recording can't be played",
    why="Podverse and other apps offer the versions that `podcast:alternateEnclosure` "
    "lists: one without address or type is left out of the feed, and a proof of integrity that "
    "isn't one makes apps refuse the download.",
    fix="Write `alternate_enclosures: [{file: episode.opus, title: …}]`, or `url`, with `type` "
    "where the address doesn't tell it.",
    bad=episode_example("alternate_enclosures: [{title: Video}]"),
    good=episode_example(
        "alternate_enclosures: [{title: Video, url: https://cdn.example.com/1.mp4}]"
    ),
)
def bad_alternate_enclosure(episode: Episode, _context: Context) -> Iterator[Problem]:
    for alternate in episode.alternate_enclosures:
        if alternate.file is None and is_written(episode, *alternate.at, "file"):
            continue  # E107 tells
        for key, message in alternate_faults(alternate):
            yield Problem(message, episode.source.place(*alternate.at, key))


def alternate_faults(alternate: AlternateEnclosure) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with another version of a recording, with the key it is wrong at."""
    if not has_source(alternate):
        missing = "a file, a url or sources"
        if alternate_type(alternate) is not None or not _is_addressed(alternate):
            yield "url", f"an alternate enclosure needs {missing}: it is left out of the feed"
        else:
            message = "an alternate enclosure needs a type, such as audio/opus: it is left out"
            yield "type", message
    for key, text in (("title", alternate.title), ("rel", alternate.rel)):
        if message := too_long(text, f"the {key} of an alternate enclosure", TITLE_LIMIT):
            yield key, message
    proof = alternate.integrity
    if proof is None:
        return
    if proof.type not in INTEGRITY_TYPES:
        yield "integrity", 'integrity needs the type "sri" or "pgp-signature": apps know no other'
    elif (_SRI if proof.type == "sri" else _BASE64).fullmatch(proof.value or "") is None:
        example = "sha384-… in base64" if proof.type == "sri" else "the signature in base64"
        yield "integrity", f"the value of integrity must be {example}: apps refuse the download"


def _is_addressed(alternate: AlternateEnclosure) -> bool:
    return bool(alternate.file or alternate.url or any(each.uri for each in alternate.sources))


@episode_rule(
    "F268",
    "two-defaults",
    severity=Severity.WARNING,
    summary="several versions of the recording are the default",
    why="Apps play the default in place of the enclosure: of two they take either, so listeners "
    "may get the video where they want the audio.",
    fix="Keep `default: true` at the one that is the same recording as `audio`.",
    bad=episode_example(
        "alternate_enclosures: [{url: https://a.example/1.mp3, default: true}, "
        "{url: https://a.example/1.mp4, default: true}]"
    ),
    good=episode_example(
        "alternate_enclosures: [{url: https://a.example/1.mp3, default: true}, "
        "{url: https://a.example/1.mp4}]"
    ),
)
def two_defaults(episode: Episode, _context: Context) -> Iterator[Problem]:
    for alternate in [each for each in episode.alternate_enclosures if each.default][1:]:
        message = "another alternate enclosure is the default already: keep one"
        yield Problem(message, episode.source.place(*alternate.at, "default"))


@episode_rule(
    "F269",
    "bad-content-link",
    severity=Severity.WARNING,
    summary="a link to the episode elsewhere can't be followed",
    why="Apps show `podcast:contentLink` as a link: without an address there is "
    "nowhere to go, and it is left out of the feed; without words it has no name.",
    fix="Write `content_links: [{url: https://…, text: Watch on YouTube}]`.",
    bad=episode_example("content_links: [{text: Watch}]"),
    good=episode_example("content_links: [{text: Watch, url: https://video.example.com/1}]"),
)
def bad_content_link(episode: Episode, _context: Context) -> Iterator[Problem]:
    for link in episode.content_links:
        place = episode.source.place(*link.at)
        if not has_url(link):
            message = "a content link needs a whole address, url: it is left out of the feed"
            yield Problem(message, place)
        elif link.text is None:
            yield Problem("a content link has no text: apps have no words for it; add text", place)
