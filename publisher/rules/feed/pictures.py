"""Family F: more pictures than the artwork (F164, F264)."""

import re
from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.model import Picture
from publisher.rules.catalogue import Problem
from publisher.rules.feed.tagged import Tagged, tag_rule, too_long

_RATIO = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?: ?/ ?(\d{1,6}(?:\.\d{1,6})?))?")


@tag_rule(
    "64",
    "bad-image",
    summary="apps can't tell what a picture is good for",
    why="Apps choose among `podcast:image` tags by their shape and width: one "
    "without address can't be loaded, one whose shape isn't told counts as square and is cropped.",
    fix='Write `images = [{file = "wide.jpg", aspect_ratio = "16/9", width = 1600, alt = "…"}]`.',
    key="images",
    bad=(
        '[{url = "https://example.com/wide.jpg", aspect_ratio = "16:9"}]',
        '[{url: https://example.com/wide.jpg, aspect_ratio: "16:9"}]',
    ),
    good=(
        '[{url = "https://example.com/wide.jpg", aspect_ratio = "16/9"}]',
        "[{url: https://example.com/wide.jpg, aspect_ratio: 16/9}]",
    ),
)
def bad_image(tagged: Tagged) -> Iterator[Problem]:
    for picture in tagged.holder.images:
        for key, message in _faults(picture):
            yield Problem(message, tagged.source.place(*picture.at, key))


def _faults(picture: Picture) -> Iterator[tuple[str, str]]:
    if picture.file is None and not (picture.url and is_url(picture.url)):
        yield "url", "an image needs a file or a whole address: it is left out of the feed"
    ratio = _ratio(picture.aspect_ratio or "")
    if picture.aspect_ratio is not None and ratio is None:
        yield (
            "aspect_ratio",
            f'aspect_ratio "{picture.aspect_ratio}" must be two numbers, such as 16/9: apps take '
            "the picture for a square",
        )
    if picture.width == 0 or picture.height == 0:
        yield "width", "no picture is 0 pixels wide or high: write its size, or leave it out"
    elif (
        ratio is not None
        and picture.width
        and picture.height
        and abs(picture.width / picture.height / ratio - 1) > 0.02
    ):
        yield (
            "aspect_ratio",
            f"a picture of {picture.width} by {picture.height} pixels isn't "
            f"{picture.aspect_ratio}: apps crop it wrongly. Correct one of them",
        )
    if message := too_long(picture.purpose, "the purpose of an image"):
        yield "purpose", message


def _ratio(written: str) -> float | None:
    """Return width by height, written as CSS does (`16/9`, `1.9`), which the namespace follows."""
    found = _RATIO.fullmatch(written)
    width, height = (float(found[1]), float(found[2] or 1)) if found else (0.0, 0.0)
    return width / height if width and height else None
