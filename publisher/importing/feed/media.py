"""Files of a feed that stand beside the episodes: which there are, and what points to them.

The audio keeps its address in the episode, and so the feed its enclosures: apps would download
every episode again. Its file is there for the day on which the host is left.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from publisher.addresses import is_url
from publisher.importing.downloads.media import (
    Media,
    MediaKind,
    WantedMedia,
    fetch_media,
    find_media,
    stem_beside,
)
from publisher.importing.feed.converting import ImportedEpisode, ImportedShow
from publisher.importing.feed.tags import Table
from publisher.importing.plan.placing import place_files
from publisher.importing.plan.standing import Standing
from publisher.importing.plan.wanted import WantedFile
from publisher.reports.summary import counted

if TYPE_CHECKING:
    from publisher.web.downloading import Downloader

Open = Callable[[], "Downloader"]


class Brought(NamedTuple):
    """A show that points to its files; `files` has those of them that are here, by path.

    `found` says what became of each that was asked for; `missing` is not here, nor asked for.
    """

    show: ImportedShow
    files: Mapping[str, str]
    found: tuple[Media, ...] = ()
    missing: int = 0


def bring_media(
    imported: ImportedShow,
    standing: Standing,
    take: Collection[str] = (),
    *,
    download: Open | None = None,
    dry_run: bool = False,
    told: Callable[[Media], None] = lambda _: None,
) -> Brought:
    """Return the show with what is here already, and what `download`, if any, brings.

    With `dry_run`, what it would bring is only counted.
    """
    if download is None and not standing.record.media:
        return Brought(imported, {})
    if download is not None:
        folders = tuple(each._replace(in_folder=True) for each in imported.episodes)
        imported = imported._replace(episodes=folders)
    places = _places(imported, standing, take)
    wanted = [*_wanted(imported, places, standing.show)]
    found = find_media(standing, wanted, recorded_only=download is None)
    missing = [each for each in wanted if each.url not in found]
    come: Mapping[str, Media] = {}
    if download is not None and missing and not dry_run:
        downloader = download()
        try:
            come = fetch_media(standing.root, missing, downloader, told)
        finally:
            downloader.close()
    paths = {url: each.path for url, each in {**found, **come}.items() if each.path is not None}
    episodes = tuple(
        _pointing(each, place, paths) for each, place in zip(imported.episodes, places, strict=True)
    )
    artwork = paths.get(str(imported.show.get("artwork")))
    show = {**imported.show, "artwork": artwork} if artwork else imported.show
    return Brought(
        imported._replace(show=show, episodes=episodes),
        {path: url for url, path in paths.items()},
        tuple(come.values()),
        len({each.url for each in missing}) if dry_run else 0,
    )


def _places(
    imported: ImportedShow, standing: Standing, take: Collection[str]
) -> tuple[str | None, ...]:
    """Return where each episode is, or will be; None for those that the user took away."""
    folder = f"feeds/{standing.show}/episodes"
    files = [WantedFile(f"{folder}/{each.file}", b"", each.guid) for each in imported.episodes]
    placed = place_files(standing, files, take)
    gone = {
        place.path
        for place in placed
        if place.file.guid is not None
        and place.path in standing.record.files
        and place.path not in standing.files
        and place.path not in take
    }
    return tuple(None if each.removed or each.path in gone else each.path for each in placed)


def _wanted(
    imported: ImportedShow, places: tuple[str | None, ...], show: str
) -> Iterator[WantedMedia]:
    artwork = imported.show.get("artwork")
    if isinstance(artwork, str) and is_url(artwork):
        yield WantedMedia(artwork, MediaKind.ARTWORK, f"feeds/{show}/cover")
    for each, place in zip(imported.episodes, places, strict=True):
        if place is not None:
            yield from _wanted_of(each.item.fields, place)


def _wanted_of(fields: Table, place: str) -> Iterator[WantedMedia]:
    def of(url: object, kind: MediaKind, number: int = 1, said: object = None) -> WantedMedia:
        named = said if isinstance(said, str) else None
        return WantedMedia(str(url), kind, stem_beside(place, kind, number), named)

    audio = fields.get("audio")
    if isinstance(audio, dict) and is_url(str(audio.get("url"))):
        yield of(audio["url"], MediaKind.AUDIO, 1, audio.get("type"))
    if is_url(str(fields.get("image"))):
        yield of(fields["image"], MediaKind.ARTWORK)
    if isinstance(fields.get("chapters"), str) and is_url(str(fields["chapters"])):
        yield of(fields["chapters"], MediaKind.CHAPTERS)
    for number, each in enumerate(_transcripts(fields), 1):
        if is_url(str(each.get("url"))):
            yield of(each["url"], MediaKind.TRANSCRIPT, number, each.get("type"))


def _transcripts(fields: Table) -> list[Table]:
    found = fields.get("transcripts")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _pointing(
    episode: ImportedEpisode, place: str | None, paths: Mapping[str, str]
) -> ImportedEpisode:
    """Return the episode with the files that are here in place of their addresses."""
    fields = episode.item.fields
    if place is None:
        return episode

    def near(url: object) -> str | None:
        path = paths.get(str(url))
        if path is None:
            return None
        file = PurePosixPath(path)
        return file.name if file.parent == PurePosixPath(place).parent else f"/{path}"

    new = {
        key: near(fields[key]) or fields[key]
        for key in ("image", "chapters")
        if isinstance(fields.get(key), str)
    }
    if _transcripts(fields):
        new["transcripts"] = [
            _transcript(each, near(each.get("url"))) for each in _transcripts(fields)
        ]
    return episode._replace(item=episode.item._replace(fields={**fields, **new}))


def _transcript(table: Table, file: str | None) -> Table:
    if file is None:
        return table
    rest = {key: value for key, value in table.items() if key not in ("url", "type")}
    return {"file": file, **rest}


def media_lines(brought: Brought, most: int = 10) -> Iterator[str]:
    """Yield what is said of downloads, those that failed first."""
    found = brought.found
    failed = [each for each in found if each.problem]
    for each in failed[:most]:
        yield f"{each.wanted.url}: not downloaded, its address stays: {each.problem}"
    if failed[most:]:
        yield f"… and {len(failed) - most:,} more that were not downloaded"
    come = [each for each in found if each.size_bytes]
    if come:
        megabytes = sum(each.size_bytes for each in come) / 1_000_000
        yield f"downloaded {counted(len(come), 'file')}, {megabytes:,.1f} MB"
    if any(each.wanted.kind is MediaKind.AUDIO for each in come):
        yield (
            "audio is large: keep it out of git, or in Git LFS. Feeds go on with the addresses "
            "that apps know; for a file of yours write audio: {file: …} into its episode"
        )
    if brought.missing:
        yield f"{counted(brought.missing, 'file')} would be downloaded"
