"""Family F on the channel (F110-F112) and the items (F239): languages that apps know."""

from collections.abc import Iterator

from publisher.documents import Document
from publisher.model import Episode, Severity, Show
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.examples import SOUND, show_example
from publisher.rules.feed.languages import language_oddity, language_problem


@show_rule(
    "F110",
    "unknown-language",
    severity=Severity.ERROR,
    summary="the show's language is none that apps know",
    why="Apple Podcasts takes the codes of ISO 639 only, and its validation fails on any other: "
    "a new show is refused.",
    fix='Write two letters, with a country if it matters: "en", "de", "pt-br", "ja".',
    bad=show_example(language='"jp"'),
    good=show_example(language='"ja"'),
)
def unknown_language(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    problem = language_problem(show.language)
    if problem:
        yield Problem(
            f'language "{show.language}" {problem}: Apple Podcasts refuses the feed',
            show.source.place("language"),
        )


@show_rule(
    "F111",
    "odd-language",
    severity=Severity.WARNING,
    summary="the show's language is written as some apps don't read it",
    why="Apple Podcasts and Spotify look for two letters, and for a country that exists: with "
    "anything else the show may be listed under no language, and charts and searches of its "
    "country pass over it.",
    fix='Write the two letters of the language, and the two of the country: "en-gb", "de".',
    bad=show_example(language='"en-UK"'),
    good=show_example(language='"en-gb"'),
)
def odd_language(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    oddity = language_oddity(show.language)
    if oddity:
        yield Problem(
            f'language "{show.language}" {oddity}; Apple Podcasts and Spotify may list the show '
            "under no language",
            show.source.place("language"),
        )


@show_rule(
    "F112",
    "assumed-language",
    severity=Severity.WARNING,
    summary="the show doesn't say which language it is in",
    why="Every app asks for it, so the feed says English: a show in another language is offered "
    "to the wrong people, and transcribed as if it were English.",
    fix='Add `language = "…"` to show.toml: "en", "de", "pt-br".',
    bad=show_example(language=None),
    good=show_example(),
)
def assumed_language(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if not gives(subject.show, "language"):
        yield Problem(
            "no language, so the feed says English, and Apple Podcasts lists and transcribes the "
            'show as such: add language = "en", or what it is in'
        )


def gives(show: Show, key: str) -> bool:
    """Say whether a key stands in the show's file; where that can't be told, it does."""
    source = show.source
    return not isinstance(source, Document) or key in source.fields


@episode_rule(
    "F239",
    "unknown-episode-language",
    severity=Severity.WARNING,
    summary="the language of an episode or of a transcript is none that apps know",
    why="Apps offer a transcript by its language, and one in a language they don't know not at "
    "all; search by voice doesn't find it.",
    fix='Write two letters, with a country if it matters: "en", "de", "pt-br", "ja".',
    bad=SOUND.replace("date:", "language: jp\ndate:"),
    good=Example(SOUND.replace("date:", "language: ja\ndate:")),
)
def unknown_episode_language(episode: Episode, _context: Context) -> Iterator[Problem]:
    if episode.language:
        problem = language_problem(episode.language)
        if problem:
            yield Problem(
                f'language "{episode.language}" {problem}, so apps can\'t tell what is spoken',
                episode.source.place("language"),
            )
    for transcript in episode.transcripts:
        problem = language_problem(transcript.language) if transcript.language else None
        if problem:
            yield Problem(
                f"the transcript's language \"{transcript.language}\" {problem}, so apps don't "
                "offer it",
                transcript.place,
            )
