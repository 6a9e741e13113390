"""How a sound show is broken: one file edited, written, renamed or taken away."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Change = Callable[[Path], None]

SHOW = "feeds/talk/show.toml"
FIRST = "feeds/talk/episodes/001-listen/index.md"
SECOND = "feeds/talk/episodes/002-speak.md"
THIRD = "feeds/talk/episodes/003-silent.md"


class Mutation(NamedTuple):
    """One way to break a show, and the codes of the errors and warnings it must be caught by."""

    name: str
    codes: str  # separated by spaces
    change: Change
    show: str = "full"  # key of `SHOWS`


class Refused(NamedTuple):
    """One way to break the config, so that no command begins, and words of what it says."""

    name: str
    words: str
    change: Change
    show: str = "full"


def edit(path: str, old: str, new: str) -> Change:
    """Replace the first `old` of a file, which must be there."""

    def change(root: Path) -> None:
        file = root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def drop(path: str, line: str) -> Change:
    """Take the line that begins so out of a file."""

    def change(root: Path) -> None:
        file = root / path
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [each for each in lines if not each.startswith(line)]
        assert len(kept) == len(lines) - 1, f"{path} has not one line {line!r}"
        file.write_text("".join(kept), encoding="utf-8")

    return change


def add(path: str, line: str) -> Change:
    """Add a line to front matter, behind its title; to a show.toml, at the top."""
    if path.endswith(".toml"):
        return lambda root: _prepend(root / path, line)
    return edit(path, "\ndate:", f"\n{line}\ndate:")


def _prepend(file: Path, line: str) -> None:
    file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")


def say(path: str, words: str) -> Change:
    """Add words to the end of a file: to an episode's notes."""

    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write(words + "\n")

    return change


def put(path: str, data: str | bytes) -> Change:
    """Write a file."""

    def change(root: Path) -> None:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    return change


def remove(path: str) -> Change:
    return lambda root: (root / path).unlink()


def copy(path: str, to: str, *changes: Change) -> Change:
    """Write a second file like one that is there, then change it."""

    def change(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / to).write_bytes((root / path).read_bytes())
        for each in changes:
            each(root)

    return change


def both(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change
