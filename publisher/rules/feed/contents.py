"""Family F on the items (F208, F231-F238): what comes with an episode, and how it is told apart."""

from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.media_types import MARKDOWN_SUFFIXES, extension, transcript_type
from publisher.model import Episode, Place, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.channel import DESCRIPTION_LIMIT_BYTES
from publisher.rules.feed.channel_addresses import OTHER_PICTURES
from publisher.rules.feed.channel_words import TEXT_LIMIT
from publisher.rules.feed.examples import EPISODE_FILE, SOUND
from publisher.rules.feed.several import counted, counted_have, to_be_published

NAME_LIMIT = 128  # characters of a person's name (podcast namespace, `person`)


@episode_rule(
    "F208",
    "unknown-transcript-type",
    severity=Severity.WARNING,
    summary="the type of a transcript can't be told from its name",
    why="Apps pass over a `podcast:transcript` without a type, so it is left out of the feed.",
    fix="Add `type`, for example `text/vtt`, or name the file .vtt, .srt, .json, .html or .txt.",
    bad="---\ntitle: First\ndate: 2026-01-02\n"
    "audio: {url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: 1200}\n"
    "transcripts: [{url: https://example.com/1}]\n---\nNotes.\n",
    good="---\ntitle: First\ndate: 2026-01-02\n"
    "audio: {url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: 1200}\n"
    "transcripts: [{url: https://example.com/1, type: text/vtt}]\n---\nNotes.\n",
)
def unknown_transcript_type(episode: Episode, _context: Context) -> Iterator[Problem]:
    for transcript in episode.transcripts:
        markdown = transcript.file is not None and transcript.file.suffix in MARKDOWN_SUFFIXES
        if transcript_type(transcript) is None and not markdown:  # a build makes HTML of that
            how = "add its type, for example text/vtt"
            if transcript.file is not None:
                how = "export it as .vtt, .srt, .json, .html or .txt, or add its type"
            yield Problem(
                f"can't tell what kind of transcript this is, so it stays out of the feed: {how}",
                transcript.place,
            )


