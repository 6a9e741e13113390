"""`[fields]`: which keys of theirs mean what ours do, told by their names and by their values."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.adopting.candidates import MOST, Field, common, may_be
from publisher.adopting.keys import Key, by_name, is_taken, keys_of
from publisher.adopting.pages import Page
from publisher.adopting.recordings import recording_fields
from publisher.adopting.spellings import forms, plain, spellings
from publisher.model import Value

_NEARLY_ALL = 0.9
_ARTWORK_NAMES = 6  # so many names for pictures mean a square one
_LONGEST_NAME = 80  # characters of a person
_MOST_PEOPLE_KEYS = 12  # hosts, guests, guest_2 …
_PLAIN = ("season", "guid", "explicit", "type", "language", "slug", "tags", "draft")
_COMMON = ("images", "license", "location", "value")  # words that [fields] must name to be read
_LISTS = ("chapters", "transcripts", "links")


class Fields(NamedTuple):
    """What was decided. `turned_away` are their keys that look like ours and mean otherwise."""

    fields: tuple[Field, ...]
    turned_away: Mapping[str, str]  # our key → why theirs is not it

    def table(self) -> dict[str, tuple[str, ...]]:
        """Return `[fields]` of show.toml, never empty: that says whose front matter it is."""
        table = {each.ours: each.theirs for each in self.fields}
        table |= {ours: (f"x-{ours}",) for ours in self.turned_away if ours not in table}
        named: tuple[str, ...] = _COMMON
        if any("." in ours and theirs != (ours,) for ours, theirs in table.items()):
            named += tuple(ours for ours in table if "." in ours)  # else their own would be unread
        table = {
            ours: theirs for ours, theirs in table.items() if theirs != (ours,) or ours in named
        }
        return table or {"title": ("title",)}

    def without(self, ours: str, why: str) -> "Fields":
        """Return the decisions without one of our keys, which their values don't fit."""
        kept = tuple(each for each in self.fields if each.ours != ours)
        return Fields(kept, {**self.turned_away, ours: why})


def find_fields(shows: Sequence[Sequence[Page]]) -> Fields:
    """Return what the keys of episodes mean, of one show or of several that write alike."""
    pages = [page for show in shows for page in show]
    found: list[Field] = []
    free = dict(keys_of(pages))
    counting = [keys_of(show) for show in shows]
    for field in _decide(free, len(pages), counting):
        found.append(field)
        for name in field.theirs:
            free.pop(name, None)
    if not any(field.ours == "audio.url" for field in found):
        found.append(Field("audio.url", ("audio_url",), "no key says where the recordings are"))
    turned_away = {}
    if picture := next((key for name, key in free.items() if plain(name) == "image"), None):
        turned_away["image"] = f'"{picture.name}" may be a banner: apps want a square picture'
    return Fields(tuple(sorted(found, key=lambda each: _ORDER.index(each.ours))), turned_away)


_ORDER = (
    *("title", "number", "season", "type", "date", "guid", "slug", "summary", "image"),
    *("audio.url", "audio.file", "audio.bytes", "audio.duration", "audio.type"),
    *("people", "sponsors", "links", "chapters", "transcripts"),
    *("explicit", "language", "tags", "draft"),
    *_COMMON,
)


def _decide(
    free: Mapping[str, Key], count: int, counting: Sequence[Mapping[str, Key]]
) -> Iterator[Field]:
    """Yield one field after the other; what a field takes is no longer among the `free` keys.

    `count` is of all episodes; `counting` are the keys of each show, which counts for itself.
    """
    names = spellings("episode")
    yield from recording_fields(free)
    yield from _first(free, "title", names, lambda value: isinstance(value, str))
    yield from _dates(free, names["date"])
    yield from _number(free, names["number"], counting)
    for ours in _PLAIN:
        yield from _first(free, ours, names, _taker(ours))
    for ours in _LISTS:
        yield from _first(free, ours, names, _listed(ours))
    yield from _people(free, names["people"])
    yield from _sponsors(free, names["sponsors"])
    yield from _summary(free, names["summary"], count)
    yield from _image(free, names["image"])
    for ours in _COMMON:
        if ours in free and free[ours].share(_tabled(ours)) >= MOST:
            yield Field(ours, (ours,), "as we know it")


def _taker(ours: str) -> Callable[[Value], bool]:
    return lambda value: is_taken(ours, value)


