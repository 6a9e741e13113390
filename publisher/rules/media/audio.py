"""Family M on audio (M1xx): files that can't be played, or that are not what is said of them.

What a file says of itself was read with its episode; no rule here opens any.
"""

from collections.abc import Iterator

from publisher.model import Audio, AudioFacts, Episode, Severity
from publisher.rules.catalogue import Context, Problem, episode_rule
from publisher.rules.media.examples import audio_file_example, mp3, wav

SHORTEST_SECONDS = 60  # what is shorter is no episode to be judged by its bitrate
_LEAST_KBITS = {"audio/mpeg": 48, "audio/x-m4a": 32, "audio/mp4": 32, "audio/aac": 32}
_MOST_KBITS = 256
_POINTER = (
    f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345678\n".encode()
)
_GOOD = audio_file_example(mp3)


def measured_audio(episode: Episode) -> tuple[Audio, AudioFacts] | None:
    """Return the audio of an episode whose file is here, and what the file says."""
    audio = episode.audio
    if audio is None or audio.measured is None:
        return None
    return audio, audio.measured


def playable_audio(episode: Episode) -> tuple[Audio, AudioFacts] | None:
    """Return the audio of an episode whose file is here and is audio."""
    found = measured_audio(episode)
    if found is None or found[1].problem is not None or found[1].is_pointer:
        return None
    return found


def named(audio: Audio) -> str:
    """Return what the audio's file is called."""
    return audio.file.name if audio.file is not None else ""


@episode_rule(
    "M101",
    "unreadable-audio",
    severity=Severity.ERROR,
    summary="the audio file can't be played",
    why="Every player stops at it: listeners see an episode that doesn't start, and Apple Podcasts "
    "and Spotify leave it out.",
    fix="Export the episode again, as MP3 or M4A, and put that file in its place.",
    bad=audio_file_example(lambda: b"<!doctype html><title>403 Forbidden</title>"),
    good=_GOOD,
)
def unreadable_audio(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = measured_audio(episode)
    if found is not None and found[1].problem is not None:
        yield Problem(
            f"{named(found[0])} can't be played by any app: {found[1].problem}. Export it again as "
            "MP3 or M4A",
            found[0].place,
        )


@episode_rule(
    "M102",
    "audio-left-in-git-lfs",
    severity=Severity.WARNING,
    summary="Git LFS has left a pointer in the place of the audio file",
    why="A build publishes what is here: three lines of text, that no app plays. The feed says the "
    "size of the audio itself, as far as the pointer tells.",
    fix="Fetch the files first: `git lfs pull`, or `lfs: true` at actions/checkout.",
    bad=audio_file_example(lambda: _POINTER),
    good=_GOOD,
)
def audio_left_in_git_lfs(episode: Episode, context: Context) -> Iterator[Problem]:
    found = measured_audio(episode)
    elsewhere = context.show is not None and context.show.audio_base_url is not None
    if found is not None and found[1].is_pointer and not elsewhere:
        yield Problem(
            f"{named(found[0])} is a pointer of Git LFS, and a build from here publishes that in "
            "place of the audio: no app plays it. Run git lfs pull first (in CI: lfs: true)",
            found[0].place,
        )


@episode_rule(
    "M103",
    "audio-cut-off",
    severity=Severity.WARNING,
    summary="the audio file ends before its sound does",
    why="An upload or export broke off. Players show the whole time, and stop early; listeners "
    "lose the end of the episode.",
    fix="Copy or export the file again.",
    bad=audio_file_example(lambda: wav(10)[:30_000], name="1.wav"),
    good=_GOOD,
)
def audio_cut_off(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = playable_audio(episode)
    if found is not None and found[1].missing_bytes:
        audio, facts = found
        share = facts.missing_bytes * 100 // (facts.missing_bytes + facts.size_bytes)
        yield Problem(
            f"the last {max(1, share)} % of {named(audio)} are missing: players stop before the "
            "episode's end. Copy or export the file again",
            audio.place,
        )


@episode_rule(
    "M108",
    "low-bitrate",
    severity=Severity.INFO,
    summary="the audio has so low a bitrate that speech sounds bad",
    why="Apps play it as it is: voices hiss and gurgle, most of all in headphones. Apple advises "
    "96 to 128 kbit/s for speech in MP3, and Spotify encodes what it gets once more.",
    fix="Export it with 96 kbit/s or more (mono), 128 or more (stereo).",
    bad=audio_file_example(lambda: mp3(120, 32)),
    good=_GOOD,
)
def low_bitrate(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = _rated(episode)
    if found is None:
        return
    audio, facts, kbits = found
    least = _LEAST_KBITS.get(facts.type or "", 0) * (2 if (facts.channels or 1) > 1 else 1)
    if kbits < least:
        yield Problem(
            f"{named(audio)} has {kbits:.0f} kbit/s: voices hiss and gurgle in every app. Export "
            "it with 96 or more (mono), 128 or more (stereo)",
            audio.place,
        )


@episode_rule(
    "M109",
    "high-bitrate",
    severity=Severity.INFO,
    summary="the audio has a higher bitrate than anybody hears",
    why="Downloads take long and fill phones, and nobody hears it: Apple Podcasts and Spotify take "
    "up to 320 kbit/s, and advise far less for speech.",
    fix="Export it as MP3 or AAC with 96 to 192 kbit/s.",
    bad=audio_file_example(lambda: mp3(60, 320)),
    good=_GOOD,
)
def high_bitrate(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = _rated(episode)
    if found is not None and found[2] > _MOST_KBITS and not (found[1].type or "").startswith("v"):
        audio, _, kbits = found
        yield Problem(
            f"{named(audio)} has {kbits:,.0f} kbit/s, {kbits * 0.45:,.0f} MB an hour: downloads "
            "take long and nobody hears it. Export it with 96 to 192",
            audio.place,
        )


def _rated(episode: Episode) -> tuple[Audio, AudioFacts, float] | None:
    """Return a recording long enough to be judged, and its kbit/s."""
    found = playable_audio(episode)
    if found is None or found[1].bitrate is None:
        return None
    if (found[1].duration_seconds or 0) < SHORTEST_SECONDS:
        return None
    return *found, found[1].bitrate / 1000


@episode_rule(
    "M110",
    "vbr-without-head",
    severity=Severity.WARNING,
    summary="an MP3 of varying bitrate doesn't say how long it is",
    why="Without the head that encoders write (Xing or VBRI), players guess: they show a wrong "
    "time, chapters and links to a moment lead elsewhere, and skipping lands where it shouldn't.",
    fix="Export it with a constant bitrate, or repair the head with your audio editor.",
    bad=audio_file_example(lambda: (mp3(1, 32) + mp3(1, 192)) * 30),
    good=_GOOD,
)
def vbr_without_head(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = playable_audio(episode)
    if found is not None and found[1].estimated:
        yield Problem(
            f"{named(found[0])} has a varying bitrate and doesn't say how long it is: players "
            "show a wrong time, and chapters lead elsewhere. Export it with a constant bitrate",
            found[0].place,
        )
