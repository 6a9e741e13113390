"""Family M on artwork (M2xx): pictures that apps refuse, crop or show wrong.

The show's artwork and the episodes' images are read here, by their heads alone; those on the web
are not asked. What Apple wants stands at https://podcasters.apple.com/support/896-artwork-requirements
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from publisher.artwork import ArtworkFacts
from publisher.model import Severity
from publisher.rules.catalogue import Context, Problem, ShowEpisodes, show_rule
from publisher.rules.media.examples import cover_example, gif, image_example, png, turned_jpeg
from publisher.rules.media.pictures import pictures_of, sound_pictures

LEAST_PIXELS, MOST_PIXELS = 1400, 3000
HEAVY_BYTES = 512 * 1024  # what hosts advise, and some directories take at most
_ENDINGS = {"image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}
_GOOD = cover_example(png)


@show_rule(
    "M201",
    "unreadable-artwork",
    severity=Severity.ERROR,
    summary="the artwork is no picture",
    why="Apple Podcasts and Spotify refuse a show without artwork, and players show a grey square.",
    fix="Export it again as JPEG or PNG.",
    bad=cover_example(lambda: b"<!doctype html><title>403 Forbidden</title>"),
    good=_GOOD,
)
def unreadable_artwork(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in pictures_of(subject, context):
        if picture.facts.problem is not None:
            yield Problem(
                f"{picture.name} can't be shown by any app: {picture.facts.problem}. Export it "
                "again as JPEG or PNG",
                picture.place,
            )


@show_rule(
    "M202",
    "cover-size",
    severity=Severity.ERROR,
    summary="the show's artwork is smaller or larger than apps take",
    why="Apple Podcasts refuses a show whose artwork has not 1400 to 3000 pixels each way, and "
    "goes on showing the old one if it had any; Spotify wants as much.",
    fix="Export it with 3000 × 3000 pixels.",
    bad=cover_example(lambda: png(600, 600)),
    good=_GOOD,
)
def cover_size(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        if picture.is_cover and not _fits(picture.facts):
            yield Problem(
                f"{picture.name} has {_size(picture.facts)} pixels, and Apple Podcasts refuses a "
                f"show unless it has {LEAST_PIXELS} to {MOST_PIXELS} each way: export it with "
                "3000 × 3000",
                picture.place,
            )


@show_rule(
    "M203",
    "image-size",
    severity=Severity.WARNING,
    summary="an episode's image is smaller or larger than apps take",
    why="Apple Podcasts shows the show's artwork in its place, other apps a blurred picture.",
    fix="Export it with 3000 × 3000 pixels, or leave it out.",
    bad=image_example(lambda: png(300, 300)),
    good=image_example(png),
)
def image_size(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        if not picture.is_cover and not _fits(picture.facts):
            yield Problem(
                f"{picture.name} has {_size(picture.facts)} pixels, and Apple Podcasts takes "
                f"{LEAST_PIXELS} to {MOST_PIXELS} each way: it shows the show's artwork in its "
                "place. Export it with 3000 × 3000",
                picture.place,
            )


def _fits(facts: ArtworkFacts) -> bool:
    # What isn't square has a finding of its own: the shorter side is what is left of it.
    return min(facts.width, facts.height) >= LEAST_PIXELS and (
        max(facts.width, facts.height) <= MOST_PIXELS
    )


def _size(facts: ArtworkFacts) -> str:
    return f"{facts.width:,} × {facts.height:,}"


@show_rule(
    "M204",
    "artwork-not-square",
    severity=Severity.WARNING,
    summary="artwork is not square",
    why="Apple Podcasts refuses it for a show; other apps crop it, or squeeze it into a square.",
    fix="Crop it to a square.",
    bad=cover_example(lambda: png(3000, 2000)),
    good=_GOOD,
)
def artwork_not_square(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        facts = picture.facts
        if facts.width != facts.height:
            yield Problem(
                f"{picture.name} has {_size(facts)} pixels and is not square: Apple Podcasts "
                "refuses it, other apps crop or squeeze it. Crop it to a square",
                picture.place,
            )


@show_rule(
    "M205",
    "artwork-type",
    severity=Severity.ERROR,
    summary="artwork is neither JPEG nor PNG",
    why="Apple Podcasts and Spotify take nothing else: a WebP or GIF, whatever it is called, "
    "leaves the show without a picture, or out of the directory.",
    fix="Export it as JPEG or PNG.",
    bad=cover_example(gif),
    good=_GOOD,
)
def artwork_type(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        if picture.facts.type not in _ENDINGS:
            yield Problem(
                f"{picture.name} is {picture.facts.type}, and Apple Podcasts and Spotify take "
                "JPEG and PNG only: export it as one of them",
                picture.place,
            )


@show_rule(
    "M206",
    "artwork-ending",
    severity=Severity.WARNING,
    summary="artwork is called like a picture of another type",
    why="A web host sends the type that the ending says; apps that compare it with the picture "
    "refuse it, Apple Podcasts among them.",
    fix="Rename the file after what it is.",
    bad=cover_example(png, "cover.jpg"),
    good=_GOOD,
)
def artwork_ending(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        endings = _ENDINGS.get(picture.facts.type or "")
        if endings and PurePosixPath(picture.name).suffix.lower() not in endings:
            yield Problem(
                f"{picture.name} is {picture.facts.type}: web hosts send it as what it is called, "
                f"and Apple Podcasts refuses it. Rename it to {endings[0]}",
                picture.place,
            )


@show_rule(
    "M207",
    "artwork-colours",
    severity=Severity.WARNING,
    summary="artwork has not the colours that apps take",
    why="Apple Podcasts takes RGB only, without transparency: pictures for print (CMYK) and in "
    "grey are refused, or shown in wrong colours; what is transparent becomes black.",
    fix="Export it in RGB, without an alpha channel.",
    bad=cover_example(lambda: png(colours=6)),
    good=_GOOD,
)
def artwork_colours(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        wrong = _wrong_colours(picture.facts)
        if wrong is not None:
            yield Problem(
                f"{picture.name} {wrong}. Export it in RGB, without an alpha channel", picture.place
            )


def _wrong_colours(facts: ArtworkFacts) -> str | None:
    if facts.transparent:
        return "can be transparent, and Apple Podcasts takes no alpha channel: it becomes black"
    if facts.mode == "CMYK":
        return "has colours for print (CMYK): Apple Podcasts refuses it, other apps show it glaring"
    if facts.mode not in ("RGB", "P"):  # a palette is one of RGB colours
        return "has no RGB colours, and Apple Podcasts refuses it"
    return None


@show_rule(
    "M208",
    "heavy-artwork",
    severity=Severity.INFO,
    summary="artwork is heavy",
    why="Each app fetches it for each list: it appears late on a phone, and some directories take "
    "512 KB at most.",
    fix="Export it as JPEG with a quality of 80 %.",
    bad=cover_example(lambda: png(weight=600_000)),
    good=_GOOD,
)
def heavy_artwork(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        size = picture.facts.size_bytes
        if size > HEAVY_BYTES:
            yield Problem(
                f"{picture.name} has {size / 1024:,.0f} KB: it appears late on phones, and some "
                "directories take 512 KB at most. Export it as JPEG with a quality of 80 %",
                picture.place,
            )


@show_rule(
    "M209",
    "moving-artwork",
    severity=Severity.WARNING,
    summary="artwork moves",
    why="Podcast apps show the first picture of it at best; Apple Podcasts refuses it.",
    fix="Export one picture of it.",
    bad=cover_example(lambda: png(moves=True)),
    good=_GOOD,
)
def moving_artwork(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        if picture.facts.moves:
            yield Problem(
                f"{picture.name} moves: Apple Podcasts refuses that, other apps show its first "
                "picture at best. Export one picture of it",
                picture.place,
            )


@show_rule(
    "M210",
    "turned-artwork",
    severity=Severity.WARNING,
    summary="artwork lies on its side, and says so in its Exif only",
    why="Cameras store pictures so. Some apps turn it before they show it, others don't: there the "
    "artwork lies on its side.",
    fix="Open it in an image editor and export it anew; that turns the picture itself.",
    bad=cover_example(turned_jpeg, "cover.jpg"),
    good=_GOOD,
)
def turned_artwork(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for picture in sound_pictures(subject, context):
        if picture.facts.turned:
            yield Problem(
                f"{picture.name} has to be turned before it is shown, and not every app does so: "
                "it lies on its side there. Export it anew from an image editor",
                picture.place,
            )
