"""The TOML files that adopting writes, with the comments that help to fill them in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from publisher.scaffold.naming import quoted

SITE = "https://your-site.example"
MEDIA = "https://media.your-site.example"
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class ShowText(NamedTuple):
    """What goes into a show.toml. `comments` stand above the keys that they are about."""

    values: Mapping[str, Any]
    comments: Mapping[str, str]
    fields: Mapping[str, Sequence[str]]
    field_comments: Mapping[str, str]


def publisher_text(site: str | None, severities: Mapping[str, str]) -> str:
    """Return config/publisher.toml."""
    lines = [
        "# Where the built site is published. The feed of a show is <site>/<show>/feed.xml.",
        f"site = {quoted(site or SITE)}",
    ]
    if severities:
        lines += ["", "[rules.severity]"]
        lines += [
            "# So many files break these rules that they can't stand in baseline.toml one by one.",
            *(f"{code} = {quoted(severity)}" for code, severity in sorted(severities.items())),
        ]
    return "\n".join(lines) + "\n"


def parties_text(head: Sequence[str], tables: Mapping[str, Mapping[str, str]]) -> str:
    """Return config/people.toml or config/sponsors.toml."""
    lines = [f"# {line}" for line in head]
    for party, table in tables.items():
        lines += ["", f"[{_key(party)}]"]
        lines += [f"{_key(key)} = {_value(text)}" for key, text in table.items() if text]
    return "\n".join(lines) + "\n"


def show_text(show: ShowText) -> str:
    """Return feeds/<show>/show.toml."""
    tables = {key: value for key, value in show.values.items() if isinstance(value, Mapping)}
    lines = list(_lines(show.values.items(), show.comments, tables))
    lines += ["", "# Our names for what your front matter says, and yours.", "[fields]"]
    lines += _lines(
        (
            (ours, theirs[0] if len(theirs) == 1 else list(theirs))
            for ours, theirs in show.fields.items()
        ),
        show.field_comments,
        {},
    )
    for name, table in tables.items():
        if table:
            lines += ["", *_commented(show.comments.get(name)), f"[{_key(name)}]"]
            lines += _lines(table.items(), {}, {})
    return "\n".join(lines) + "\n"


def _lines(
    items: Iterable[tuple[str, Any]], comments: Mapping[str, str], tables: Mapping[str, Any]
) -> Iterable[str]:
    for key, value in items:
        if key not in tables:
            yield from _commented(comments.get(key))
            yield f"{_key(key)} = {_value(value)}"


def _commented(comment: str | None) -> list[str]:
    """Return a comment's lines; what comes from their files can't end one."""
    lines = comment.split("\n") if comment else []
    return [f"# {_printable(line)}" if line else "" for line in lines]


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(_sound(name))


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return quoted(_sound(str(value)))


def _sound(text: str) -> str:
    """Return a text without what no file can hold: half a sign, written as an escape in JSON."""
    return "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")
