"""An audio file → what it says of itself: its head is read, not its sound."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from publisher.audio.bounded import BoundedFile, LedOnError, read_from, read_pieces
from publisher.audio.kinds import Kind, kind_of, not_audio, skip_tags
from publisher.audio.mpeg import promised, varies
from publisher.documents.bounded import NotOrdinaryError, open_ordinary
from publisher.model import AudioFacts

READ_LIMIT_BYTES = 8 * 1024 * 1024  # what Ogg has in comments and MP4 in tables, and plenty
_LOST_SHARE = 0.02  # of a file, from which on its end is missing; less is tags and padding
_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:[^\n]*\n){0,8}?size (\d{1,15})\n"
)


class _Sound(NamedTuple):
    """What a format's head tells; `end` is where the file ends if it is whole."""

    type: str
    seconds: float | None = None
    bitrate: int | None = None
    sample_rate: int | None = None
    channels: int | None = None
    estimated: bool = False
    end: int = 0


def probe(file: Path) -> AudioFacts:
    """Return what a local media file says of itself; its name doesn't count.

    What is wrong with it is the facts' `problem`. Raises OSError only where there is no such file.
    """
    try:
        with open_ordinary(file) as (descriptor, size_bytes):
            if size_bytes == 0:
                return AudioFacts(0, problem="this file is empty")
            return _probe(BoundedFile(read_from(descriptor), size_bytes, READ_LIMIT_BYTES))
    except NotOrdinaryError:
        return AudioFacts(0, problem="this is not an ordinary file")
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return AudioFacts(0, problem=f"this file can't be read: {reason}")


def probe_pieces(pieces: Mapping[int, bytes], size_bytes: int) -> AudioFacts:
    """Return what some pieces of a file, by where they begin, say of the whole, of that size.

    The beginning is enough for most kinds; what stands elsewhere is unknown, not broken.
    """
    facts = _probe(BoundedFile(read_pieces(pieces), size_bytes, READ_LIMIT_BYTES))
    kind = kind_of(pieces.get(0, b"")) if facts.problem is not None else None
    return AudioFacts(size_bytes, kind.value if "/" in kind else None) if kind else facts


def _probe(media: BoundedFile) -> AudioFacts:
    size = media.size_bytes
    start, head = skip_tags(media)
    pointer = _POINTER.match(head)
    if pointer is not None:
        return AudioFacts(int(pointer[1]), is_pointer=True)
    kind = kind_of(head)
    other = not_audio(head) if kind is None else None
    if other is not None:
        return AudioFacts(size, problem=f"this is {other}, and no audio")
    try:
        return _facts(_READERS[kind or Kind.MPEG](media, start, kind or Kind.MPEG), size)
    except LedOnError:
        return AudioFacts(size, problem="its head goes on without end, so it is broken")
    except Exception:  # mutagen's own errors, and any other that bytes made to deceive can cause
        broken = f"its head is broken or cut off ({_NAMES[kind]})" if kind else None
        return AudioFacts(size, problem=broken or "no audio can be found in it")


def _facts(sound: _Sound, size: int) -> AudioFacts:
    seconds = sound.seconds if sound.seconds and 0 < sound.seconds < 10**7 else None
    missing = sound.end - size
    mean = round(size * 8 / seconds) if seconds and not sound.estimated else None
    return AudioFacts(
        size,
        sound.type,
        seconds,
        sound.bitrate or mean,
        sound.sample_rate or None,
        sound.channels or None,
        estimated=sound.estimated,
        missing_bytes=missing if missing > size * _LOST_SHARE else 0,
    )


def _mpeg(media: BoundedFile, start: int, kind: Kind) -> _Sound:
    from mutagen.mp3 import MPEGInfo

    info = MPEGInfo(media, start)
    if info.sketchy:
        raise ValueError("two frames may stand in any file by chance")
    first: int = info.frame_offset
    frames, size = promised(media, first)
    estimated = frames is None and varies(media, first)
    return _Sound(
        kind.value,
        info.length,
        None if frames is not None or estimated else info.bitrate,
        info.sample_rate,
        info.channels,
        estimated,
        first + size if size else 0,
    )


