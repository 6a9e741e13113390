"""What probing found, as a podcaster reads it."""

from collections.abc import Iterator

from publisher.model import AudioFacts, Value
from publisher.probing.comparing import Probed
from publisher.reports.visible import no_command, short
from publisher.rules.media.contradictions import clock


def render_probed(probed: Probed, *, whole: bool = False) -> str:
    """Return some lines on an episode: one where all is right, unless `whole` is wanted."""
    episode, audio = probed.known.episode, probed.known.audio
    where = audio.url or (str(audio.file.as_posix()) if audio.file is not None else "")
    lines = [f"{episode.source.path}: {episode.title}"]
    if not probed.asked:
        lines.append(f"  not asked: {where}")
    elif probed.is_right and not whole and probed.facts is not None:
        lines.append(f"  all right: {', '.join(_told(probed.facts))}")
    else:
        lines.append(f"  {where}")
        lines += _rows(probed)
        lines += (f"  ! {problem}" for problem in probed.problems)
    return "\n".join(no_command(short(line)) for line in lines)


def _told(facts: AudioFacts) -> Iterator[str]:
    yield f"{facts.size_bytes:,} bytes"
    if facts.duration_seconds is not None:
        yield clock(facts.duration_seconds)
    if facts.type is not None:
        yield facts.type


def _rows(probed: Probed) -> Iterator[str]:
    facts = probed.facts
    if facts is None or facts.problem is not None:
        return
    given, wanting, faults = probed.known.given, probed.wanting(), probed.faults()
    seconds = facts.duration_seconds
    guess = " (a guess: varying bitrate, and no head that tells)" if facts.estimated else ""
    measured = {
        "bytes": f"{facts.size_bytes:,}",
        "duration": clock(seconds) + guess if seconds is not None else "not told by the file",
        "type": facts.type or "not told by the file",
    }
    for name, words in measured.items():
        if name in faults:
            yield f"  {name:<9} {_said(given.get(name)) or 'missing'} → {words}"
        else:
            yield f"  {name:<9} {words}{' (not written down)' if name in wanting else ''}"
    if facts.bitrate:
        channels = {1: ", mono", 2: ", stereo"}.get(facts.channels or 0, "")
        hertz = f", {facts.sample_rate:,} Hz" if facts.sample_rate else ""
        yield f"  {'bitrate':<9} {facts.bitrate / 1000:.0f} kbit/s{hertz}{channels}"


def _said(value: Value) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "" if value is None else str(value)
