"""What lies in a repository that another tool reads: pages and data, without what a tool made."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.text_files import PASSED_OVER

MOST_ENTRIES = 300_000  # files and folders that are looked at
MOST_PAGES = 20_000
MOST_DATA = 5_000
_PAGES = (".md", ".markdown", ".mdx")
_DATA = (".toml", ".yaml", ".yml", ".json")
_NOT_THEIRS = frozenset(
    (
        *PASSED_OVER,
        *("vendor", "themes", "archetypes", "exampleSite", "bower_components", "venv", "target"),
        *("layouts", "_layouts", "_includes", "includes", "templates", "_templates", "_drafts"),
        *("build", "dist", "out", "coverage", "resources", "test", "tests", "__tests__"),
    )
)
_LOCKS = frozenset(("package-lock.json", "composer.lock", "tsconfig.json"))
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LIMIT_IGNORE = 65_536  # bytes of .gitignore


class Lying(NamedTuple):
    """Files by their paths from the root, sorted. `whole` is False where there are too many."""

    pages: tuple[str, ...]
    data: tuple[str, ...]
    whole: bool = True


def look_around(root: Path) -> Lying:
    """Return the Markdown and data files of a repository.

    Hidden folders, links, what git ignores by name, packages, themes and built sites are passed
    over. Nothing is opened but `.gitignore`.
    """
    ignored = _ignored(root)
    pages: list[str] = []
    data: list[str] = []
    folders, seen = [""], 0
    while folders:  # not by recursion: folders may be a thousand deep
        folder = folders.pop()
        with suppress(OSError), os.scandir(root / folder) as entries:
            for entry in entries:
                seen += 1
                if seen > MOST_ENTRIES:
                    return _lying(pages, data, whole=False)
                name, path = entry.name, f"{folder}/{entry.name}" if folder else entry.name
                if (
                    name.startswith(".")
                    or not can_be_named(name)
                    or entry.is_symlink()
                    or {name, path} & ignored
                ):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if name not in _NOT_THEIRS and not _is_ours(root, path):
                        folders.append(path)
                elif name.lower().endswith(_PAGES):
                    pages.append(path)
                elif name.lower().endswith(_DATA) and name not in _LOCKS:
                    data.append(path)
    return _lying(pages, data, whole=True)


def _lying(pages: list[str], data: list[str], *, whole: bool) -> Lying:
    whole = whole and len(pages) <= MOST_PAGES and len(data) <= MOST_DATA
    return Lying(tuple(sorted(pages)[:MOST_PAGES]), tuple(sorted(data)[:MOST_DATA]), whole)


def can_be_named(name: str) -> bool:
    """Say whether our config can name it: no control characters, no bytes that are no UTF-8."""
    return _UNWRITABLE.search(name) is None and name == name.strip()


def _is_ours(root: Path, path: str) -> bool:
    """Say whether a folder is that of a show which publisher knows already."""
    return path.startswith("feeds/") and os.path.lexists(root / path / "show.toml")


def _ignored(root: Path) -> frozenset[str]:
    """Return the names and paths that .gitignore gives without any wildcard."""
    try:
        text = read_bounded(root / ".gitignore", _LIMIT_IGNORE).decode("utf-8", "replace")
    except (OSError, NotOrdinaryError, TooBigError):
        return frozenset()
    lines = (line.strip() for line in text.splitlines())
    return frozenset(
        line.strip("/") for line in lines if line and not set(line) & set("*?[!#\\")
    ) - {""}
