"""What the fields are told by, whichever they are: keys that fit, and the surest of them."""

from collections.abc import Iterable
from typing import NamedTuple

from publisher.adopting.keys import Key
from publisher.adopting.spellings import forms, spellings
from publisher.documents.parsed import shown
from publisher.model import Value

MOST = 0.6  # of a key's values must have the shape
_RARE = 0.3  # of the files that have the commonest key that fits


class Field(NamedTuple):
    """One of our keys, their keys that say it, and what told so."""

    ours: str
    theirs: tuple[str, ...]
    why: str


def common(keys: Iterable[Key]) -> list[Key]:
    """Return the keys without those that hardly any episode has, beside one of them."""
    fitting = list(keys)
    most = max((key.files for key in fitting), default=0)
    return [key for key in fitting if key.files >= _RARE * most]


def may_be(name: str, ours: str) -> bool:
    """Say whether a key inside a table may be a field of its own: not that of a guest's table."""
    if "." not in name:
        return True
    table = name.partition(".")[0]
    called = (*_TABLES, *(spellings("episode")[ours] if ours in _FILED else ()))
    return any(form in called for form in forms(table)) or ours.startswith("audio")


_FILED = ("chapters", "transcripts")  # `podcast_chapters.chapters`


_TABLES = frozenset(
    (
        *("podcast", "episode", "itunes", "audio", "media", "enclosure", "meta", "data"),
        *("extra", "params", "custom", "taxonomies", "frontmatter"),
    )
)


def example(value: Value) -> str:
    """Return a value as an example of its kind, short."""
    return shown(str(value), 50)
