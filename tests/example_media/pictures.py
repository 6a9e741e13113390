"""Pictures of chapters and portraits: shapes on a ground, the same for the same seed."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

GROUNDS = ("#112433", "#1d3a4a", "#3a2740", "#20402f", "#46301c", "#2a2f55")
DOTS = ("#5ac2b4", "#f6be55", "#ef6a58", "#7b8ea3", "#fff4e4")
SCALE = 3  # drawn larger, then made smaller: smooth edges


def chapter_picture(seed: str, file: Path, size: int = 320) -> None:
    """Draw neighbours around a point, as on the show's cover."""
    chance = random.Random(seed)
    side = size * SCALE
    image = Image.new("RGB", (side, side), chance.choice(GROUNDS))
    draw = ImageDraw.Draw(image)
    for _ in range(26):
        _dot(draw, chance.random() * side, chance.random() * side, side * 0.018, chance)
    x, y = (side * chance.uniform(0.36, 0.64) for _ in range(2))
    for _ in range(chance.randint(4, 6)):
        to = (side * chance.uniform(0.12, 0.88), side * chance.uniform(0.12, 0.88))
        draw.line([(x, y), to], fill=DOTS[1], width=side // 90)
        _dot(draw, *to, side * 0.045, None)
    draw.ellipse(_box(x, y, side * 0.075), fill=DOTS[2])
    draw.ellipse(_box(x, y, side * 0.028), fill=DOTS[4])
    _save(image, file, size)


def portrait(seed: str, file: Path, size: int = 256) -> None:
    """Draw somebody without a face: head and shoulders before a coloured ground."""
    chance = random.Random(seed)
    side = size * SCALE
    ground, coat, skin, hair = (
        chance.choice(GROUNDS),
        chance.choice(DOTS[:3]),
        chance.choice(("#f0cfae", "#c99368", "#8d5a3b", "#e0b08a")),
        chance.choice(("#2b1d16", "#5b3a22", "#a7793f", "#8d8d8d")),
    )
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        _dot(draw, chance.random() * side, chance.random() * side, side * 0.02, chance)
    middle = side / 2
    draw.ellipse(_box(middle, side * 1.02, side * 0.38), fill=coat)
    draw.ellipse(_box(middle, side * 0.40, side * 0.225), fill=hair)
    draw.rectangle(
        (middle - side * 0.065, side * 0.5, middle + side * 0.065, side * 0.7), fill=skin
    )
    draw.ellipse(_box(middle, side * 0.455, side * 0.175), fill=skin)
    _save(image, file, size)


def _dot(
    draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, chance: random.Random | None
) -> None:
    fill = DOTS[1] if chance is None else chance.choice((DOTS[0], DOTS[3]))
    draw.ellipse(_box(x, y, radius), fill=fill)


def _box(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return (x - radius, y - radius, x + radius, y + radius)


def _save(image: Image.Image, file: Path, size: int) -> None:
    small = image.resize((size, size), Image.Resampling.LANCZOS)
    small.save(file, quality=82, optimize=True)
