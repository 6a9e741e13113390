"""Which changes on the disk are worth a build."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from threading import Event

from watchfiles import Change, watch

DEBOUNCE_MILLISECONDS = 400  # at most, from the first change of several
STEP_MILLISECONDS = 40  # of silence, after which there are no more to come
_LOOK_MILLISECONDS = 100  # between two looks whether to end

_SUFFIXES = ("~", ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload", ".bak", ".orig")
_PREFIXES = (".", "#", "~$")
_FOLDERS = frozenset(("node_modules", "__pycache__"))


def is_worth_a_build(path: str, root: Path) -> bool:
    """Say whether a change of the file at `path` may change the site.

    Hidden files, those that editors write for themselves, and what a build writes are not.
    """
    try:
        parts = PurePath(path).relative_to(root).parts
    except ValueError:  # a link leads there
        parts = PurePath(path).parts[-1:]
    if not parts or parts[0] == "public":
        return False
    name = parts[-1]
    if name.endswith(_SUFFIXES) or name == "4913":  # vim tries whether it may write there
        return False
    return not any(part.startswith(_PREFIXES) or part in _FOLDERS for part in parts)


def changes(folders: Iterable[Path], root: Path, ended: Event) -> Iterator[frozenset[str]]:
    """Yield the paths that have changed in `folders`, as often as some do, until `ended`.

    What changes while the caller is at work comes all at once afterwards. In between come empty
    sets, the first at once: from then on nothing is missed.
    """

    def wanted(_: Change, path: str) -> bool:
        return is_worth_a_build(path, root)

    found = watch(
        *folders,
        watch_filter=wanted,
        debounce=DEBOUNCE_MILLISECONDS,
        step=STEP_MILLISECONDS,
        rust_timeout=_LOOK_MILLISECONDS,
        stop_event=ended,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    for each in found:
        yield frozenset(path for _, path in each)
