"""What a downloaded file is: told by what is in it, against what it claims to be."""

from collections.abc import Callable, Mapping
from pathlib import Path

from publisher.artwork import read_artwork
from publisher.audio import probe, same_type
from publisher.chapters.files import NotChaptersError, read_chapter_file
from publisher.importing.downloads.media import MediaKind, WantedMedia
from publisher.media_types import AUDIO_TYPES, TRANSCRIPT_TYPES, extension
from publisher.transcripts.cues import Form, UnreadableError
from publisher.transcripts.reading import form_of, read_transcript_file

_ENDS = {
    Form.VTT: ".vtt",
    Form.SRT: ".srt",
    Form.JSON: ".json",
    Form.HTML: ".html",
    Form.TEXT: ".txt",
}
_PICTURES = {"image/jpeg": ".jpg", "image/png": ".png"}


class Unfit(Exception):  # noqa: N818 (it is an answer, not an error)
    """The file is not what was wanted; the message says why."""


def suffix_of(file: Path, wanted: WantedMedia, sent: str) -> str:
    """Return the end of a file's name that says what it is. Raises Unfit.

    `sent` is the media type that its server gave.
    """
    return _READERS[wanted.kind](file, wanted, sent)


def _artwork(file: Path, _wanted: WantedMedia, _sent: str) -> str:
    facts = read_artwork(file)
    if facts.problem is not None:
        raise Unfit(facts.problem)
    if facts.type not in _PICTURES:
        raise Unfit(f"it is {facts.type}, and apps take JPEG and PNG only")
    return _PICTURES[facts.type]


def _audio(file: Path, wanted: WantedMedia, _sent: str) -> str:
    facts = probe(file)
    if facts.problem is not None or facts.type is None:
        raise Unfit(facts.problem or "no audio can be found in it")
    if facts.missing_bytes:
        raise Unfit(f"it is cut off: {facts.missing_bytes:,} bytes are missing at its end")
    named = extension(wanted.url)
    if named in AUDIO_TYPES and same_type(AUDIO_TYPES[named], facts.type):
        return named
    real = facts.type
    return next((end for end, kind in AUDIO_TYPES.items() if same_type(kind, real)), named)


def _chapters(file: Path, _wanted: WantedMedia, _sent: str) -> str:
    try:
        read_chapter_file(file)
    except NotChaptersError as error:
        raise Unfit(str(error)) from None
    start = file.read_bytes()[:100].lstrip(b"\xef\xbb\xbf \t\r\n")
    ends = ((b"{", ".json"), (b"<", ".xml"), (b"WEBVTT", ".vtt"), (b";FFMETADATA", ".ffmetadata"))
    return next((end for sign, end in ends if start.startswith(sign)), ".txt")


def _transcript(file: Path, wanted: WantedMedia, sent: str) -> str:
    try:
        read_transcript_file(file)
    except UnreadableError as error:
        raise Unfit(str(error)) from None
    form = form_of(file.read_bytes().decode("utf-8", "replace"))
    claimed = wanted.type or TRANSCRIPT_TYPES.get(extension(wanted.url)) or sent
    if form is Form.HTML and "html" not in claimed:
        raise Unfit(f"a web page came in place of {claimed}")
    return _ENDS[form]


_READERS: Mapping[MediaKind, Callable[[Path, WantedMedia, str], str]] = {
    MediaKind.ARTWORK: _artwork,
    MediaKind.AUDIO: _audio,
    MediaKind.CHAPTERS: _chapters,
    MediaKind.TRANSCRIPT: _transcript,
}
