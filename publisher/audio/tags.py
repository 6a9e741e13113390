"""What the tags of an audio file hold besides its sound: chapters and a picture."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from publisher.audio.bounded import BoundedFile, read_from
from publisher.audio.id3 import Tag, address_of, frames_of, read_tag, split_text, text_of
from publisher.audio.kinds import Kind, kind_of, skip_tags
from publisher.audio.quicktime import MOST_CHAPTERS, track_chapters
from publisher.documents.bounded import NotOrdinaryError, open_ordinary
from publisher.model import Chapter

READ_LIMIT_BYTES = 32 * 1024 * 1024  # a tag with a picture for each chapter
_LONGEST_TITLE = 500
_FRONT_COVER = 3  # ID3v2 and FLAC name the kinds of pictures by the same numbers
_PICTURE_BLOCK = 6
_MP4_PICTURES = {13: "image/jpeg", 14: "image/png", 27: "image/bmp"}
_OGG_CHAPTER = re.compile(r"chapter(\d{2,3})(name|url)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,9})?)")


class Picture(NamedTuple):
    """A picture in an audio file; `type` is what the tag says of it, right or wrong."""

    data: bytes
    type: str


_Found = TypeVar("_Found")


def embedded_chapters(file: Path) -> tuple[Chapter, ...]:
    """Return the chapters in an audio file, by their start: of ID3v2, MP4 (both kinds) or Ogg.

    Empty where there are none, and where the file isn't there or can't be read. Chapters without
    a title are left out; those that the tag's table of contents leaves out aren't `listed`.
    """
    chapters = _read(file, _chapters, ())
    return tuple(sorted(chapters, key=lambda chapter: chapter.start_seconds))[:MOST_CHAPTERS]


def embedded_picture(file: Path) -> Picture | None:
    """Return the cover in an MP3, MP4 or FLAC file: the one marked as front, else the first."""
    pictures = _read(file, _pictures, ())
    marked = (picture for kind, picture in pictures if kind == _FRONT_COVER)
    return next(marked, pictures[0][1] if pictures else None)


def _read(
    file: Path, find: Callable[[BoundedFile], Iterable[_Found]], none: tuple[_Found, ...]
) -> tuple[_Found, ...]:
    try:
        with open_ordinary(file) as (descriptor, size_bytes):
            return tuple(find(BoundedFile(read_from(descriptor), size_bytes, READ_LIMIT_BYTES)))
    except (OSError, NotOrdinaryError):
        return none
    except Exception:  # bytes made to deceive: mutagen's errors, and any other; `probe` tells
        return none


# ---------------------------------------------------------------- chapters


def _chapters(media: BoundedFile) -> Iterable[Chapter]:
    tag = read_tag(media)
    if tag is not None:
        return list(_id3_chapters(tag))
    _, head = skip_tags(media)
    kind = kind_of(head)
    if kind is Kind.MP4:
        return list(_mp4_chapters(media))
    if kind in (Kind.OPUS, Kind.VORBIS):
        return list(_ogg_chapters(media, kind))
    return ()


def _id3_chapters(tag: Tag) -> Iterator[Chapter]:
    listed = {name for frame in tag.frames if frame.name == "CTOC" for name in _listed(frame.data)}
    for frame in tag.frames:
        name, _, rest = frame.data.partition(b"\0")
        if frame.name != "CHAP" or len(rest) < 16:
            continue
        inner = {each.name: each.data for each in frames_of(rest, tag.version, 16)}
        title = text_of(inner.get("TIT2", b""))
        url = address_of(inner["WXXX"]) if "WXXX" in inner else ""
        if title:
            start = int.from_bytes(rest[:4], "big") / 1000
            shown = not listed or name in listed
            yield Chapter(start, title[:_LONGEST_TITLE], url or None, listed=shown)


def _listed(data: bytes) -> list[bytes]:
    """Return the names of the chapters that a table of contents lists."""
    _, _, rest = data.partition(b"\0")
    count = rest[1] if len(rest) > 1 else 0
    return rest[2:].split(b"\0", count)[:count]


def _mp4_chapters(media: BoundedFile) -> Iterator[Chapter]:
    from mutagen.mp4 import Atoms, MP4Chapters

    media.seek(0)
    atoms = Atoms(media)
    if b"moov.udta.chpl" not in atoms:
        yield from track_chapters(atoms, media)
        return
    for chapter in MP4Chapters(atoms, media):
        if chapter.title.strip():
            yield Chapter(chapter.start, chapter.title.strip()[:_LONGEST_TITLE])


def _ogg_chapters(media: BoundedFile, kind: Kind) -> Iterator[Chapter]:
    """Yield what stands in comments: CHAPTER001=00:01:02.000, CHAPTER001NAME=…, …URL=…"""
    from mutagen.oggopus import OggOpus
    from mutagen.oggvorbis import OggVorbis

    media.seek(0)
    comments = (OggOpus if kind is Kind.OPUS else OggVorbis)(media).tags
    found: dict[str, dict[str, str]] = {}
    for key, value in comments:
        match = _OGG_CHAPTER.fullmatch(key)
        if match:
            found.setdefault(match[1], {})[(match[2] or "").lower()] = value.strip()
    for facts in found.values():
        clock = _CLOCK.fullmatch(facts.get("", ""))
        if clock and facts.get("name"):
            start = int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3])
            yield Chapter(start, facts["name"][:_LONGEST_TITLE], facts.get("url") or None)


# ---------------------------------------------------------------- pictures


def _pictures(media: BoundedFile) -> Iterable[tuple[int, Picture]]:
    """Return each picture with the number of its kind."""
    tag = read_tag(media)
    if tag is not None:
        return [_id3_picture(f.data, tag.version) for f in tag.frames if f.name == "APIC"]
    start, head = skip_tags(media)
    kind = kind_of(head)
    if kind is Kind.MP4:
        return list(_mp4_pictures(media))
    return list(_flac_pictures(media, start)) if kind is Kind.FLAC else ()


def _id3_picture(data: bytes, version: int) -> tuple[int, Picture]:
    encoding = data[0]
    if version == 2:  # three letters in place of a media type
        letters, rest = data[1:4].decode("latin-1").lower(), data[4:]
        media_type = {"jpg": "image/jpeg"}.get(letters, f"image/{letters}")
    else:
        media_type, rest = split_text(data[1:], 0)
    kind = rest[0]
    _, picture = split_text(rest[1:], encoding)
    return kind, Picture(picture, media_type)


def _mp4_pictures(media: BoundedFile) -> Iterator[tuple[int, Picture]]:
    from mutagen.mp4 import Atoms

    media.seek(0)
    cover = Atoms(media)[b"moov.udta.meta.ilst.covr"]
    _, data = cover.read(media)
    at = 0
    while at + 16 <= len(data) and data[at + 4 : at + 8] == b"data":
        size = int.from_bytes(data[at : at + 4], "big")
        media_type = _MP4_PICTURES.get(int.from_bytes(data[at + 8 : at + 12], "big"), "")
        yield _FRONT_COVER, Picture(data[at + 16 : at + size], media_type)
        at += max(size, 16)


def _flac_pictures(media: BoundedFile, start: int) -> Iterator[tuple[int, Picture]]:
    from mutagen.flac import Picture as Block

    at, is_last = start + 4, False
    while not is_last:
        media.seek(at)
        header = media.read(4)
        is_last, kind = bool(header[0] & 0x80), header[0] & 0x7F
        size = int.from_bytes(header[1:], "big")
        if kind == _PICTURE_BLOCK:
            block = Block(media.read(size))
            yield block.type, Picture(block.data, block.mime)
        at += 4 + size
