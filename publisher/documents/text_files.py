"""The Markdown and HTML files below folders that no config speaks of."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PASSED_OVER = ("node_modules", "public", "_site", "site-packages", "__pycache__")
SUFFIXES = (".md", ".markdown", ".mdx", ".html", ".htm")


def text_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the Markdown and HTML files named by `paths`, and those in the folders among them.

    Hidden folders, built sites and installed packages inside a folder are passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from map(Path, sorted(_files_below(str(path))))


def _files_below(folder: str) -> Iterator[str]:
    """Yield the Markdown and HTML files below a folder."""
    folders = [folder]
    while folders:  # not by recursion, as os.walk: folders may be a thousand deep
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and entry.name not in PASSED_OVER:
                        folders.append(entry.path)
                elif entry.name.lower().endswith(SUFFIXES):
                    yield entry.path
