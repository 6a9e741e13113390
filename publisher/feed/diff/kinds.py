"""The kinds of change that a subscriber or an app can notice; `kinds.toml` names and words them.

To add a kind, add a table there, and let `channel` or `episodes` yield it. A test makes every kind
happen.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class Effect(StrEnum):
    """What a change does to those who are subscribed."""

    HURTS = "hurts"
    NOTICED = "noticed"
    INVISIBLE = "invisible"


class Kind(NamedTuple):
    """A kind of change. `one` and `many` follow a count; `says` is what happens, to whom."""

    name: str
    effect: Effect
    one: str
    many: str
    says: str
    of_show: bool  # once per feed, and told without a count


def _kind(name: str, row: Mapping[str, Any]) -> Kind:
    effect, says = Effect(row["effect"]), row.get("says", "")
    if "words" in row:
        return Kind(name, effect, row["words"], row["words"], says, of_show=True)
    return Kind(name, effect, row["one"], row["many"], says, of_show=False)


def _read() -> dict[str, Kind]:
    text = Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8")
    return {name: _kind(name, row) for name, row in tomllib.loads(text).items()}


KINDS: Mapping[str, Kind] = _read()
