"""Media types by what a file is called: in a feed, and as a server tells them."""

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

_SITE_TYPES = {
    **AUDIO_TYPES,
    **TRANSCRIPT_TYPES,
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".opus": "audio/ogg",  # RFC 7845, section 9; browsers know a file by no other
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".psc": "application/xml",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
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


def served_type(path: str) -> str:
    """Return the `Content-Type` of a file of the site; one of unknown kind is bytes, never run."""
    kind = _SITE_TYPES.get(extension(path), "application/octet-stream")
    is_text = kind.startswith("text/") or kind in ("application/xml", "image/svg+xml")
    return f"{kind}; charset=utf-8" if is_text else kind


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
