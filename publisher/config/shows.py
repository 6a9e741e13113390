"""show.toml → a show's channel."""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from publisher.addresses import is_url
from publisher.config.feeds import build_feeds
from publisher.config.people import build_profiles
from publisher.config.schema import EPISODE_KEYS, SHOW
from publisher.config.tables import Reading, did_you_mean, find_entry
from publisher.documents.document import Document
from publisher.documents.parsed import Keys, shown
from publisher.documents.paths import is_content
from publisher.model import LiveItem, Owner, Person, Picture, Show, Trailer, Value

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_TAKEN = frozenset(  # names of the site itself
    (
        *("assets", "page", "pagefind", "people", "report", "search", "season", "sponsors"),
        *("404.html", "index.html", "robots.txt"),
        *("all.xml", "all.jpg", "all.jpeg", "all.png"),  # the feed of all shows and its artwork
    )
)
_PICTURES = (".jpg", ".jpeg", ".png")


def build_show(
    document: Document, root: Path, people: Mapping[str, Person] | None, reading: Reading
) -> Show:
    """Return the show of this show.toml; its folder's name is its slug.

    `people` is None where people.toml can't be read: then nobody is unknown.
    """
    folder = document.file.parent
    reading.zone = _zone(document.fields.get("timezone"))
    values = SHOW.read(document.fields, (), reading)
    if "title" not in values:
        reading.complain("E103", (), 'the show needs a title: title = "…"')
    if _is_taken(folder.name.lower()):
        message = (
            f"\"{folder.name}\" can't be the name of a show's folder: the site itself has a page "
            "called so; choose another name"
        )
        reading.complain("E105", (), message)
    elif not _SLUG.fullmatch(folder.name):
        message = (
            f"\"{folder.name}\" can't be the name of a show's folder: it becomes part of its "
            "address; use letters, digits and hyphens"
        )
        reading.complain("E105", (), message)
    if "audio_prefixes" in values:
        values["audio_prefixes"] = tuple(prefix for _, prefix in values["audio_prefixes"])
    artwork = values.get("artwork")
    picture = partial(read_artwork, folder=folder, root=root, reading=reading)
    return Show(
        slug=folder.name,
        source=document,
        folder=folder,
        title=values.pop("title", folder.name),
        owner=read_owner(values.pop("owner", None), ("owner",), reading),
        artwork=picture(artwork, ("artwork",)) if artwork else None,
        categories=tuple(category for _, category in values.pop("categories", ())),
        hosts=_hosts(values.pop("hosts", ()), people, reading),
        socials=build_profiles(values.pop("socials", {}), ("socials",), reading),
        platforms=build_profiles(values.pop("platforms", {}), ("platforms",), reading),
        episodes=_glob(values.pop("episodes", None), reading),
        episodes_with=tuple(key for _, key in values.pop("episodes_with", ())),
        fields=_fields(values.pop("fields", {}), reading),
        feeds=build_feeds(values.pop("feeds", ()), picture, reading),
        trailers=_with_files(values.pop("trailers", ()), folder, root, reading),
        images=_with_files(values.pop("images", ()), folder, root, reading),
        live_items=tuple(
            live._replace(people=_known_people(live, people, reading))
            for live in values.pop("live_items", ())
        ),
        **{key: value for key, value in values.items() if key != "artwork"},
    )


def is_show_slug(name: str) -> bool:
    """Say whether a show's folder may be called so."""
    return _SLUG.fullmatch(name) is not None and not _is_taken(name.lower())


def _is_taken(name: str) -> bool:
    return name in _TAKEN or (name.startswith("sitemap") and name.endswith(".xml"))


def read_owner(values: Mapping[str, Any] | None, at: Keys, reading: Reading) -> Owner | None:
    """Return the owner of a channel; one without a name is a complaint."""
    if values is None:
        return None
    if "name" not in values:
        reading.complain("E103", at, "the owner needs a name")
        return None
    return Owner(values["name"], values.get("email"))


