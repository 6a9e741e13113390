"""Artwork: what an image file really is, told by its head alone.

No pixel is decoded: a picture of a gigabyte of nothing costs as little as any other.
"""

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from publisher.documents.bounded import NotOrdinaryError, open_ordinary

if TYPE_CHECKING:
    from PIL.Image import Image

LIMIT_BYTES = 64 * 1024 * 1024
_TYPES = {  # Pillow's names of formats
    "BMP": "image/bmp",
    "GIF": "image/gif",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # several JPEG pictures in one file, as phones write them
    "PNG": "image/png",
    "TIFF": "image/tiff",
    "WEBP": "image/webp",
}
_FORMATS = tuple(form for form in _TYPES if form != "MPO")  # that is found by reading a JPEG
_ORIENTATION = 0x0112  # Exif 2.32, section 4.6.4
_UPRIGHT = 1


class ArtworkFacts(NamedTuple):
    """What an image file is. `mode` is Pillow's word for its colours: RGB, RGBA, CMYK, P, L …

    `problem` says in a podcaster's words why it is no image that we can read.
    """

    size_bytes: int
    type: str | None = None  # media type
    width: int = 0  # pixels, as stored
    height: int = 0
    mode: str = ""
    transparent: bool = False
    moves: bool = False
    turned: bool = False  # its Exif says that it must be turned before it is shown
    problem: str | None = None


def read_artwork(file: Path) -> ArtworkFacts:
    """Return what a local image file is; its name doesn't count.

    Raises OSError only where there is no such file.
    """
    try:
        with open_ordinary(file) as (descriptor, size_bytes):
            return _facts(io.BufferedReader(io.FileIO(descriptor, closefd=False)), size_bytes)
    except NotOrdinaryError:
        return ArtworkFacts(0, problem="this is not an ordinary file")
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return ArtworkFacts(0, problem=f"this file can't be read: {reason}")


def artwork_of(data: bytes) -> ArtworkFacts:
    """Return what the bytes of an image file say of it; nothing in them raises."""
    return _facts(io.BytesIO(data), len(data))


def _facts(stream: BinaryIO, size_bytes: int) -> ArtworkFacts:
    if not size_bytes:
        return ArtworkFacts(0, problem="this file is empty")
    if size_bytes > LIMIT_BYTES:
        return ArtworkFacts(size_bytes, problem="it is far too large for artwork")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a size that would be dangerous to decode
            return _read(stream, size_bytes)
    except Exception:  # of Pillow's, and any that bytes made to deceive can cause in it
        return ArtworkFacts(size_bytes, problem="no image can be found in it")


def _read(stream: BinaryIO, size_bytes: int) -> ArtworkFacts:
    import PIL.Image

    try:
        image = PIL.Image.open(stream, formats=_FORMATS)
    except PIL.Image.DecompressionBombError:
        return ArtworkFacts(size_bytes, problem="it claims to have more pixels than any picture")
    with image:
        width, height = image.size
        form = image.format or ""
        return ArtworkFacts(
            size_bytes,
            _TYPES[form],
            width,
            height,
            image.mode,
            transparent=image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info,
            moves=form in ("GIF", "PNG") and bool(getattr(image, "is_animated", False)),
            turned=_is_turned(image),
        )


def _is_turned(image: "Image") -> bool:
    """Say so of a JPEG; to ask others, Pillow would decode them."""
    if image.format not in ("JPEG", "MPO"):
        return False
    return bool(image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT)