def _mp4(media: BoundedFile, _start: int, _kind: Kind) -> _Sound:
    from mutagen.mp4 import Atoms, MP4Info

    media.seek(8)
    brand = media.read(4)
    atoms = Atoms(media)
    info = MP4Info(atoms, media)
    media_type = _mp4_type(brand, has_picture=_has_picture(atoms, media))
    end = max(atom.offset + atom.length for atom in atoms.atoms)
    return _Sound(media_type, info.length, info.bitrate, info.sample_rate, info.channels, end=end)


def _has_picture(atoms: Any, media: BoundedFile) -> bool:
    for track in atoms[b"moov"].findall(b"trak"):
        _, data = track[b"mdia", b"hdlr"].read(media)
        if data[8:12] == b"vide":
            return True
    return False


def _mp4_type(brand: bytes, *, has_picture: bool) -> str:
    """Return the media type of an MP4 file by its brand (ISO/IEC 14496-12, 4.3) and tracks."""
    if brand in (b"M4A ", b"M4B ", b"M4P "):  # a chapter's picture is a track, too
        return "audio/x-m4a"
    if not has_picture:
        return "audio/mp4"
    return {b"qt  ": "video/quicktime", b"M4V ": "video/x-m4v"}.get(brand, "video/mp4")


def _ogg(media: BoundedFile, _start: int, kind: Kind) -> _Sound:
    media.seek(0)
    if kind is Kind.OPUS:
        from mutagen.oggopus import OggOpus

        info = OggOpus(media).info
        return _Sound(kind.value, info.length, None, 48_000, info.channels)
    from mutagen.oggvorbis import OggVorbis

    info = OggVorbis(media).info
    return _Sound("audio/ogg", info.length, None, info.sample_rate, info.channels)


def _flac(media: BoundedFile, start: int, kind: Kind) -> _Sound:
    from mutagen.flac import StreamInfo

    media.seek(start + 8)  # "fLaC", and the header of its first block (RFC 9639, section 8)
    info = StreamInfo(media.read(34))
    return _Sound(kind.value, info.length, None, info.sample_rate, info.channels)


def _wav(media: BoundedFile, _start: int, kind: Kind) -> _Sound:
    from mutagen.wave import WaveStreamInfo

    media.seek(4)
    end = 8 + int.from_bytes(media.read(4), "little")
    media.seek(0)
    info = WaveStreamInfo(media)
    end = 0 if end >= 0xFFFFFFFF else end  # written while recording: nobody knew
    return _Sound(kind.value, info.length, info.bitrate, info.sample_rate, info.channels, end=end)


def _aiff(media: BoundedFile, _start: int, kind: Kind) -> _Sound:
    from mutagen.aiff import AIFFInfo

    media.seek(0)
    info = AIFFInfo(media)
    return _Sound(kind.value, info.length, info.bitrate, info.sample_rate, info.channels)


def _aac(media: BoundedFile, start: int, kind: Kind) -> _Sound:
    from mutagen.aac import AACInfo

    media.seek(start)
    info = AACInfo(media)
    return _Sound(kind.value, info.length, info.bitrate, info.sample_rate, info.channels)


def _untold(_media: BoundedFile, _start: int, kind: Kind) -> _Sound:
    """Of these, the kind is all that is told."""
    return _Sound(kind.value)


_READERS: Mapping[Kind, Callable[[BoundedFile, int, Kind], _Sound]] = {
    Kind.AAC: _aac,
    Kind.AIFF: _aiff,
    Kind.FLAC: _flac,
    Kind.MATROSKA: _untold,
    Kind.MP4: _mp4,
    Kind.MPEG: _mpeg,
    Kind.OGG: _untold,
    Kind.OPUS: _ogg,
    Kind.VORBIS: _ogg,
    Kind.WAV: _wav,
    Kind.WEBM: _untold,
}
_NAMES: Mapping[Kind, str] = {
    Kind.AAC: "AAC",
    Kind.AIFF: "AIFF",
    Kind.FLAC: "FLAC",
    Kind.MATROSKA: "Matroska",
    Kind.MP4: "MP4",
    Kind.MPEG: "MP3",
    Kind.OGG: "Ogg",
    Kind.OPUS: "Ogg Opus",
    Kind.VORBIS: "Ogg Vorbis",
    Kind.WAV: "WAV",
    Kind.WEBM: "WebM",
}
