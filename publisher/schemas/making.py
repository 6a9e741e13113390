"""JSON Schema (draft 7) of a config file, or of an episode's front matter.

It is made of the definitions that read these files, so it knows the same keys. Those forgive more
than they teach: another spelling of a key, or of a word, is read and not proposed.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from itertools import count as count_from
from pathlib import Path
from typing import Any

from publisher.config.schema import EPISODE, SETTINGS, SHOW, SPONSOR, person_table
from publisher.config.tables import Kind, Table, table
from publisher.platforms import platforms

Subject = Callable[[], Table]

SUBJECTS: Mapping[str, Subject] = {
    "show": lambda: SHOW,
    "episode": lambda: EPISODE,
    "sponsors": lambda: Table({}, table(SPONSOR)),
    "people": lambda: Table({}, table(person_table(inline=False))),
    "publisher": lambda: SETTINGS,
}
"""What there is a schema of: the files of config by their names, and front matter."""

_TITLES = {
    "show": "feeds/<show>/show.toml",
    "episode": "an episode’s front matter",
    "sponsors": "config/sponsors.toml",
    "people": "config/people.toml",
    "publisher": "config/publisher.toml",
}


def make_schema(subject: str) -> dict[str, Any]:
    """Return the schema of one of `SUBJECTS`."""
    writer = _Writer(nullable=subject == "episode")
    made = writer.object_of(SUBJECTS[subject](), (subject,))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"publisher: {_TITLES[subject]}",
        **made,
        "definitions": writer.definitions,
    }


def schema_text(subject: str) -> str:
    """Return the schema as a file of JSON."""
    return f"{json.dumps(make_schema(subject), indent=2, ensure_ascii=False)}\n"


class _Writer:
    """Writes kinds and tables as JSON Schema; tables within tables become `definitions`.

    `nullable`: a key may be left empty, which YAML takes for null.
    """

    def __init__(self, *, nullable: bool) -> None:
        self.definitions: dict[str, Any] = {}
        self._nullable = nullable

    def object_of(self, part: Table, path: tuple[str, ...]) -> dict[str, Any]:
        properties = {key: self._property(kind, (*path, key)) for key, kind in part.keys.items()}
        for spelling in part.spellings:
            key = part.alias(spelling) if part.alias is not None else None
            if key is not None:
                properties.setdefault(spelling, properties[key])
        others = False if part.others is None else self._resolved(part.others, path)
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": {"^x-": {}},
            "additionalProperties": others,
        }

    def _property(self, kind: Kind, path: tuple[str, ...]) -> dict[str, Any]:
        schema = self._resolved(kind, path)
        if self._nullable and schema:
            schema = {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}
        return {"description": about(path), **schema}

    def _resolved(self, part: Any, path: tuple[str, ...]) -> Any:
        """Return a schema in which no kind and no table of ours is left."""
        if isinstance(part, Kind):
            return self._resolved(part.schema, path)
        if isinstance(part, Table):
            return self._defined(self.object_of(part, path), path[-1])
        if isinstance(part, Mapping):
            return {key: self._resolved(each, path) for key, each in part.items()}
        if isinstance(part, list):
            return [self._resolved(each, path) for each in part]
        return part

    def _defined(self, schema: dict[str, Any], key: str) -> dict[str, str]:
        """Return a reference to a table; tables that are the same stand there once."""
        names = (key if count == 1 else f"{key}-{count}" for count in count_from(1))
        name = next(each for each in names if self.definitions.get(each, schema) == schema)
        self.definitions[name] = schema
        return {"$ref": f"#/definitions/{name}"}


def about(path: tuple[str, ...]) -> str:
    """Return what a key is for: by as much of the end of its path as is known."""
    words = _words()
    for start in range(len(path)):
        if (found := words.get(".".join(path[start:]))) is not None:
            return found
    platform = platforms()[path[-1]]
    return f"{platform.name}: a handle, or the whole address"


@cache
def _words() -> Mapping[str, str]:
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
