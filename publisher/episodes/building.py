"""The fields of one episode file → the episode."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from publisher.addresses import is_url
from publisher.audio import probe, same_type
from publisher.config.podcasting import EPISODE_KEYS as PODCASTING_KEYS
from publisher.config.schema import EPISODE
from publisher.config.tables import Reading
from publisher.config.times import read_moment
from publisher.documents.parsed import Keys, shown
from publisher.episodes.chapters import find_chapters
from publisher.episodes.companions import Companions
from publisher.episodes.mapping import Mapped
from publisher.episodes.parts import (
    build_credits,
    build_links,
    build_promos,
    build_sponsorships,
    find_files,
)
from publisher.episodes.slugs import slug_of
from publisher.media_types import audio_type
from publisher.model import Audio, Episode, Network, Show, Transcript

_ZERO_GUID = re.compile(r"\{?[0-]{8,}\}?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[-_ ])")
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.")


def build_episode(
    file: Path,
    show: Show,
    network: Network,
    *,
    mapped: Mapped,
    companions: Companions,
    reading: Reading,
) -> Episode:
    """Return the episode; what is wrong with its fields is among the reading's complaints."""
    values = EPISODE.read(mapped.fields, (), reading)
    for key, meant in mapped.near_misses:
        reading.complain("E101", (key,), f'"{shown(key)}" is not read; did you mean "{meant}"?')
    slug = slug_of(values.get("slug"), file, reading)
    _read_as_jekyll(values, mapped, file, reading)
    _complain_of_gaps(values, mapped, reading)
    body = mapped.source.body
    audio = _audio(values.get("audio", {}), show, network, companions, reading)
    chapters = find_chapters(
        values.get("chapters", ()),
        body,
        audio,
        network=network,
        companions=companions,
        reading=reading,
    )
    return Episode(
        show=show.slug,
        slug=slug,
        title=values.get("title", slug),
        file=file,
        source=mapped.source,
        body=body,
        guid=_guid(values.get("guid"), reading),
        published=values.get("date"),
        image=_image(values.get("image"), network, companions, reading),
        tags=tuple(tag for _, tag in values.get("tags", ())),
        audio=audio,
        people=build_credits(values.get("people", ()), mapped.roles, show, network, reading),
        sponsors=build_sponsorships(values.get("sponsors", ()), network, reading),
        links=build_links(values.get("links", ()), reading),
        promos=build_promos(values.get("promos", ()), reading),
        **chapters._asdict(),
        transcripts=_transcripts(values.get("transcripts", ()), companions, reading),
        images=find_files(values.pop("images", ()), companions, reading),
        alternate_enclosures=find_files(
            values.pop("alternate_enclosures", ()),
            companions,
            reading,
            elsewhere=show.audio_base_url is not None,
        ),
        **{key: values[key] for key in _AS_READ if key in values},
    )


_AS_READ = (
    *("number", "season", "type", "draft", "summary", "explicit", "language"),
    *PODCASTING_KEYS,
)


def _read_as_jekyll(values: dict[str, Any], mapped: Mapped, file: Path, reading: Reading) -> None:
    """Take a day from the file's name, and `published: false` for a draft, where neither is said.

    So Jekyll does with its posts, `2026-01-31-title.md`.
    """
    if "draft" not in values and mapped.source.fields.get("published") is False:
        values["draft"] = True
    name = file.parent.name if file.stem == "index" else file.name
    day = _DAY.match(name)
    if day is not None and "date" not in values and not _given(mapped, "date"):
        with suppress(ValueError):  # no day of the calendar: a number of theirs
            values["date"] = read_moment(day[0], reading.zone)


def _complain_of_gaps(values: dict[str, Any], mapped: Mapped, reading: Reading) -> None:
    if "title" not in values and not _given(mapped, "title"):
        reading.complain("E103", ("title",), "the episode needs a title: title: …")
    if "date" not in values and not _given(mapped, "date") and not values.get("draft"):
        message = "the episode has no date, so it is never published; add one, or draft: true"
        reading.complain("E110", ("date",), message)


