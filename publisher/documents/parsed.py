"""What the readers of YAML, TOML and JSON have in common."""

from collections.abc import Callable
from typing import NamedTuple

from publisher.model import Value

MOST_REPEATED = 20  # keys given twice that are worth telling
MOST_LEVELS = 64  # of lists and tables inside one another; what walks the values may recurse

Keys = tuple[str | int, ...]


class Span(NamedTuple):
    """A piece of a text: code points, half open."""

    start: int
    end: int


class ParseError(Exception):
    """The text breaks the format's rules at `offset`; the message is for the podcaster."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class Parsed(NamedTuple):
    """The values of a text. `locate` says where one is written; for a string, its inside."""

    fields: dict[str, Value]
    locate: Callable[[Keys], Span | None]
    repeated: tuple[tuple[str, Span], ...] = ()  # keys given more than once: the last counts


def is_too_deep(fields: dict[str, Value]) -> bool:
    """Say whether lists and tables stand more than MOST_LEVELS inside one another."""
    level: list[Value] = [fields]
    for _ in range(MOST_LEVELS):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else _items(outer))
            if inner and isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def _items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def shown(text: str, limit: int = 60) -> str:
    """Return a piece of a file as messages quote it: short, on one line, printable."""
    if len(text) > limit:
        text = f"{text[: limit - 1]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
