"""Chapters as a text track of an MP4 file, as Apple's programs write them.

A track names the one that holds its chapters (`tref`, `chap`); each sample of that is a title, and
its time is the chapter's start. QuickTime File Format Specification, "Chapter Lists".
"""

import struct
from collections.abc import Iterator
from typing import Any

from publisher.audio.bounded import BoundedFile
from publisher.model import Chapter

MOST_CHAPTERS = 1_000
_LONGEST_SAMPLE_BYTES = 4_096
_TABLES = (b"mdia", b"minf", b"stbl")


def track_chapters(atoms: Any, media: BoundedFile) -> Iterator[Chapter]:
    """Yield the chapters of the first track that has any; `atoms` are mutagen's.

    Raises KeyError, struct.error and the like where the tables are broken.
    """
    tracks = list(atoms[b"moov"].findall(b"trak"))
    wanted = {number for track in tracks for number in _chapter_tracks(track, media)}
    for track in tracks if wanted else ():
        if _track_number(_data(track[b"tkhd",], media)) in wanted:
            yield from _titles(track, media)
            return


def _data(atom: Any, media: BoundedFile) -> bytes:
    _, data = atom.read(media)
    return bytes(data)


def _chapter_tracks(track: Any, media: BoundedFile) -> tuple[int, ...]:
    """Return the numbers of the tracks that hold a track's chapters."""
    references = next(iter(track.findall(b"tref")), None)
    data = _data(references, media) if references is not None else b""
    at = data.find(b"chap")
    if at < 4:
        return ()
    end = at - 4 + int.from_bytes(data[at - 4 : at], "big")
    return tuple(number for (number,) in struct.iter_unpack(">I", data[at + 4 : end]))


def _track_number(header: bytes) -> int:
    at = 20 if header[0] == 1 else 12  # behind two times, of eight bytes in version 1
    return int.from_bytes(header[at : at + 4], "big")


def _titles(track: Any, media: BoundedFile) -> Iterator[Chapter]:
    header = _data(track[b"mdia", b"mdhd"], media)
    at = 20 if header[0] == 1 else 12
    scale = int.from_bytes(header[at : at + 4], "big")
    tables = {atom.name: atom for atom in track[_TABLES].children}
    sizes = _sizes(_data(tables[b"stsz"], media))
    offsets = _offsets(tables, sizes, media)
    starts = _starts(_data(tables[b"stts"], media))
    for start, offset, size in zip(starts, offsets, sizes, strict=False):
        media.seek(offset)
        sample = media.read(min(size, _LONGEST_SAMPLE_BYTES))
        words = sample[2 : 2 + int.from_bytes(sample[:2], "big")]
        encoding = "utf-16" if words[:2] in (b"\xfe\xff", b"\xff\xfe") else "utf-8"
        title = words.decode(encoding, "replace").strip("\0 \r\n\t")
        if title:
            yield Chapter(start / scale, title)


def _starts(data: bytes) -> Iterator[int]:
    """Yield when each sample begins, in the track's units (`stts`)."""
    now = 0
    for count, length in struct.iter_unpack(">II", data[8 : 8 + len(data[8:]) // 8 * 8]):
        for _ in range(min(count, MOST_CHAPTERS)):
            yield now
            now += length


def _sizes(data: bytes) -> tuple[int, ...]:
    size, count = map(int, struct.unpack(">II", data[4:12]))
    count = min(count, MOST_CHAPTERS)
    if size:
        return (size,) * count
    return tuple(map(int, struct.unpack(f">{count}I", data[12 : 12 + 4 * count])))


def _offsets(tables: dict[bytes, Any], sizes: tuple[int, ...], media: BoundedFile) -> Iterator[int]:
    """Yield where each sample stands: in chunks (`stco`), of so many samples each (`stsc`)."""
    name, sign, width = (b"co64", "Q", 8) if b"co64" in tables else (b"stco", "I", 4)
    data = _data(tables[name], media)
    count = min(int.from_bytes(data[4:8], "big"), MOST_CHAPTERS)
    chunks = struct.unpack(f">{count}{sign}", data[8 : 8 + count * width])
    runs = _data(tables[b"stsc"], media)
    rows = list(struct.iter_unpack(">III", runs[8 : 8 + len(runs[8:]) // 12 * 12]))[:MOST_CHAPTERS]
    sample, row = 0, 0
    for number, chunk in enumerate(chunks, 1):
        while row + 1 < len(rows) and rows[row + 1][0] <= number:
            row += 1
        offset = chunk
        for _ in range(min(rows[row][1], len(sizes) - sample)):
            yield offset
            offset += sizes[sample]
            sample += 1
