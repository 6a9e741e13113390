"""Small things asked of an element of a feed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publisher.feed.reading.names import known_name
from publisher.feed.reading.snapshot import SnapshotFile, SnapshotPerson, SnapshotTag
from publisher.feed.reading.values import flag

Readers = Mapping[str, tuple[tuple[str, Callable[[Any], Any]], ...]]
"""By a tag's name: the fields it gives, and what reads each of an element."""

MOST_PARTS = 1000
"""Of people and transcripts: more is no feed for listeners."""

_MOST_LEVELS = 8  # of tags within tags; more are no podcast's
_NOTES = frozenset({"description", "content:encoded", "itunes:summary", "item"})


def children(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the elements within one, each with its name as we know it."""
    for child in element:
        if isinstance(child.tag, str):  # else an entity that nobody declared
            yield known_name(child.tag), child


def text_of(element: Any) -> str | None:
    """Return an element's text, that of elements within it too (XHTML in a description)."""
    text = element.text if not len(element) else "".join(element.itertext())
    return (text or "").strip() or None


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute's value, whatever its case."""
    value = element.get(name)
    if value is None:
        found = (value for key, value in element.items() if key.lower() == name)
        value = next(found, None)
    return (value or "").strip() or None


def person(element: Any) -> SnapshotPerson | None:
    """Return who a podcast:person is; None without a name."""
    name = text_of(element)
    if name is None:
        return None
    return SnapshotPerson(
        name, attribute(element, "role"), attribute(element, "href"), attribute(element, "img")
    )


def linked_file(element: Any) -> SnapshotFile | None:
    """Return what a podcast:transcript or podcast:chapters links; None without an address."""
    url = attribute(element, "url")
    if url is None:
        return None
    return SnapshotFile(url, attribute(element, "type"), attribute(element, "language"))


def href_of(element: Any) -> str | None:
    """Return the address of an image, written as an attribute or, wrongly, as text."""
    return attribute(element, "href") or text_of(element)


def flag_of(element: Any) -> bool | None:
    """Return what a yes or no says."""
    return flag(text_of(element))


def gather(element: Any, once: Readers, instead: Readers, many: Readers) -> dict[str, Any]:
    """Return the values of fields as the elements within one give them; those that are None, not.

    Of `once` the first value counts; `instead` fills what is left, and `many` makes tuples.
    """
    facts: dict[str, Any] = {}
    others: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    for name, child in children(element):
        for field, read in once.get(name, ()):
            if facts.get(field) is None:
                facts[field] = read(child)
        for field, read in instead.get(name, ()):
            if others.get(field) is None:
                others[field] = read(child)
        for field, read in many.get(name, ()):
            lists.setdefault(field, []).append(read(child))
    for field, value in others.items():
        if facts.get(field) is None:
            facts[field] = value
    facts |= {field: tuple(filter(None, found[:MOST_PARTS])) for field, found in lists.items()}
    return {field: value for field, value in facts.items() if value is not None}


def tags_of(element: Any) -> tuple[SnapshotTag, ...]:
    """Return all tags of a channel or item, but for its notes and items; no more than a thousand.

    A text of a megabyte is none: that of a tag is cut after `MOST_CHARACTERS`.
    """
    return tuple(_tags(element, _MOST_LEVELS, [MOST_PARTS]))


MOST_CHARACTERS = 20_000


def _tags(element: Any, levels: int, left: list[int]) -> Iterator[SnapshotTag]:
    for name, child in children(element):
        if name in _NOTES and levels == _MOST_LEVELS:
            continue
        left[0] -= 1
        if left[0] < 0:
            return
        inner = tuple(_tags(child, levels - 1, left)) if levels and len(child) else ()
        spelled = tuple((_written(key, child), value.strip()) for key, value in child.items())
        namespace, _, local = child.tag.rpartition("}")
        yield SnapshotTag(
            name,
            f"{child.prefix}:{local}" if child.prefix else local,
            namespace[1:],
            (child.text or "").strip()[:MOST_CHARACTERS],
            {key.lower(): value for key, value in spelled},
            spelled,
            inner,
        )


def _written(key: str, element: Any) -> str:
    """Return an attribute's name with the prefix that the feed gives its namespace."""
    namespace, closed, local = key[1:].partition("}") if key.startswith("{") else ("", "", key)
    if not closed:
        return local
    prefixes = (prefix for prefix, uri in element.nsmap.items() if prefix and uri == namespace)
    return f"{next(prefixes, 'xml')}:{local}"
