"""MP3 sound: what its first frame counts, and whether all frames have one bitrate.

Frames are those of ISO/IEC 11172-3, section 2.4.1.3, Layer III. Encoders put what they know of the
whole file into the first one, marked `Xing`, `Info` or `VBRI`.
"""

from publisher.audio.bounded import BoundedFile

_SAMPLE_BYTES = 64 * 1024
_KBITS = {  # MPEG-1? → by the header's four bits
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HERTZ = (44_100, 48_000, 32_000)
_SAMPLE_FRAMES = 60  # a second and a half
_COUNTS_BYTES = 64  # the marks stand within the first 40


def promised(media: BoundedFile, start: int) -> tuple[int | None, int | None]:
    """Return how many frames and bytes the first frame, at `start`, counts; None: it doesn't."""
    media.seek(start)
    head = media.read(_COUNTS_BYTES)
    for mark in (b"Xing", b"Info"):
        at = head.find(mark, 0, len(head) - 16)
        if at >= 0:
            flags = head[at + 7]
            numbers = (int.from_bytes(head[at + n : at + n + 4], "big") for n in (8, 12))
            frames = next(numbers) if flags & 1 else None
            return frames, next(numbers) if flags & 2 else None
    at = head.find(b"VBRI", 0, len(head) - 18)
    if at >= 0:
        size, frames = (int.from_bytes(head[at + n : at + n + 4], "big") for n in (10, 14))
        return frames, size
    return None, None


def varies(media: BoundedFile, start: int) -> bool:
    """Say whether the frames from `start` on have several bitrates, as far as a sample tells."""
    media.seek(start)
    data = media.read(_SAMPLE_BYTES)
    first, at = None, 0
    for _ in range(_SAMPLE_FRAMES):
        frame = _frame(data[at : at + 4])
        if frame is None:
            return False
        rate, length = frame
        first = first or rate
        if rate != first:
            return _frame(data[at + length : at + length + 4]) is not None  # no chance hit
        at += length
    return False


def _frame(header: bytes) -> tuple[int, int] | None:
    """Return the bitrate in kbit/s and the length in bytes of a frame; None if it is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE6 != 0xE2:  # Layer III
        return None
    version = header[1] >> 3 & 3  # 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    rate_at, hertz_at = header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or rate_at in (0, 15) or hertz_at == 3:
        return None
    rate = _KBITS[version == 3][rate_at]
    hertz = _HERTZ[hertz_at] >> {3: 0, 2: 1, 0: 2}[version]
    padding = header[2] >> 1 & 1
    return rate, (144 if version == 3 else 72) * rate * 1000 // hertz + padding
