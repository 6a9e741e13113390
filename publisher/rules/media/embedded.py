"""Family M on the picture in an audio file, which players show who don't ask the feed."""

from collections.abc import Iterator

from publisher.artwork import artwork_of
from publisher.audio import embedded_picture
from publisher.model import Episode, Severity
from publisher.rules.catalogue import Context, Problem, episode_rule
from publisher.rules.media.audio import measured_audio
from publisher.rules.media.examples import audio_file_example, mp3, png, with_picture

HEAVY_BYTES = 1024 * 1024


@episode_rule(
    "M211",
    "embedded-picture",
    severity=Severity.INFO,
    summary="the picture in the audio file is broken, heavy, or of a type that players don't show",
    why="Players that show a downloaded file's own picture (in cars, Overcast, VLC) show none; and "
    "every listener downloads it with every episode.",
    fix="Embed a JPEG of 1400 × 1400 pixels, of 300 KB or less.",
    bad=audio_file_example(lambda: with_picture(mp3(), png(weight=1_200_000))),
    good=audio_file_example(lambda: with_picture(mp3(), png())),
)
def embedded_picture_fits(episode: Episode, context: Context) -> Iterator[Problem]:
    found = measured_audio(episode)
    if found is None or found[0].file is None or context.network is None:
        return
    audio, facts = found
    picture = None if facts.problem else embedded_picture(context.network.root / found[0].file)
    if picture is None:
        return
    artwork = artwork_of(picture.data)
    if artwork.problem is not None:
        wrong = f"is broken ({artwork.problem}): players show none"
    elif artwork.type not in ("image/jpeg", "image/png"):
        wrong = f"is {artwork.type}: players show JPEG and PNG only"
    elif len(picture.data) > HEAVY_BYTES:
        share = len(picture.data) * 100 // max(1, facts.size_bytes)
        wrong = (
            f"has {len(picture.data) / HEAVY_BYTES:.1f} MB, {share} % of what every listener "
            "downloads"
        )
    else:
        return
    yield Problem(
        f"the picture in {found[0].file.name} {wrong}. Embed a JPEG of 1400 × 1400 pixels",
        audio.place,
    )
