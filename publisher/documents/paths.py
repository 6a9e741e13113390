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
    return _below(file, root) is not None


def is_content(file: Path, root: Path) -> bool:
    """Say whether `file` lies in `root`, links followed, and neither it nor a folder is hidden.

    Only that may be published: `.git/config` holds the token of a run in CI, and `.env` more.
    """
    below = _below(file, root)
    return below is not None and not any(part.startswith(".") for part in below.parts)


def _below(file: Path, root: Path) -> Path | None:
    try:
        return file.resolve().relative_to(root)
    except (OSError, RuntimeError, ValueError):  # outside, links in a circle, no possible name
        return None