def _given(mapped: Mapped, key: str) -> bool:
    """Say whether there is a value, be it a wrong one: then that is the complaint."""
    return mapped.fields.get(key) not in (None, "")


def _guid(given: str | None, reading: Reading) -> str | None:
    if given is None or not _ZERO_GUID.fullmatch(given):
        return given
    message = (
        f'{reading.name(("guid",))} "{shown(given)}" is a placeholder, and counts as missing; '
        "delete it, and publisher gives the episode one"
    )
    reading.complain("E109", ("guid",), message)
    return None


def _image(
    written: str | None, network: Network, companions: Companions, reading: Reading
) -> str | None:
    """Return the URL, or the path from the root. A path from `/` may be one of the site's."""
    if written is None:
        beside = companions.image()
        return beside.as_posix() if beside else None
    if is_url(written):
        return written
    site = network.settings.site
    if site and written.startswith("/") and not companions.has(written) and ".." not in written:
        return site + written
    file = companions.named(written, ("image",), reading)
    return file.as_posix() if file else None


def _audio(
    values: dict[str, Any], show: Show, network: Network, companions: Companions, reading: Reading
) -> Audio | None:
    url = file = None
    at: Keys = ("audio",)
    if "url" in values:
        at = ("audio", "url")
        url = _audio_url(values["url"], show, network, reading)
    elif "file" in values:
        at = ("audio", "file")
        elsewhere = show.audio_base_url is not None
        file = companions.named(values["file"], at, reading, elsewhere=elsewhere)
    else:
        file = companions.audio()
    if url is None and file is None:
        return None
    audio = Audio(
        place=reading.text.place(*at),
        url=url,
        file=file,
        size_bytes=values.get("bytes"),
        duration_seconds=values.get("duration"),
        type=values.get("type"),
    )
    return _measured(audio, network.root / file) if file is not None else audio


def _measured(audio: Audio, file: Path) -> Audio:
    """Return `audio` with what only its file tells; one that isn't here says nothing."""
    try:
        facts = probe(file)
    except FileNotFoundError:
        return audio
    named = audio_type(audio)
    seconds = facts.duration_seconds
    if facts.type is not None and not (named and same_type(named, facts.type)):
        named = facts.type
    return audio._replace(
        size_bytes=facts.size_bytes if audio.size_bytes is None else audio.size_bytes,
        duration_seconds=audio.duration_seconds
        or (max(1, round(seconds)) if seconds and not facts.estimated else None),
        type=audio.type or named,
        measured=facts,
    )


def _audio_url(written: str, show: Show, network: Network, reading: Reading) -> str | None:
    """Return the whole URL: one without host is below `audio_base_url`, else below the site."""
    if _HAS_SCHEME.match(written):
        return written
    base = show.audio_base_url or (network.settings.site if written.startswith("/") else None)
    if base is not None:
        return f"{base}/{written.lstrip('/')}"
    at = ("audio", "url")
    message = (
        f'{reading.name(at)} "{shown(written)}" is not a whole address; write https://…, '
        "or set audio_base_url in show.toml"
    )
    reading.complain("E102", at, message)
    return None


def _transcripts(items: Any, companions: Companions, reading: Reading) -> tuple[Transcript, ...]:
    transcripts = []
    for at, item in items:
        values = item if isinstance(item, dict) else _as_table(item)
        keys = (*at, "url" if "url" in values else "file") if isinstance(item, dict) else at
        url, file = values.get("url"), None
        if url is None and "file" in values:
            file = companions.named(values["file"], keys, reading)
        elif url is None:
            reading.complain("E103", at, "a transcript needs a file or a url")
        if url is not None or file is not None:
            place = reading.text.place(*keys)
            transcripts.append(
                Transcript(place, url, file, values.get("type"), values.get("language"))
            )
    if transcripts or items:
        return tuple(transcripts)
    return tuple(
        Transcript(reading.text.place("transcripts"), file=file)
        for file in companions.transcripts()
    )


def _as_table(written: str) -> dict[str, str]:
    return {"url" if _HAS_SCHEME.match(written) else "file": written}
