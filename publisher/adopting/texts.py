"""The TOML files that adopting writes, with the comments that help to fill them in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from publisher.documents.toml_writing import key_text, value_text

SITE = "https://your-site.example"
MEDIA = "https://media.your-site.example"


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
        f"site = {value_text(site or SITE)}",
    ]
    if severities:
        lines += ["", "[rules.severity]"]
        lines += [
            "# So many files break these rules that they can't stand in baseline.toml one by one.",
            *(f"{code} = {value_text(severity)}" for code, severity in sorted(severities.items())),
        ]
    return "\n".join(lines) + "\n"


def parties_text(head: Sequence[str], tables: Mapping[str, Mapping[str, str]]) -> str:
    """Return config/people.toml or config/sponsors.toml."""
    lines = [f"# {line}" for line in head]
    for party, table in tables.items():
        lines += ["", f"[{key_text(party)}]"]
        lines += [f"{key_text(key)} = {value_text(text)}" for key, text in table.items() if text]
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
            lines += ["", *_commented(show.comments.get(name)), f"[{key_text(name)}]"]
            lines += _lines(table.items(), {}, {})
    return "\n".join(lines) + "\n"


def _lines(
    items: Iterable[tuple[str, Any]], comments: Mapping[str, str], tables: Mapping[str, Any]
) -> Iterable[str]:
    for key, value in items:
        if key not in tables:
            yield from _commented(comments.get(key))
            yield f"{key_text(key)} = {value_text(value)}"


def _commented(comment: str | None) -> list[str]:
    """Return a comment's lines; what comes from their files can't end one."""
    lines = comment.split("\n") if comment else []
    return [f"# {_printable(line)}" if line else "" for line in lines]


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
