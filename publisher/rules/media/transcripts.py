"""Family M on transcripts (M4xx): what apps pass over or garble. On their times: see beside."""

from collections.abc import Iterator

from publisher.media_types import extension, transcript_type
from publisher.model import Episode, Severity
from publisher.rules.catalogue import Context, Example, Problem, episode_rule
from publisher.rules.feed.examples import SOUND
from publisher.rules.media.transcript_files import (
    EPISODES,
    SOUND_WORDS,
    VTT,
    place_of_file,
    place_of_line,
    read_transcripts,
    transcript_files,
    with_words,
)
from publisher.transcripts.cues import Form, UnreadableError

_TYPES = {  # what else a form may be called
    Form.VTT: ("text/vtt",),
    Form.SRT: ("application/x-subrip", "application/srt", "text/srt"),
    Form.JSON: ("application/json",),
    Form.HTML: ("text/html", "application/xhtml+xml"),
    Form.TEXT: ("text/plain", "text/markdown"),
}
_NAMES = {
    Form.VTT: "WebVTT",
    Form.SRT: "SubRip (SRT)",
    Form.JSON: "JSON",
    Form.HTML: "HTML",
    Form.TEXT: "plain text",
}


def _in_german(language: str) -> Example:
    """Return an episode with a transcript in German, which it says is in `language`."""
    given = f"transcripts: [{{file: words.html, language: {language}}}]\n---\nNotes"
    words = '<html lang="de"><p>Hallo und willkommen.</p></html>\n'
    return Example(SOUND.replace("---\nNotes", given), {f"{EPISODES}words.html": words})


@episode_rule(
    "M401",
    "unreadable-transcript",
    severity=Severity.WARNING,
    summary="a transcript can't be read",
    why="Apple Podcasts drops a transcript it can't parse and makes one by machine instead; other "
    "players show an empty screen. No other form can be made of it.",
    fix="Export it anew as WebVTT, or correct what the message names.",
    bad=with_words({f"{EPISODES}words.vtt": "WEBVTT\n\nNOTE nothing yet\n"}),
    good=SOUND_WORDS,
)
def unreadable_transcript(episode: Episode, context: Context) -> Iterator[Problem]:
    for each in transcript_files(episode, context):
        if isinstance(each.read, UnreadableError):
            yield Problem(
                f"the transcript {each.name} can't be read: {each.read}. Apps show none; export it "
                "anew, for example as WebVTT",
                place_of_file(episode, each),
            )


@episode_rule(
    "M402",
    "transcript-of-another-type",
    severity=Severity.WARNING,
    summary="a transcript is of another type than its name or type says",
    why="Apps choose how to read a transcript by the type in the feed: Apple Podcasts ignores "
    "WebVTT that doesn't begin with WEBVTT, other players show nothing or raw text.",
    fix="Give the file the extension of what it is (.vtt, .srt, .json, .html, .txt), or correct "
    "`type`.",
    bad=with_words({f"{EPISODES}words.vtt": "1\n00:00:01,000 --> 00:00:04,000\nHello.\n"}),
    good=SOUND_WORDS,
)
def transcript_of_another_type(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        said = transcript_type(each.given)
        if said is None or said.partition(";")[0].strip().lower() in _TYPES[transcript.form]:
            continue
        if transcript.form is Form.TEXT and said not in {
            t for kinds in _TYPES.values() for t in kinds
        }:
            continue
        by = "type" if each.given.type else f"the extension {extension(each.name)}"
        hint = ""
        if said == "text/vtt" and transcript.form is Form.SRT:
            hint = ", without the line WEBVTT at its beginning"
        yield Problem(
            f"the transcript {each.name} is {_NAMES[transcript.form]}{hint}, but {by} says {said}: "
            "apps that go by the type show nothing. Rename it, or correct type",
            place_of_file(episode, each),
        )


@episode_rule(
    "M406",
    "transcript-not-utf-8",
    severity=Severity.WARNING,
    summary="a transcript is not in UTF-8",
    why="WebVTT and JSON must be UTF-8, and apps take all else for it too: in Apple Podcasts and "
    "Overcast every ä, é and ñ becomes a question mark or two odd letters.",
    fix="Save the file as UTF-8.",
    bad=with_words(
        media={"words.vtt": lambda: VTT.replace("Welcome", "¡Señor!").encode("latin-1")}
    ),
    good=SOUND_WORDS,
)
def transcript_not_utf_8(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        decoded = transcript.decoded
        if decoded.encoding == "utf-8":
            continue
        what = "UTF-16" if decoded.encoding.startswith("utf-16") else "neither UTF-8 nor UTF-16"
        line = decoded.position(decoded.strange or 0)[0]
        yield Problem(
            f"{each.name} is {what}: apps show wrong letters for every accent and umlaut. Save it "
            "as UTF-8",
            place_of_line(each, line),
        )


@episode_rule(
    "M407",
    "transcript-of-a-service",
    severity=Severity.INFO,
    summary="a transcript is JSON that no app reads",
    why="Apps read the JSON of the podcast namespace only; that of Podlove, AssemblyAI or Whisper "
    "stays out of the feed. A build makes the forms that apps read of it, and links those.",
    fix="Nothing needs to be done; give WebVTT instead if you have it.",
    bad=Example(
        SOUND.replace("---\nNotes", "transcripts: [words.json]\n---\nNotes"),
        {f"{EPISODES}words.json": '{"utterances": [{"start": 0, "end": 900, "text": "Hello."}]}\n'},
    ),
    good=SOUND_WORDS,
)
def transcript_of_a_service(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        if transcript.dialect not in (None, "podcastindex"):
            yield Problem(
                f"{each.name} is {transcript.dialect}'s JSON, which no app reads: the feed links "
                "what the build makes of it instead",
                each.given.place,
            )


@episode_rule(
    "M408",
    "transcript-language",
    severity=Severity.WARNING,
    summary="a transcript says that it is in another language than `language` says",
    why="Apps go by the language in the feed: Apple Podcasts doesn't show a transcript in another "
    "one, and screen readers read it with the wrong voice.",
    fix="Correct `language`, or leave it out: then the feed says what the file says.",
    bad=_in_german("en"),
    good=_in_german("de"),
)
def transcript_language(episode: Episode, context: Context) -> Iterator[Problem]:
    for each, transcript in read_transcripts(episode, context):
        told, own = each.given.language, transcript.language
        if own and told and _primary(own) != _primary(told):
            yield Problem(
                f'{each.name} says that it is in "{own}", but language says "{told}": apps don\'t '
                "show it, or read it with the wrong voice. Correct language",
                each.given.place,
            )


def _primary(language: str) -> str:
    return language.partition("-")[0].partition("_")[0].lower()
