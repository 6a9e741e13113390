"""A file → a transcript, whatever its name says it is."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode
from publisher.transcripts.captions import TIMING, read_srt, read_vtt
from publisher.transcripts.cues import LIMIT_BYTES, Cue, Form, Found, Transcript, UnreadableError
from publisher.transcripts.html_form import read_html
from publisher.transcripts.json_forms import read_json
from publisher.transcripts.prose import read_prose

_UNKNOWN_SECONDS = 5.0  # how long a cue without end is shown
_HEAD = 4000  # characters that tell what a file is
_HTML = re.compile(
    r"\s*(?:<!doctype|<html|<\?xml|<!--)"
    r"|<(?:cite|time|p|div|section|article|head|body|main|script|style|meta|link|title|h[1-6])"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_READERS = {
    Form.VTT: read_vtt,
    Form.SRT: read_srt,
    Form.JSON: read_json,
    Form.HTML: read_html,
    Form.TEXT: read_prose,
}


def read_transcript_file(file: Path) -> Transcript:
    """Read a transcript; raises UnreadableError, also where nobody says a word in it."""
    try:
        data = read_bounded(file, LIMIT_BYTES)
    except NotOrdinaryError as error:
        raise UnreadableError(str(error)) from None
    except TooBigError as error:
        megabytes, limit = error.size_bytes / 1024 / 1024, LIMIT_BYTES // 1024 // 1024
        raise UnreadableError(
            f"it has {megabytes:,.1f} MB, a transcript may have {limit} MB"
        ) from None
    except IsADirectoryError:
        raise UnreadableError("it is a folder, not a file") from None
    except OSError as error:
        raise UnreadableError((error.strerror or "unknown reason").lower()) from None
    except ValueError:  # a name with a zero byte
        raise UnreadableError("no file can have this name") from None
    return read_transcript(data)


class Facts(NamedTuple):
    """What is remembered of a transcript file as long as the program runs."""

    form: Form
    is_timed: bool
    has_speakers: bool
    language: str | None
    is_foreign: bool  # JSON of another kind than apps read


def known_transcript(file: Path) -> Transcript | UnreadableError:
    """Return a transcript, or why it is none; the last few are kept, since several ask for them."""
    try:
        facts = file.stat()
    except (OSError, ValueError):
        return UnreadableError("it is not there")
    known = _known(file, facts.st_size, facts.st_mtime_ns)
    _facts(file, facts.st_size, facts.st_mtime_ns)  # outlive it: else it would be read again
    return known


def transcript_facts(file: Path) -> Facts | None:
    """Return what is known of a transcript file; None where it can't be read."""
    try:
        facts = file.stat()
    except (OSError, ValueError):
        return None
    return _facts(file, facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=4)
def _known(file: Path, _size_bytes: int, _mtime_ns: int) -> Transcript | UnreadableError:
    try:
        return read_transcript_file(file)
    except UnreadableError as error:
        return error


@lru_cache(maxsize=1 << 16)
def _facts(file: Path, size_bytes: int, mtime_ns: int) -> Facts | None:
    known = _known(file, size_bytes, mtime_ns)
    if isinstance(known, UnreadableError):
        return None
    return Facts(
        known.form,
        known.is_timed,
        any(cue.speaker for cue in known.cues),
        known.language,
        known.dialect not in (None, "podcastindex"),
    )


def read_transcript(data: bytes) -> Transcript:
    """Read a transcript in the form that its content has. Raises UnreadableError."""
    try:
        decoded = decode(data)
    except NotTextError as error:
        raise UnreadableError(str(error)) from None
    text = decoded.text
    if "\r" in text:  # the readers know one kind of line end; every offset stays
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    form = form_of(text)
    found: Found = _READERS[form](text)
    if not found.cues:
        raise UnreadableError("nobody says a word in it")
    cues = _with_ends(found.cues)
    return Transcript(form, cues, decoded, tuple(found.offsets), found.language, found.dialect)


def _with_ends(cues: list[Cue]) -> tuple[Cue, ...]:
    """Return cues with the few ends that a service left out: where the next one begins."""
    missing = sum(cue.end_seconds is None for cue in cues)
    if not missing or missing * 2 > len(cues) or any(cue.start_seconds is None for cue in cues):
        return tuple(cues)
    starts = [*(cue.start_seconds or 0.0 for cue in cues[1:]), None]
    return tuple(
        cue
        if cue.end_seconds is not None
        else cue._replace(end_seconds=_end(cue.start_seconds or 0.0, later))
        for cue, later in zip(cues, starts, strict=True)
    )


def _end(start: float, later: float | None) -> float:
    return later if later is not None and later > start else start + _UNKNOWN_SECONDS


def form_of(text: str) -> Form:
    """Return the form that a text has by its content."""
    head = text[:_HEAD].lstrip()
    if head.startswith("WEBVTT"):
        return Form.VTT
    if head.startswith("{") and not head.startswith(("{%", "{{")):
        return Form.JSON
    if head.startswith("[") and re.match(r"\[\s*[\[{\]]", head):
        return Form.JSON
    if TIMING.search(text[:_HEAD]):
        return Form.SRT
    if _HTML.match(head):
        return Form.HTML
    return Form.TEXT
