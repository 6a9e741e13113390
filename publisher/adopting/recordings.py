"""The fields of a recording: where it is, how large, how long, and of which type."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from statistics import median

from publisher.adopting.candidates import MOST, Field, common, example, may_be
from publisher.adopting.evidence import is_another_file, is_recording, is_size
from publisher.adopting.keys import Key, by_name, is_duration
from publisher.adopting.spellings import rank, spellings
from publisher.model import Value

_LEAST_SECONDS = 400  # a median below is minutes
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def recording_fields(free: Mapping[str, Key]) -> Iterator[Field]:
    """Yield the fields of the recording that the keys tell."""
    names = spellings("episode")
    recordings = [
        key for key in free.values() if key.share(partial(is_recording, key.name)) >= MOST
    ]
    if recordings:
        sources = tuple(key.name for key in _sources(recordings, names["audio.url"]))
        yield Field("audio.url", sources, f"recordings such as {example(recordings[0].values[0])}")
    sizes = common(_shaped(free, names["audio.bytes"], is_size))
    if sizes:
        yield Field("audio.bytes", (sizes[0].name,), "whole numbers as large as files")
    taken = {sizes[0].name} if sizes else set()
    durations = common(
        key
        for key in by_name(free, names["audio.duration"])
        if key.name not in taken
        and not is_another_file(key.name)
        and may_be(key.name, "audio.duration")
        and key.share(is_duration) >= MOST
        and not _are_minutes(key, sizes[0] if sizes else None)
    )
    if durations:
        key = durations[0]
        yield Field("audio.duration", (key.name,), f"times such as {example(key.values[0])}")
    types = [
        key
        for key in by_name(free, names["audio.type"])
        if key.share(lambda value: isinstance(value, str) and value.startswith("audio/")) >= MOST
    ]
    if types:
        yield Field("audio.type", (types[0].name,), "media types")


def _sources(recordings: Iterable[Key], names: tuple[str, ...]) -> list[Key]:
    """Return the keys to look for a recording, MP3 first; Ogg and video only where no other is."""
    ranked = sorted(recordings, key=lambda key: (_form(key), -key.files, rank(key.name, names)))
    best = _form(ranked[0])
    return [key for key in ranked if _form(key) == best][:4]


def _form(key: Key) -> int:
    """Return 0 for what every app plays, more for what fewer do."""
    texts = [str(value).lower() for value in key.values]
    ogg = sum(".ogg" in text or ".opus" in text or ".oga" in text for text in texts)
    video = sum(".mp4" in text or ".m4v" in text or ".webm" in text for text in texts)
    lossless = sum(".wav" in text or ".flac" in text for text in texts)
    if video * 2 > len(texts):
        return 3
    return 1 if ogg * 2 > len(texts) else 2 if lossless * 2 > len(texts) else 0


def _shaped(
    free: Mapping[str, Key], names: tuple[str, ...], fits: Callable[[str, Value], bool]
) -> list[Key]:
    return [
        key
        for key in by_name(free, names)
        if key.share(partial(fits, key.name)) >= MOST and not is_another_file(key.name)
    ]


def _are_minutes(key: Key, size: Key | None) -> bool:
    """Say whether durations are mere numbers too small for seconds.

    Where the sizes are known, they tell: a recording has 16 to 400 kbit/s.
    """
    numbers = _numbers(key)
    if len(numbers) * 2 <= key.files or median(numbers) >= _LEAST_SECONDS:
        return False
    sizes = _numbers(size) if size else []
    kbits = median(sizes) * 8 / 1000 / median(numbers) if sizes else 0
    return not 16 <= kbits <= 400


def _numbers(key: Key) -> list[float]:
    """Return the values that are numbers above 0, be it in quotes."""
    texts = (str(value).strip() for value in key.values if not isinstance(value, bool))
    return [float(text) for text in texts if _NUMBER.fullmatch(text) and float(text) > 0]
