"""What a feed says that our files can't: left out before it is written, and said."""

from collections.abc import Mapping
from typing import NamedTuple

from publisher.config.tables import Complaint, Reading
from publisher.config.tables import Table as Schema
from publisher.documents.parsed import Keys
from publisher.importing.feed.tags import Table
from publisher.model import Place


class Left(NamedTuple):
    """A value that was left out, by its key, and why."""

    key: str
    why: str


class _Values:
    """What is read before it is written anywhere: implements `config.tables.Text`."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def place(self, *_keys: str | int) -> Place:
        return Place("")

    def written(self, *keys: str | int) -> str:
        value: object = self._values
        for key in keys:
            value = value[key]  # type: ignore[index]
        return str(value)

    def key_name(self, *keys: str | int) -> str:
        return ".".join(key for key in keys if isinstance(key, str))


def fitting(values: Table, schema: Schema) -> tuple[Table, tuple[Left, ...]]:
    """Return the values that a file of this schema may hold, and those that were left out."""
    reading = Reading(_Values(values))
    schema.read(values, (), reading)  # type: ignore[arg-type]
    if not reading.complaints:
        return values, ()
    return _without(values, {each.keys for each in reading.complaints}, ()), tuple(
        map(_left, reading.complaints)
    )


def _left(complaint: Complaint) -> Left:
    return Left(".".join(str(key) for key in complaint.keys), complaint.message)


def _without(values: Mapping[str, object], wrong: set[Keys], at: Keys) -> Table:
    """Return a table without the values at `wrong`, and without what is empty then."""
    kept = {key: _kept(value, wrong, (*at, key)) for key, value in values.items()}
    return {key: value for key, value in kept.items() if value not in (None, {}, [])}


def _kept(value: object, wrong: set[Keys], at: Keys) -> object:
    if at in wrong:
        return None
    if isinstance(value, Mapping):
        return _without(value, wrong, at)
    if isinstance(value, list):
        kept = [_kept(each, wrong, (*at, index)) for index, each in enumerate(value)]
        return [each for each in kept if each not in (None, {}, [])]
    return value
