"""The text of a new episode file: front matter in YAML, comments that explain, and sections."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from publisher.scaffold.naming import quoted

FieldValue = str | date | int | bool | list[str | dict[str, str]] | dict[str, "FieldValue"]
FrontMatter = Mapping[str, FieldValue]

_STARTER = Path(__file__).with_name("starter")
# What YAML reads as the string it looks like, in version 1.1 too.
_PLAIN = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)\Z)[A-Za-z][A-Za-z0-9_-]*\Z", re.I)


def draft_text(fields: FrontMatter, *, explained: bool = True, directive: str = "") -> str:
    """Return an episode file with these fields, and sections to fill in.

    `directive` is a line for editors, the first of the front matter.

    `explained` adds comments on the fields to come, under our own names: not for a show that
    maps `[fields]` of its own.
    """
    comments = (_STARTER / "fields.yaml").read_text(encoding="utf-8") if explained else ""
    body = (_STARTER / "body.md").read_text(encoding="utf-8")
    front = "\n".join(_yaml(fields, ""))
    return f"---\n{directive}{front}\n{comments}---\n\n{body}"


def _yaml(fields: FrontMatter, indent: str) -> list[str]:
    lines = []
    for key, value in fields.items():
        name = indent + (key if _PLAIN.match(key) else quoted(key)) + ":"
        if isinstance(value, dict):
            lines += [name, *_yaml(value, indent + "  ")]
        elif isinstance(value, list):
            lines += [name, *(f"{indent}  - {_item(item)}" for item in value)]
        elif isinstance(value, bool):
            lines.append(f"{name} {'true' if value else 'false'}")
        elif isinstance(value, int | date):
            lines.append(f"{name} {value}")
        else:
            lines.append(f"{name} {quoted(value)}")
    return lines


def _item(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return _plain(item)
    return "{" + ", ".join(f"{_plain(key)}: {_plain(text)}" for key, text in item.items()) + "}"


def _plain(text: str) -> str:
    return text if _PLAIN.match(text) else quoted(text)
