"""Family M on audio that is not what is said of it, by the episode or by its name (M104-M107)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from publisher.audio import same_type
from publisher.media_types import AUDIO_TYPES
from publisher.model import Episode, Place, Severity
from publisher.rules.catalogue import Context, Problem, episode_rule
from publisher.rules.media.audio import measured_audio, named, playable_audio
from publisher.rules.media.examples import audio_file_example, mp3, wav

SECONDS_APART = 2  # rounding, and an encoder's silence at both ends


def _given(episode: Episode, key: str) -> Place | None:
    """Return where the episode itself says it; None where it doesn't."""
    place = episode.source.place("audio", key)
    return None if place == episode.source.place("audio") else place


@episode_rule(
    "M104",
    "bytes-differ",
    severity=Severity.WARNING,
    summary="the file has another size than the episode says",
    why="Players trust the enclosure's length: they break a download off there or take it for "
    "failed, and can't go on with one that was interrupted.",
    fix="Run `publisher probe --write`, or delete `bytes`: it is measured.",
    bad=audio_file_example(mp3, "bytes: 12345678"),
    good=audio_file_example(mp3, "bytes: 960000"),
)
def bytes_differ(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = measured_audio(episode)
    if found is None or found[1].problem is not None or found[0].size_bytes is None:
        return
    audio, facts = found
    if audio.size_bytes != facts.size_bytes:
        yield Problem(
            f"{named(audio)} has {facts.size_bytes:,} bytes, not {audio.size_bytes:,}: players "
            "break the download off, or take it for failed. Run publisher probe --write, or "
            "delete the number: the file is measured",
            episode.source.place("audio", "bytes"),
        )


@episode_rule(
    "M105",
    "duration-differs",
    severity=Severity.WARNING,
    summary="the file plays for another time than the episode says",
    why="Apple Podcasts, Spotify and Overcast show the feed's time until a listener has begun: the "
    "episode seems longer or shorter than it is, and what is left is wrong.",
    fix="Run `publisher probe --write`, or delete `duration`: it is measured.",
    bad=audio_file_example(mp3, "duration: 1200"),
    good=audio_file_example(mp3, "duration: 61"),
)
def duration_differs(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = playable_audio(episode)
    if found is None or found[1].duration_seconds is None or found[1].estimated:
        return
    audio, facts = found
    given, real = audio.duration_seconds, facts.duration_seconds or 0.0
    if given is not None and abs(given - real) > SECONDS_APART:
        yield Problem(
            f"{named(audio)} plays for {clock(real)}, not {clock(given)}: apps show the wrong "
            "time. Run publisher probe --write, or delete the number: the file is measured",
            episode.source.place("audio", "duration"),
        )


def clock(seconds: float) -> str:
    """Return a time as players show it: `0:36`, `1:02:03`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@episode_rule(
    "M106",
    "type-differs",
    severity=Severity.WARNING,
    summary="the file is of another type than the episode says",
    why="Apps choose the player by the enclosure's type: with the wrong one Apple Podcasts shows "
    "an episode that doesn't start.",
    fix="Run `publisher probe --write`, or delete `type`: it is measured.",
    bad=audio_file_example(mp3, "type: audio/x-m4a"),
    good=audio_file_example(mp3, "type: audio/mpeg"),
)
def type_differs(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = playable_audio(episode)
    if found is None or found[1].type is None or _given(episode, "type") is None:
        return
    audio, facts = found
    if audio.type is not None and not same_type(audio.type, facts.type or ""):
        yield Problem(
            f"{named(audio)} is {facts.type}, not {audio.type}: apps that go by the type don't "
            "play it. Run publisher probe --write, or delete the type: the file is measured",
            episode.source.place("audio", "type"),
        )


@episode_rule(
    "M107",
    "wrong-ending",
    severity=Severity.WARNING,
    summary="the file is called like another kind of audio",
    why="Apple Podcasts, and players in cars and browsers, go by the ending of the address, and by "
    "the type that a web host sends for it: the episode doesn't start there.",
    fix="Rename the file after what it is, or export it as what it is called.",
    bad=audio_file_example(wav, name="1.mp3"),
    good=audio_file_example(mp3),
)
def wrong_ending(episode: Episode, _context: Context) -> Iterator[Problem]:
    found = playable_audio(episode)
    if found is None or found[1].type is None:
        return
    audio, facts = found
    ending = PurePosixPath(named(audio)).suffix.lower()
    by_ending = AUDIO_TYPES.get(ending)
    # A video's ending is allowed to hold sound alone: all players take that.
    if by_ending in (None, "video/mp4") or same_type(by_ending or "", facts.type or ""):
        return
    fitting = [end for end, kind in AUDIO_TYPES.items() if kind == facts.type] or [
        end for end, kind in AUDIO_TYPES.items() if same_type(kind, facts.type or "")
    ]
    hint = f"; rename it to {' or '.join(fitting)}" if fitting else ""
    yield Problem(
        f"{named(audio)} is not what its name says, but {facts.type}: apps that go by the ending, "
        f"Apple Podcasts among them, don't play it{hint}, or export it as what it is called",
        audio.place,
    )
