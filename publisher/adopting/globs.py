"""The glob that finds a show's episodes and as little else as can be."""

import os.path
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import islice, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

_SPECIAL = re.compile(r"([*?\[])")


class Chosen(NamedTuple):
    """A glob, what it finds that is no episode, and which episodes it doesn't find."""

    glob: str
    strays: tuple[str, ...]
    missed: tuple[str, ...]


def choose_glob(episodes: Sequence[str], everything: Sequence[str]) -> Chosen:
    """Return the best glob for the paths `episodes` among all pages of the repository, sorted.

    All episodes come first, then few strays, then the plainer glob.
    """
    wanted = frozenset(episodes)
    found: list[Chosen] = []
    above = _common_folder({PurePosixPath(path).parent.as_posix() for path in episodes})
    start = "" if above == "." else f"{above}/"
    pages = []
    for path in islice(everything, bisect_left(everything, start), None):
        if not path.startswith(start):
            break
        if not path.rpartition("/")[2].startswith(("_", ".")):
            pages.append(path)
    for glob in dict.fromkeys(_candidates(episodes)):
        hits = {path for path in pages if matches(path, glob)}
        strays, missed = tuple(sorted(hits - wanted)), tuple(sorted(wanted - hits))
        found.append(Chosen(glob, strays, missed))
        if not strays and not missed:
            break
    return min(found, key=lambda each: (len(each.missed), len(each.strays)))


def matches(path: str, glob: str) -> bool:
    """Say whether `episodes = "glob"` finds a path: `**` is any number of folders."""
    parts, wanted = path.split("/"), glob.split("/")
    if "**" not in wanted:
        return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
    at = wanted.index("**")
    before, after = wanted[:at], wanted[at + 1 :]
    if len(parts) < len(before) + len(after):
        return False
    middle = parts[at : len(parts) - len(after)]
    return (
        all(map(fnmatchcase, parts, before))
        and all(map(fnmatchcase, parts[len(parts) - len(after) :], after))
        and not any(part.startswith(".") for part in middle)
    )


def _candidates(episodes: Sequence[str]) -> Iterator[str]:
    suffixes = {PurePosixPath(path).suffix for path in episodes}
    end = suffixes.pop() if len(suffixes) == 1 else ".m*"
    folders = {PurePosixPath(path).parent.as_posix() for path in episodes}
    above = _common_folder(folders)
    start = "" if above == "." else f"{escaped(above)}/"
    heads = ("*", *_heads([PurePosixPath(path).name for path in episodes]))
    if len(folders) == 1:
        yield from (f"{start}{head}{end}" for head in heads)
        return
    if all(PurePosixPath(path).stem == "index" for path in episodes):
        homes = [PurePosixPath(path).parent for path in episodes]
        if {home.parent.as_posix() for home in homes} == {above}:
            names = ("*", *_heads([home.name for home in homes]))
            yield from (f"{start}{head}/index{end}" for head in names)
        yield f"{start}**/index{end}"
    if {PurePosixPath(folder).parent.as_posix() for folder in folders} == {above}:
        yield from (f"{start}*/{head}{end}" for head in heads)
    yield from (f"{start}**/{head}{end}" for head in heads)


def _heads(names: Sequence[str]) -> Iterator[str]:
    """Yield how all names begin, as a glob."""
    prefix = re.match(r"\D*", _common_start(min(names), max(names)))
    if all(name[:1].isascii() and name[:1].isdigit() for name in names):
        if all(re.match(r"\d{4}-\d{2}-\d{2}", name) for name in names):
            yield "[0-9][0-9][0-9][0-9]-*"
        yield "[0-9]*"
    elif prefix and prefix[0]:
        yield f"{escaped(prefix[0])}*"


def _common_start(first: str, last: str) -> str:
    """Return how two names begin alike; so do all between them."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(sign for sign, _ in same)


def _common_folder(folders: Iterable[str]) -> str:
    common = os.path.commonpath(list(folders))
    return common or "."


def escaped(path: str) -> str:
    """Return a path in which no sign stands for others."""
    return _SPECIAL.sub(r"[\1]", path)
