"""The diff as text: the same words in a pipe, on a terminal in colour."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from publisher.diffing.values import Compared
from publisher.diffing.wording import HEADINGS, groups, origin, summary, told_values
from publisher.feed.diff.changes import Change
from publisher.feed.diff.kinds import Effect
from publisher.reports.terminal import console_on, write_text
from publisher.reports.visible import no_command, short

SHOWN = 200  # characters of a title or a value

_STYLES = {Effect.HURTS: "bold red", Effect.NOTICED: "yellow", Effect.INVISIBLE: "dim"}


class Line(NamedTuple):
    text: str
    style: str = ""


def render(compared: Sequence[Compared]) -> str:
    """Return a section for each feed: the summary first, then what hurts, then the rest."""
    return "".join(f"{no_command(line.text)}\n" for line in lines(compared))


def print_diff(compared: Sequence[Compared], stream: TextIO) -> None:
    """Print what `render` returns, on a terminal in colour."""
    if not stream.isatty():
        write_text(stream, render(compared))
        return
    console = console_on(stream)
    encoding = stream.encoding or "utf-8"
    for line in lines(compared):
        shown = no_command(line.text).encode(encoding, "backslashreplace").decode(encoding)
        console.print(shown, style=line.style, soft_wrap=True)


def lines(compared: Sequence[Compared]) -> Iterator[Line]:
    """Yield the report line by line; several feeds are named."""
    for number, each in enumerate(compared):
        if number:
            yield Line("")
        name = f"{short(each.show or each.title, SHOWN)}: " if len(compared) > 1 else ""
        yield Line(f"{name}{summary(each.diff)}", "bold")
        yield Line(short(origin(each)), "dim")
        for notice in each.notices:
            yield Line(short(notice))
        for effect in Effect:
            yield from _effect(each, effect)


def _effect(compared: Compared, effect: Effect) -> Iterator[Line]:
    style = _STYLES[effect]
    for number, group in enumerate(groups(compared.diff, effect)):
        if not number:
            yield Line("")
            yield Line(f"{HEADINGS[effect]}:", style)
        yield Line(f"  {group.heading}", style)
        for change in group.told:
            yield Line(f"    {_told(change)}")
        if group.left:
            yield Line(f"    … and {group.left:,} more", "dim")


def _told(change: Change) -> str:
    values = " → ".join(short(value, SHOWN) for value in told_values(change))
    if change.title is None:
        return values
    title = f'"{short(change.title, SHOWN)}"'
    return f"{title}: {values}" if values else title