def read_artwork(
    written: str, at: Keys, *, folder: Path, root: Path, reading: Reading
) -> str | None:
    """Return the URL, or the path from the root; one beside show.toml may go without folders."""
    if is_url(written):
        return written
    file = _beside(written, folder, root, at, reading)
    if file is None:
        return None
    if not os.path.isfile(file):  # noqa: PTH113 (never raises)
        message = (
            f'artwork "{shown(written)}" is not there; put the file beside show.toml, or give its '
            "path from the root of the repository, or its address"
        )
        reading.complain("E107", at, message)
        return None
    if file.suffix.lower() not in _PICTURES:
        message = f'artwork "{shown(written)}" must be a JPEG or PNG: apps show nothing else'
        reading.complain("E102", at, message)
        return None
    return file.relative_to(root).as_posix()


def _beside(written: str, folder: Path, root: Path, at: Keys, reading: Reading) -> Path | None:
    """Return where the file may be: below the root, or in the show's folder, and nowhere else."""
    name = written.lstrip("/")
    file = root / name
    if not os.path.exists(file) and os.path.exists(folder / name):  # noqa: PTH110 (never raises)
        file = folder / name
    if is_content(file, root):
        return file
    message = (
        f'{reading.name(at)} "{shown(written)}" leads out of the repository, or to a hidden file; '
        "copy the file beside show.toml"
    )
    reading.complain("E106", at, message)
    return None


_Filed = TypeVar("_Filed", Trailer, Picture)


def _with_files(
    items: Iterable[_Filed], folder: Path, root: Path, reading: Reading
) -> tuple[_Filed, ...]:
    """Return the items with the paths of their files from the root; without what isn't there."""
    return tuple(
        item if item.file is None else item._replace(file=_there(item, folder, root, reading))
        for item in items
    )


def _there(item: Trailer | Picture, folder: Path, root: Path, reading: Reading) -> Path | None:
    at, written = (*item.at, "file"), str(item.file)
    file = _beside(written, folder, root, at, reading)
    if file is not None and not os.path.isfile(file):  # noqa: PTH113 (never raises)
        message = f'{reading.name(at)} "{shown(written)}" is not there; put it beside show.toml'
        reading.complain("E107", at, message)
        return None
    return file.relative_to(root) if file is not None else None


def _zone(name: Value) -> tzinfo:
    """Return the zone of dates that name none; UTC for what is no zone."""
    try:
        return ZoneInfo(name) if isinstance(name, str) and name != "UTC" else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def _known_people(
    live: LiveItem, people: Mapping[str, Person] | None, reading: Reading
) -> tuple[Person, ...]:
    """Return the people of people.toml who are meant; a name with a space stands for itself."""
    known = []
    for person in live.people:
        found = find_entry(person.name, people) if people is not None else None
        if found is None and people is not None and " " not in person.name:
            hint = did_you_mean(person.name, people)
            message = f'"{shown(person.name)}" is not in config/people.toml{hint}'
            reading.complain("P101", (*live.at, "people"), message)
        known.append(found or person._replace(id=None))
    return tuple(known)


def _hosts(
    items: list[tuple[Any, str]], people: Mapping[str, Person] | None, reading: Reading
) -> tuple[Person, ...]:
    hosts: list[Person] = []
    if people is None:
        return ()
    for keys, name in items:
        person = find_entry(name, people)
        if person is None:
            hint = did_you_mean(name, people)
            reading.complain("P101", keys, f'host "{name}" is not in config/people.toml{hint}')
        else:
            hosts.append(person)
    return tuple(hosts)


def _glob(pattern: str | None, reading: Reading) -> str | None:
    """Return a pattern of files below the root, without what could lead out of it."""
    if pattern is None:
        return None
    parts = PurePosixPath(pattern).parts or (".",)
    if ".." in parts or pattern.startswith(("/", "\\", "~")) or ":" in parts[0]:
        message = f'episodes "{pattern}" leads out of the repository; start at its root'
        reading.complain("E106", ("episodes",), message)
        return None
    if parts.count("**") > 1 or pattern.count("*") > 10:
        reading.complain("E102", ("episodes",), f'episodes "{pattern}" has too many "*"')
        return None
    return pattern


def _fields(
    mapping: Mapping[str, list[tuple[Any, str]]], reading: Reading
) -> dict[str, tuple[str, ...]]:
    fields = {}
    for ours, theirs in mapping.items():
        if ours not in EPISODE_KEYS:
            hint = did_you_mean(ours, EPISODE_KEYS)
            message = f'"{ours}" is not a field of an episode{hint}'
            reading.complain("E101", ("fields", ours), message)
        else:
            fields[ours] = tuple(name for _, name in theirs)
    return fields
