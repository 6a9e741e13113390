"""Where an import may write: inside the repository, through no link."""

import os
import re
import stat
from pathlib import Path

from publisher.documents.parsed import shown
from publisher.errors import UsageError

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)  # Windows
_UNFIT = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[. ]$')


def confine(root: Path, path: str) -> Path:
    """Return the file that `path` is, from the resolved `root`, with slashes.

    Raises UsageError for a path that some system can't hold, or that leads out or through a
    link: whatever is in a feed, nothing is written elsewhere.
    """
    parts = path.split("/")
    for part in parts:
        if part in ("", ".", "..") or part.startswith(".") or _is_unfit(part):
            raise UsageError(f'"{shown(path)}" is no path that an import may write to')
    at = os.fspath(root)
    for part in parts[:-1]:
        at = f"{at}/{part}"
        try:
            mode = os.lstat(at).st_mode
        except OSError:
            break
        if stat.S_ISLNK(mode):
            raise UsageError(
                f"{at} is a symbolic link, which an import doesn't follow; put the folder itself "
                "there and try again"
            )
        if not stat.S_ISDIR(mode):
            raise UsageError(f"{at} is a file, where a folder must be; move it and try again")
    return root.joinpath(*parts)


def path_from_root(root: Path, written: str) -> str:
    """Return the path from the resolved `root` of a file that is named from there, or from here."""
    here = Path(os.path.normpath(Path.cwd() / written))
    if here.is_relative_to(root) and (os.path.lexists(here) or not os.path.lexists(root / written)):
        return here.relative_to(root).as_posix()
    return Path(written).as_posix()


def _is_unfit(part: str) -> bool:
    return bool(_UNFIT.search(part) or _RESERVED.match(part)) or len(part.encode()) > 255
