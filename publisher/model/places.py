"""Where things are written, and the values that stand there."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

Value = str | int | float | bool | None | date | datetime | list["Value"] | dict[str, "Value"]
"""A value in front matter or TOML."""


class Place(NamedTuple):
    """Where something is written.

    `path` is POSIX, relative to the working directory, as messages show it. `line` and
    `column` count from 1, in code points. `start` and `end` are byte offsets into the file
    (half open), for fixing in place.
    """

    path: str
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source(Protocol):
    """A file that was read, and can say where each of its values stands."""

    @property
    def path(self) -> str:
        """As in `Place.path`."""

    def place(self, *keys: str | int) -> Place:
        """Return where the value at this key path is written (the value, not its key).

        For a string the place is its first character inside the quotes. A key path that is not
        there gives the place of its nearest ancestor, at last the start of the file.
        """
