"""A show's artwork in the sizes that pages need: apps ask for 3000 pixels, a page for 200."""

import io
from pathlib import Path

from publisher.addresses import is_url, show_path
from publisher.artwork import read_artwork
from publisher.model import Network, Show

COVER_NAME = "artwork-480.webp"
ICON_NAME = "icon-180.png"
_COVER_PIXELS = 480
_ICON_PIXELS = 180
_MOST_PIXELS = 4000 * 4000  # more than any app takes; decoding takes memory by the pixel
_FALLBACK = (47, 91, 216)


def scaled_shows(network: Network) -> frozenset[str]:
    """Return the slugs of the shows whose artwork can be made smaller; only heads are read."""
    return frozenset(
        show.slug
        for show in network.shows.values()
        if (file := artwork_file(show, network)) is not None and _is_picture(file)
    )


def artwork_file(show: Show, network: Network) -> Path | None:
    """Return the file of a show's artwork; None where it is a URL, or there is none."""
    if show.artwork is None or is_url(show.artwork):
        return None
    return network.root / show.artwork


def cover_path(show: str) -> str:
    """Return where the artwork is published in the size of pages."""
    return show_path(show) + COVER_NAME


def icon_path(show: str) -> str:
    """Return where the artwork is published as the icon of pages."""
    return show_path(show) + ICON_NAME


def _is_picture(file: Path) -> bool:
    try:
        facts = read_artwork(file)
    except OSError:
        return False
    known = facts.problem is None and facts.type in ("image/jpeg", "image/png")
    return known and 0 < facts.width * facts.height <= _MOST_PIXELS


def make_cover(file: Path) -> bytes:
    """Return a picture in the size of pages, as WebP."""
    return _scaled(file, _COVER_PIXELS, "WEBP")


def make_icon(file: Path) -> bytes:
    """Return a picture in the size of an icon, as PNG."""
    return _scaled(file, _ICON_PIXELS, "PNG")


def _scaled(file: Path, pixels: int, form: str) -> bytes:
    """Return a picture made smaller; one that can't be decoded gives a plain square."""
    import warnings

    from PIL import Image, ImageOps

    made = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file, formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise ValueError("too many pixels")
                opened.draft("RGB", (pixels * 2, pixels * 2))  # JPEG is decoded smaller at once
                picture = ImageOps.exif_transpose(opened).convert("RGBA")
            picture.thumbnail((pixels, pixels), Image.Resampling.LANCZOS)
            if picture.getchannel("A").getextrema() == (255, 255):
                picture = picture.convert("RGB")
    except Exception:
        picture = Image.new("RGB", (pixels, pixels), _FALLBACK)
    picture.save(made, form, quality=82)
    return made.getvalue()
