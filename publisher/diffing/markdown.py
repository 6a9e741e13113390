"""The diff as Markdown, for a comment on a pull request or a step's summary on GitHub."""

from collections.abc import Iterator, Sequence

from publisher.addresses import is_url
from publisher.diffing.values import Compared
from publisher.diffing.wording import HEADINGS, Group, groups, origin, summary, told_values
from publisher.feed.diff.changes import Change
from publisher.feed.diff.kinds import Effect
from publisher.reports.markup import code, plain
from publisher.reports.visible import short

LIMIT = 65_000  # bytes; a comment there holds 65,536 characters
SHOWN = 200  # characters of a title or a value
_CLOSE = "\n… and more, which `publisher diff` tells.\n"


def render(compared: Sequence[Compared]) -> str:
    """Return a section for each feed, as much of all as a comment holds."""
    kept: list[str] = ["## What subscribers will see\n"]
    room = LIMIT - len(kept[0].encode()) - len(_CLOSE.encode())
    for line in _lines(compared):
        room -= len(line.encode()) + 1
        if room < 0:
            return "\n".join(kept) + _CLOSE
        kept.append(line)
    return "\n".join(kept) + "\n"


def _lines(compared: Sequence[Compared]) -> Iterator[str]:
    for each in compared:
        if len(compared) > 1:
            yield f"### {plain(short(each.title or each.show or '', SHOWN))}\n"
        yield f"**{plain(summary(each.diff))}**\n"
        yield f"{plain(origin(each))}\n"
        for notice in each.notices:
            yield f"> {plain(notice)}\n"
        for effect in Effect:
            yield from _effect(tuple(groups(each.diff, effect)), effect)


def _effect(found: Sequence[Group], effect: Effect) -> Iterator[str]:
    if not found:
        return
    yield f"#### {HEADINGS[effect]}\n"
    for group in found:
        yield f"- {plain(group.heading)}"
        for change in group.told:
            yield f"  - {_told(change)}"
        if group.left:
            yield f"  - … and {group.left:,} more"
    yield ""


def _told(change: Change) -> str:
    values = " → ".join(map(_value, told_values(change)))
    if change.title is None:
        return values
    title = plain(short(change.title, SHOWN)) or "(no title)"
    return f"**{title}**: {values}" if values else f"**{title}**"


def _value(text: str) -> str:
    """Return a value: an address or a GUID in code, words as they are."""
    shown = short(text, SHOWN)
    return code(shown) if is_url(text) or " " not in text else plain(shown)
