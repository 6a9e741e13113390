"""What a transcript says: who speaks when, and which words."""

import math
import re
from enum import StrEnum
from typing import NamedTuple

from publisher.documents.decoding import Decoded

LIMIT_BYTES = 10 * 1024 * 1024  # three hours with a time for each word, as services write them
LIMIT_CUES = 100_000
LONGEST_SECONDS = 10 * 24 * 3600.0
_LONGEST_NAME = 80
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # they would turn the words behind a name, too


class Form(StrEnum):
    """How a transcript is written; the value is its media type."""

    VTT = "text/vtt"
    SRT = "application/x-subrip"
    JSON = "application/json"
    HTML = "text/html"
    TEXT = "text/plain"  # and Markdown


class UnreadableError(Exception):
    """No transcript can be made of it; the message says why, for the podcaster."""


class Cue(NamedTuple):
    """Some words of one speaker. `text` is plain; its lines are as they were on the screen."""

    start_seconds: float | None  # to the millisecond
    end_seconds: float | None
    speaker: str | None
    text: str

    @property
    def is_timed(self) -> bool:
        """Say whether it can be shown while the audio plays."""
        return self.start_seconds is not None and self.end_seconds is not None


class Transcript(NamedTuple):
    """What was read. `offsets` tell where each cue stands in the text, in code points, or -1.

    `dialect` is who writes JSON so: "podcastindex", "podlove", "assemblyai" or "whisper".
    """

    form: Form
    cues: tuple[Cue, ...]
    decoded: Decoded
    offsets: tuple[int, ...] = ()
    language: str | None = None  # as the file itself says it
    dialect: str | None = None

    @property
    def is_timed(self) -> bool:
        """Say whether every cue has a start and an end."""
        return bool(self.cues) and all(cue.is_timed for cue in self.cues)

    def line_of(self, index: int) -> int:
        """Return the line on which a cue stands, from 1; 1 where nobody knows."""
        offset = self.offsets[index] if index < len(self.offsets) else -1
        return self.decoded.position(offset)[0] if offset >= 0 else 1


class Found(NamedTuple):
    """What a reader makes of a text: cues, where they stand, and what the file says of itself."""

    cues: list[Cue]
    offsets: list[int]
    language: str | None = None
    dialect: str | None = None


def seconds_of(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    """Return the time that these digits say, to the millisecond."""
    digits = fraction or "000"
    thousandths = int(digits if len(digits) == 3 else digits.ljust(3, "0")[:3])
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * 1000 + thousandths) / 1000


def shown_clock(seconds: float) -> str:
    """Return a time as people read it: `0:07`, `1:02:03`."""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def whole_milliseconds(seconds: float) -> float | None:
    """Return a time to the millisecond; None for what is no time of any recording."""
    if not math.isfinite(seconds) or not 0 <= seconds <= LONGEST_SECONDS:
        return None
    return round(seconds, 3)


def clean_text(text: str) -> str:
    """Return text without blank lines, spaces around lines, and what no file can carry."""
    if not text.isprintable() and _CONTROLS.search(text):
        text = _CONTROLS.sub(" ", text)
    if not text.isascii():
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    text = text.strip()
    if "\n" not in text and "\r" not in text:
        return text
    return "\n".join(line for each in text.splitlines() if (line := each.strip()))


def clean_name(name: str) -> str | None:
    """Return a speaker's name on one line; None where nothing is left, or it is no name."""
    name = " ".join(_TURNS.sub("", clean_text(name)).split())
    return name if 0 < len(name) <= _LONGEST_NAME else None