def _listed(ours: str) -> Callable[[Value], bool]:
    """Return whether a value is a list (or, for files, the name of one) that our key takes."""

    def fits(value: Value) -> bool:
        is_file = ours == "transcripts" and isinstance(value, str) and "\n" not in value
        return (isinstance(value, list) or is_file) and is_taken(ours, value)

    return fits


def _tabled(ours: str) -> Callable[[Value], bool]:
    """Return whether a value is a table or a list that our key takes: a word may mean anything."""
    return lambda value: isinstance(value, dict | list) and is_taken(ours, value)


def _first(
    free: Mapping[str, Key],
    ours: str,
    names: Mapping[str, tuple[str, ...]],
    fits: Callable[[Value], bool],
) -> Iterator[Field]:
    """Yield the field of the surest key whose values have the shape."""
    fitting = (
        key
        for key in by_name(free, names[ours])
        if may_be(key.name, ours) and key.share(fits) >= MOST
    )
    for key in common(fitting):
        yield Field(ours, (key.name,), "")
        return


# ---------------------------------------------------------------- when, which and who


def _dates(free: Mapping[str, Key], names: tuple[str, ...]) -> Iterator[Field]:
    fitting = [
        key.name
        for key in by_name(free, names)
        if may_be(key.name, "date") and key.share(_taker("date")) >= MOST
    ]
    if fitting:
        yield Field("date", tuple(fitting[:4]), "")


def _number(
    free: Mapping[str, Key], names: tuple[str, ...], counting: Sequence[Mapping[str, Key]]
) -> Iterator[Field]:
    for key in common(
        key
        for key in by_name(free, names)
        if any(key.name in show and _counts(show[key.name]) for show in counting)
    ):
        yield Field("number", (key.name,), "numbers that count up")
        return


def _counts(key: Key) -> bool:
    """Say whether the values are whole numbers of which few come again."""
    fits = key.share(lambda value: is_taken("number", value) and len(str(value)) < 6)
    distinct = len({str(value) for value in key.values})
    return may_be(key.name, "number") and fits >= _NEARLY_ALL and distinct > 0.4 * key.files


def _people(free: Mapping[str, Key], names: tuple[str, ...]) -> Iterator[Field]:
    fitting = [
        key
        for key in by_name(free, names)
        if may_be(key.name, "people") and key.share(_names_people) >= MOST
    ]
    at_the_microphone = [key for key in fitting if not _is_writer(key.name)]
    chosen = sorted(
        at_the_microphone or fitting[:1],
        key=lambda key: ("host" not in key.name.lower(), key.name.lower()),
    )
    if chosen:
        yield Field(
            "people",
            tuple(key.name for key in chosen[:_MOST_PEOPLE_KEYS]),
            "ids or names of people",
        )


def _is_writer(name: str) -> bool:
    return any(
        form in ("author", "authors", "editor", "editors", "contributors") for form in forms(name)
    )


def _names_people(value: Value) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(
        ("name" in item or "id" in item)
        if isinstance(item, dict)
        else isinstance(item, str) and len(item) <= _LONGEST_NAME and "://" not in item
        for item in items
    )


def _sponsors(free: Mapping[str, Key], names: tuple[str, ...]) -> Iterator[Field]:
    for key in by_name(free, names):
        if may_be(key.name, "sponsors") and key.share(_names_people) >= MOST:
            yield Field("sponsors", (key.name,), "ids or names of sponsors")
            return


def _summary(free: Mapping[str, Key], names: tuple[str, ...], count: int) -> Iterator[Field]:
    fitting = [
        key
        for key in by_name(free, names)
        if may_be(key.name, "summary") and key.share(lambda value: isinstance(value, str)) >= MOST
    ]
    chosen: list[str] = []
    for key in fitting[:3]:
        chosen.append(key.name)
        if key.files == count:
            break
    if chosen:
        yield Field("summary", tuple(chosen), "")


def _image(free: Mapping[str, Key], names: tuple[str, ...]) -> Iterator[Field]:
    for key in by_name(free, names[:_ARTWORK_NAMES]):
        if may_be(key.name, "image") and key.share(lambda value: isinstance(value, str)) >= MOST:
            yield Field("image", (key.name,), "pictures called so are square")
            return
    for key in by_name(free, ("image", "img")):
        if key.name.lower() in ("itunes_image", "itunes:image", "podcast_image", "podcast.image"):
            yield Field("image", (key.name,), "a picture for podcast apps")
            return
