"""`episodes_with` of show.toml: which of the files that a glob finds are episodes."""

import os
import stat
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from publisher.documents import read_markdown
from publisher.errors import DocumentError
from publisher.model import Value

_MOST_REMEMBERED = 50_000  # files: a preview asks for them again and again


def is_one_of(file: Path, conditions: tuple[str, ...]) -> bool:
    """Say whether a file's front matter has one of the keys, or `key=value`s.

    A link, or a file that can't be read, is one: reading it says what is wrong.
    """
    try:
        facts = os.lstat(file)
    except (OSError, ValueError):
        return True
    if not stat.S_ISREG(facts.st_mode):
        return True
    return _fits(str(file), (facts.st_mtime_ns, facts.st_size), conditions)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _fits(file: str, _state: tuple[int, int], conditions: tuple[str, ...]) -> bool:
    try:
        fields = read_markdown(Path(file)).fields
    except DocumentError:
        return True
    return any(fits(fields, condition) for condition in conditions)


def fits(fields: Mapping[str, Value], condition: str) -> bool:
    """Say whether front matter has the key `mp3`, `audio.url`, or the value of `layout=episode`.

    A key that says nothing doesn't count; of a list, one item must be the value.
    """
    path, told, wanted = condition.partition("=")
    value: Value = dict(fields)
    for key in path.strip().split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if value is None or value in ("", [], {}):
        return False
    items = value if isinstance(value, list) else [value]
    return not told or any(_written(item) == wanted.strip() for item in items)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).strip()
