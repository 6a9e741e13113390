"""show.toml → a show's channel."""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from publisher.addresses import is_url
from publisher.config.people import build_profiles
from publisher.config.schema import EPISODE_KEYS, SHOW
from publisher.config.tables import Reading, did_you_mean, find_entry
from publisher.documents.document import Document
from publisher.documents.paths import is_content
from publisher.model import Owner, Person, Show

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_TAKEN = frozenset(("report", "style.css", "player.js", "index.html"))  # names of the site itself
_PICTURES = (".jpg", ".jpeg", ".png")


def build_show(
    document: Document, root: Path, people: Mapping[str, Person] | None, reading: Reading
) -> Show:
    """Return the show of this show.toml; its folder's name is its slug.

    `people` is None where people.toml can't be read: then nobody is unknown.
    """
    folder = document.file.parent
    values = SHOW.read(document.fields, (), reading)
    if "title" not in values:
        reading.complain("E103", (), 'the show needs a title: title = "…"')
    if not _SLUG.fullmatch(folder.name) or folder.name.lower() in _TAKEN:
        message = (
            f"\"{folder.name}\" can't be the name of a show's folder: it becomes part of its "
            "address; use letters, digits and hyphens"
        )
        reading.complain("E105", (), message)
    artwork = values.get("artwork")
    return Show(
        slug=folder.name,
        source=document,
        folder=folder,
        title=values.pop("title", folder.name),
        owner=_owner(values.pop("owner", None), reading),
        artwork=_artwork(artwork, folder, root, reading) if artwork else None,
        categories=tuple(category for _, category in values.pop("categories", ())),
        hosts=_hosts(values.pop("hosts", ()), people, reading),
        socials=build_profiles(values.pop("socials", {}), ("socials",), reading),
        platforms=build_profiles(values.pop("platforms", {}), ("platforms",), reading),
        episodes=_glob(values.pop("episodes", None), reading),
        fields=_fields(values.pop("fields", {}), reading),
        **{key: value for key, value in values.items() if key != "artwork"},
    )


def _owner(values: Mapping[str, Any] | None, reading: Reading) -> Owner | None:
    if values is None:
        return None
    if "name" not in values:
        reading.complain("E103", ("owner",), "the owner needs a name")
        return None
    return Owner(values["name"], values.get("email"))


def _artwork(written: str, folder: Path, root: Path, reading: Reading) -> str | None:
    """Return the URL, or the path from the root; one beside show.toml may go without folders."""
    if is_url(written):
        return written
    name = written.lstrip("/")
    file = root / name
    if not os.path.exists(file) and os.path.exists(folder / name):  # noqa: PTH110 (never raises)
        file = folder / name
    if not is_content(file, root):
        message = (
            f'artwork "{written}" leads out of the repository, or to a hidden file; copy the file '
            "beside show.toml"
        )
        reading.complain("E106", ("artwork",), message)
        return None
    there = os.path.isfile(file)  # noqa: PTH113 (never raises)
    if not there or file.suffix.lower() not in _PICTURES:
        message = f'artwork "{written}" must be a JPEG or PNG file beside show.toml, or an address'
        reading.complain("E107", ("artwork",), message)
        return None
    return file.relative_to(root).as_posix()


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
