"""`publisher import FEED`: a feed becomes the folder of a show, or brings it up to date."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from publisher.config import find_root
from publisher.config.shows import is_show_slug
from publisher.documents import read_toml
from publisher.documents.parsed import shown
from publisher.episodes.slugs import slug_of_file
from publisher.errors import UsageError
from publisher.feed.lock import LOCK_NAME, read_lock
from publisher.importing.boilerplate import Tidied
from publisher.importing.downloads.media import Media
from publisher.importing.feed.converting import Here, convert_feed
from publisher.importing.feed.media import Brought, Open, bring_media, media_lines
from publisher.importing.feed.moved import left_out_lines, moved_lines
from publisher.importing.feed.naming import is_device
from publisher.importing.feed.saying import after_import, said
from publisher.importing.feed.source import Source, read_source
from publisher.importing.feed.tags import Table
from publisher.importing.feed.writing import notes_of, tidy_notes, wanted_entries, wanted_files
from publisher.importing.plan.carrying import carry_out
from publisher.importing.plan.confining import path_from_root
from publisher.importing.plan.planning import ImportPlan, plan_import
from publisher.importing.plan.standing import Standing, look_at
from publisher.importing.plan.words import plan_lines
from publisher.scaffold import begin_repository
from publisher.scaffold.naming import slug_of
from publisher.web.replies import Fetch

_LONG_SLUG = 40
_NO_NAMES = ("feed", "rss", "index", "podcast", "default")  # of files that all hosts call so
_SUBTITLE = re.compile(r"\s[-–—|]\s|:\s")


class Asked(NamedTuple):
    """What the user asks for. `root` is None for the repository around, or one to be begun here.

    `take` are files, by their paths from here or the root, of which the feed's version counts;
    `keep_boilerplate` leaves in the notes what repeats from episode to episode.
    """

    feed: str
    show: str | None = None
    root: Path | None = None
    take: tuple[str, ...] = ()
    keep_boilerplate: bool = False
    dry_run: bool = False
    verbose: bool = False
    download: Open | None = None  # opens what brings artwork, audio, chapters and transcripts
    told: Callable[[Media], None] = lambda _: None


def import_feed(asked: Asked, fetch: Fetch) -> Iterator[str]:
    """Import a feed, and yield what is to be said of it, a line each.

    Raises UsageError and DocumentError where nothing can be imported; nothing is written then.
    """
    root = (asked.root or find_root(Path.cwd()) or Path.cwd()).resolve()
    if asked.show is not None:
        _check_slug(asked.show)
    source = read_source(asked.feed, fetch)
    slug = asked.show or show_slug(source)
    asked = asked._replace(take=tuple(path_from_root(root, path) for path in asked.take))
    standing = look_at(root, slug)
    imported = convert_feed(source.feed, source.address, _here(standing, asked.take))
    notes = notes_of(imported)
    bodies = [each.markdown for each in notes]
    tidied = tidy_notes(bodies, imported, standing, asked.take, keep=asked.keep_boilerplate)
    yield from said(source, imported, slug, verbose=asked.verbose)
    if asked.verbose or not standing.record.files:  # else it was told before
        yield from left_out_lines([each.left_out for each in notes], verbose=asked.verbose)
        yield from moved_lines(tidied, slug, verbose=asked.verbose)
    brought = bring_media(
        imported,
        standing,
        asked.take,
        download=asked.download,
        dry_run=asked.dry_run,
        told=asked.told,
    )
    if asked.download is not None:
        yield from media_lines(brought)
    plan = _plan(standing, source, brought, tidied, asked.take)
    if not asked.dry_run:
        carry_out(plan)
    yield from plan_lines(plan, dry_run=asked.dry_run, verbose=asked.verbose)
    if asked.dry_run:
        return
    begun = [line.removeprefix("wrote ").partition(":")[0] for line in begin_repository(root)]
    if begun:
        yield f"wrote what a repository needs besides: {', '.join(begun)}"
    if begun or not plan.is_empty:
        yield from after_import(root, slug, asked.feed)


def _plan(
    standing: Standing,
    source: Source,
    brought: Brought,
    tidied: Tidied,
    take: Collection[str],
) -> ImportPlan:
    slug = standing.show
    files = [*wanted_files(slug, brought.show, tidied)]
    entries = [*wanted_entries(slug, brought.show, tidied)]
    return plan_import(
        standing.root,
        slug,
        source.name,
        files,
        entries,
        take=take,
        standing=standing,
        media=brought.files,
    )


def _deleted(standing: Standing, take: Collection[str]) -> frozenset[str]:
    """Return the GUIDs of episodes that the user took away since an import."""
    gone = (
        each.guid
        for path, each in standing.record.files.items()
        if each.guid and each.guid not in standing.by_guid
        and path not in standing.files and path not in take
    )  # fmt: skip
    return standing.record.removed.union(gone)


def show_slug(source: Source) -> str:
    """Return the name of the show's folder, made of its title; a long one without its subtitle.

    A title without Latin letters has none in it: then the feed's own name gives it.
    """
    title = slug_of(source.feed.title)
    if len(title) > _LONG_SLUG:
        title = slug_of(_SUBTITLE.split(source.feed.title, maxsplit=1)[0]) or title
    file = slug_of(PurePosixPath(urlsplit(source.name).path).stem)
    slugs = (slug for slug in (title, "" if file in _NO_NAMES else file) if slug)
    names = (name for slug in slugs for name in (slug, f"{slug}-podcast"))
    sound = (name for name in names if is_show_slug(name) and not is_device(name))
    return next(sound, "my-show")


def _check_slug(slug: str) -> None:
    if not is_show_slug(slug):
        message = (
            f"\"{shown(slug)}\" can't be the name of a show's folder: it becomes part of its "
            "address, and some names the site itself has; use letters, digits and hyphens"
        )
        raise UsageError(message)


def _here(standing: Standing, take: Collection[str]) -> Here:
    """Return what is there already: people, the lock, and the slugs of episode files."""
    root = standing.root
    slugs = {guid: slug_of_file(Path(path)) for guid, path in standing.by_guid.items()}
    taken = (slug_of_file(Path(path)) for path in (*standing.files, *standing.record.files))
    return Here(
        _tables(root / "config" / "people.toml"),
        read_lock(root / "feeds" / standing.show / LOCK_NAME),
        slugs,
        frozenset(taken),
        _deleted(standing, take),
    )


def _tables(file: Path) -> Mapping[str, Table]:
    """Return the tables of a config file; of none where there is no such file."""
    if not file.is_file():
        return {}
    fields = read_toml(file).fields
    return {key: dict(value) for key, value in fields.items() if isinstance(value, dict)}