@show_rule(
    "F231",
    "no-notes",
    severity=Severity.INFO,
    summary="an episode has no show notes",
    why="Apps show the title again where the description should stand, and searches find an "
    "episode by its notes.",
    fix="Write a sentence or two below the front matter.",
    bad=SOUND.replace("Notes.\n", ""),
    good=SOUND,
)
def no_notes(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    bare = [
        episode
        for episode in to_be_published(subject.episodes)
        if not episode.body.strip() and not episode.summary
    ]
    if bare:
        yield Problem(
            f"{counted_have(bare)} no notes, so apps show the title again in their place: write "
            "a sentence or two",
            Place(bare[0].source.path),
        )


@show_rule(
    "F232",
    "long-notes",
    severity=Severity.INFO,
    summary="notes are longer than a description may be",
    why="Apple Podcasts and PSP-1 take 4,000 bytes of description, so the feed's is cut between "
    "paragraphs; `content:encoded`, which most apps show, has all of the notes.",
    fix="Put what matters first, sponsors too; or shorten the notes.",
    bad=SOUND.replace("Notes.", "Words about a long talk.\n\n" * 170),
    good=SOUND,
)
def long_notes(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    long = [
        episode
        for episode in to_be_published(subject.episodes)
        if len(episode.body) > DESCRIPTION_LIMIT_BYTES
    ]
    if long:
        yield Problem(
            f"the notes of {counted(long)} have more than the {DESCRIPTION_LIMIT_BYTES:,} bytes "
            "that Apple Podcasts takes as a description: apps that show no content:encoded cut "
            "them. Put what matters first",
            Place(long[0].source.path),
        )


@episode_rule(
    "F234",
    "long-guid",
    severity=Severity.WARNING,
    summary="the GUID is longer than apps keep",
    why="Podcast Index and many apps keep 255 characters of what they know an episode by: two "
    "that begin alike become one, and listeners never see the second.",
    fix="If the episode was never published, delete the GUID: publisher makes one. If it was, "
    "leave it as it is, and ignore this rule here: a changed GUID is a new episode to every app.",
    bad=SOUND.replace("date:", f"guid: {'https://example.com/first?' * 11}\ndate:"),
    good=SOUND.replace("date:", "guid: https://example.com/first\ndate:"),
)
def long_guid(episode: Episode, _context: Context) -> Iterator[Problem]:
    if episode.guid is not None and len(episode.guid) > TEXT_LIMIT:
        yield Problem(
            f"the guid has {len(episode.guid)} characters, and apps keep {TEXT_LIMIT}, so they may "
            "take it for another episode's. Delete it if the episode was never published, else "
            "leave it",
            episode.source.place("guid"),
        )


@show_rule(
    "F235",
    "guids-alike",
    severity=Severity.WARNING,
    summary="the GUIDs of two episodes differ in capitals only",
    why="To Apple Podcasts they are two, but some apps and databases take them for one, and never "
    "show listeners the second.",
    fix="Delete the GUID of the newer one, if it was never published.",
    bad=Example(
        SOUND.replace("date:", "guid: ABC-1\ndate:"),
        {EPISODE_FILE: SOUND.replace("date:", "guid: abc-1\ndate:")},
    ),
    good=Example(
        SOUND.replace("date:", "guid: ABC-1\ndate:"),
        {EPISODE_FILE: SOUND.replace("date:", "guid: abc-2\ndate:")},
    ),
)
def guids_alike(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    first: dict[str, Episode] = {}
    for episode in subject.episodes:
        if episode.guid is None:
            continue
        other = first.setdefault(episode.guid.casefold(), episode)
        if other.guid != episode.guid:
            yield Problem(
                f"the guid differs from that of {other.source.path} in capitals only, and some "
                "apps take the two for one: delete that of the newer one",
                episode.source.place("guid"),
            )


@show_rule(
    "F236",
    "http-beside-audio",
    severity=Severity.WARNING,
    summary="a picture or a transcript has an address that starts with http://",
    why="Web players load nothing by plain http, and some apps on phones neither: the picture is "
    "missing, and the transcript isn't offered.",
    fix="Write `https://`.",
    bad=SOUND.replace("date:", "transcripts: ['http://example.com/1.vtt']\ndate:"),
    good=SOUND.replace("date:", "transcripts: ['https://example.com/1.vtt']\ndate:"),
)
def http_beside_audio(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    pictures: list[Episode] = []
    transcripts: list[Episode] = []
    for episode in to_be_published(subject.episodes):
        if _is_plain(episode.image):
            pictures.append(episode)
        if any(_is_plain(each.url) for each in episode.transcripts):
            transcripts.append(episode)
    for what, key, episodes in (
        ("picture", "image", pictures),
        ("transcript", "transcripts", transcripts),
    ):
        if episodes:
            yield Problem(
                f"the {what} of {counted(episodes)} stands on http://, and web players don't load "
                "it: write https://",
                episodes[0].source.place(key),
            )


def _is_plain(url: str | None) -> bool:
    return url is not None and url[:5].lower() == "http:"


@show_rule(
    "F237",
    "picture-not-jpeg-or-png",
    severity=Severity.WARNING,
    summary="an episode's picture is no JPEG or PNG",
    why="Apple Podcasts and Spotify show JPEG and PNG only: the show's artwork stands in its "
    "place.",
    fix="Save the picture as JPEG or PNG.",
    bad=SOUND.replace("date:", "image: https://example.com/1.webp\ndate:"),
    good=SOUND.replace("date:", "image: https://example.com/1.jpg\ndate:"),
)
def picture_not_jpeg_or_png(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_ending: dict[str, list[Episode]] = {}
    for episode in to_be_published(subject.episodes):
        ending = extension(episode.image or "")
        if ending in OTHER_PICTURES and is_url(episode.image or ""):
            by_ending.setdefault(ending, []).append(episode)
    for ending, episodes in sorted(by_ending.items()):
        yield Problem(
            f"the picture of {counted(episodes)} is {ending}, and Apple Podcasts and Spotify show "
            "JPEG and PNG only",
            episodes[0].source.place("image"),
        )


@show_rule(
    "F238",
    "long-name",
    severity=Severity.WARNING,
    summary="a person's name is longer than apps take",
    why="Apps of Podcasting 2.0 take 128 characters of a name, so the feed's is cut there.",
    fix="Write the name alone; what the person does goes into `bio`.",
    bad=SOUND.replace("date:", f"people: [{{name: {'Ann of the Hills ' * 9}}}]\ndate:"),
    good=SOUND.replace("date:", "people: [{name: Ann of the Hills}]\ndate:"),
)
def long_name(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    told: set[str] = set()
    people = [(host, host.place) for host in subject.show.hosts]
    for episode in subject.episodes:
        people += ((credit.person, credit.person.place) for credit in episode.people)
    for person, place in people:
        if len(person.name) > NAME_LIMIT and person.name not in told:
            told.add(person.name)
            yield Problem(
                f"a name of {len(person.name)} characters, and apps take {NAME_LIMIT}: write the "
                "name alone",
                place,
            )
