"""Small things asked of a feed's tags, in the words of show.toml and front matter."""

import re
from collections.abc import Iterable, Iterator, Mapping

from publisher.feed.reading.snapshot import SnapshotTag
from publisher.feed.reading.values import whole
from publisher.feed.text import one_line

Tags = Iterable[SnapshotTag]
Table = dict[str, object]

_CONTROL = re.compile("[\x7f-\x9f]")  # XML takes them, and nobody else does
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


def given(values: Mapping[str, object]) -> Table:
    """Return the values that say something, and of lists the items that do."""
    said = (
        (key, [each for each in value if each != {}] if isinstance(value, list) else value)
        for key, value in values.items()
    )
    return {key: value for key, value in said if value not in (None, "", [], {}, ())}


def line(text: str | None) -> str | None:
    """Return a text on one line; None where nothing is left of it."""
    if not text:
        return None
    if text.isprintable() and "  " not in text:
        return text.strip() or None
    return one_line(_CONTROL.sub("", one_line(text))) or None


def named(tags: Tags, name: str) -> Iterator[SnapshotTag]:
    """Yield the tags called `name`, in lower case as `known_name` returns it."""
    return (tag for tag in tags if tag.name == name)


def first(tags: Tags, name: str) -> SnapshotTag | None:
    """Return the first tag called so."""
    return next(named(tags, name), None)


def text(tags: Tags, name: str) -> str | None:
    """Return the first text of a tag called so, on one line."""
    return next((said for tag in named(tags, name) if (said := line(tag.text))), None)


def number(written: str | None) -> int | None:
    """Return a whole number, also where its author wrote it with a fraction of nought."""
    return whole((written or "").strip().removesuffix(".0"))


def decimal(written: str | None) -> float | int | None:
    """Return a number of seconds or the like, whole where it is."""
    if not _DECIMAL.fullmatch((written or "").strip()):
        return None
    value = float(written or 0)
    return int(value) if value.is_integer() else value


def yes(written: str | None) -> bool | None:
    """Return True for a yes, else nothing: these keys are false by themselves."""
    return True if (written or "").strip().lower() in ("yes", "true") else None


def words(written: str | None) -> list[str]:
    """Return what stands between commas."""
    return [word for part in (written or "").split(",") if (word := line(part))]
