"""A dialogue → audio by a computer's voices, and a transcript with the time of each sentence."""

import math
import re
import subprocess
import wave
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

RATE = 16_000  # samples per second, as flite makes them
VOICES = {"Ken": "rms", "Alex": "awb", "Inês": "slt", "Tomas": "awb", "Narrator": "slt"}
_SENTENCE = re.compile(r"(?<=[.?!]) +(?=[A-ZÀ-Þ])")
_SPOKEN = {"Inês": "Inesh", "Posit": "Pozzit", "do4ds.com": "do 4 D S dot com", "R,": "R.,"}


class Sentence(NamedTuple):
    speaker: str
    text: str
    starts_paragraph: bool = False


class Timed(NamedTuple):
    sentence: Sentence
    start_seconds: float
    end_seconds: float


def sentences(turns: Sequence[tuple[str, str]]) -> Iterator[Sentence]:
    """Yield the sentences of a dialogue."""
    for speaker, words in turns:
        for index, text in enumerate(_SENTENCE.split(words)):
            yield Sentence(speaker, text, index == 0)


def speak(said: Sequence[Sentence], folder: Path) -> "tuple[array[int], list[Timed]]":
    """Return samples, and when each sentence is spoken; temporary files go into `folder`."""
    sound = jingle()
    timed: list[Timed] = []
    for sentence in said:
        sound.extend([0] * int(RATE * (0.55 if sentence.starts_paragraph else 0.18)))
        start = len(sound) / RATE
        sound.extend(_voice(sentence, folder / "sentence.wav"))
        timed.append(Timed(sentence, start, len(sound) / RATE))
    sound.extend([0] * (RATE // 2))
    sound.extend(jingle())
    return sound, timed


def _voice(sentence: Sentence, file: Path) -> "array[int]":
    text = sentence.text.replace("’", "'").replace("“", "").replace("”", "")
    for written, spoken in _SPOKEN.items():
        text = text.replace(written, spoken)
    voice = VOICES.get(sentence.speaker, "rms")
    stretch = "--setf", "duration_stretch=0.94"
    command = ["flite", "-voice", voice, *stretch, "-t", text, "-o", str(file)]
    subprocess.run(command, check=True)
    with wave.open(str(file)) as reader:
        assert (reader.getframerate(), reader.getnchannels()) == (RATE, 1)
        return array("h", reader.readframes(reader.getnframes()))


def jingle() -> "array[int]":
    """Return two seconds of plucked notes."""
    sound = [0.0] * (RATE * 2)
    for step, pitch in enumerate((392.0, 493.88, 587.33, 783.99)):
        start = int(RATE * 0.16 * step)
        for index in range(start, len(sound)):
            at = (index - start) / RATE
            swing = math.sin(math.tau * pitch * at) + 0.3 * math.sin(math.tau * 2 * pitch * at)
            sound[index] += 3600 * swing * math.exp(-3.2 * at)
    return array("h", (int(value) for value in sound))


def write_audio(sound: "array[int]", file: Path, kilobits: int, folder: Path) -> None:
    """Write samples as MP3."""
    raw = folder / "all.wav"
    with wave.open(str(raw), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(sound.tobytes())
    form = ["-codec:a", "libmp3lame", "-b:a", f"{kilobits}k", "-map_metadata", "-1", "-bitexact"]
    quiet = ["-loglevel", "error", "-y"]
    subprocess.run(["ffmpeg", *quiet, "-i", str(raw), *form, str(file)], check=True)


def vtt(timed: Sequence[Timed]) -> str:
    """Return the transcript as WebVTT, with speakers."""
    blocks = ["WEBVTT"]
    for each in timed:
        times = f"{_clock(each.start_seconds)} --> {_clock(each.end_seconds)}"
        blocks.append(f"{times}\n<v {each.sentence.speaker}>{each.sentence.text}")
    return "\n\n".join(blocks) + "\n"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes) // 60:02}:{int(minutes) % 60:02}:{rest:06.3f}"
