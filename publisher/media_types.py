"""Media types of audio, video and transcripts, by what the file is called."""

from posixpath import splitext

from publisher.model import Audio, Transcript

AUDIO_TYPES = {  # of our own: the system's table differs from machine to machine
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/x-m4a",
    ".m4b": "audio/x-m4a",
    ".m4v": "video/x-m4v",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/opus",
    ".wav": "audio/wav",
    ".webm": "video/webm",
}
TRANSCRIPT_TYPES = {  # those that apps read (podcast namespace, `transcript`)
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".srt": "application/x-subrip",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
}

MARKDOWN_SUFFIXES = (".md", ".markdown")  # of transcripts, too; no app reads them as they are


def audio_type(audio: Audio) -> str | None:
    """Return the media type: as given, else by the extension; None where that tells nothing."""
    return audio.type or AUDIO_TYPES.get(extension(audio.url or str(audio.file or "")))


def recording_type(given: str | None, *addresses: str | None) -> str | None:
    """Return the media type: as given, else by the first address that tells it, else None."""
    found = (AUDIO_TYPES.get(extension(address)) for address in addresses if address)
    return given or next(filter(None, found), None)


def transcript_type(transcript: Transcript) -> str | None:
    """Return the media type: as given, else by the extension; None where that tells nothing."""
    address = transcript.url or str(transcript.file or "")
    return transcript.type or TRANSCRIPT_TYPES.get(extension(address))


def extension(address: str) -> str:
    """Return the lower-case extension of a path, or of a URL without its query: `.mp3`.

    Tracking prefixes put their own address before the file's, so the last one counts.
    """
    if "://" in address:
        address = address.partition("?")[0].partition("#")[0]
    return splitext(address)[1].lower()


def bare_type(kind: str) -> str:
    """Return a media type without its parameters, in lower case: `audio/ogg`."""
    return kind.partition(";")[0].strip().lower()
