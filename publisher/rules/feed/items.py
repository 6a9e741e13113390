"""Family F on the items (F2xx): what apps refuse or get wrong in an episode.

The rules look at the episodes' own data, so `check` says what `build` would; what only the
feed's lock tells is reported by the feed.
"""

from collections.abc import Iterator

from publisher.media_types import audio_type
from publisher.model import Audio, Episode, Severity
from publisher.prefixes import without_prefixes
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    Subject,
    episode_rule,
    reported,
    show_rule,
)
from publisher.rules.feed.enclosures import page_behind
from publisher.rules.feed.examples import SOUND, audio_example
from publisher.rules.feed.given import audio_is_named, is_written

PLACEHOLDER_LIMIT_BYTES = 1000  # no audio is that short
REPEATED_LENGTHS = 3  # episodes of exactly one round length are no chance


@episode_rule(
    "F201",
    "no-enclosure",
    severity=Severity.WARNING,
    summary="the episode has no audio",
    why="An item without an enclosure can't be played: apps hide it, some take it for the end of "
    "the feed. It is left out.",
    fix="Add `audio` to the front matter, with a `file`, or with `url`, `bytes` and `duration`; or "
    "`draft: true` until you have it.",
    bad="---\ntitle: First\ndate: 2026-01-02\n---\nNotes.\n",
    good=SOUND,
)
def no_enclosure(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = episode.audio
    missing = audio is None or not (audio.url or audio.file)
    if missing and not episode.draft and not audio_is_named(episode):  # else E102, E107 tell
        yield Problem(
            "no audio, so the episode stays out of the feed: add audio with its url (or file)"
        )


def _published_audio(episode: Episode) -> Audio | None:
    """Return the audio that a feed will carry; what drafts lack may yet come."""
    audio = episode.audio
    if episode.draft or audio is None or not (audio.url or audio.file):
        return None
    return audio


@episode_rule(
    "F202",
    "no-length",
    severity=Severity.WARNING,
    summary="the length of the audio file is not known",
    why="The enclosure needs its length in bytes: Apple Podcasts shows no size, some players "
    "can't resume a download, and Spotify has refused feeds over it. The feed says 0.",
    fix="Add `bytes` under `audio`, the size of the file: `publisher probe --write` does.",
    bad=audio_example("{url: https://cdn.example.com/1.mp3, duration: 1200}"),
    good=SOUND,
)
def no_length(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = _published_audio(episode)
    if audio is None or audio.size_bytes is not None:  # a file here has one; one elsewhere not
        return
    if not is_written(episode, "audio", "bytes"):
        yield Problem(
            "the audio's length is missing, so the feed says 0 bytes, and some apps refuse the "
            "episode: add bytes under audio (publisher probe --write does)",
            audio.place,
        )


@episode_rule(
    "F203",
    "placeholder-length",
    severity=Severity.WARNING,
    summary="the length of the audio file is a placeholder",
    why="Players trust the enclosure's length: they stop the download there, or show nonsense.",
    fix="Write the size of the file in bytes (not kilobytes, not seconds), or let "
    "`publisher probe --write` do it.",
    bad=audio_example("{url: https://cdn.example.com/1.mp3, bytes: 1, duration: 1200}"),
    good=SOUND,
)
def placeholder_length(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = _published_audio(episode)
    if audio is None or audio.size_bytes is None or audio.measured is not None:
        return
    if audio.size_bytes <= PLACEHOLDER_LIMIT_BYTES:
        yield Problem(
            f"audio of {audio.size_bytes:,} bytes can't be: players trust the length. Write the "
            "file's size in bytes",
            episode.source.place("audio", "bytes"),
        )


@show_rule(
    "F204",
    "repeated-length",
    severity=Severity.WARNING,
    summary="several episodes have the same round length",
    why="No two recordings have the same round size, so it is made up; players that trust the "
    "enclosure's length cut the download or show nonsense.",
    fix="Write each file's own size in bytes: `publisher probe --write` does.",
    bad=Example(
        SOUND.replace("12345678", "5000000"),
        {
            f"feeds/show/episodes/{n}-more.md": SOUND.replace("12345678", "5000000").replace(
                "1.mp3", f"{n}.mp3"
            )
            for n in (2, 3)
        },
    ),
    good=SOUND,
)
def repeated_length(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_length: dict[int, list[Episode]] = {}
    for episode in subject.episodes:
        audio = _published_audio(episode)
        if audio is None or audio.measured is not None:  # then M104 holds it against the file
            continue
        if (audio.size_bytes or 0) > PLACEHOLDER_LIMIT_BYTES:
            by_length.setdefault(audio.size_bytes or 0, []).append(episode)
    for length, episodes in by_length.items():
        if len(episodes) >= REPEATED_LENGTHS and length % 1000 == 0:
            yield Problem(
                f"{len(episodes)} episodes have audio of exactly {length:,} bytes (this is the "
                "first), so that is made up, and players trust it: write each file's own size",
                episodes[0].source.place("audio", "bytes"),
            )


@show_rule(
    "F205",
    "duplicate-enclosure",
    severity=Severity.WARNING,
    summary="two episodes have the same audio",
    why="Apple Podcasts passes over an enclosure that another episode has already; other players "
    "know a download by its address, and take the second episode for one already heard.",
    fix="Correct the audio of one of them.",
    bad=audio_example(
        "{url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: 1200}",
        "{url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: 1200}",
    ),
    good=audio_example(
        "{url: https://cdn.example.com/2.mp3, bytes: 12345678, duration: 1200}",
        "{url: https://cdn.example.com/1.mp3, bytes: 12345679, duration: 1200}",
    ),
)
def duplicate_enclosure(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    first: dict[str, Episode] = {}
    for episode in subject.episodes:
        audio = _published_audio(episode)
        if audio is None:
            continue
        address = without_prefixes(audio.url) if audio.url else str(audio.file)
        other = first.setdefault(address, episode)
        if other is not episode:
            key = "url" if audio.url else "file"
            yield Problem(
                f"has the same audio as {other.source.path}: players take it for one already "
                "heard. Correct one of them",
                episode.source.place("audio", key),
                audio.url,
            )


@episode_rule(
    "F206",
    "no-duration",
    severity=Severity.INFO,
    summary="the duration of the audio is not known",
    why="Apps show no playing time before the episode is downloaded.",
    fix='Add `duration` under `audio`, in seconds or as "1:02:03": `publisher probe --write` does.',
    bad=audio_example("{url: https://cdn.example.com/1.mp3, bytes: 12345678}"),
    good=SOUND,
)
def no_duration(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = _published_audio(episode)
    if audio is None or audio.duration_seconds or is_written(episode, "audio", "duration"):
        return
    broken = audio.measured is not None and (audio.measured.problem or audio.measured.is_pointer)
    if not broken:  # else M101 and M102 tell
        yield Problem(
            "the audio's duration is missing, so apps show no playing time: add duration under "
            "audio (publisher probe --write does)",
            audio.place,
        )


@episode_rule(
    "F207",
    "unknown-audio-type",
    severity=Severity.WARNING,
    summary="the type of the audio can't be told from its address",
    why="Apps choose a player by the enclosure's type, and Apple Podcasts passes over what it "
    "doesn't know. The feed says audio/mpeg, which is wrong for anything but MP3.",
    fix="Add `type` under `audio`, for example `audio/mpeg` or `audio/x-m4a`.",
    bad=audio_example("{url: https://cdn.example.com/1, bytes: 12345678, duration: 1200}"),
    good=audio_example(
        "{url: https://cdn.example.com/1, bytes: 12345678, duration: 1200, type: audio/mpeg}"
    ),
)
def unknown_audio_type(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = _published_audio(episode)
    if audio is None or page_behind(audio.url or "") is not None:  # else F214 tells
        return
    if audio_type(audio) is None:
        yield Problem(
            "can't tell what kind of audio this is, so the feed says audio/mpeg: if that is wrong "
            "apps won't play it. Add type under audio",
            audio.place,
        )


reported(
    Subject.FEED,
    "F210",
    "renamed-episode",
    severity=Severity.WARNING,
    summary="an episode that was published under another slug",
    why="The same audio was in the feed under a slug that is gone: the file was renamed. With a "
    "GUID of the new slug every player would download it again, so the feed keeps the old GUID.",
    fix="Write the GUID into the front matter (`--fix` does), and point links to the new page.",
    bad=Example(
        SOUND,
        {
            "feeds/show/feed.lock": '{"version": 1, "podcast_guid": null, "items": {"a-1": '
            '{"slug": "old-name", "published": "2026-01-02T00:00:00Z", "enclosure": '
            '{"url": "https://cdn.example.com/1.mp3", "length": 12345678, '
            '"type": "audio/mpeg"}}}}\n'
        },
    ),
    good=SOUND,
    fixable=True,
)
