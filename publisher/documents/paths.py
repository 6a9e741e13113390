"""How a file is called in messages, and whether it lies where it may."""

import os
from functools import lru_cache
from pathlib import Path


def display_path(file: Path) -> str:
    """Return the path as messages show it: with `/`, relative to the working directory."""
    folder, name = os.path.split(file)
    shown = _display_folder(folder, os.getcwd())  # noqa: PTH109 (a tenth of Path.cwd()'s time)
    path = f"{shown}/{name}" if shown else name
    return path if path.isascii() else _printable(path)


@lru_cache(maxsize=4096)
def _display_folder(folder: str, working_directory: str) -> str:
    try:
        relative = os.path.relpath(folder or ".", working_directory)
    except ValueError:  # another drive
        relative = folder
    return "" if relative == "." else Path(relative).as_posix()


def _printable(path: str) -> str:
    """Replace the bytes of a name that are no UTF-8, which Python keeps as lone surrogates."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def is_inside(file: Path, root: Path) -> bool:
    """Say whether `file` lies in `root` once every symbolic link is followed.

    `root` is absolute and resolved.
    """
    try:
        return file.resolve().is_relative_to(root)
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name that can't be
        return False
